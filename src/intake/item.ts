import type { Failure } from '../core/failure.ts'
import type { SealedObservation } from '../core/observation/observation.ts'
import { fill, type Language, type Params } from '../core/words.ts'
import { type Reason, reasonCatalogue } from './reason.ts'

/**
 * What an adapter makes of a file, in the file's order. `failed` comes last, if at all: what stands before it is good
 * and goes in, the rest of the file was not read.
 */
export type Item =
  | { readonly kind: 'observation'; readonly observation: SealedObservation }
  | { readonly kind: 'quarantined'; readonly row: Quarantined }
  | { readonly kind: 'failed'; readonly failure: Failure }

/** One row that did not go in. */
export type Quarantined = {
  readonly file: string
  /** Line of a text file, row of a sheet, place in the `data` of a JSON file; counted from 1. */
  readonly row: number
  /** Field or header; '' when it is the row as a whole. */
  readonly column: string
  /** Short, and masked where it may be personal: a hint. Row and column lead to the original. */
  readonly value: string
  readonly reason: Reason
  readonly params: Params
}

/** Counts on while a file is read; the reader of it knows the clock and the size. */
export class Progress {
  /** Bytes of the file taken in so far. */
  bytes = 0
  /** Rows met so far, good and bad. */
  rows = 0
}

export function reasonText({ reason, params }: Quarantined, language: Language): string {
  return fill(reasonCatalogue[reason], params, language)
}
