import { failed, failure, type Result } from '../core/failure.ts'
import type { IndexSet } from '../core/index-set/index-set.ts'
import type { ReportedScorecard } from '../core/observation/bodies.ts'
import { type Period, periodDays } from '../core/period/period.ts'
import { country, type PublishedForm } from '../core/reported/report.ts'
import type { MonthlyTable } from '../core/table/monthly-table.ts'
import type { PortalTable, PortalUnit } from '../core/table/portal-table.ts'
import { fold } from '../core/text/fold.ts'
import { startOfDay } from '../core/time/instant.ts'
import type { PlainDate } from '../core/time/plain-date.ts'
import { BadField } from '../intake/bad-field.ts'
import { isCode } from '../intake/field.ts'
import type { Item } from '../intake/item.ts'
import { shown } from '../intake/mask.ts'
import { observe } from '../intake/observe.ts'
import { itemOf } from '../intake/quarantine.ts'
import { readPublished } from '../published/read/read.ts'
import { monthlyFigures, portalFigures } from './published-figures.ts'

/** What a published table may leave out. */
export type PublishedContext = {
  readonly source: string
  /** Of the local column of a monthly table. */
  readonly unit: string | null
  readonly period: Period | null
  readonly capturedAt: PlainDate | null
  /** The one unit or province of that name on that day; null where there is none, or more than one. */
  readonly codeNamed: (name: string, day: string) => string | null
  readonly indexSets: readonly IndexSet[]
}

/**
 * A table that was published, as observations of what it reports, as printed. Rows of units that cannot be told are
 * quarantined. Failures: report-period-unknown, report-period-differs, report-unit-unknown, those of reading.
 */
export async function publishedItems(
  bytes: Uint8Array,
  file: string,
  context: PublishedContext,
): Promise<Result<readonly Item[]>> {
  const read = await readPublished(bytes, file, context.indexSets)
  if (!read.ok) return read
  const { kind, table } = read.value
  return kind === 'monthly' ? monthlyItems(table, file, context) : portalItems(table, file, context)
}

/** Two reports: of the unit, and of the country, whose figures stand in the column beside. */
function monthlyItems(table: MonthlyTable, file: string, context: PublishedContext): Result<readonly Item[]> {
  const period = periodOf(table.period, file, context)
  if (!period.ok) return period
  if (context.unit === null) return failed('report-unit-unknown', {}, { file })
  const columns = [
    [context.unit, 'local'],
    [country, 'national'],
  ] as const
  const items = columns.flatMap(([unit, column], index) => {
    const said = monthlyFigures(table, column)
    if (Object.keys(said.figures).length === 0) return []
    const body = { unit, period: period.value, form: 'monthly-table', ...said }
    return [itemOf({ file, row: index + 1, show: shown }, () => observation(body, table.rows, context))]
  })
  return { ok: true, value: items }
}

function portalItems(table: PortalTable, file: string, context: PublishedContext): Result<readonly Item[]> {
  const form: PublishedForm = table.service === 'unknown' ? 'portal' : `portal-${table.service}`
  const stated = table.units.every((unit) => unit.period !== undefined) && !table.national
  const period = stated ? { ok: true as const, value: null } : periodOf(table.period, file, context)
  if (!period.ok) return period
  const bodies = new Map<string, string>()
  const items = table.units.map((unit, index) =>
    itemOf({ file, row: index + 1, show: shown }, () => {
      const body = unitBody(unit, form, unit.period ?? period.value, context)
      const item = observation(body, unit, context)
      const before = bodies.get(item.key)
      bodies.set(item.key, item.text)
      // Twice in one file, and not the same: nothing tells which of them is the figure of the period.
      if (before !== undefined && before !== item.text)
        throw new BadField('row-contradiction', unit.list ?? '', nameIn(unit))
      return item
    }),
  )
  const { national } = table
  if (!national || period.value === null) return { ok: true, value: items }
  const body = { unit: country, period: period.value, form, ...portalFigures({ ...national, indicators: [] }) }
  const item = itemOf({ file, row: items.length + 1, show: shown }, () => observation(body, national, context))
  return { ok: true, value: [...items, item] }
}

function unitBody(
  unit: PortalUnit,
  form: PublishedForm,
  period: Period | null,
  { codeNamed }: PublishedContext,
): ReportedScorecard {
  const { name, level, rank, band, list } = unit
  if (period === null) throw new BadField('period-unknown', 'period', '')
  if (list !== undefined && isOfOtherKind(list, period)) throw new BadField('period-unknown', list, period)
  const code = unit.code ?? (name === null ? null : codeNamed(name, periodDays(period).last))
  if (code === null) throw new BadField('unit-unknown', 'name', nameIn(unit))
  // It becomes part of a key, in which parts are told by strokes.
  if (!isCode(code) || code.includes('/')) throw new BadField('code-invalid', 'code', code)
  return {
    unit: code,
    period,
    form,
    ...portalFigures(unit),
    ...(name !== null && { name }),
    ...(level && { level }),
    ...(rank !== null && { rank }),
    ...(band !== undefined && { band }),
  }
}

function nameIn({ name, code }: PortalUnit): string {
  return name ?? code ?? ''
}

/** Workbooks of the old service hold the year in a sheet "Điểm năm" beside the month in "Điểm tháng". */
function isOfOtherKind(sheet: string, period: Period): boolean {
  const name = fold(sheet)
  const [ofYear, ofMonth] = [/\bnam\b/.test(name), /\bthang\b/.test(name)]
  if (ofYear === ofMonth) return false
  return ofYear ? !/^\d{4}$/.test(period) : !/^\d{4}-\d{2}$/.test(period)
}

/** The table's own period. One that the call states beside it has to be the same. */
function periodOf(stated: Period | null, file: string, { period: given }: PublishedContext): Result<Period> {
  if (stated !== null && given !== null && stated !== given)
    return failed('report-period-differs', { stated, given }, { file })
  const period = stated ?? given
  if (period === null) return { ok: false, failures: [failure('report-period-unknown', {}, { file })] }
  return { ok: true, value: period }
}

function observation(said: ReportedScorecard, original: unknown, { source, capturedAt }: PublishedContext) {
  const body = { ...said, ...(capturedAt !== null && { capturedAt }) }
  return observe({
    source,
    kind: 'reported-scorecard',
    key: `${body.unit}/${body.period}/${body.form}`,
    sourceTime: capturedAt === null ? null : startOfDay(capturedAt),
    body,
    original: JSON.stringify(original),
  })
}
