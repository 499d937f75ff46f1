import { Worker } from 'node:worker_threads'
import type { ObservationKind, Seq } from '../../core/observation/observation.ts'
import type { Holdings } from '../installation.ts'
import type { ProjectionParts } from './projection.ts'
import type { FollowingData, Said, Told } from './projection-thread.ts'

type Kinds = ReadonlySet<ObservationKind> | null

/**
 * A projection in a thread of its own, which reads the ledger through a connection of its own: what is new is read and judged
 * there, and here only put into the engine. Whatever breaks the thread fails the one who waits; the next starts another.
 */
export class ProjectionBeside {
  readonly #holdings: Holdings
  readonly #engine: ProjectionParts['engine']
  #worker: Worker | null = null
  #waiting: PromiseWithResolvers<Kinds> | null = null

  constructor(holdings: Holdings, engine: ProjectionParts['engine']) {
    this.#holdings = holdings
    this.#engine = engine
  }

  /** As `Projection.catchUp`; one at a time. */
  catchUp(): Promise<Kinds> {
    if (this.#waiting !== null) throw new Error('the ledger is being followed already')
    const to = this.#holdings.ledger.watermark()
    this.#worker ??= this.#started(this.#engine.watermark())
    const waiting = Promise.withResolvers<Kinds>()
    this.#waiting = waiting
    this.#tell(this.#worker, { kind: 'follow', to })
    return waiting.promise
  }

  #started(from: Seq): Worker {
    const { folder, settings } = this.#holdings
    const workerData: FollowingData = { folder, settings, from }
    const worker = new Worker(new URL('./projection-thread.ts', import.meta.url), { workerData })
    worker.on('message', (said: Said) => this.#hear(worker, said))
    worker.on('error', (error: Error) => this.#end(worker, error))
    worker.on('exit', () => this.#end(worker, new Error('the thread that follows the ledger ended')))
    return worker
  }

  #tell(worker: Worker, told: Told): void {
    worker.postMessage(told, [])
  }

  #hear(worker: Worker, said: Said): void {
    if (said.kind === 'apply') void this.#apply(worker, said)
    else if (said.kind === 'failed') void this.#give(worker, new Error(said.reason))
    else {
      const waiting = this.#waiting
      this.#waiting = null
      waiting?.resolve(said.kinds)
    }
  }

  async #apply(worker: Worker, { from, to, packed }: Extract<Said, { kind: 'apply' }>): Promise<void> {
    try {
      await this.#engine.apply({ from, to, changes: [], packed })
      this.#tell(worker, { kind: 'applied' })
    } catch (error) {
      await this.#give(worker, error instanceof Error ? error : new Error(String(error)))
    }
  }

  /** What it knows is not what the engine has: the next begins anew. */
  async #give(worker: Worker, error: Error): Promise<void> {
    this.#end(worker, error)
    await worker.terminate()
  }

  #end(worker: Worker, error: Error): void {
    if (this.#worker !== worker) return
    this.#worker = null
    const waiting = this.#waiting
    this.#waiting = null
    waiting?.reject(error)
  }

  async close(): Promise<void> {
    const worker = this.#worker
    if (worker === null) return
    const isOver = new Promise((resolve) => worker.once('exit', resolve))
    this.#tell(worker, null)
    await isOver
  }
}
