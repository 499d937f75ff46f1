import { type Counting, countingOf } from '../office/counting/counting.ts'
import type { Installation } from '../office/installation.ts'
import type { Seq } from '../core/observation/observation.ts'

type Answer = { readonly watermark: Seq; readonly at: number; readonly value: Promise<unknown> }

/** Answers that are kept. */
const kept = 500
/** While the ledger grows all the time, an answer this old, in milliseconds, is still given; it says its watermark. */
const fresh = 1_000
/** Milliseconds between snapshots while something came in. */
const saving = 10 * 60_000

/**
 * What the server counts with: the engine in threads of its own, kept up with the ledger, and answers that are not worked
 * out twice. Whatever changes the ledger calls `follow`.
 */
export class Numbers {
  readonly #counting: Counting
  readonly #stopwatch: () => number
  readonly #answers = new Map<string, Answer>()
  #following: Promise<void> | null = null
  #isAgainDue = false
  #isReady = false
  #savedAt: number
  #saved: Seq

  constructor(installation: Installation, stopwatch: () => number, workers: number) {
    this.#counting = countingOf(installation, { workers })
    this.#stopwatch = stopwatch
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
   * everything that the answer depends on.
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
    const { watermark } = this
    const now = this.#stopwatch()
    if (known !== undefined && (known.watermark === watermark || now - known.at < fresh)) return known.value
    const value = work(this.#counting)
    this.#answers.delete(question)
    this.#answers.set(question, { watermark, at: now, value })
    value.catch(() => this.#answers.delete(question))
    const [oldest] = this.#answers.keys()
    if (this.#answers.size > kept && oldest !== undefined) this.#answers.delete(oldest)
    return value
  }

  async close(): Promise<void> {
    await this.#following
    await this.#saveNow(0)
    await this.#counting.close()
  }
}
