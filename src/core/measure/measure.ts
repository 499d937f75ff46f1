import type { Table } from '../fact/tables.ts'
import type { Words } from '../words.ts'
import type { Predicate } from './predicate.ts'

/** What is counted: facts of one table for which a predicate holds. */
export type CountedMeasure = {
  [T in Table]: {
    readonly kind: 'counted'
    readonly id: string
    readonly table: T
    readonly where: Predicate<T>
    readonly words: Words
    /**
     * event: falls in one moment, so a quarter is the sum of its months. state: how things stood in the period, asked for
     * the period itself. list: what there is, whatever the period.
     */
    readonly over: 'event' | 'state' | 'list'
    /** Where the definition comes from. */
    readonly source: string
  }
}[Table]

/**
 * The larger of what the national report says was received and what was counted: a whole that cannot be derived from the
 * province's own dossiers.
 */
export type ReportedMeasure = {
  readonly kind: 'reported'
  readonly id: string
  readonly atLeast: string
  readonly words: Words
  readonly over: 'event'
  readonly source: string
}

/** Handed in with the counts (`chiso score`); nothing in the ledger is counted for it. */
export type GivenMeasure = {
  readonly kind: 'given'
  readonly id: 'given'
  readonly words: Words
  readonly source: string
}

export type Measure = CountedMeasure | ReportedMeasure | GivenMeasure
