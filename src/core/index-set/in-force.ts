import { type Period, periodDays } from '../period/period.ts'
import type { IndexSet } from './index-set.ts'

/** Whether a version's validity covers the whole period. One without a first day is never in force by itself. */
export function covers({ validFrom, validTo }: Pick<IndexSet, 'validFrom' | 'validTo'>, period: Period): boolean {
  const { first, last } = periodDays(period)
  return validFrom !== null && validFrom <= first && (validTo === null || validTo >= last)
}

/** The version in force for a period, or null when none is known to be. */
export function setInForce(period: Period | null, indexSets: readonly IndexSet[]): IndexSet | null {
  return period === null ? null : (indexSets.find((set) => covers(set, period)) ?? null)
}
