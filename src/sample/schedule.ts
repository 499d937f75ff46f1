import type { Span } from './days.ts'
import { type DirtTotals, dirtTotals } from './dirt.ts'
import { earlierTotals, lastTotals, leftOver, type MonthTotals } from './quota.ts'
import { apportion } from './share.ts'
import { type LastMonth, lastMonth, receivedFor } from './tuning.ts'

/** How many dossiers there are in each month, and of which kinds: everything that is known before the first is made. */
export type Schedule = {
  readonly months: readonly MonthTotals[]
  readonly last: LastMonth
  readonly dirt: DirtTotals
}

/** Fewer come in February; the rest of the year is alike. */
const season = [0.98, 0.72, 1.04, 1, 0.97, 1.02, 1.03, 0.99, 0.95, 1.06, 1, 1]

export function scheduleOf(dossiers: number, span: Span, dirtShare: number): Schedule {
  const dirt = dirtTotals(dossiers, dirtShare)
  const spoilt = Object.values(dirt.spoilt).reduce((sum, count) => sum + count, 0)
  const counted = dossiers - spoilt - dirt.tests - dirt.unreceived
  const weights = span.months.map(({ id }) => season[Number(id.slice(5)) - 1] ?? 1)
  const preferred = apportion(counted, weights).at(-1) ?? 0
  const received = receivedFor(preferred, Math.round(counted * 0.6))
  const earlier = apportion(counted - received, weights.slice(0, -1))
  const leftOvers = earlier.reduce((sum, count) => sum + leftOver(count), 0)
  const before = earlier.at(-1) ?? 0
  const carried = Math.min(Math.round(received * 0.1), Math.round(before * 0.35)) - leftOvers
  const last = lastMonth(received, Math.max(1, carried), leftOvers)
  // The carried ones that are still overdue count in the last month, so those that end in it make up the rest.
  const next = { onTime: last.carriedOnTime, late: last.carried - last.carriedOnTime }
  const totals = earlier.map((count, index) => {
    const growth = index / earlier.length
    return index === earlier.length - 1 ? earlierTotals(count, growth, next) : earlierTotals(count, growth)
  })
  return { months: [...totals, lastTotals(last)], last, dirt }
}
