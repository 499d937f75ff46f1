import { type Period, periodDays } from '../../src/core/period/period.ts'
import { periodBefore } from '../../src/core/period/months.ts'

/** The kinds of period that people choose from, and the periods of a kind in a year. */
export const kinds = ['month', 'quarter', 'half', 'nine', 'year'] as const
export type PeriodKind = (typeof kinds)[number]

export function kindOf(period: Period): PeriodKind {
  const part = period.slice(5)
  if (part === '') return 'year'
  if (part === '9M') return 'nine'
  return part.startsWith('Q') ? 'quarter' : part.startsWith('H') ? 'half' : 'month'
}

export function periodsOf(kind: PeriodKind, year: string): readonly Period[] {
  const numbered = (count: number, write: (number: number) => string) =>
    Array.from({ length: count }, (_, index) => `${year}-${write(index + 1)}`)
  switch (kind) {
    case 'month':
      return numbered(12, (number) => String(number).padStart(2, '0'))
    case 'quarter':
      return numbered(4, (number) => `Q${number}`)
    case 'half':
      return numbered(2, (number) => `H${number}`)
    case 'nine':
      return [`${year}-9M`]
    case 'year':
      return [year]
  }
}

/** Whether any day of it has come; of a period to come there are no figures. `today`: YYYY-MM-DD or longer. */
export function hasBegun(period: Period, today: string): boolean {
  return periodDays(period).first <= today.slice(0, 10)
}

/**
 * The period of that kind that ends where this one does, or first holds it: October gives the fourth quarter. Of those that
 * have begun: a year that is not over gives its last month so far.
 */
export function ofKind(period: Period, kind: PeriodKind, today: string): Period {
  const year = period.slice(0, 4)
  const last = lastMonth(period)
  const begun = periodsOf(kind, year).filter((candidate) => hasBegun(candidate, today))
  return begun.find((candidate) => lastMonth(candidate) >= last) ?? begun.at(-1) ?? periodsOf(kind, year)[0] ?? year
}

/** The next period of the same kind. */
export function periodAfter(period: Period): Period {
  const year = Number(period.slice(0, 4))
  const near = [...periodsOf(kindOf(period), String(year)), ...periodsOf(kindOf(period), String(year + 1))]
  return near.find((candidate) => periodBefore(candidate) === period) ?? period
}

function lastMonth(period: Period): number {
  const part = period.slice(5)
  if (part === '') return 12
  if (part === '9M') return 9
  const number = Number(part.replace(/\D/, ''))
  return part.startsWith('Q') ? number * 3 : part.startsWith('H') ? number * 6 : Number(part)
}
