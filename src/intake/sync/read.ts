import { Refusal } from '../../core/failure.ts'
import { limits } from '../../core/limits.ts'
import type { SealedObservation } from '../../core/observation/observation.ts'
import { BadField } from '../bad-field.ts'
import type { IntakeContext } from '../context.ts'
import { type Fields, unitIn } from '../field.ts'
import { countedBytes, type IntakeFile } from '../file.ts'
import type { Item, Progress } from '../item.ts'
import { itemOf, quarantined } from '../quarantine.ts'
import { isMarked, utf8Chunks } from '../text-stream.ts'
import { dossierOf, observeDossier } from './dossier.ts'
import { numbered } from './numbered.ts'
import { envelopeFields, rowFields } from './row.ts'
import { type Piece, Splitter } from './split.ts'
import { isStep, withStep } from './step.ts'

/**
 * Dossiers of a sync file: an envelope with its `data`, a list, or lines of dossiers or envelopes (`isLines`). What was
 * whole before the file broke off is there; then comes the failure file-truncated.
 */
export async function* readSync(
  file: IntakeFile,
  isLines: boolean,
  context: IntakeContext,
  progress: Progress,
): AsyncGenerator<Item> {
  const splitter = new Splitter(isLines)
  const reader = new SyncReader(file.name, context)
  for await (const chunk of utf8Chunks(countedBytes(file, progress))) {
    for (const piece of splitter.push(chunk)) {
      progress.rows++
      yield reader.item(piece)
    }
  }
  const { pieces, isCut } = splitter.end()
  for (const piece of pieces) {
    progress.rows++
    yield reader.item(piece)
  }
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
  const reader = new SyncReader(name, context)
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

class SyncReader {
  readonly #file: string
  readonly #context: IntakeContext
  #envelope: Buffer | null = null
  #sender: string | null = null

  constructor(file: string, context: IntakeContext) {
    this.#file = file
    this.#context = context
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
