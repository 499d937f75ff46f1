import type { Period } from '../period/period.ts'
import { monthsOf } from '../period/months.ts'
import { monthsOver, type Span } from './span.ts'

/** Dossiers received by a unit in a period as the national report has them; null where it has no figure. */
export type NationalReports = (unit: string, period: Period) => number | null

/**
 * report: its own figure. months: the sum of those of its months; so-far: of those that are over, the period goes on.
 * last-year: last year's total, divided.
 */
export type ReportedFigure = { readonly received: number; readonly from: 'report' | 'months' | 'so-far' | 'last-year' }

/**
 * The figure of a period. Where there is none, last year's total ÷ 12 for a month, ÷ 4 for a quarter, ÷ 1 for a year (note,
 * 1.4), half a year and nine months in proportion, rounded half up. Of a period that goes on, its months that are over are
 * enough. Null when there is none of that either.
 */
export function reportedFigure(
  reports: NationalReports,
  unit: string,
  period: Period,
  span: Span,
): ReportedFigure | null {
  const own = reports(unit, period)
  if (own !== null) return { received: own, from: 'report' }
  const months = monthsOf(period)
  const sum = sumOf(reports, unit, months)
  if (months.length > 1 && sum !== null) return { received: sum, from: 'months' }
  const over = monthsOver(period, span)
  const soFar = over.length > 0 && over.length < months.length ? sumOf(reports, unit, over) : null
  if (soFar !== null) return { received: soFar, from: 'so-far' }
  const lastYear = String(Number(period.slice(0, 4)) - 1)
  const year = reports(unit, lastYear) ?? sumOf(reports, unit, monthsOf(lastYear))
  // Half up of a share of twelfths: 2 × year × months + 12, divided by 24, whole.
  return year === null ? null : { received: Math.floor((2 * year * months.length + 12) / 24), from: 'last-year' }
}

function sumOf(reports: NationalReports, unit: string, months: readonly Period[]): number | null {
  let sum = 0
  for (const month of months) {
    const figure = reports(unit, month)
    if (figure === null) return null
    sum += figure
  }
  return sum
}
