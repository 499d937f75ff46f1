import { toNumber, type Exact } from '../exact.ts'
import type { IndicatorScore, Scorecard } from './scorecard.ts'

function number(value: Exact | null): number | null {
  return value && toNumber(value)
}

function indicatorJson(score: IndicatorScore) {
  const { verdict, applied } = score
  return {
    id: score.id,
    part: score.part,
    whole: score.whole,
    ratio: number(score.ratio),
    points: number(score.points),
    max: number(score.max),
    lost: score.points && score.max ? toNumber(score.max.sub(score.points)) : null,
    verdict: verdict && { text: verdict.met ? 'Đạt' : 'Chưa đạt', ...verdict },
    policy: applied?.policy ?? null,
    ...(applied && { because: applied.because }),
    ...(score.missing && { missing: score.missing }),
  }
}

/** The scorecard as JSON: points with at most 2 decimals, ratios with at most 8, null where nothing is known. */
export function scorecardJson(card: Scorecard) {
  return {
    indexSet: card.indexSet,
    unit: card.unit,
    level: card.level,
    period: card.period,
    groups: card.groups.map((group) => ({
      code: group.code,
      max: number(group.max),
      points: number(group.points),
      indicators: group.indicators.map(indicatorJson),
    })),
    total: number(card.total),
    band: card.band?.vi ?? null,
    missing: card.missing,
    ...(card.partExceedsWhole.length > 0 && { partExceedsWhole: card.partExceedsWhole }),
  }
}
