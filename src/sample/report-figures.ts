import type { Month } from './days.ts'
import type { TruthPeriod } from './periods.ts'
import type { Province } from './province.ts'
import type { Quotas } from './quota.ts'

/** What the national report says was received. */
export type Reports = {
  /** Of each month and unit. */
  readonly figures: readonly (readonly number[])[]
  /** A commune without a report of the first month: a twelfth of its year before stands for it. */
  readonly missing: {
    readonly month: string
    readonly unit: number
    readonly year: string
    readonly yearTotal: number
  }
}

/**
 * In the third month one commune reported fewer than the portal has: there the portal's figure is the whole. Another has no
 * report of the first month.
 */
export function reportsOf(quotas: readonly Quotas[], months: readonly Month[], { units }: Province): Reports {
  const communes = [...units.keys()].filter((unit) => units[unit]?.level === 'commune')
  const largest = (month: number) => {
    const synced = quotas[month]?.synced ?? []
    return communes.toSorted((a, b) => (synced[b] ?? 0) - (synced[a] ?? 0))[0] ?? 0
  }
  const few = largest(2)
  const figures = quotas.map(({ report, synced }, index) =>
    report.map((figure, unit) => (index === 2 && unit === few ? Math.floor((synced[unit] ?? 0) * 0.9) : figure)),
  )
  const month = months[0]?.id ?? ''
  const unit = largest(0)
  // Another figure than the one that is missing, so that it shows which of them was taken.
  const yearTotal = 12 * ((figures[0]?.[unit] ?? 0) + 5)
  return { figures, missing: { month, unit, year: String(Number(month.slice(0, 4)) - 1), yearTotal } }
}

/** What the report of these units together says; null where it is missing. */
export function statedFigure(
  { figures, missing }: Reports,
  { id, months }: TruthPeriod,
  members: readonly number[],
): number | null {
  if (id === missing.month && members.length === 1 && members[0] === missing.unit) return null
  return members.reduce((sum, unit) => months.reduce((all, month) => all + (figures[month]?.[unit] ?? 0), sum), 0)
}
