import { exact, sum, type Exact, ZERO } from '../exact.ts'
import type { Group, IndexSet, Indicator, ScoredIndicator } from '../index-set/index-set.ts'
import type { Policy } from '../index-set/schema.ts'
import type { Level } from '../unit/level.ts'
import type { Words } from '../words.ts'
import type { Count, Counts } from './counts.ts'
import { ratioOf, roundedPoints, unroundedPoints, verdictOf } from './points.ts'
import type { AppliedPolicy, GroupScore, IndicatorScore, MissingReason, Scorecard } from './scorecard.ts'
import { shareOut } from './share.ts'

export type ScoreContext = {
  readonly unit: string
  readonly level: Level
  readonly period: string
  /** Points of the parent unit by indicator id, where indicators are inherited. */
  readonly inherited?: ReadonlyMap<string, Exact>
}

/** What an indicator is worth, decided before any points are computed. */
type Standing =
  | { readonly as: 'ratio' }
  | { readonly as: 'policy'; readonly applied: AppliedPolicy }
  | { readonly as: 'missing'; readonly why: MissingReason }

type Weighed = {
  readonly indicator: Indicator
  readonly count: Count | null
  readonly ratio: Exact | null
  readonly standing: Standing
}

/**
 * Scores one unit: counts in, scorecard out; pure and exact (rules 1–3 and the policies for empty wholes).
 * Null is never 0: an indicator without data makes its group and the total null, unless the set gives it a policy.
 */
export function scoreUnit(indexSet: IndexSet, counts: Counts, context: ScoreContext): Scorecard {
  const groups = indexSet.groups.map((group) => scoreGroup(indexSet, group, counts, context))
  const all = groups.flatMap((group) => group.indicators)
  const max = sum(groups.map((group) => group.max))
  const total = addUp(groups.map((group) => group.points))
  return {
    indexSet: indexSet.id,
    unit: context.unit,
    level: context.level,
    period: context.period,
    groups,
    max,
    total,
    unroundedTotal: total && sum(all.map((item) => item.unrounded ?? ZERO)),
    band: total && bandOf(indexSet, total, max),
    missing: all.filter((item) => item.missing !== null).map((item) => item.id),
    partExceedsWhole: all
      .filter((item) => item.part !== null && item.whole !== null && item.part > item.whole)
      .map((item) => item.id),
  }
}

/** The sum, or null when one of the parts is not known. */
function addUp(points: readonly (Exact | null)[]): Exact | null {
  const known = points.filter((item) => item !== null)
  return known.length === points.length ? sum(known) : null
}

/** The rating band. Where maxima are not applicable, the total is judged as a share of what could be had. */
export function bandOf(indexSet: IndexSet, total: Exact, max: Exact): Words {
  const share = max.compare(ZERO) === 0 ? ZERO : total.mul(exact(indexSet.total)).div(max)
  const band = indexSet.bands.find((item) => share.compare(item.from) >= 0)
  if (!band) throw new Error('the last band starts at 0: checked when loaded')
  return band.name
}

function scoreGroup(indexSet: IndexSet, group: Group, counts: Counts, context: ScoreContext): GroupScore {
  const weighed = group.indicators
    .filter((indicator) => indicator.kind !== 'per-procedure')
    .map((indicator) => weigh(indexSet, indicator, counts, context))
  const maxima = groupMaxima(weighed, indexSet.rounding.pointsDecimals)
  const indicators = weighed.map((item) => finish(indexSet, item, maxima.get(item.indicator.id) ?? null, context))
  const scored = indicators.filter((item) => item.kind === 'scored' && item.max !== null)
  return {
    code: group.code,
    max: sum(scored.map((item) => item.max ?? ZERO)),
    points: addUp(scored.map((item) => item.points)),
    indicators,
  }
}

function weigh(indexSet: IndexSet, indicator: Indicator, counts: Counts, context: ScoreContext): Weighed {
  const count = counts.get(indicator.id)
  const factor = factorOf(indexSet, indicator, counts)
  const ratio = count && count.whole > 0 && factor !== 'missing' ? ratioOf(count, factor, indexSet.rounding) : null
  return { indicator, count: count ?? null, ratio, standing: stand(indicator, count, factor === 'missing', context) }
}

function factorOf(indexSet: IndexSet, indicator: Indicator, counts: Counts): Exact | null | 'missing' {
  if (indicator.multiplyBy === null) return null
  const count = counts.get(indicator.multiplyBy)
  return count && count.whole > 0 ? ratioOf(count, null, indexSet.rounding) : 'missing'
}

function stand(
  indicator: Indicator,
  count: Count | null | undefined,
  factorMissing: boolean,
  { level, inherited }: ScoreContext,
): Standing {
  const scope = indicator.scope(level)
  if (scope === 'not-applicable') return { as: 'policy', applied: { policy: 'not-applicable', because: 'scope' } }
  const under = (policy: Policy, because: AppliedPolicy['because']): Standing =>
    policy === 'inherit' && !inherited?.has(indicator.id)
      ? { as: 'missing', why: 'parent-unknown' }
      : { as: 'policy', applied: { policy, because } }
  if (scope === 'inherit' && (inherited?.has(indicator.id) || count === undefined)) return under('inherit', 'scope')
  if (count === undefined) return { as: 'missing', why: 'not-given' }
  if (indicator.kind !== 'scored') return count === null ? { as: 'missing', why: 'no-data' } : { as: 'ratio' }
  if (count === null) {
    const policy = indicator.whenNull(level)
    return policy === 'missing' ? { as: 'missing', why: 'no-data' } : under(policy, 'null')
  }
  if (count.whole === 0 && count.part > 0) return { as: 'missing', why: 'part-without-whole' }
  if (count.whole === 0) return under(indicator.whenEmpty(level), 'empty')
  return factorMissing ? { as: 'missing', why: 'factor-missing' } : { as: 'ratio' }
}

/** What can be had per indicator, after points of empty ones were shared out and others left the group. */
function groupMaxima(weighed: readonly Weighed[], decimals: number): ReadonlyMap<string, Exact> {
  const scored = weighed.flatMap(({ indicator, standing }) =>
    indicator.kind === 'scored' ? [{ indicator, standing }] : [],
  )
  const policyOf = (standing: Standing) => (standing.as === 'policy' ? standing.applied.policy : null)
  const shared = scored.filter(({ standing }) => policyOf(standing) === 'redistribute')
  const staying = scored.filter(
    ({ standing }) => !['redistribute', 'not-applicable'].includes(policyOf(standing) ?? ''),
  )
  const maxima = staying.map(({ indicator }) => indicator.max)
  const enlarged =
    shared.length > 0 ? shareOut(sum(shared.map(({ indicator }) => indicator.max)), maxima, decimals) : maxima
  const entries = staying.map(({ indicator }, i) => [indicator.id, enlarged[i] ?? ZERO] as const)
  // With nobody left to share with, a redistributed maximum leaves the group like one that does not apply.
  return new Map([
    ...entries,
    ...(staying.length > 0 ? shared.map(({ indicator }) => [indicator.id, ZERO] as const) : []),
  ])
}

function finish(indexSet: IndexSet, weighed: Weighed, max: Exact | null, context: ScoreContext): IndicatorScore {
  const { indicator, count, ratio, standing } = weighed
  const base = {
    id: indicator.id,
    part: count?.part ?? null,
    whole: count?.whole ?? null,
    ratio,
    // Points that were taken over say nothing of the unit's own ratio.
    verdict: isInherited(standing) ? null : verdictOf(ratio, indicator),
    applied: standing.as === 'policy' ? standing.applied : null,
  }
  if (indicator.kind !== 'scored')
    return { ...base, kind: 'shown', points: null, unrounded: null, max: null, missing: null }
  if (max === null) return { ...base, kind: 'scored', points: null, unrounded: null, max, missing: null }
  const unrounded = worth(indicator, ratio, standing, max, context)
  return {
    ...base,
    kind: 'scored',
    max,
    unrounded,
    points: unrounded && roundedPoints(unrounded, indexSet.rounding),
    missing: standing.as === 'missing' ? standing.why : null,
  }
}

function isInherited(standing: Standing): boolean {
  return standing.as === 'policy' && standing.applied.policy === 'inherit'
}

function worth(
  indicator: ScoredIndicator,
  ratio: Exact | null,
  standing: Standing,
  max: Exact,
  { level, inherited }: ScoreContext,
): Exact | null {
  switch (standing.as) {
    case 'missing':
      return null
    case 'ratio':
      return ratio && unroundedPoints(ratio, max, indicator.target(level))
    case 'policy':
      return byPolicy(standing.applied.policy, max, inherited?.get(indicator.id))
  }
}

function byPolicy(policy: Policy, max: Exact, parent: Exact | undefined): Exact | null {
  switch (policy) {
    case 'lost':
    case 'redistribute':
      return ZERO
    case 'full':
      return max
    case 'inherit':
      return parent === undefined ? null : parent.compare(max) > 0 ? max : parent
    case 'not-applicable':
      return null
  }
}
