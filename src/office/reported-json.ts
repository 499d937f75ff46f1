import { type Exact, roundHalfUp, toNumber } from '../core/exact.ts'
import type { ComparedIndicator, ComparedPoints, PointsApart } from '../core/reported/compare.ts'
import { ratioIn, type ReportedIndicator, type ReportedPoints } from '../core/reported/figures.ts'
import type { NationalTable, ReportedRow } from '../core/reported/national.ts'
import { compareText } from '../core/reported/reason.ts'
import type { Origin } from '../core/reported/report.ts'
import type { Split } from '../core/reported/split.ts'
import { quartileMethod, type Spread } from '../core/score/spread.ts'
import { scorecardJson } from '../core/score/json.ts'
import { isoInstant } from '../core/time/instant.ts'
import type { Language } from '../core/words.ts'
import { stoodJson } from './counting/json.ts'
import type { CompareAnswer, ComparedSeries } from './compare.ts'
import type { NationalAnswer } from './national.ts'

/** Answers about reported figures, as the command line prints them and the server sends them. Shapes: docs/cli.md. */

/** Means are shown with 4 decimals; everything else here has at most 8. */
function number(value: Exact | null | undefined, decimals = 8): number | null {
  return value ? toNumber(roundHalfUp(value, decimals)) : null
}

export function originJson({ source, form, capturedAt, recordedAt, seq }: Origin) {
  return { seq, source, form, capturedAt, recordedAt: isoInstant(recordedAt) }
}

function pointsJson(figure: ReportedPoints | null | undefined) {
  return figure ? { points: number(figure.points?.value), seq: figure.origin.seq } : null
}

export function nationalJson(answer: NationalAnswer) {
  const { table, computed, asked } = answer
  return {
    period: answer.period,
    level: answer.level,
    indexSet: answer.indexSet?.id ?? null,
    version: answer.version,
    of: table.rows.length,
    expected: answer.expected,
    outside: answer.outside,
    rows: table.rows.map(rowJson),
    spread: {
      method: quartileMethod,
      ...Object.fromEntries([...table.spreads].map(([name, spread]) => [name, spread && spreadJson(spread)])),
    },
    national: nationalRowJson(table),
    pooledRates: table.pooled.map((rate) => ({
      ...rate,
      ratio: number(rate.ratio),
      meanOfRatios: number(rate.meanOfRatios),
    })),
    countryRates: Object.fromEntries([...table.countryRates].map(([id, rate]) => [id, number(rate)])),
    computed: computed && {
      ...scorecardJson(computed),
      name: answer.computedName,
      series: 'computed',
      asOf: isoInstant(asked.asOf),
    },
    apart: answer.apart,
    origins: table.origins.map(originJson),
  }
}

function rowJson({ unit, name, groups, total, rank, printedRank, band, printedBand }: ReportedRow) {
  return {
    rank,
    unit,
    name,
    groups: Object.fromEntries([...groups].map(([code, figure]) => [code, pointsJson(figure)])),
    total: pointsJson(total),
    band: band?.vi ?? null,
    printed: { rank: printedRank, band: printedBand },
  }
}

function spreadJson({ of, mean, least, lower, median, upper, most }: Spread) {
  return {
    of,
    mean: number(mean, 4),
    min: number(least),
    q1: number(lower),
    median: number(median),
    q3: number(upper),
    max: number(most),
  }
}

function nationalRowJson({ national, meanOfTotals }: NationalTable) {
  const figures = national.map(({ name, computed, of, reported, difference }) => [
    name,
    { computed: number(computed), of, reported: pointsJson(reported), difference: number(difference) },
  ])
  return { rule: 'sum-of-rounded-means', ...Object.fromEntries(figures), meanOfTotals: number(meanOfTotals) }
}

export function compareJson({ scorecards, unit, card, report, series }: CompareAnswer, language: Language) {
  return {
    ...stoodJson(scorecards),
    unit: unit.code,
    name: unit.name,
    level: unit.level,
    nationalReport: report,
    computedTotal: number(card.total),
    series: series.map((one) => seriesJson(one, language)),
  }
}

function seriesJson({ source, series, captures, comparison }: ComparedSeries, language: Language) {
  return {
    source,
    series,
    sameVersion: comparison.sameVersion,
    captures: captures.map(originJson),
    groups: comparison.groups.map((group) => ({
      code: group.code,
      max: number(group.max),
      ...comparedJson(group, language),
      indicators: group.indicators.map((item) => indicatorJson(item, language)),
    })),
    total: comparedJson(comparison.total, language),
  }
}

function comparedJson(compared: ComparedPoints, language: Language) {
  return {
    computed: number(compared.computed),
    reported: pointsJson(compared.reported),
    difference: number(compared.difference),
    fromIndicators: number(compared.fromIndicators),
    left: number(compared.left),
    outcome: compared.outcome,
    reasons: reasonsJson(compared, language),
  }
}

function indicatorJson(item: ComparedIndicator, language: Language) {
  const { indicator, computed, reported, follows } = item
  return {
    id: indicator.id,
    outcome: item.outcome,
    computed: {
      part: computed.part,
      whole: computed.whole,
      ratio: number(computed.ratio),
      points: number(computed.points),
    },
    reported: reported && reportedJson(reported),
    follows: follows && number(follows.points),
    difference: {
      part: item.part,
      whole: item.whole,
      ratio: item.ratio && { value: number(item.ratio.difference), ...splitJson(item.ratio.split) },
      points: item.points && pointsApartJson(item.points),
    },
    reasons: reasonsJson(item, language),
  }
}

function reportedJson(reported: ReportedIndicator) {
  const { count, points, rate, verdict, text, origin } = reported
  return {
    part: count?.part ?? null,
    whole: count?.whole ?? null,
    ratio: number(ratioIn(reported)),
    printedRate: number(rate?.percent),
    points: number(points?.value),
    verdict: verdict?.text ?? null,
    text,
    seq: origin.seq,
  }
}

function splitJson(split: Split | null) {
  return {
    fromPart: number(split?.part),
    fromWhole: number(split?.whole),
    fromOthers: number(split?.rest),
  }
}

function pointsApartJson({ difference, split, unfollowed }: PointsApart) {
  return { value: number(difference), ...splitJson(split), unfollowed: number(unfollowed) }
}

function reasonsJson({ reasons }: Pick<ComparedPoints, 'reasons'>, language: Language) {
  return reasons.map((item) => ({ code: item.code, message: compareText(item, language) }))
}
