import { setImmediate as turn } from 'node:timers/promises'
import { InParts } from '../engine/columnar/columnar.ts'
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
/** Answers that are renewed at once: whoever asks something new finds room beside them. */
const renewals = limits.questions / 2
/** Milliseconds until a renewal asks again whether it is its turn. */
const soon = 20
/** Milliseconds until what failed to be taken in is tried again. */
const patience = 5_000
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
  #renewedNow = 0
  #following: Promise<void> | null = null
  #isAgainDue = false
  /** What is being taken in of the ledger. */
  #catching: Promise<void> | null = null
  #hasStarted = false
  #isFailing = false
  #isClosing = false
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

  /** Whether all that the ledger had at the start has been taken in, and nothing failed to be since. */
  get isReady(): boolean {
    return this.#hasStarted && !this.#isFailing
  }

  /** Takes in what the ledger has gained; asked for meanwhile, it goes on until nothing is left. */
  follow(): Promise<void> {
    if (this.#isClosing) return Promise.resolve()
    if (this.#following !== null) this.#isAgainDue = true
    this.#following ??= this.#followAll()
      .catch((error: unknown) => {
        this.#after(patience, () => void this.follow().catch(() => undefined))
        throw error
      })
      .finally(() => (this.#following = null))
    return this.#following
  }

  async #followAll(): Promise<void> {
    do {
      // Receipts go out first: their senders make the next rows while these are counted.
      await turn()
      this.#isAgainDue = false
      if (this.#isClosing) return
      await (this.#catching = this.#catchUp())
      // What comes while it is saved has nobody else to take it in.
      await this.#saveNow(saving)
    } while (this.#isAgainDue && !this.#isClosing)
  }

  async #catchUp(): Promise<void> {
    try {
      await this.#counting.catchUp()
      this.#hasStarted = true
      this.#isFailing = false
    } catch (error) {
      // Closed in the middle of it, nothing is wrong.
      if (this.#isClosing) return
      this.#isFailing = true
      throw error
    } finally {
      this.#catching = null
    }
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
    if (this.#answers.get(question)?.watermark !== this.watermark) await this.#ready()
    return this.#ask(question, work)
  }

  /** As `ask`, of what is seldom asked twice, such as a page of a list. */
  async once<T>(work: (counting: Counting) => Promise<T>): Promise<T> {
    await this.#ready()
    this.#requireRoom()
    return this.#counted(work)
  }

  /**
   * At the start the ledger may be far ahead, and later all of it may have to be judged again: figures from half of it would be
   * wrong, not old.
   */
  async #ready(): Promise<void> {
    while (!this.#hasStarted || !this.#counting.engine.isWhole) {
      if (this.#isClosing) throw new Refused([failure('server-stopping')])
      await (this.#catching ?? this.follow())
    }
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
    this.#requireRoom()
    const answer = this.#begun(work)
    this.#keep(question, answer)
    answer.value.catch(() => this.#answers.get(question) === answer && this.#answers.delete(question))
    return answer.value
  }

  #requireRoom(): void {
    if (this.#begunNow >= limits.questions) throw new Refused([failure('server-busy', { seconds: 2 })])
  }

  #counted<T>(work: (counting: Counting) => Promise<T>): Promise<T> {
    this.#begunNow++
    return this.#whole(work).finally(() => this.#begunNow--)
  }

  /** Between being ready and being asked the engine may have begun with a larger change. */
  async #whole<T>(work: (counting: Counting) => Promise<T>): Promise<T> {
    try {
      return await work(this.#counting)
    } catch (error) {
      if (!(error instanceof InParts)) throw error
      await this.#ready()
      return this.#whole(work)
    }
  }

  #begun(work: (counting: Counting) => Promise<unknown>): Answer {
    const { watermark } = this
    const at = this.#stopwatch()
    const value = this.#counted(work)
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
      await this.#ready()
      const next = this.#begun(work)
      await next.value
      if (this.#answers.get(question) === known) this.#keep(question, next)
      this.#onRenewed()
    }
    const inTurn = () => {
      if (this.#renewedNow >= renewals) return this.#after(soon, inTurn)
      this.#renewedNow++
      renew()
        .catch(() => (known.isRenewing = false))
        .finally(() => this.#renewedNow--)
    }
    this.#after(Math.max(0, known.at + fresh - now), inTurn)
  }

  #after(milliseconds: number, work: () => void): void {
    if (this.#isClosing) return
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      work()
    }, milliseconds)
    this.#timers.add(timer)
  }

  /** What has not been taken in by then is taken in at the next start. */
  async close(): Promise<void> {
    this.#isClosing = true
    for (const timer of this.#timers) clearTimeout(timer)
    await this.#counting.stopFollowing()
    // Whoever began it has been told how it ended.
    await this.#following?.catch(() => undefined)
    try {
      await this.#saveNow(0)
    } finally {
      await this.#counting.close()
    }
  }
}
