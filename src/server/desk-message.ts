import type { Result } from '../core/failure.ts'
import type { Seq } from '../core/observation/observation.ts'
import type { SealedText } from '../core/observation/sealed-text.ts'
import type { Receipt } from '../ledger/append.ts'
import type { Sizes } from '../ledger/file.ts'
import type { Sent } from '../office/reception.ts'
import type { By, Ingested, Written } from './desk.ts'

/**
 * What a desk and its thread say to each other. Whatever comes up in one turn of a loop goes as one message, and is flat: to
 * cross costs by the message, by the buffer and by the object, and hardly by the byte.
 */

/** What the thread is started with. */
export type DeskData = { readonly folder: string; readonly sizes: Sizes }

/** Its first word: where the ledger stands, or why it cannot be opened. */
export type Opened = Result<Seq>

/** The bodies of all that is to be taken lie behind one another in `bytes`. */
export type Orders = { readonly orders: readonly Order[]; readonly bytes: Uint8Array<ArrayBuffer> }

export type Take = Omit<Sent, 'bytes'> &
  By & { readonly kind: 'take'; readonly number: number; readonly length: number }

/** Numbers are given by whoever asks, each once. */
export type Order =
  | Take
  | { readonly kind: 'append'; readonly number: number; readonly rows: readonly SealedText[] }
  /** `stop`, and the last of all, `close`: the thread ends after its answer. */
  | { readonly kind: 'stop' | 'close'; readonly number: number }

export type Reply =
  | { readonly kind: 'taken'; readonly number: number; readonly ingested: Ingested }
  | { readonly kind: 'appended'; readonly number: number; readonly receipts: Result<readonly Receipt[]> }
  | { readonly kind: 'done'; readonly number: number }
  | { readonly kind: 'failed'; readonly number: number; readonly error: Error }

/** Replies, and what was written before them. `seq`: where the ledger stands now. */
export type Said = {
  readonly seq: Seq
  readonly waitingRows: number
  readonly written: readonly Written[]
  readonly replies: readonly Reply[]
}
