import { type Exact, ZERO } from '../exact.ts'
import type { IndexSet } from '../index-set/index-set.ts'
import type { Count, Counts } from '../score/counts.ts'
import { type ScoreContext, scoreUnit } from '../score/score.ts'
import type { IndicatorScore, Scorecard } from '../score/scorecard.ts'

/**
 * Where the difference of two figures, computed − reported, comes from. First the part alone is changed, at the reported
 * whole; then the whole. `rest` is what other indicators change in this one (points shared out, a factor). The pieces are
 * differences of figures rounded as scores are, so they add up to the difference exactly.
 */
export type Split = { readonly part: Exact; readonly whole: Exact; readonly rest: Exact }

/** The counts that were reported, ready to be scored with one of them replaced. */
export class ReportedCounts {
  readonly #counts: Counts
  readonly #indexSet: IndexSet
  readonly #context: ScoreContext
  readonly #card: Scorecard

  constructor(counts: Counts, indexSet: IndexSet, context: ScoreContext) {
    this.#counts = counts
    this.#indexSet = indexSet
    this.#context = context
    this.#card = scoreUnit(indexSet, counts, context)
  }

  /** What the reported counts bring; null where none were reported for it. */
  scoreOf(id: string): IndicatorScore | null {
    return this.#counts.has(id) ? scoreIn(this.#card, id) : null
  }

  with(id: string, count: Count): IndicatorScore | null {
    const counts = new Map(this.#counts).set(id, count)
    return scoreIn(scoreUnit(this.#indexSet, counts, this.#context), id)
  }
}

function scoreIn(card: Scorecard, id: string): IndicatorScore | null {
  return card.groups.flatMap(({ indicators }) => indicators).find((item) => item.id === id) ?? null
}

export type Splits = { readonly ratio: Split | null; readonly points: Split | null }

/** Null where the computed or the reported count is not there, or a whole is 0: then there is no ratio in between. */
export function splitOf(computed: IndicatorScore, reported: ReportedCounts): Splits {
  const { id, part, whole } = computed
  const before = reported.scoreOf(id)
  const none = { ratio: null, points: null }
  if (part === null || whole === null || before === null || before.whole === null) return none
  if (whole === 0 || before.whole === 0) return none
  const between = reported.with(id, { part, whole: before.whole })
  const after = reported.with(id, { part, whole })
  const steps = [before, between, after, computed]
  return { ratio: stepsApart(steps.map((step) => step?.ratio)), points: stepsApart(steps.map((step) => step?.points)) }
}

function stepsApart(values: readonly (Exact | null | undefined)[]): Split | null {
  const [before, between, after, computed] = values
  if (!before || !between || !after || !computed) return null
  return { part: between.sub(before), whole: after.sub(between), rest: computed.sub(after) }
}

export function splitSum({ part, whole, rest }: Split): Exact {
  return ZERO.add(part).add(whole).add(rest)
}
