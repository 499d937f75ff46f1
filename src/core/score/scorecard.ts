import type { Exact } from '../exact.ts'
import type { Policy } from '../index-set/schema.ts'
import type { Level } from '../unit/level.ts'
import type { Words } from '../words.ts'

/** Why an indicator's points are not simply max × ratio ÷ target. */
export type AppliedPolicy = {
  readonly policy: Policy
  /** empty: the whole is 0; null: the source has no data; scope: the level is not scored on its own counts. */
  readonly because: 'empty' | 'null' | 'scope'
}

/** Why an indicator has no points. */
export type MissingReason = 'not-given' | 'no-data' | 'part-without-whole' | 'parent-unknown' | 'factor-missing'

export type ScoredVerdict = { readonly met: boolean; readonly threshold: number; readonly inclusive: boolean }

export type IndicatorScore = {
  readonly id: string
  readonly kind: 'scored' | 'shown'
  readonly part: number | null
  readonly whole: number | null
  /** part ÷ whole to the set's decimals (8), half up; null for a whole of 0 and for no data. */
  readonly ratio: Exact | null
  /** Rounded points; null when missing, not applicable or only shown. */
  readonly points: Exact | null
  /** Points before rounding, for ranking. */
  readonly unrounded: Exact | null
  /** What could be had here; null for shown and not-applicable indicators. */
  readonly max: Exact | null
  readonly verdict: ScoredVerdict | null
  readonly applied: AppliedPolicy | null
  readonly missing: MissingReason | null
}

export type GroupScore = {
  readonly code: string
  readonly max: Exact
  readonly points: Exact | null
  readonly indicators: readonly IndicatorScore[]
}

export type Scorecard = {
  readonly indexSet: string
  readonly unit: string
  readonly level: Level
  readonly period: string
  readonly groups: readonly GroupScore[]
  readonly max: Exact
  readonly total: Exact | null
  readonly unroundedTotal: Exact | null
  readonly band: Words | null
  /** Ids of the scored indicators without points. */
  readonly missing: readonly string[]
  /** Ids of indicators whose part is larger than their whole: kept as given, worth checking. */
  readonly partExceedsWhole: readonly string[]
}
