import { parentPort } from 'node:worker_threads'
import type { Done, Job, News } from './job.ts'
import { Scanner } from './scanner.ts'

/** A thread that scans: what the crew sends it, and what it answers. */
export type Order = { readonly number: number; readonly job: Job; readonly news: News }
export type Reply =
  | { readonly number: number; readonly done: Done }
  | { readonly number: number; readonly error: string }

const scanner = new Scanner()

parentPort?.on('message', ({ number, job, news }: Order) => {
  const answer = reply(number, job, news)
  const moved = 'done' in answer && answer.done.kind === 'count' ? [answer.done.counts.buffer] : []
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort?.postMessage(answer, moved)
})

function reply(number: number, job: Job, news: News): Reply {
  try {
    scanner.learn(news)
    return { number, done: scanner.run(job) }
  } catch (error) {
    return { number, error: error instanceof Error ? error.message : String(error) }
  }
}
