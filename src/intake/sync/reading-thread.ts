import { parentPort, workerData } from 'node:worker_threads'
import { fold } from '../../core/text/fold.ts'
import type { Instant } from '../../core/time/instant.ts'
import { BadField } from '../bad-field.ts'
import type { UnitNames } from '../field.ts'
import { type KeyedHash, keyedHash } from '../keyed-hash.ts'
import { type DossierContext, dossierOf, observeDossier } from './dossier.ts'
import { numbered } from './numbered.ts'
import { rowFields } from './row.ts'
import { isStep } from './step.ts'

/** What a thread is started with. `key`: of keyedHash; `source`, `now`: see IntakeContext. */
export type ThreadData = { readonly source: string; readonly now: Instant; readonly key: Uint8Array }

export type UnitCodes = ReadonlyMap<string, string>

/** What a thread is told, in turn: what it should know from here on, or what it should read. */
export type ThreadMessage = { readonly unitCodes: UnitCodes } | { readonly block: RowBlock }

/** Rows behind one another in `bytes`; each ends where `ends` says, and has that many colons outside its strings. */
export type RowBlock = {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly ends: Uint32Array
  readonly colons: Uint32Array
  /** See DossierContext. */
  readonly senders: readonly (string | null)[]
}

/** Column by column, which crosses between threads faster than rows. An empty key: not for a thread to read. */
export type ReadBlock = {
  readonly keys: string[]
  readonly versions: string[]
  readonly sourceTimes: (Instant | null)[]
  readonly texts: string[]
  readonly textHashes: string[]
  readonly originalHashes: string[]
}

/** Runs in the threads that reading-threads.ts starts. A row that is no good dossier by itself is left to who sent it. */
function answer(block: RowBlock, { source, now }: ThreadData, hash: KeyedHash, unitNamed: UnitNames): ReadBlock {
  const read: ReadBlock = { keys: [], versions: [], sourceTimes: [], texts: [], textHashes: [], originalHashes: [] }
  let from = 0
  for (const [index, end] of block.ends.entries()) {
    const row = { bytes: block.bytes.subarray(from, end), colons: block.colons[index] ?? 0 }
    const observation = observationOf(row, source, now, { hash, unitNamed, sender: block.senders[index] ?? null })
    from = end
    read.keys.push(observation?.key ?? '')
    read.versions.push(observation?.version ?? '')
    read.sourceTimes.push(observation?.sourceTime ?? null)
    read.texts.push(observation?.text ?? '')
    read.textHashes.push(observation?.textHash ?? '')
    read.originalHashes.push(observation?.originalHash ?? '')
  }
  return read
}

type Row = { readonly bytes: Uint8Array; readonly colons: number }

function observationOf({ bytes, colons }: Row, source: string, now: Instant, context: DossierContext) {
  try {
    const fields = rowFields(bytes, colons)
    return isStep(fields) ? null : numbered(fields, observeDossier(source, dossierOf(fields, context), now, bytes))
  } catch (error) {
    if (error instanceof BadField) return null
    throw error
  }
}

if (parentPort) {
  const port = parentPort
  const data: ThreadData = workerData
  const hash = keyedHash(data.key)
  let unitCodes: UnitCodes = new Map()
  const unitNamed = (name: string) => unitCodes.get(fold(name))
  port.on('message', (message: ThreadMessage) => {
    if ('unitCodes' in message) ({ unitCodes } = message)
    else port.postMessage(answer(message.block, data, hash, unitNamed))
  })
}
