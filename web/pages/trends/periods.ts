import { periodBefore } from '../../../src/core/period/months.ts'
import { type Period, periodDays } from '../../../src/core/period/period.ts'
import { ofKind, type PeriodKind } from '../../app/period-kinds.ts'

export const grains = ['months', 'quarters', 'halves', 'nines', 'years'] as const
export type Grain = (typeof grains)[number]

const shown: Readonly<Record<Grain, readonly [PeriodKind, number]>> = {
  months: ['month', 12],
  quarters: ['quarter', 8],
  halves: ['half', 6],
  nines: ['nine', 5],
  years: ['year', 5],
}

type Bounds = { readonly first: Period; readonly now: string }

/** The periods of that kind that end with the one that is looked at, oldest first; none before the first month with data. */
export function periodsUpTo(period: Period, grain: Grain, { first, now }: Bounds): readonly Period[] {
  const [kind, count] = shown[grain]
  const periods = [ofKind(period, kind, now)]
  while (periods.length < count) {
    const before = periodBefore(periods[0] ?? period)
    if (periodDays(before).last < first) break
    periods.unshift(before)
  }
  return periods
}
