import type { Failure, Result } from '../core/failure.ts'
import type { SealedObservation, Seq } from '../core/observation/observation.ts'
import type { Language } from '../core/words.ts'
import type { Receipt as LedgerReceipt } from '../ledger/append.ts'
import type { ImportLane } from '../office/import.ts'
import type { Sent } from '../office/reception.ts'

export const outcomes = ['new', 'changed', 'same', 'conflict', 'quarantined'] as const
export type Outcome = (typeof outcomes)[number]

/** What became of one row. `index` is its place among the rows that were sent, from 0. */
export type Receipt = {
  readonly index: number
  readonly outcome: Outcome
  /** Where it stands in the ledger, or what stands there in its place. */
  readonly seq?: number
  readonly reason?: string
  readonly column?: string
  readonly message?: string
}

/** The receipts in the order of the rows; `broken`: why the rest was not looked at. What has a receipt is durable. */
export type Ingested = { readonly receipts: readonly Receipt[]; readonly broken: readonly Failure[] }

/** The unit that the token was given for, and the language of its answers. */
export type By = { readonly unit: string; readonly language: Language }

/** What a turn has written. */
export type Written = {
  readonly rows: number
  readonly seq: Seq
  readonly units: ReadonlySet<string>
  /** Whether a unit itself was among it. */
  readonly isOfUnits: boolean
}

export type DeskListener = {
  /** After each turn, before its receipts are given: the ledger that others read shows by then what was written. */
  readonly onWritten: (written: Written) => void
  /** Nothing can be taken any more, and nobody had asked for that: a bug. */
  readonly onLost: (error: unknown) => void
}

/**
 * Takes what sources send into the ledger and gives receipts for it, in this thread (`LedgerDesk`) or in one of its own
 * (`DeskThread`). A receipt is given when the row is durable and whoever asks the ledger is shown it.
 */
export interface Desk extends ImportLane {
  /** Rows that wait to be written, as far as is known here. */
  readonly waitingRows: number
  /** False once it was stopped or lost. */
  readonly isTaking: boolean
  /** One listener, from before anything is sent. */
  listen(listener: DeskListener): void
  /** The bytes are gone afterwards. `broken` besides that of the rows: server-busy, server-stopping, writing-lost, the ledger's. */
  take(sent: Sent, by: By): Promise<Ingested>
  /** At most `batchRows`, together in one turn. Failures: server-busy, server-stopping, writing-lost, the ledger's. */
  append(observations: readonly SealedObservation[]): Promise<Result<readonly LedgerReceipt[]>>
  /** Nothing more is taken; what waits is written. The ledger can still be read. */
  stop(): Promise<void>
  /** Stops, and closes the ledger. Whatever is sent afterwards is answered as after `stop`. */
  close(): Promise<void>
}
