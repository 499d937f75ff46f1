import { type Exact, sum, ZERO } from '../exact.ts'
import type { IndexSet, Indicator } from '../index-set/index-set.ts'
import type { ReportedFigure } from '../measure/national-report.ts'
import type { Count } from '../score/counts.ts'
import type { GroupScore, IndicatorScore, Scorecard } from '../score/scorecard.ts'
import type { Instant } from '../time/instant.ts'
import { type ReportedFigures, type ReportedIndicator, type ReportedPoints, roundsTo } from './figures.ts'
import { type CompareReason, compareReason } from './reason.ts'
import { groupReasons, reasonsOf } from './reasons.ts'
import { isUnder } from './report.ts'
import { ReportedCounts, type Split, splitOf } from './split.ts'

/** same: all that is reported agrees. not-enough: a side is missing ("chưa đủ đối chiếu"), which is not a difference of 0. */
export type Outcome = 'same' | 'different' | 'not-enough'

/** Computed points − reported ones; `split` and `unfollowed` add up to `difference` where the counts are known. */
export type PointsApart = {
  readonly difference: Exact
  readonly split: Split | null
  /** What the published points have less than follows from the published counts; 0 where they follow. */
  readonly unfollowed: Exact | null
}

export type RatioApart = { readonly difference: Exact; readonly split: Split | null }

export type ComparedIndicator = {
  readonly indicator: Indicator
  readonly computed: IndicatorScore
  readonly reported: ReportedIndicator | null
  /** What the reported counts bring under the set; null without counts. */
  readonly follows: IndicatorScore | null
  readonly part: number | null
  readonly whole: number | null
  readonly ratio: RatioApart | null
  readonly points: PointsApart | null
  readonly outcome: Outcome
  readonly reasons: readonly CompareReason[]
}

export type ComparedPoints = {
  readonly computed: Exact | null
  readonly reported: ReportedPoints | null
  readonly difference: Exact | null
  /** The differences of its indicators added, as far as they are known, and what is left. */
  readonly fromIndicators: Exact | null
  readonly left: Exact | null
  readonly outcome: Outcome
  readonly reasons: readonly CompareReason[]
}

export type ComparedGroup = ComparedPoints & {
  readonly code: string
  readonly max: Exact
  readonly indicators: readonly ComparedIndicator[]
}

export type Comparison = {
  readonly groups: readonly ComparedGroup[]
  readonly total: ComparedPoints
  /** Whether the reported points were made under the set; else they are shown, and not compared. */
  readonly sameVersion: boolean
}

export type CompareContext = {
  readonly indexSet: IndexSet
  /** What the national report has for the unit and period: the whole of 1.4. */
  readonly report: ReportedFigure | null
  readonly asOf: Instant
}

/** A computed scorecard beside one reported series of the same unit and period, figure by figure. Pure; repairs nothing. */
export function compare(card: Scorecard, figures: ReportedFigures, context: CompareContext): Comparison {
  const sameVersion = figures.reports.every((report) => isUnder(report, context.indexSet))
  const reported = reportedCounts(card, figures, context.indexSet)
  const groups = card.groups.map((group): ComparedGroup => {
    const indicators = group.indicators.flatMap((score) => {
      const indicator = context.indexSet.indicators.get(score.id)
      return indicator ? [compareIndicator({ indicator, score, figures, reported, sameVersion, card, context })] : []
    })
    const printed = figures.group(group.code)
    return {
      ...comparePoints(group, printed, indicators, sameVersion),
      code: group.code,
      max: group.max,
      indicators,
    }
  })
  const total = comparePoints({ points: card.total }, figures.total(), null, sameVersion)
  return { groups, total, sameVersion }
}

/** Everything that was reported as a count, with the points that the level takes over from the unit above. */
function reportedCounts(card: Scorecard, figures: ReportedFigures, indexSet: IndexSet): ReportedCounts {
  const counts = new Map<string, Count | null>()
  for (const id of indexSet.indicators.keys()) {
    const count = figures.indicator(id)?.count
    if (count !== undefined) counts.set(id, count)
  }
  const scores = card.groups.flatMap(({ indicators }) => indicators)
  const inherited = new Map(
    scores.flatMap(({ id, applied, points }) =>
      applied?.policy === 'inherit' && points !== null ? [[id, points] as const] : [],
    ),
  )
  return new ReportedCounts(counts, indexSet, { unit: card.unit, level: card.level, period: card.period, inherited })
}

export type IndicatorPair = {
  readonly indicator: Indicator
  readonly score: IndicatorScore
  readonly figures: ReportedFigures
  readonly reported: ReportedCounts
  readonly sameVersion: boolean
  readonly card: Scorecard
  readonly context: CompareContext
}

function compareIndicator(pair: IndicatorPair): ComparedIndicator {
  const { indicator, score, figures, reported, sameVersion } = pair
  const given = figures.indicator(indicator.id)
  const follows = reported.scoreOf(indicator.id)
  const split = splitOf(score, reported)
  const ratio = ratioApart(score, given, follows, split.ratio)
  const points = pointsApart(score, sameVersion ? (given?.points?.value ?? null) : null, follows, split.points)
  const base = {
    indicator,
    computed: score,
    reported: given,
    follows,
    part: apart(score.part, given?.count?.part),
    whole: apart(score.whole, given?.count?.whole),
    ratio,
    points,
  }
  const outcome = outcomeOf(base, sameVersion)
  return { ...base, outcome, reasons: reasonsOf(pair, { ...base, outcome }) }
}

function apart(computed: number | null, reported: number | undefined): number | null {
  return computed === null || reported === undefined ? null : computed - reported
}

function ratioApart(
  { ratio }: IndicatorScore,
  given: ReportedIndicator | null,
  follows: IndicatorScore | null,
  split: Split | null,
): RatioApart | null {
  const reported = follows?.ratio ?? given?.rate?.percent.div(100) ?? null
  if (ratio === null || reported === null) return null
  return { difference: ratio.sub(reported), split }
}

/** Against the points that were published; where only counts were, against what they bring. */
function pointsApart(
  { points }: IndicatorScore,
  printed: Exact | null,
  follows: IndicatorScore | null,
  split: Split | null,
): PointsApart | null {
  const brought = follows?.points ?? null
  const reported = printed ?? brought
  if (points === null || reported === null) return null
  return { difference: points.sub(reported), split, unfollowed: brought && brought.sub(reported) }
}

function outcomeOf(
  { computed, reported, part, whole, points }: Omit<ComparedIndicator, 'outcome' | 'reasons'>,
  sameVersion: boolean,
): Outcome {
  const rate = reported?.rate ?? null
  const printed = sameVersion ? (reported?.points ?? null) : null
  const met = reported?.verdict?.met ?? null
  const pointsAgree =
    printed !== null && computed.points !== null
      ? roundsTo(computed.points, printed.value, printed.decimals)
      : (points?.difference.equals(ZERO) ?? null)
  const held = [
    part === null ? null : part === 0,
    whole === null ? null : whole === 0,
    pointsAgree,
    rate === null || computed.ratio === null ? null : roundsTo(computed.ratio.mul(100), rate.percent, rate.decimals),
    met === null || computed.verdict === null ? null : met === computed.verdict.met,
  ].filter((agrees) => agrees !== null)
  if (held.length === 0) return 'not-enough'
  return held.every(Boolean) ? 'same' : 'different'
}

function comparePoints(
  computed: Pick<GroupScore, 'points'>,
  reported: ReportedPoints | null,
  indicators: readonly ComparedIndicator[] | null,
  sameVersion: boolean,
): ComparedPoints {
  const printed = sameVersion ? (reported?.points ?? null) : null
  const difference = computed.points && printed && computed.points.sub(printed.value)
  const agrees = computed.points && printed && roundsTo(computed.points, printed.value, printed.decimals)
  const scored = indicators?.filter((item) => item.computed.kind === 'scored' && item.computed.max !== null) ?? []
  const apartOnes = scored.map(({ points }) => points?.difference ?? null).filter((item) => item !== null)
  const fromIndicators = apartOnes.length > 0 ? sum(apartOnes) : null
  return {
    computed: computed.points,
    reported,
    difference,
    fromIndicators,
    left: difference && fromIndicators && difference.sub(fromIndicators),
    outcome: agrees === null ? 'not-enough' : agrees ? 'same' : 'different',
    reasons: [
      ...(computed.points === null ? [compareReason('computed-missing')] : []),
      ...(reported === null || reported.points === null ? [compareReason('reported-missing')] : []),
      ...(indicators === null ? [] : groupReasons(scored, printed)),
    ],
  }
}
