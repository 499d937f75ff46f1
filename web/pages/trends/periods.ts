import { periodBefore } from '../../../src/core/period/months.ts'
import { type Period, periodDays } from '../../../src/core/period/period.ts'
import { ofKind, type PeriodKind } from '../../app/period-kinds.ts'

export const grains = ['months', 'quarters', 'years'] as const
export type Grain = (typeof grains)[number]

const shown: Readonly<Record<Grain, readonly [PeriodKind, number]>> = {
  months: ['month', 12],
  quarters: ['quarter', 8],
  years: ['year', 5],
}

/** The periods of that kind that end with the one that is looked at, oldest first; none before the first month with data. */
export function periodsUpTo(period: Period, grain: Grain, first: Period): readonly Period[] {
  const [kind, count] = shown[grain]
  const periods = [ofKind(period, kind)]
  while (periods.length < count) {
    const before = periodBefore(periods[0] ?? period)
    if (periodDays(before).last < first) break
    periods.unshift(before)
  }
  return periods
}
