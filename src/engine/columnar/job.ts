import type { SegmentShape } from './segment.ts'
import type { KeysShape } from './key-code.ts'
import type { Beside } from './beside.ts'
import type { Pairs } from './pairs.ts'

/** What a thread is asked to do. All of it is plain values and shared memory. */

/** A segment, and how it stands now. */
export type SegmentRef = { readonly id: number; readonly rows: number; readonly moves: number }

export type Scan = {
  readonly segments: readonly SegmentRef[]
  /** In shared memory, which piece of them nobody has begun yet: threads that are given the same divide it so. */
  readonly next: Int32Array
  /** Printed loops: for rows that stand alone and for those among others. */
  readonly alone: string
  readonly among: string
  readonly beforePeriod: number
  readonly moment: number
  readonly asOf: number
  /** Facts of other tables that a loop asks about. */
  readonly beside: readonly Beside[]
  /** By unit code: 1 where it is asked about. Empty: all of them are. */
  readonly mask: Uint8Array
  /** Only the rows of these units are looked at, by their order; null: all rows. */
  readonly units: Int32Array | null
  readonly onlyProcedure: number
}

export type CountJob = Scan & {
  readonly kind: 'count'
  /** How many numbers are counted. */
  readonly counts: number
  /** The pairs that are marked in the same pass, and for how many predicates. */
  readonly pairs: Pairs
  readonly wheres: number
}

export type ListJob = Scan & {
  readonly kind: 'list'
  /** The time they stand by, before the key; null: by key. */
  readonly order: string | null
  readonly offset: number
  readonly limit: number
  readonly keys: Omit<KeysShape, 'agencyCount'>
}

export type SpreadJob = Scan & { readonly kind: 'spread'; readonly amount: string }

export type SaveJob = {
  readonly kind: 'save'
  readonly file: string
  readonly header: string
  readonly buffers: readonly SharedArrayBuffer[]
}

export type Job = CountJob | ListJob | SpreadJob | SaveJob

/** Segments that the thread has not seen yet, and those that are no more. */
export type News = { readonly added: readonly SegmentShape[]; readonly gone: readonly number[] }

export type RowPlace = { readonly id: number; readonly row: number }

export type Done =
  | { readonly kind: 'count'; readonly counts: Int32Array<ArrayBuffer>; readonly bits: Int32Array }
  | { readonly kind: 'list'; readonly total: number; readonly places: readonly RowPlace[] }
  /** Procedure, amount, count, and so on. */
  | { readonly kind: 'spread'; readonly triples: Int32Array }
  | { readonly kind: 'save' }
