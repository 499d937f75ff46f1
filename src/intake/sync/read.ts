import { Refusal } from '../../core/failure.ts'
import { limits } from '../../core/limits.ts'
import type { SealedObservation } from '../../core/observation/observation.ts'
import { BadField } from '../bad-field.ts'
import type { IntakeContext } from '../context.ts'
import { type Fields, unitIn } from '../field.ts'
import { countedBytes, type IntakeFile } from '../file.ts'
import { type Item, Progress } from '../item.ts'
import { itemOf, quarantined } from '../quarantine.ts'
import { isMarked, utf8Chunks } from '../text-stream.ts'
import { dossierOf, observeDossier } from './dossier.ts'
import { numbered } from './numbered.ts'
import type { RowBlock } from './reading-thread.ts'
import type { ReadingThreads } from './reading-threads.ts'
import { envelopeFields, rowFields } from './row.ts'
import { type Piece, Splitter } from './split.ts'
import { isStep, withStep } from './step.ts'

/** Fewer rows are read before threads would have started. */
const rowsAlone = 3_000

/** Blocks that wait for threads: they have work as long as a transaction takes, in which no new blocks come. */
const blocksAhead = 8

/**
 * Dossiers of a sync file: an envelope with its `data`, a list, or lines of dossiers or envelopes (`isLines`). What was
 * whole before the file broke off is there; then comes the failure file-truncated. Of a long file the rows that come next
 * are read by threads, with what is read and its order the same.
 */
export async function* readSync(
  file: IntakeFile,
  isLines: boolean,
  context: IntakeContext,
  progress: Progress,
): AsyncGenerator<Item> {
  const splitter = new Splitter(isLines)
  const reader = new SyncReader(file.name, context, progress)
  for await (const chunk of utf8Chunks(countedBytes(file, progress))) {
    reader.push(splitter.push(chunk))
    while (reader.isAhead) yield* await reader.next()
  }
  const { pieces, isCut } = splitter.end()
  reader.push(pieces)
  while (!reader.isDone) yield* await reader.next()
  if (isCut) throw new Refusal('file-truncated', { rows: progress.rows })
}

/** What is given to the splitter at a time. */
const sliceBytes = 65_536

/**
 * The same of a body that is there as a whole, without a pause between a row that is read and the one who takes it: what
 * is known of a dossier cannot change meanwhile. Throws Refusal: file-truncated, after the rows that were whole.
 */
export function* syncItems(name: string, bytes: Uint8Array, isLines: boolean, context: IntakeContext): Generator<Item> {
  const splitter = new Splitter(isLines)
  const reader = new SyncReader(name, context, new Progress())
  let rows = 0
  for (let at = isMarked(bytes) ? 3 : 0; at < bytes.length; at += sliceBytes) {
    for (const piece of splitter.push(bytes.subarray(at, at + sliceBytes))) {
      rows++
      yield reader.item(piece)
    }
  }
  const { pieces, isCut } = splitter.end()
  for (const piece of pieces) {
    rows++
    yield reader.item(piece)
  }
  if (isCut) throw new Refusal('file-truncated', { rows })
}

/** Rows behind one another, and what threads make of them if they do. */
type Waiting = {
  readonly pieces: readonly Piece[]
  readonly read: Promise<readonly (SealedObservation | null)[]> | null
}

class SyncReader {
  readonly #file: string
  readonly #context: IntakeContext
  readonly #progress: Progress
  #waiting: Waiting[] = []
  #rows = 0
  #threads: ReadingThreads | null = null
  #envelope: Buffer | null = null
  #sender: string | null = null

  constructor(file: string, context: IntakeContext, progress: Progress) {
    this.#file = file
    this.#context = context
    this.#progress = progress
  }

  push(pieces: readonly Piece[]): void {
    if (pieces.length === 0) return
    const { threads } = this.#context
    if (threads?.isStarted || this.#rows > rowsAlone) this.#threads = threads
    this.#rows += pieces.length
    const read = this.#threads?.read(blockOf(pieces, (envelope) => this.#senderOf(envelope))) ?? null
    this.#waiting.push({ pieces, read })
  }

  get isAhead(): boolean {
    return this.#waiting.length > (this.#threads === null ? 0 : blocksAhead)
  }

  get isDone(): boolean {
    return this.#waiting.length === 0
  }

  /** The items of the next block. Each is made when it is asked for: a step needs the rows before it to be known. */
  async next(): Promise<Iterable<Item>> {
    const next = this.#waiting.shift()
    return next === undefined ? [] : this.#items(next.pieces, (await next.read) ?? [])
  }

  *#items(pieces: readonly Piece[], read: readonly (SealedObservation | null)[]): Generator<Item> {
    for (const [index, piece] of pieces.entries()) {
      this.#progress.rows++
      const observation = read[index]
      yield observation ? { kind: 'observation', observation } : this.item(piece)
    }
  }

  item(piece: Piece): Item {
    const row = { file: this.#file, row: piece.number }
    if ('broken' in piece) {
      const limit = piece.broken === 'too-deep' ? limits.depth : `${limits.intakeRowBytes} byte`
      return quarantined(row, new BadField(piece.broken, '', '', { limit }))
    }
    return itemOf(row, () => {
      const fields = rowFields(piece.bytes, piece.colons)
      return this.#observation(fields, piece.bytes, this.#senderOf(piece.envelope))
    })
  }

  #observation(fields: Fields, original: Uint8Array, sender: string | null): SealedObservation {
    const { source, knownDossier, hash, unitNamed, now } = this.#context
    const body = isStep(fields) ? withStep(fields, knownDossier, now) : dossierOf(fields, { hash, unitNamed, sender })
    return numbered(fields, observeDossier(source, body, now, original))
  }

  /** Read once for all the rows of an envelope. A sender that is no code and no known name is no sender. */
  #senderOf(envelope: Buffer | null): string | null {
    if (envelope === this.#envelope) return this.#sender
    this.#envelope = envelope
    this.#sender = null
    try {
      if (envelope !== null) this.#sender = unitIn(envelopeFields(envelope), 'madonvi', this.#context.unitNamed)
    } catch (error) {
      if (!(error instanceof BadField)) throw error
    }
    return this.#sender
  }
}

/** For a thread. A piece without bytes is an empty row, which is none. */
function blockOf(pieces: readonly Piece[], senderOf: (envelope: Buffer | null) => string | null): RowBlock {
  const rows = pieces.map((piece) => ('bytes' in piece ? piece.bytes : Buffer.alloc(0)))
  const bytes = new Uint8Array(rows.reduce((sum, { length }) => sum + length, 0))
  const [ends, colons] = [new Uint32Array(rows.length), new Uint32Array(rows.length)]
  let end = 0
  for (const [index, piece] of pieces.entries()) {
    const row = rows[index] ?? Buffer.alloc(0)
    bytes.set(row, end)
    end += row.length
    ends[index] = end
    colons[index] = 'bytes' in piece ? piece.colons : 0
  }
  return { bytes, ends, colons, senders: pieces.map(({ envelope }) => senderOf(envelope)) }
}
