import { periodBefore } from '../../../src/core/period/months.ts'

/** Months that are offered at most. */
const most = 24

/** From the latest back to the first. */
export function months(first: string, latest: string): readonly string[] {
  const found = [latest]
  for (let month = periodBefore(latest); month >= first && found.length < most; month = periodBefore(month))
    found.push(month)
  return found
}
