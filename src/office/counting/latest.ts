import { spanOf } from '../../core/measure/span.ts'
import { periodBefore } from '../../core/period/months.ts'
import type { Period } from '../../core/period/period.ts'
import { dateOf, type Instant } from '../../core/time/instant.ts'
import { secondOf } from '../../core/time/second.ts'
import type { Counting } from './counting.ts'

/** Months that are looked back over. */
const most = 24

/** The last month in which a dossier was received: where a page begins. Without any, the month of `now`. */
export async function latestMonth(counting: Counting, now: Instant): Promise<Period> {
  const groups = counting.unitsAt(now).groups('current')
  const current = dateOf(now).slice(0, 7)
  let month = current
  for (let step = 0; step < most; step++) {
    const span = spanOf(month, secondOf(now))
    const question = { measures: ['dossiers-received'], span, groups, by: 'total', within: null } as const
    const [row] = await counting.engine.count(question)
    if ((row?.counts[0] ?? 0) > 0) return month
    month = periodBefore(month)
  }
  return current
}
