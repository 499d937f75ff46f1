import { Worker } from 'node:worker_threads'
import type { Done, Job, News } from './job.ts'
import { Scanner } from './scanner.ts'
import type { SegmentShape } from './segment.ts'
import type { Order, Reply } from './thread.ts'

/** One that does jobs, one after another. */
type Hand = {
  readonly do: (job: Job, news: News) => Promise<Done>
  /** Whether it still knows what it was told. */
  readonly isFresh: () => boolean
  readonly close: () => Promise<void>
}

/**
 * Those who do the jobs. `spread`: the hands between whom a scan is divided. `quick`: for questions that need few rows, so
 * that they never wait behind a scan. Without threads it is one hand, the caller's own.
 */
export class Crew {
  readonly #hands: readonly Hand[]
  readonly #told: Set<number>[]
  readonly #gone: number[][]
  readonly spread: readonly number[]
  readonly quick: number

  constructor(threads: number) {
    this.#hands = threads === 0 ? [own()] : Array.from({ length: threads + 1 }, thread)
    this.#told = this.#hands.map(() => new Set())
    this.#gone = this.#hands.map(() => [])
    this.spread = Array.from({ length: Math.max(threads, 1) }, (_, hand) => hand)
    this.quick = this.#hands.length - 1
  }

  do(hand: number, job: Job, shapeOf: (id: number) => SegmentShape): Promise<Done> {
    const who = this.#hands[hand]
    if (who === undefined) throw new RangeError(`no hand ${hand}`)
    if (!who.isFresh()) this.#told[hand] = new Set()
    const told = this.#told[hand] ?? new Set()
    const ids = job.kind === 'save' ? [] : job.segments.map(({ id }) => id)
    const added = ids.filter((id) => !told.has(id)).map(shapeOf)
    for (const { id } of added) told.add(id)
    return who.do(job, { added, gone: this.#gone[hand]?.splice(0) ?? [] })
  }

  forget(ids: readonly number[]): void {
    for (const gone of this.#gone) gone.push(...ids)
  }

  async close(): Promise<void> {
    await Promise.all(this.#hands.map((hand) => hand.close()))
  }
}

function own(): Hand {
  const scanner = new Scanner()
  return {
    do: async (job, news) => {
      scanner.learn(news)
      return scanner.run(job)
    },
    isFresh: () => true,
    close: () => Promise.resolve(),
  }
}

/** A thread that is started when there is something to do, and again if it broke. It keeps no process alive by itself. */
function thread(): Hand {
  const waiting = new Map<number, PromiseWithResolvers<Done>>()
  let worker: Worker | null = null
  let last = 0
  const broken = (of: Worker, error: Error): void => {
    // One that ends after its error does not end the next one.
    if (of !== worker) return
    worker = null
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }
  const started = (): Worker => {
    const made = new Worker(new URL('./thread.ts', import.meta.url))
    made.on('message', (reply: Reply) => {
      const asked = waiting.get(reply.number)
      waiting.delete(reply.number)
      if (waiting.size === 0) made.unref()
      if ('error' in reply) asked?.reject(new Error(reply.error))
      else asked?.resolve(reply.done)
    })
    made.on('error', (error: Error) => broken(made, error))
    made.on('exit', () => broken(made, new Error('the engine was closed')))
    return made
  }
  return {
    do: (job, news) => {
      worker ??= started()
      const number = ++last
      const asked = Promise.withResolvers<Done>()
      waiting.set(number, asked)
      worker.ref()
      const order: Order = { number, job, news }
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
      worker.postMessage(order)
      return asked.promise
    },
    isFresh: () => worker !== null,
    close: async () => {
      await worker?.terminate()
    },
  }
}
