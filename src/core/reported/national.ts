import { type Exact, exact, quotient, roundHalfUp, sum } from '../exact.ts'
import type { IndexSet } from '../index-set/index-set.ts'
import { type National, nationalRow } from '../score/national.ts'
import { rank } from '../score/rank.ts'
import { bandOf } from '../score/score.ts'
import { type Spread, spreadOf } from '../score/spread.ts'
import { joinedGroups } from '../table/portal-table.ts'
import type { Words } from '../words.ts'
import { ratioIn, type ReportedFigures, type ReportedPoints, totalName } from './figures.ts'
import type { Origin } from './report.ts'

/** One unit as it was reported; `rank` is ours on the totals as reported, `printedRank` the table's own. */
export type ReportedRow = {
  readonly unit: string
  readonly name: string
  readonly groups: ReadonlyMap<string, ReportedPoints | null>
  readonly total: ReportedPoints | null
  readonly rank: number | null
  readonly printedRank: number | null
  /** By the bands of the version; null where none is known. */
  readonly band: Words | null
  readonly printedBand: string | null
}

/** A rate of the country from counts that were added up: not a mean of rates, and never scored. */
export type PooledRate = {
  readonly id: string
  readonly part: number
  readonly whole: number
  readonly ratio: Exact | null
  /** Units whose counts were reported. */
  readonly of: number
  /** The unweighted mean of their rates, to be told apart from the pooled one. */
  readonly meanOfRatios: Exact | null
}

/** The national row by rule 5 beside the one that was published. */
export type NationalFigure = {
  /** A group's code, a name of groups shown as one, or `total`. */
  readonly name: string
  readonly computed: Exact | null
  readonly of: number
  readonly reported: ReportedPoints | null
  /** computed − reported; null where a province is missing, since the mean is then not the country's. */
  readonly difference: Exact | null
}

export type NationalTable = {
  readonly codes: readonly string[]
  readonly rows: readonly ReportedRow[]
  readonly spreads: ReadonlyMap<string, Spread | null>
  readonly national: readonly NationalFigure[]
  /** What the mean of totals would be, which is not the national total. */
  readonly meanOfTotals: Exact | null
  readonly pooled: readonly PooledRate[]
  /** The country's rates as they were published, by indicator: a column of the monthly table. */
  readonly countryRates: ReadonlyMap<string, Exact>
  /** Every report that a figure above comes from. */
  readonly origins: readonly Origin[]
}

export type ReportedUnit = { readonly unit: string; readonly name: string; readonly figures: ReportedFigures }

export type Cohort = {
  readonly units: readonly ReportedUnit[]
  /** What was published of the country, if anything. */
  readonly country: ReportedFigures
  /** Whether every unit of the country is there. */
  readonly isWhole: boolean
}

/** The table of one cohort, all of one version. `order`: of groups, where no version is known. */
export function nationalTable(
  { units, country, isWhole }: Cohort,
  indexSet: IndexSet | null,
  order: readonly string[],
): NationalTable {
  const codes = indexSet?.groups.map(({ code }) => code) ?? codesIn(units, order)
  const rows = ranked(units.map((unit) => rowOf(unit, codes, indexSet)))
  const points = (code: string) => rows.flatMap(({ groups }) => groups.get(code)?.points?.value ?? [])
  const totals = rows.flatMap(({ total }) => total?.points?.value ?? [])
  const row = nationalRow(
    rows.map(({ groups }) => ({
      groups: new Map([...groups].map(([code, item]) => [code, item?.points?.value ?? null])),
    })),
    codes,
  )
  return {
    codes,
    rows,
    spreads: new Map([...codes.map((code) => [code, spreadOf(points(code))] as const), [totalName, spreadOf(totals)]]),
    national: nationalFigures(row, codes, rows.length, country).map((figure) =>
      isWhole ? figure : { ...figure, difference: null },
    ),
    meanOfTotals: totals.length > 0 ? roundHalfUp(sum(totals).div(totals.length), 2) : null,
    pooled: indexSet === null ? [] : pooledRates(units, indexSet),
    countryRates: ratesOf(country, indexSet),
    origins: originsOf(units, country, rows, indexSet),
  }
}

function codesIn(units: readonly ReportedUnit[], order: readonly string[]): readonly string[] {
  const codes = new Set(units.flatMap(({ figures }) => figures.groupNames()))
  return [...order.filter((code) => codes.has(code)), ...[...codes].filter((code) => !order.includes(code))]
}

function rowOf(
  { unit, name, figures }: ReportedUnit,
  codes: readonly string[],
  indexSet: IndexSet | null,
): ReportedRow {
  const total = figures.total()
  const band = indexSet && total?.points ? bandOf(indexSet, total.points.value, exact(indexSet.total)) : null
  const groups = new Map(codes.map((code) => [code, figures.group(code)]))
  return { unit, name, groups, total, rank: null, printedRank: figures.rank, band, printedBand: figures.band }
}

/** 1-2-2-4 on the totals as reported; without a total a unit stands below, without a rank. */
function ranked(rows: readonly ReportedRow[]): readonly ReportedRow[] {
  const byCode = new Map(rows.map((row) => [row.unit, row]))
  const places = rank(rows.map(({ unit, total }) => ({ unit, total: total?.points?.value ?? null, small: false })))
  return places.flatMap(({ unit, rank: place }) => {
    const row = byCode.get(unit)
    return row === undefined ? [] : [{ ...row, rank: place }]
  })
}

function nationalFigures(
  row: National,
  codes: readonly string[],
  of: number,
  country: ReportedFigures,
): NationalFigure[] {
  const means = new Map(row.groups.map((group) => [group.code, group]))
  const joined = Object.entries(joinedGroups).filter(([name]) => country.group(name) !== null)
  const together = joined.map(([name, members]) => {
    const parts = members.map((code) => means.get(code)?.mean ?? null).filter((mean) => mean !== null)
    const computed = parts.length === members.length ? sum(parts) : null
    return { name, computed, of: Math.min(...members.map((code) => means.get(code)?.of ?? 0)) }
  })
  const all = [
    ...codes.map((name) => ({ name, computed: means.get(name)?.mean ?? null, of: means.get(name)?.of ?? 0 })),
    ...together,
    { name: totalName, computed: row.total, of },
  ]
  return all.map((figure) => {
    const reported = country.group(figure.name)
    const difference = figure.computed && reported?.points ? figure.computed.sub(reported.points.value) : null
    return { ...figure, reported, difference }
  })
}

function pooledRates(units: readonly ReportedUnit[], indexSet: IndexSet): readonly PooledRate[] {
  return [...indexSet.indicators.values()].flatMap(({ id }) => {
    const counts = units.flatMap(({ figures }) => figures.indicator(id)?.count ?? [])
    if (counts.length === 0) return []
    const part = counts.reduce((total, count) => total + count.part, 0)
    const whole = counts.reduce((total, count) => total + count.whole, 0)
    const ratios = counts.flatMap((count) => (count.whole === 0 ? [] : [quotient(count.part, count.whole)]))
    const rounded = (ratio: Exact) => roundHalfUp(ratio, indexSet.rounding.ratioDecimals)
    return [
      {
        id,
        part,
        whole,
        ratio: whole === 0 ? null : rounded(quotient(part, whole)),
        of: counts.length,
        meanOfRatios: ratios.length === 0 ? null : rounded(sum(ratios).div(ratios.length)),
      },
    ]
  })
}

function ratesOf(country: ReportedFigures, indexSet: IndexSet | null): ReadonlyMap<string, Exact> {
  const ids = [...(indexSet?.indicators.keys() ?? [])]
  const rates = ids.map((id) => {
    const figure = country.indicator(id)
    return [id, figure === null ? null : ratioIn(figure)] as const
  })
  return new Map(rates.flatMap(([id, rate]) => (rate === null ? [] : [[id, rate] as const])))
}

function originsOf(
  units: readonly ReportedUnit[],
  country: ReportedFigures,
  rows: readonly ReportedRow[],
  indexSet: IndexSet | null,
): readonly Origin[] {
  const ids = [...(indexSet?.indicators.keys() ?? [])]
  const used = [
    ...rows.flatMap(({ groups, total }) => [...groups.values(), total]),
    ...units.flatMap(({ figures }) => ids.map((id) => figures.indicator(id))),
    ...[...country.groupNames(), totalName].map((name) => country.group(name)),
  ]
  const bySeq = new Map(
    used.flatMap((figure) => (figure === null ? [] : [[figure.origin.seq, figure.origin] as const])),
  )
  return [...bySeq.values()].toSorted((a, b) => a.seq - b.seq)
}
