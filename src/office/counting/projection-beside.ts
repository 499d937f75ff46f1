import { Worker } from 'node:worker_threads'
import type { ObservationKind, Seq } from '../../core/observation/observation.ts'
import type { Holdings } from '../installation.ts'
import type { ProjectionParts } from './projection.ts'
import type { FollowingData, Said, Told } from './projection-thread.ts'

type Followed = Pick<Holdings, 'folder' | 'ledger'>

type Kinds = ReadonlySet<ObservationKind> | null

/**
 * A projection in a thread of its own, which reads the ledger through a connection of its own: what is new is read and judged
 * there, and here only put into the engine. Whatever breaks the thread fails the one who waits; the next starts another.
 */
export class ProjectionBeside {
  readonly #holdings: Followed
  readonly #engine: ProjectionParts['engine']
  readonly #root: string
  #worker: Worker | null = null
  /** Of threads that were given up. */
  #ending: Promise<unknown> = Promise.resolve()
  /** What the engine was last given, until it has it. */
  #applying: Promise<unknown> = Promise.resolve()
  #waiting: PromiseWithResolvers<Kinds> | null = null

  constructor(holdings: Followed, engine: ProjectionParts['engine'], root: string) {
    this.#holdings = holdings
    this.#engine = engine
    this.#root = root
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
    const workerData: FollowingData = { folder: this.#holdings.folder, root: this.#root, from }
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
    if (said.kind === 'apply') this.#applying = this.#apply(worker, said)
    else if (said.kind === 'failed') this.#give(worker, new Error(said.reason))
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
      this.#give(worker, error instanceof Error ? error : new Error(String(error)))
    }
  }

  /** What it knows is not what the engine has: the next begins anew. */
  #give(worker: Worker, error: Error): void {
    this.#end(worker, error)
    this.#ending = Promise.all([this.#ending, worker.terminate()])
  }

  #end(worker: Worker, error: Error): void {
    if (this.#worker !== worker) return
    this.#worker = null
    const waiting = this.#waiting
    this.#waiting = null
    waiting?.reject(error)
  }

  /** Whoever waits for what is new is told that it ended. The ledger can be closed then, and the engine changes no more. */
  async close(): Promise<void> {
    const worker = this.#worker
    if (worker !== null && this.#waiting !== null) this.#give(worker, new Error('the counting was closed'))
    else if (worker !== null) {
      const isOver = new Promise((resolve) => worker.once('exit', resolve))
      this.#tell(worker, null)
      await isOver
    }
    await Promise.all([this.#ending, this.#applying])
  }
}
