import type { PortalService, PortalUnit } from '../../core/table/portal-table.ts'

/** A unit as one answer or row gives it. */
export type Draft = {
  readonly unit: PortalUnit
  readonly service: PortalService
  /** ROW_STT, the number of the row in its list. */
  readonly place: number | null
  /** The sheet, or the array of a document, in which it stands. */
  readonly list: string
}

/** Ranks filled in from the numbers of rows, and answers about one unit brought together. */
export function unitsOf(drafts: readonly Draft[]): readonly PortalUnit[] {
  const lists = Map.groupBy(drafts, ({ unit }) => unit.list)
  return merged([...lists.values()].flatMap(ranked))
}

/** The service whose fields the file has; unknown where it has those of both, or of none. */
export function serviceOf(drafts: readonly Draft[]): PortalService {
  const [first = 'unknown', ...others] = new Set(drafts.map((draft) => draft.service).filter((it) => it !== 'unknown'))
  return others.length === 0 ? first : 'unknown'
}

/** Arrays of a document are pages of one list, unless a unit has scores in two of them: then each is a list. */
export function withLists(drafts: readonly Draft[]): readonly Draft[] {
  const scored = drafts.filter(({ unit }) => hasScores(unit))
  const byName = Map.groupBy(scored, ({ unit }) => keyOf(unit))
  const several = [...byName.values()].some((same) => distinct(same.map((draft) => draft.list)) > 1)
  if (!several) return drafts
  return drafts.map((draft) =>
    hasScores(draft.unit) ? { ...draft, unit: { ...draft.unit, list: draft.list } } : draft,
  )
}

/**
 * ROW_STT numbers the rows of a list: a rank only where the list holds one kind of unit and no more places than units.
 * The old service ranked mixed kinds in one list, which means nothing.
 */
function ranked(list: readonly Draft[]): PortalUnit[] {
  const oneKind = distinct(list.map(({ unit }) => unit.level)) === 1
  const isRank = oneKind && list.every(({ place }) => place === null || place <= list.length)
  return list.map(({ unit, place }) => (isRank && unit.rank === null ? { ...unit, rank: place } : unit))
}

/** Answers about one unit become one, unless they say anything twice: nothing tells then which belong together. */
function merged(units: readonly PortalUnit[]): readonly PortalUnit[] {
  const byName = Map.groupBy(units, keyOf)
  return [...byName.values()].flatMap((answers) => joined(answers) ?? answers)
}

function joined(answers: readonly PortalUnit[]): PortalUnit | null {
  const [first] = answers
  const indicators = answers.flatMap((answer) => answer.indicators ?? [])
  const saysTwice =
    distinct(indicators.map((item) => item.id ?? item.code)) < indicators.length ||
    answers.filter(hasScores).length > 1 ||
    (['total', 'rank', 'band', 'level', 'list', 'period'] as const).some((key) => given(answers, key).length > 1)
  if (first === undefined || answers.length === 1 || saysTwice) return null
  const [level] = given(answers, 'level')
  const [list] = given(answers, 'list')
  const [band] = given(answers, 'band')
  const [period] = given(answers, 'period')
  return {
    code: first.code,
    name: given(answers, 'name')[0] ?? null,
    groups: answers.find(hasScores)?.groups ?? {},
    total: given(answers, 'total')[0] ?? null,
    rank: given(answers, 'rank')[0] ?? null,
    ...(list !== undefined && { list }),
    ...(level !== undefined && { level }),
    ...(band !== undefined && { band }),
    ...(period !== undefined && { period }),
    ...(indicators.length > 0 && { indicators }),
  }
}

/** What the answers say of one thing, each once. */
function given<K extends keyof PortalUnit>(answers: readonly PortalUnit[], key: K): NonNullable<PortalUnit[K]>[] {
  return [...new Set(answers.map((answer) => answer[key]))].filter((value) => value !== null && value !== undefined)
}

function keyOf(unit: PortalUnit): unknown {
  return unit.code ?? unit.name ?? unit
}

function hasScores(unit: PortalUnit): boolean {
  return Object.keys(unit.groups).length > 0
}

function distinct(values: readonly unknown[]): number {
  return new Set(values).size
}
