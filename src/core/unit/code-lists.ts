/** The lists of code-lists/, from their text: provinces since 1 July 2025, communes and what became of the former ones. */

export type Province = {
  /** Of the national portal: H01. */
  readonly code: string
  /** Of the statistics office: 91. */
  readonly statistics: string
  readonly name: string
}

export type Commune = {
  /** Of the statistics office, five digits; the national portal numbers communes within each province instead. */
  readonly code: string
  readonly name: string
  /** Code of the province at the national portal. */
  readonly province: string
  /** The communes until 30 June 2025 of which all or some became this one. */
  readonly predecessors: readonly FormerCommune[]
}

export type FormerCommune = {
  /** '' where the source does not know it. */
  readonly code: string
  readonly name: string
  readonly district: string
  readonly province: string
}

export function provincesOf(text: string): readonly Province[] {
  return rowsOf(text).map(([code = '', statistics = '', name = '']) => ({ code, statistics, name }))
}

/** `communes` and `former`: the texts of communes.tsv and former-communes.tsv. */
export function communesOf(communes: string, former: string): readonly Commune[] {
  const predecessors = Map.groupBy(rowsOf(former), ([commune = '']) => commune)
  return rowsOf(communes).map(([code = '', name = '', province = '']) => ({
    code,
    name,
    province,
    predecessors: (predecessors.get(code) ?? []).map(formerCommune),
  }))
}

function formerCommune([, code = '', name = '', district = '', province = '']: readonly string[]): FormerCommune {
  return { code, name, district, province }
}

/** Rows below the heading. */
function rowsOf(text: string): readonly (readonly string[])[] {
  const lines = text.split('\n').slice(1)
  return lines.filter((line) => line !== '').map((line) => line.split('\t'))
}
