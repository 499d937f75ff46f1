import { spanOf } from '../../core/measure/span.ts'
import type { Period } from '../../core/period/period.ts'
import { dateOf, type Instant } from '../../core/time/instant.ts'
import { secondOf } from '../../core/time/second.ts'
import type { Counting } from './counting.ts'
import { monthsOf } from '../../core/period/months.ts'

/** Years that are looked back over. */
const most = 10

/** The first and the last month in which a dossier was received, of the last ten years; without any, the month of `now`. */
export async function monthsWithData(
  counting: Counting,
  now: Instant,
): Promise<{ readonly first: Period; readonly latest: Period }> {
  const today = dateOf(now)
  const groups = counting.unitsAt(now).groups('current')
  const received = async (period: Period) => {
    const span = spanOf(period, secondOf(now))
    const question = { measures: ['dossiers-received'], span, groups, by: 'total', within: null } as const
    const [row] = await counting.engine.count(question)
    return row?.counts[0] ?? 0
  }
  const withData = async (periods: readonly Period[]) => {
    const found: Period[] = []
    for (const period of periods) if ((await received(period)) > 0) found.push(period)
    return found
  }
  const thisYear = Number(today.slice(0, 4))
  const years = await withData(Array.from({ length: most }, (_, index) => String(thisYear - most + 1 + index)))
  const [firstYear] = years
  const lastYear = years.at(-1)
  if (firstYear === undefined || lastYear === undefined) return { first: today.slice(0, 7), latest: today.slice(0, 7) }
  const [first = firstYear] = await withData(monthsOf(firstYear))
  const latest = (await withData(monthsOf(lastYear))).at(-1) ?? first
  return { first, latest }
}
