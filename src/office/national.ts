import { readFileSync } from 'node:fs'
import { failed, type Result } from '../core/failure.ts'
import type { IndexSet } from '../core/index-set/index-set.ts'
import { type Period, periodDays } from '../core/period/period.ts'
import { ReportedFigures, type ReportedIndicator, type ReportedPoints, totalName } from '../core/reported/figures.ts'
import { nationalTable, type NationalTable } from '../core/reported/national.ts'
import { country, isUnder, levelOfCode, type Report } from '../core/reported/report.ts'
import type { Scorecard } from '../core/score/scorecard.ts'
import { provincesOf } from '../core/unit/code-lists.ts'
import { cohortNames, type Level } from '../core/unit/level.ts'
import type { UnitTree } from '../core/unit/tree.ts'
import type { Counting } from './counting/counting.ts'
import { type Asked, scoreChain } from './counting/scorecards.ts'
import { openShippedIndexSets } from './index-sets.ts'
import type { Installation } from './installation.ts'
import { markOf, reportsIn, reportsOf } from './reports.ts'

const provinceList = new URL('../../code-lists/provinces.tsv', import.meta.url)

export type NationalQuestion = {
  readonly level: Level
  /** The set that was asked for by name: what is not under it is refused. */
  readonly isChosen: boolean
}

export type NationalAnswer = {
  readonly period: Period
  readonly level: Level
  /** The version that the table is under; null: none is known, and figures are told apart by service. */
  readonly indexSet: IndexSet | null
  readonly version: string
  readonly table: NationalTable
  /** Provinces of the country on the last day of the period; null at other levels. */
  readonly expected: number | null
  /** Units of the level that are no province of the country, and are left out: a sample, say. */
  readonly outside: readonly string[]
  /** Reports of the period under another version, which are not in the table. */
  readonly apart: readonly { readonly version: string; readonly units: readonly string[] }[]
  /** The installation's own scorecard, computed, never ranked among reported ones; null: nothing to compute it from. */
  readonly computed: Scorecard | null
  readonly computedName: string
  readonly asked: Asked
}

/** Units as they were published for a period, ranked, with the national row; no rows where nothing was. Failure: reported-other-version. */
export async function national(
  counting: Counting,
  asked: Asked,
  { level, isChosen }: NationalQuestion,
): Promise<Result<NationalAnswer>> {
  const { period, indexSet } = asked
  const indexSets = [indexSet, ...(await openShippedIndexSets()).filter(({ id }) => id !== indexSet.id)]
  const tree = counting.unitsAt(asked.asOf)
  const all = reportsIn(counting.installation.ledger, period)
  const names = provinceNames()
  const found = [...all].filter(([unit, reports]) => unit !== country && levelOf(unit, reports, tree) === level)
  const isListed = ([unit]: readonly [string, unknown]) => level !== 'province' || names.has(unit) || isFormer(period)
  const listed = found.filter(isListed)
  const units = listed.length > 0 ? listed : found
  const marks = Map.groupBy(
    units.flatMap(([, reports]) => reports),
    (report) => markOf(report, indexSets).label,
  )
  const version = marks.size === 0 || marks.has(indexSet.id) ? indexSet.id : mostUnits(marks)
  if (isChosen && version !== indexSet.id)
    return failed('reported-other-version', { period, set: indexSet.id, version })
  const under = (reports: readonly Report[]) => reports.filter((report) => markOf(report, indexSets).label === version)
  const chosen = indexSets.find(({ id }) => id === version) ?? null
  const rows = units.flatMap(([unit, reports]) => {
    const figures = new ReportedFigures(under(reports))
    const name = names.get(unit) ?? tree.get(unit)?.name ?? figures.name ?? unit
    return figures.reports.length === 0 ? [] : [{ unit, name, figures }]
  })
  // Codes are in the order of the lists; a table of equals reads best in it.
  const sorted = rows.toSorted((a, b) => (a.unit < b.unit ? -1 : 1))
  const expected = level === 'province' ? (isFormer(period) ? formerProvinces : names.size) : null
  const ofCountry = level === 'province' ? under(all.get(country) ?? []) : []
  const root = tree.get(tree.root)
  const isOwn = root?.level === level && chosen !== null
  return {
    ok: true,
    value: {
      period,
      level,
      indexSet: chosen,
      version,
      table: nationalTable(
        { units: sorted, country: new ReportedFigures(ofCountry), isWhole: sorted.length === expected },
        chosen,
        indexSet.groups.map(({ code }) => code),
      ),
      expected,
      outside: listed.length > 0 ? found.filter((one) => !isListed(one)).map(([unit]) => unit) : [],
      apart: [...marks]
        .filter(([label]) => label !== version)
        .map(([label, reports]) => ({ version: label, units: unitsIn(reports) })),
      computed: isOwn ? await ownCard(counting, { ...asked, indexSet: chosen }) : null,
      computedName: tree.nameOf(tree.root),
      asked,
    },
  }
}

/** For whoever asked because something was published. Failure: reported-missing. */
export function mustBePublished(answer: NationalAnswer): Result<NationalAnswer> {
  const { table, level, period } = answer
  if (table.rows.length > 0) return { ok: true, value: answer }
  return failed('reported-missing', { what: cohortNames[level], period })
}

/** There were 63 provinces until the mergers of 1 July 2025; their list is not kept here. */
const formerProvinces = 63

function isFormer(period: Period): boolean {
  return periodDays(period).last < '2025-07-01'
}

/** The portal marks provinces in more than one way; a code of three characters says what it is. */
function levelOf(unit: string, reports: readonly Report[], tree: UnitTree): Level | null {
  const printed = reports.find(({ body }) => body.level !== undefined)?.body.level ?? null
  return levelOfCode(unit) ?? tree.get(unit)?.level ?? printed
}

function mostUnits(marks: ReadonlyMap<string, readonly Report[]>): string {
  const [[label] = ['']] = [...marks].toSorted((a, b) => unitsIn(b[1]).length - unitsIn(a[1]).length)
  return label
}

function unitsIn(reports: readonly Report[]): readonly string[] {
  return [...new Set(reports.map(({ body }) => body.unit))].toSorted()
}

function provinceNames(): ReadonlyMap<string, string> {
  return new Map(provincesOf(readFileSync(provinceList, 'utf8')).map(({ code, name }) => [code, name]))
}

/** Null where nothing was counted: a card of zeros would look like a bad province. */
async function ownCard(counting: Counting, asked: Asked): Promise<Scorecard | null> {
  const { cards, tree } = await scoreChain(counting, asked, counting.root)
  const card = cards.get(tree.root) ?? null
  const hasCounts = card?.groups.some(({ indicators }) => indicators.some(({ whole }) => whole !== null && whole > 0))
  return hasCounts === true ? card : null
}

/** What was published of the country for a period: the portal's national row, the column of a monthly table. */
export type NationalAverage = {
  readonly groups: ReadonlyMap<string, ReportedPoints>
  /** Groups that are shown as one: online. */
  readonly joined: ReadonlyMap<string, ReportedPoints>
  readonly total: ReportedPoints | null
  readonly indicators: ReadonlyMap<string, ReportedIndicator>
}

/** Only what was made under that version: figures of another one are no average to be compared with. */
export function nationalAverage({ ledger }: Installation, period: Period, indexSet: IndexSet): NationalAverage {
  const reports = reportsOf(ledger, [country], period).filter((report) => isUnder(report, indexSet))
  const figures = new ReportedFigures(reports)
  const found = <T>(names: Iterable<string>, what: (name: string) => T | null) =>
    new Map(
      [...names].flatMap((name) => {
        const value = what(name)
        return value === null ? [] : [[name, value] as const]
      }),
    )
  const codes = new Set(indexSet.groups.map(({ code }) => code))
  const indicators = found(indexSet.indicators.keys(), (id) => figures.indicator(id))
  return {
    groups: found(codes, (code) => figures.group(code)),
    joined: found(
      figures.groupNames().filter((name) => !codes.has(name)),
      (name) => figures.group(name),
    ),
    total: figures.group(totalName),
    indicators,
  }
}
