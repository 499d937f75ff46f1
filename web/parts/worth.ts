import { exact, type Exact, percent, sum } from '../../src/core/exact.ts'
import type { ScorecardAnswer } from '../../src/server/routes/scores.ts'
import { sent } from '../words/number.ts'

/** What points are made of, worked out exactly from what the server sent. */

export type GroupScore = ScorecardAnswer['groups'][number]
export type IndicatorScore = GroupScore['indicators'][number]

export function indicatorsOf(card: ScorecardAnswer): readonly IndicatorScore[] {
  return card.groups.flatMap(({ indicators }) => indicators)
}

export function scoreOf(card: ScorecardAnswer, id: string): IndicatorScore | null {
  return indicatorsOf(card).find((one) => one.id === id) ?? null
}

/** What the unit could have at most: an indicator that does not apply to it takes its maximum along. */
export function mostOf(card: ScorecardAnswer): Exact {
  return sum(card.groups.flatMap(({ max }) => (max === null ? [] : [sent(max)])))
}

/**
 * The indicators that cost most, the largest loss first; what is missing is no loss, and what is taken over from the unit
 * above cannot be mended here.
 */
export function lossesOf(card: ScorecardAnswer, count: number): readonly IndicatorScore[] {
  return indicatorsOf(card)
    .filter(({ lost, policy }) => lost !== null && lost > 0 && policy !== 'inherit')
    .toSorted((a, b) => sent(b.lost ?? 0).compare(sent(a.lost ?? 0)))
    .slice(0, count)
}

/**
 * Points that one more in the part brings: max ÷ target ÷ whole. Null where the points do not come from own counts, and
 * where there is nothing left to gain. `target` in percent.
 */
export function oneMore({ part, whole, max, lost, policy }: IndicatorScore, target: number | null): Exact | null {
  if (part === null || whole === null || max === null || target === null) return null
  if (whole === 0 || policy !== null || lost === null || lost <= 0) return null
  return sent(max).div(percent(target)).div(exact(whole))
}

/** The least of 1, 10, 100 … that bring at least a hundredth of a point: what is less cannot be read. */
export function readableStep(each: Exact): { readonly count: number; readonly points: Exact } {
  let count = 1
  while (each.mul(exact(count)).compare(hundredth) < 0 && count < 1_000_000) count *= 10
  return { count, points: each.mul(exact(count)) }
}

const hundredth = exact('0.01')

/** How many more are needed for the maximum: the least part whose ratio reaches the target. Null as above. */
export function neededFor({ part, whole, lost, policy }: IndicatorScore, target: number | null): number | null {
  if (part === null || whole === null || target === null || policy !== null) return null
  if (lost === null || lost <= 0 || whole === 0) return null
  const needed = percent(target).mul(exact(whole)).sub(exact(part)).ceil()
  return needed.compare(0) > 0 ? Number(needed.n) : null
}

/** The difference to the same unit's period before; null where either is missing or the versions differ. */
export function changeOf(now: ScorecardAnswer, before: ScorecardAnswer | undefined): Exact | null {
  if (before === undefined || now.indexSet !== before.indexSet) return null
  return now.total === null || before.total === null ? null : sent(now.total).sub(sent(before.total))
}

/** Whether ranks can be compared: one version, one cohort of the same size. */
export function areRanksAlike(now: ScorecardAnswer, before: ScorecardAnswer | undefined): before is ScorecardAnswer {
  return (
    before !== undefined && now.indexSet === before.indexSet && now.cohort === before.cohort && now.of === before.of
  )
}
