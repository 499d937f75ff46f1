import { Worker } from 'node:worker_threads'
import type { SealedObservation } from '../../core/observation/observation.ts'
import { TextObservation } from '../../core/observation/sealed-text.ts'
import type { ReadBlock, RowBlock, ThreadData, ThreadMessage, UnitCodes } from './reading-thread.ts'

/**
 * Threads that read rows while others are written, for file after file. They start when the first block comes, so that
 * small files do without.
 */
export class ReadingThreads {
  readonly #data: ThreadData
  /** How many threads. */
  readonly count: number
  #threads: readonly Thread[] = []
  #unitCodes: UnitCodes = new Map()
  #turn = 0

  constructor(data: ThreadData, count: number) {
    this.#data = data
    this.count = count
  }

  get isStarted(): boolean {
    return this.#threads.length > 0
  }

  /** The codes of units by their folded names, for the blocks that come next. */
  know(unitCodes: UnitCodes): void {
    this.#unitCodes = unitCodes
    for (const thread of this.#threads) thread.know(unitCodes)
  }

  /** The observations of the rows; null for each that is not to be read by itself. The block's bytes are gone afterwards. */
  async read(block: RowBlock): Promise<readonly (SealedObservation | null)[]> {
    if (this.#threads.length === 0) {
      this.#threads = Array.from({ length: this.count }, () => new Thread(this.#data))
      this.know(this.#unitCodes)
    }
    const thread = this.#threads[this.#turn++ % this.count]
    if (thread === undefined) throw new Error('no threads')
    const read = await thread.read(block)
    return read.keys.map((key, index) => (key === '' ? null : observationIn(this.#data.source, read, index)))
  }

  async close(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.close()))
  }
}

function observationIn(source: string, block: ReadBlock, index: number): SealedObservation {
  return new TextObservation({
    source,
    kind: 'dossier',
    key: block.keys[index] ?? '',
    version: block.versions[index] ?? '',
    sourceTime: block.sourceTimes[index] ?? null,
    text: block.texts[index] ?? '',
    textHash: block.textHashes[index] ?? '',
    originalHash: block.originalHashes[index] ?? '',
  })
}

type Waiting = { readonly resolve: (read: ReadBlock) => void; readonly reject: (error: Error) => void }

class Thread {
  readonly #worker: Worker
  /** Blocks without an answer yet, the oldest first. */
  readonly #waiting: Waiting[] = []

  constructor(workerData: ThreadData) {
    this.#worker = new Worker(new URL('./reading-thread.ts', import.meta.url), {
      workerData,
      resourceLimits: { maxYoungGenerationSizeMb: 16 },
    })
    this.#worker.on('message', (read: ReadBlock) => this.#waiting.shift()?.resolve(read))
    this.#worker.on('error', (error: Error) => this.#fail(error))
  }

  know(unitCodes: UnitCodes): void {
    this.#say({ unitCodes })
  }

  read(block: RowBlock): Promise<ReadBlock> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject })
      this.#say({ block }, [block.bytes.buffer])
    })
  }

  #fail(error: Error): void {
    for (const { reject } of this.#waiting.splice(0)) reject(error)
  }

  #say(message: ThreadMessage, moved: readonly ArrayBuffer[] = []): void {
    this.#worker.postMessage(message, moved)
  }

  async close(): Promise<void> {
    await this.#worker.terminate()
  }
}
