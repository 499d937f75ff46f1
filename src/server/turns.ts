/**
 * Begins work in the order in which it comes up, so much of it in one turn of the event loop. Between turns the loop takes what
 * has come meanwhile, answers of other threads too, and accepts connections: one a turn, so that a hundred who come at once
 * wait for a hundred turns. Shorter turns also keep two threads at work that else would wait for each other.
 */
export class Turns {
  readonly #most: number
  readonly #waiting: (() => void)[] = []
  #isDue = false

  /** `most`: how much is begun in one turn. */
  constructor(most: number) {
    this.#most = most
  }

  begin(work: () => void): void {
    this.#waiting.push(work)
    this.#plan()
  }

  #plan(): void {
    if (this.#isDue) return
    this.#isDue = true
    setImmediate(() => {
      const now = this.#waiting.splice(0, this.#most)
      for (const work of now) work()
      this.#isDue = false
      if (this.#waiting.length > 0) this.#plan()
    })
  }
}
