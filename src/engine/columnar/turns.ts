type Waiting = { readonly writes: boolean; readonly start: () => void }

/**
 * Who may touch the rows when: any number of questions at once, or one change. First come, first served, so that neither
 * waits for ever however many of the others come; a change is short and never waits for anything itself.
 */
export class Turns {
  #asking = 0
  readonly #waiting: Waiting[] = []

  ask<T>(work: () => Promise<T>): Promise<T> {
    const { promise, resolve } = Promise.withResolvers<T>()
    this.#waiting.push({
      writes: false,
      start: () => {
        this.#asking++
        const done = settled(work)
        resolve(done)
        const over = (): void => {
          this.#asking--
          this.#next()
        }
        void done.then(over, over)
      },
    })
    this.#next()
    return promise
  }

  change(work: () => void): Promise<void> {
    if (this.#asking === 0 && this.#waiting.length === 0) return atOnce(work)
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#waiting.push({ writes: true, start: () => resolve(atOnce(work)) })
    this.#next()
    return promise
  }

  #next(): void {
    for (let first = this.#waiting[0]; first !== undefined; first = this.#waiting[0]) {
      if (first.writes && this.#asking > 0) return
      this.#waiting.shift()
      first.start()
    }
  }
}

const finished = Promise.resolve()

/** Done at once; what is thrown becomes a rejection. */
function atOnce(work: () => void): Promise<void> {
  try {
    work()
    return finished
  } catch (error) {
    return Promise.reject(error)
  }
}

/** Starts at once; what is thrown becomes a rejection. */
async function settled<T>(work: () => T | Promise<T>): Promise<T> {
  return work()
}
