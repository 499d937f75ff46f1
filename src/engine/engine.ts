import type { Changes, Fact } from '../core/fact/fact.ts'
import type { Amount, Table } from '../core/fact/tables.ts'
import type { Span } from '../core/measure/span.ts'
import type { Seq } from '../core/observation/observation.ts'
import type { UnitGroups } from '../core/unit/groups.ts'

/** What can be asked of facts; integers only. Ratios, points and ranks are made of them elsewhere, once. */
export type Asking = {
  /** The last seq that was applied; 0 at first. */
  watermark(): Seq
  count(question: CountQuestion): Promise<readonly CountRow[]>
  /** How an amount spreads over the facts that a measure counts, for each procedure. */
  spread(question: SpreadQuestion): Promise<readonly SpreadRow[]>
  /** The facts behind a number, by key. */
  list(question: ListQuestion): Promise<ListPage>
}

/** Keeps facts, and counts them. */
export type Engine = Asking & {
  /**
   * Takes in what changed, all or nothing. `changes.from` must be the watermark: a batch that was applied already is
   * ignored, one that leaves a gap throws.
   */
  apply(changes: Changes): Promise<void>
  close(): Promise<void>
}

type Asked = {
  readonly span: Span
  readonly groups: UnitGroups
}

export type CountQuestion = Asked & {
  /** Ids of counted measures, in the order in which the counts are wanted. */
  readonly measures: readonly string[]
  /**
   * unit: a row for each unit that anything counts for. total: one row, for `within`. procedure: a row for each procedure
   * that anything of `within` counts for.
   */
  readonly by: 'unit' | 'total' | 'procedure'
  /** The unit asked about, with everything below it; null: everything (for `unit` always). */
  readonly within: string | null
}

/** `of` is the unit's or the procedure's code; '' for a total, and for facts without a procedure. Rows stand by `of`. */
export type CountRow = { readonly of: string; readonly counts: readonly number[] }

export type ListQuestion = Asked & {
  /** Facts that this measure counts … */
  readonly measure: string
  /** … and that one does not; null: all of them. Of the same table. */
  readonly without: string | null
  readonly within: string | null
  /** Of one procedure only; null: of all. */
  readonly procedure: string | null
  /** key: by UTF-16 code units. late-from: what runs over first comes first, then by key; `received`: oldest first. */
  readonly order: 'key' | 'late-from' | 'received'
  /** How many to pass over: pages are of one watermark. */
  readonly offset: number
  readonly limit: number
}

export type ListPage = { readonly table: Table; readonly total: number; readonly facts: readonly Fact[] }

export type SpreadQuestion = Asked & {
  /** Of a table that has the amount. */
  readonly measure: string
  readonly amount: Amount
  readonly within: string | null
}

/**
 * So many facts of the procedure have just that amount; '' for facts without a procedure, `noAmount` for those without one.
 * Rows stand by `of`, then by amount.
 */
export type SpreadRow = { readonly of: string; readonly amount: number; readonly count: number }
