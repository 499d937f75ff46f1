import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { PackedChanges } from '../../core/fact/packed.ts'
import type { KeyRange } from '../../ledger/read.ts'
import type { RebuildData } from './rebuild-thread.ts'

/** Beside the one that hands the changes to the engine; with more than four that one is busy. */
export const rebuildThreadCount = Math.min(4, availableParallelism())

/** Ranges that a thread gets one after another: what it has in memory of the file serves them all, and not the others. */
const together = 16

/** Twice the usual, for the texts of a range are alive when the collector comes: 0.95 of the time. More gained less. */
const youngMegabytes = 96

/** Threads that read the dossiers of a ledger and judge them, each through a connection of its own. */
export class RebuildThreads {
  readonly #threads: readonly Thread[]

  constructor(data: RebuildData, count: number) {
    this.#threads = Array.from({ length: count }, () => new Thread(data))
  }

  /** The changes of each range, in the order of the ranges. */
  async *of(ranges: Iterable<KeyRange>): AsyncGenerator<PackedChanges, void> {
    const asked: Promise<PackedChanges>[] = []
    let number = 0
    for (const range of ranges) {
      const thread = this.#threads[Math.floor(number++ / together) % this.#threads.length]
      if (thread === undefined) throw new Error('no threads')
      asked.push(thread.ask(range))
      // Whichever thread is next has ranges to go on with meanwhile; memory holds the answers.
      if (asked.length < together * (this.#threads.length + 1)) continue
      const first = await asked.shift()
      if (first !== undefined) yield first
    }
    for (const each of asked) yield await each
  }

  async close(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.close()))
  }
}

class Thread {
  readonly #worker: Worker
  /** Ranges without an answer yet, the oldest first. */
  readonly #waiting: PromiseWithResolvers<PackedChanges>[] = []
  readonly #exited = Promise.withResolvers<void>()
  #broken: Error | null = null

  constructor(workerData: RebuildData) {
    this.#worker = new Worker(new URL('./rebuild-thread.ts', import.meta.url), {
      workerData,
      resourceLimits: { maxYoungGenerationSizeMb: youngMegabytes },
    })
    this.#worker.on('message', (changes: PackedChanges) => this.#waiting.shift()?.resolve(changes))
    this.#worker.on('error', (error: Error) => this.#fail(error))
    this.#worker.on('exit', () => {
      this.#fail(new Error('a thread of the rebuild ended'))
      this.#exited.resolve()
    })
  }

  ask(range: KeyRange): Promise<PackedChanges> {
    const asked = Promise.withResolvers<PackedChanges>()
    // Whoever waits for an earlier range hears of it then.
    asked.promise.catch(() => undefined)
    if (this.#broken === null) {
      this.#waiting.push(asked)
      this.#worker.postMessage(range, [])
    } else asked.reject(this.#broken)
    return asked.promise
  }

  #fail(error: Error): void {
    this.#broken ??= error
    for (const { reject } of this.#waiting.splice(0)) reject(this.#broken)
  }

  /** After the ranges it still has: it closes what it has open. */
  close(): Promise<void> {
    const nothingMore: KeyRange | null = null
    this.#worker.postMessage(nothingMore, [])
    return this.#exited.promise
  }
}
