import { failed, type Result } from '../../core/failure.ts'
import type { IndexSet } from '../../core/index-set/index-set.ts'
import type { Period } from '../../core/period/period.ts'
import type { Scorecard } from '../../core/score/scorecard.ts'
import type { Unit } from '../../core/unit/unit.ts'
import { askedOf, type Wish } from './asked.ts'
import type { Seq } from '../../core/observation/observation.ts'
import type { Instant } from '../../core/time/instant.ts'
import type { Counting } from './counting.ts'
import { cardOf, scoreChain } from './scorecards.ts'

export type TrendPoint = {
  readonly period: Period
  readonly indexSet: IndexSet
  readonly card: Scorecard
  readonly provisional: boolean
  /** Another version than the point before: the two are never joined or compared. */
  readonly isBreak: boolean
}

export type Trend = {
  readonly unit: Unit
  readonly asOf: Instant
  /** All points have what the ledger said up to there; later ones may have more. */
  readonly watermark: Seq
  readonly points: readonly TrendPoint[]
}

/** A year of months, or ten years. */
const mostPoints = 36

/**
 * A unit's scores over periods of one kind, each under the version in force for it; with `indexSet`, all under that one.
 * Failures: unit-unknown, moment-invalid, too-many-periods.
 */
export async function trendOf(
  counting: Counting,
  question: Omit<Wish, 'period'> & { readonly unit: string; readonly periods: readonly string[] },
  now: Instant,
): Promise<Result<Trend>> {
  const { unit: code, periods, ...wish } = question
  if (periods.length > mostPoints) return failed('too-many-periods', { limit: mostPoints })
  const points: TrendPoint[] = []
  let unit: Unit | null = null
  let asOf = now
  let watermark: Seq | null = null
  for (const period of periods) {
    const asked = await askedOf({ ...wish, period }, now)
    if (!asked.ok && asked.failures.every(({ code: why }) => why === 'period-not-begun')) continue
    if (!asked.ok) return asked
    const scorecards = await scoreChain(counting, asked.value, code)
    const found = cardOf(scorecards, code)
    if (!found.ok) return found
    unit = found.value.unit
    asOf = asked.value.asOf
    watermark ??= scorecards.watermark
    const { indexSet } = asked.value
    const isBreak = points.length > 0 && points.at(-1)?.indexSet.id !== indexSet.id
    points.push({ period, indexSet, card: found.value.card, provisional: scorecards.provisional, isBreak })
  }
  if (unit === null || watermark === null) return failed('moment-invalid', { text: '' })
  return { ok: true, value: { unit, asOf, watermark, points } }
}

/** Months from one to another, both included; none when they are the wrong way round. */
export function monthsBetween(from: Period, to: Period): readonly Period[] {
  const number = (month: Period) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1
  const count = Math.max(0, Math.min(number(to) - number(from) + 1, mostPoints + 1))
  return Array.from({ length: count }, (_, index) => {
    const at = number(from) + index
    return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`
  })
}
