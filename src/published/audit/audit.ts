import { setInForce } from '../../core/index-set/in-force.ts'
import type { IndexSet } from '../../core/index-set/index-set.ts'
import type { MonthlyTable } from '../../core/table/monthly-table.ts'
import type { Published } from '../published.ts'
import { auditBand } from './band.ts'
import { type Finding, finding } from './catalogue.ts'
import { auditFigures } from './figures.ts'
import { isRating, Outline, rowName } from './outline.ts'
import { addsUp, auditPoints, auditTotal } from './points.ts'
import { auditPortal } from './portal.ts'
import { auditMaxima, auditParts } from './sums.ts'
import { auditVerdicts } from './verdicts.ts'

const severities = ['error', 'warning', 'note']

/**
 * Everything in a published table that contradicts itself or the set in force, by rule and never by name, worst
 * first, then in the order of the rows. Nothing is repaired. `indexSet` overrides the set in force.
 */
export function audit(published: Published, indexSets: readonly IndexSet[], indexSet?: IndexSet): Finding[] {
  if (published.kind === 'portal') return auditPortal(published.table, indexSets, indexSet).toSorted(bySeverity)
  const { table } = published
  const chosen = indexSet ?? setInForce(table.period, indexSets)
  const unknown =
    chosen || table.period === null ? [] : [finding('index-set-not-known', null, { params: { period: table.period } })]
  const found = [...auditMonthly(published.table, chosen, indexSets), ...unknown]
  const order = new Map(published.table.rows.map((row, index) => [rowName(row), index]))
  return found.toSorted((a, b) => bySeverity(a, b) || (order.get(a.row ?? '') ?? 1e6) - (order.get(b.row ?? '') ?? 1e6))
}

function bySeverity(a: Finding, b: Finding): number {
  return severities.indexOf(a.severity) - severities.indexOf(b.severity)
}

function auditMonthly(table: MonthlyTable, indexSet: IndexSet | null, indexSets: readonly IndexSet[]): Finding[] {
  const outline = new Outline(table)
  const others = indexSets.filter((set) => set.id !== indexSet?.id)
  const unknown = outline.rows.filter(
    (row) => row.id === null && row.kind !== 'total' && !outline.isPart(row) && !isRating(row),
  )
  return [
    ...auditVerdicts(outline, indexSet),
    ...auditParts(outline),
    ...auditMaxima(outline, indexSet),
    ...auditTotal(outline, indexSet),
    ...(indexSet ? auditPoints(outline, indexSet, others) : []),
    ...auditFigures(outline),
    ...(indexSet ? [...missingRows(outline, indexSet), ...auditBand(outline, indexSet)] : []),
    ...unknown.map((row) => finding('row-unknown', rowName(row))),
    ...table.notes.map(({ code, params }) => finding(code, rowOf(params), { params })),
  ]
}

/** Notes of the reader that are about one row name its printed number. */
function rowOf({ no, row }: MonthlyTable['notes'][number]['params']): string | null {
  const named = no ?? row
  return typeof named === 'string' && named !== '' ? named : null
}

/** Groups and total that a whole table has. A table whose groups add to its total is whole as far as it goes. */
function missingRows(outline: Outline, indexSet: IndexSet): Finding[] {
  if (outline.groups.length === 0 || addsUp(outline)) return []
  const groups = indexSet.groups.filter((group) => !outline.byId(group.code))
  const hasTotal = outline.rows.some((row) => row.kind === 'total')
  const total = { vi: 'Tổng điểm', en: 'of the total' }
  return [...groups.map((group) => group.name), ...(hasTotal ? [] : [total])].map((what) =>
    finding('row-missing', null, { params: { what } }),
  )
}
