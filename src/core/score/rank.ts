import type { Exact } from '../exact.ts'
import type { IndexSet } from '../index-set/index-set.ts'
import { measures } from '../measure/catalogue.ts'
import type { Measure } from '../measure/measure.ts'
import type { Scorecard } from './scorecard.ts'

/** A unit to be ranked. `total` is unrounded where it is known; null stays out of the ranking, unranked. */
export type Contender = { readonly unit: string; readonly total: Exact | null; readonly small: boolean }

export type Ranked = {
  readonly unit: string
  /** 1-2-2-4; null: not ranked, because the total is not known. */
  readonly rank: number | null
  readonly of: number
  /** Some scored whole of dossiers is small: a few of them decide the place. */
  readonly small: boolean
}

/**
 * Ranks one cohort, highest total first. Ties share a rank and the next one is skipped (1-2-2-4). Units of one rank
 * and the unranked ones keep the order in which they were given.
 */
export function rank(cohort: readonly Contender[]): Ranked[] {
  const known = cohort.filter((item): item is Contender & { total: Exact } => item.total !== null)
  const sorted = known.toSorted((a, b) => b.total.compare(a.total))
  const placed: Ranked[] = []
  for (const [index, { unit, total, small }] of sorted.entries()) {
    const before = sorted[index - 1]
    const tied = before !== undefined && before.total.compare(total) === 0
    placed.push({ unit, rank: tied ? (placed[index - 1]?.rank ?? index + 1) : index + 1, of: known.length, small })
  }
  const unknown = cohort.filter((item) => item.total === null)
  return [...placed, ...unknown.map(({ unit, small }) => ({ unit, rank: null, of: known.length, small }))]
}

/**
 * Scorecards of one cohort as contenders. They must be of one level, one period and one index-set version: anything
 * else is a broken caller, since ranks across kinds or versions mean nothing.
 */
export function contenders(scorecards: readonly Scorecard[], indexSet: IndexSet): Contender[] {
  const first = scorecards[0]
  for (const card of scorecards) {
    if (card.level !== first?.level || card.period !== first.period || card.indexSet !== indexSet.id)
      throw new Error(
        `one cohort, period and version only: ${card.unit} is ${card.level} ${card.period} ${card.indexSet}`,
      )
  }
  return scorecards.map((card) => ({
    unit: card.unit,
    total: card.unroundedTotal,
    small: hasNoDossier(card, indexSet) || hasSmallWhole(card, indexSet),
  }))
}

/**
 * Only dossiers make a small sample: the procedures of a unit are all there are, and petitions are few nearly everywhere, so
 * that the mark would stand beside every unit and say nothing.
 */
function hasSmallWhole(card: Scorecard, indexSet: IndexSet): boolean {
  const wholes = wholesOf(card, indexSet, (measure) => measure?.kind !== 'counted' || measure.table === 'dossier')
  return wholes.some((whole) => whole !== null && whole > 0 && whole < indexSet.smallWhole)
}

/** Nothing of its own was counted: its points come from policies and from the unit above. */
function hasNoDossier(card: Scorecard, indexSet: IndexSet): boolean {
  const wholes = wholesOf(card, indexSet, (measure) => measure?.kind === 'counted' && measure.table === 'dossier')
  return wholes.length > 0 && wholes.every((whole) => whole === null || whole === 0)
}

/** The wholes of the scored indicators whose whole is such a measure. */
function wholesOf(card: Scorecard, indexSet: IndexSet, isSuch: (measure: Measure | undefined) => boolean) {
  return card.groups
    .flatMap(({ indicators }) => indicators)
    .filter(({ id, kind }) => kind === 'scored' && isSuch(measures.get(indexSet.indicators.get(id)?.whole ?? '')))
    .map(({ whole }) => whole)
}
