import { failed, type Result } from '../../core/failure.ts'
import { setInForce } from '../../core/index-set/in-force.ts'
import type { IndexSet } from '../../core/index-set/index-set.ts'
import { isPeriod, type Period, periodDays } from '../../core/period/period.ts'
import { dateOf, endOfDay, formatInstant, type Instant, parseInstant } from '../../core/time/instant.ts'
import { parsePlainDate } from '../../core/time/plain-date.ts'
import type { UnitView } from '../../core/unit/tree.ts'
import { openIndexSet, openShippedIndexSets } from '../index-sets.ts'
import type { Asked } from './scorecards.ts'

/** A question as a person puts it. */
export type Wish = {
  readonly period: string
  readonly asOf?: string | undefined
  readonly indexSet?: string | undefined
  readonly units?: UnitView | undefined
}

/** For a period for which no version is known to be in force: figures are then said to be for reference only. */
const latest = 'vn-766/2026'

/** Failures: moment-invalid, moment-to-come, period-not-begun, index-set-unknown and those of loading one. */
export async function askedOf(wish: Wish, now: Instant): Promise<Result<Asked>> {
  if (!isPeriod(wish.period)) return failed('moment-invalid', { text: wish.period })
  const asOf = momentOf(wish.asOf, now)
  if (!asOf.ok) return asOf
  if (asOf.value > endOfDay(dateOf(now))) return failed('moment-to-come', { text: formatInstant(asOf.value) })
  const { first } = periodDays(wish.period)
  if (dateOf(asOf.value) < first)
    return failed('period-not-begun', { period: wish.period, text: formatInstant(asOf.value) })
  const indexSet = await indexSetFor(wish.period, wish.indexSet)
  if (!indexSet.ok) return indexSet
  const { period, units = 'current' } = wish
  return { ok: true, value: { period, asOf: asOf.value, indexSet: indexSet.value, view: units } }
}

/** A day as of which is asked counts to its end; nothing stated is now. Failure: moment-invalid. */
export function momentOf(text: string | undefined, now: Instant): Result<Instant> {
  if (text === undefined) return { ok: true, value: now }
  const day = parsePlainDate(text)
  const moment = day === null ? parseInstant(text) : endOfDay(day)
  return moment === null ? failed('moment-invalid', { text }) : { ok: true, value: moment }
}

async function indexSetFor(period: Period, id: string | undefined): Promise<Result<IndexSet>> {
  const inForce = id === undefined ? setInForce(period, await openShippedIndexSets()) : null
  if (inForce !== null) return { ok: true, value: inForce }
  const loaded = await openIndexSet(id ?? latest)
  return loaded.ok ? { ok: true, value: loaded.value.indexSet } : loaded
}
