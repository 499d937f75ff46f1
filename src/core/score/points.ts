import { asPercent, type Exact, quotient, roundHalfUp } from '../exact.ts'
import type { Indicator, Verdict } from '../index-set/index-set.ts'
import type { IndexSetFile } from '../index-set/schema.ts'
import type { Count } from './counts.ts'
import type { ScoredVerdict } from './scorecard.ts'

type Rounding = IndexSetFile['rounding']

/**
 * part ÷ whole, finite: kept to 8 decimals half up, as the portal does. 1/48 × 6 is 0.125, but
 * 0.02083333 × 6 = 0.12499998 and the portal publishes 0.12.
 */
export function ratioOf(count: Count, factor: Exact | null, rounding: Rounding): Exact {
  const plain = quotient(count.part, count.whole)
  return roundHalfUp(factor ? plain.mul(factor) : plain, rounding.ratioDecimals)
}

/** The points of a ratio before rounding: the maximum at or above the target, otherwise max × ratio ÷ target. */
export function unroundedPoints(ratio: Exact, max: Exact, target: Exact): Exact {
  return ratio.compare(target) >= 0 ? max : max.mul(ratio).div(target)
}

/** Points are rounded once, per indicator: half up to 2 decimals. */
export function roundedPoints(unrounded: Exact, rounding: Rounding): Exact {
  return roundHalfUp(unrounded, rounding.pointsDecimals)
}

/** What a printed rate brings: the ratio kept to 8 decimals, then the one rule, then rounded. */
export function pointsOf(ratio: Exact, max: Exact, target: Exact, rounding: Rounding): Exact {
  return roundedPoints(unroundedPoints(roundHalfUp(ratio, rounding.ratioDecimals), max, target), rounding)
}

/** Đạt when the ratio is at ("từ") or above ("trên") the threshold; the ratio is not rounded for display first. */
export function meets(ratio: Exact, verdict: Verdict): boolean {
  const difference = asPercent(ratio).compare(verdict.threshold)
  return verdict.inclusive ? difference >= 0 : difference > 0
}

export function verdictOf(ratio: Exact | null, indicator: Indicator): ScoredVerdict | null {
  if (ratio === null || indicator.verdict === null) return null
  return { met: meets(ratio, indicator.verdict), ...indicator.verdict }
}
