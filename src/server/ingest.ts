import { type Failure, failure, Refusal } from '../core/failure.ts'
import { limits } from '../core/limits.ts'
import type { SealedObservation } from '../core/observation/observation.ts'
import type { Language } from '../core/words.ts'
import type { Item } from '../intake/item.ts'
import { reasonText } from '../intake/item.ts'
import type { Receipt as Written } from '../ledger/append.ts'
import type { LedgerView } from '../ledger/view.ts'
import { type Bringing, mayBring, notBrought } from '../office/bringing.ts'
import type { Reception, Sent } from '../office/reception.ts'
import type { Ingested, Outcome, Receipt } from './desk.ts'
import type { Lane } from './lane.ts'

/** Rows read before the others have their turn: some 10 ms. */
const sliceRows = 100

type Into = {
  readonly lane: Lane
  readonly reception: Reception
  readonly ledger: LedgerView
  /** What may be brought; undefined: everything. */
  readonly bringing: Bringing | undefined
}

/**
 * Reads a body row by row and writes it slice by slice. A slice is read and put into the lane without a pause, so that a
 * step of a dossier finds whatever others have sent of it before.
 */
export async function ingest(into: Into, sent: Sent, language: Language): Promise<Ingested> {
  const rows = new Rows(withinScope(into, into.reception.rows(sent)), language)
  const receipts: Receipt[] = []
  for (;;) {
    const { waiting, quarantined, broken } = rows.next(sliceRows)
    receipts.push(...quarantined)
    const written = await into.lane.append(waiting.map(({ observation }) => observation))
    if (!written.ok) return { receipts: inOrder(receipts), broken: written.failures }
    for (const [place, { index }] of waiting.entries()) {
      const receipt = written.value[place]
      if (receipt !== undefined) receipts.push({ index, outcome: outcomeOf(receipt), seq: receipt.seq })
    }
    if (broken !== null) return { receipts: inOrder(receipts), broken }
  }
}

/** Rows about units that the token was not given for are told apart from the others. */
function* withinScope({ bringing, ledger, reception }: Into, items: Generator<Item>): Generator<Item> {
  if (bringing === undefined) return yield* items
  const { knownDossier } = reception
  for (const item of items) {
    const isTaken = item.kind !== 'observation' || mayBring({ ledger, knownDossier }, bringing, item.observation)
    yield isTaken ? item : { kind: 'quarantined', row: notBrought('', 0, bringing) }
  }
}

type Slice = {
  readonly waiting: readonly { readonly index: number; readonly observation: SealedObservation }[]
  readonly quarantined: readonly Receipt[]
  /** Null while there is more. */
  readonly broken: readonly Failure[] | null
}

class Rows {
  readonly #items: Iterator<Item>
  readonly #language: Language
  #index = 0

  constructor(items: Iterator<Item>, language: Language) {
    this.#items = items
    this.#language = language
  }

  next(count: number): Slice {
    const waiting: { index: number; observation: SealedObservation }[] = []
    const quarantined: Receipt[] = []
    for (let taken = 0; taken < count; taken++) {
      const item = this.#item()
      if (item === null) return { waiting, quarantined, broken: [] }
      if (item.kind === 'failed') return { waiting, quarantined, broken: [item.failure] }
      const index = this.#index++
      if (index >= limits.requestRows)
        return { waiting, quarantined, broken: [failure('request-rows', { limit: limits.requestRows })] }
      if (item.kind === 'observation') waiting.push({ index, observation: item.observation })
      else quarantined.push(quarantinedReceipt(index, item.row, this.#language))
    }
    return { waiting, quarantined, broken: null }
  }

  #item(): Item | null {
    try {
      const next = this.#items.next()
      return next.done === true ? null : next.value
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return { kind: 'failed', failure: error.failure }
    }
  }
}

function quarantinedReceipt(
  index: number,
  row: Extract<Item, { kind: 'quarantined' }>['row'],
  language: Language,
): Receipt {
  const { reason, column } = row
  return { index, outcome: 'quarantined', reason, column, message: reasonText(row, language) }
}

function outcomeOf(receipt: Written): Outcome {
  if (receipt.outcome !== 'new') return receipt.outcome
  return receipt.isFirst ? 'new' : 'changed'
}

function inOrder(receipts: readonly Receipt[]): readonly Receipt[] {
  return receipts.toSorted((a, b) => a.index - b.index)
}
