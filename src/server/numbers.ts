import { setImmediate as turn } from 'node:timers/promises'
import type { Counting } from '../office/counting/counting.ts'
import { failure } from '../core/failure.ts'
import { limits } from '../core/limits.ts'
import type { Seq } from '../core/observation/observation.ts'
import { Refused } from './problem.ts'

type Answer = {
  readonly watermark: Seq
  readonly at: number
  readonly value: Promise<unknown>
  isDone: boolean
  isRenewing: boolean
}

/** Answers that are kept. */
const kept = 500
/** While the ledger grows an answer is worked out once in this time, in milliseconds, for everybody who asks. */
const fresh = 1_000
/** An answer that was worked out longer ago is not given, with the ledger gone on: whoever asks waits for a new one. */
const old = 5_000
/** Milliseconds between snapshots while something came in. */
const saving = 10 * 60_000

/**
 * What the server counts with: the engine in threads of its own, kept up with the ledger, and answers that are not worked
 * out twice. Whatever changes the ledger calls `follow`.
 */
export class Numbers {
  readonly #counting: Counting
  readonly #stopwatch: () => number
  readonly #onRenewed: () => void
  readonly #answers = new Map<string, Answer>()
  readonly #timers = new Set<NodeJS.Timeout>()
  /** Questions that are being worked out. */
  #begunNow = 0
  #following: Promise<void> | null = null
  #isAgainDue = false
  #isReady = false
  #savedAt: number
  #saved: Seq

  /** `onRenewed`: an answer that was given from before a change has been worked out anew. */
  constructor(counting: Counting, stopwatch: () => number, onRenewed: () => void = () => undefined) {
    this.#counting = counting
    this.#stopwatch = stopwatch
    this.#onRenewed = onRenewed
    this.#savedAt = stopwatch()
    this.#saved = this.watermark
  }

  get counting(): Counting {
    return this.#counting
  }

  get watermark(): Seq {
    return this.#counting.engine.watermark()
  }

  /** Whether all that the ledger had at the start has been taken in. */
  get isReady(): boolean {
    return this.#isReady
  }

  /** Takes in what the ledger has gained; asked for meanwhile, it goes on until nothing is left. */
  follow(): Promise<void> {
    if (this.#following !== null) this.#isAgainDue = true
    this.#following ??= this.#followAll().finally(() => {
      this.#following = null
    })
    return this.#following
  }

  async #followAll(): Promise<void> {
    do {
      // Receipts go out first: their senders make the next rows while these are counted.
      await turn()
      this.#isAgainDue = false
      await this.#counting.catchUp()
    } while (this.#isAgainDue)
    this.#isReady = true
    await this.#saveNow(saving)
  }

  async #saveNow(after: number): Promise<void> {
    if (this.#stopwatch() - this.#savedAt < after || this.watermark === this.#saved) return
    this.#savedAt = this.#stopwatch()
    this.#saved = this.watermark
    await this.#counting.save()
  }

  /**
   * The answer to a question, by its text: worked out once for everybody who asks at the same watermark. `question` holds
   * everything that the answer depends on. Throws Refused: server-busy, where so many others are being worked out that whoever
   * waits would do so in vain: a question that changes each time is no way to keep everybody from theirs.
   */
  async ask<T>(question: string, work: (counting: Counting) => Promise<T>): Promise<T> {
    await this.ready()
    return this.#ask(question, work)
  }

  /** At the start the ledger may be far ahead: figures from half of it would be wrong, not old. */
  async ready(): Promise<void> {
    if (!this.#isReady) await this.follow()
  }

  #ask<T>(question: string, work: (counting: Counting) => Promise<T>): Promise<T>
  #ask(question: string, work: (counting: Counting) => Promise<unknown>): Promise<unknown> {
    const known = this.#answers.get(question)
    const now = this.#stopwatch()
    if (known === undefined) return this.#work(question, work)
    if (known.watermark === this.watermark) return known.value
    if (now - known.at >= (known.isDone ? old : fresh)) return this.#work(question, work)
    this.#renew(question, work, known, now)
    return known.value
  }

  #work(question: string, work: (counting: Counting) => Promise<unknown>): Promise<unknown> {
    if (this.#begunNow >= limits.questions) throw new Refused([failure('server-busy', { seconds: 2 })])
    const answer = this.#begun(work)
    this.#keep(question, answer)
    answer.value.catch(() => this.#answers.get(question) === answer && this.#answers.delete(question))
    return answer.value
  }

  #begun(work: (counting: Counting) => Promise<unknown>): Answer {
    const { watermark } = this
    const at = this.#stopwatch()
    this.#begunNow++
    const value = work(this.#counting).finally(() => this.#begunNow--)
    const answer: Answer = { watermark, at, value, isDone: false, isRenewing: false }
    value.then(
      () => (answer.isDone = true),
      () => undefined,
    )
    return answer
  }

  #keep(question: string, answer: Answer): void {
    this.#answers.delete(question)
    this.#answers.set(question, answer)
    const [oldest] = this.#answers.keys()
    if (this.#answers.size > kept && oldest !== undefined) this.#answers.delete(oldest)
  }

  /**
   * Whoever was given an answer from before the last change gets it at once, also while the next one is being worked out, and
   * is told when that is there: else they would have asked for nothing, with the last event behind them.
   */
  #renew(question: string, work: (counting: Counting) => Promise<unknown>, known: Answer, now: number): void {
    if (known.isRenewing) return
    known.isRenewing = true
    const renew = async () => {
      const next = this.#begun(work)
      await next.value
      if (this.#answers.get(question) === known) this.#keep(question, next)
      this.#onRenewed()
    }
    const timer = setTimeout(
      () => {
        this.#timers.delete(timer)
        renew().catch(() => (known.isRenewing = false))
      },
      Math.max(0, known.at + fresh - now),
    )
    this.#timers.add(timer)
  }

  async close(): Promise<void> {
    for (const timer of this.#timers) clearTimeout(timer)
    await this.#following
    await this.#saveNow(0)
    await this.#counting.close()
  }
}
