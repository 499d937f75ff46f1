import { failure } from '../core/failure.ts'
import { Refused } from './problem.ts'

/** How much is being done at once, and whether more may begin. What is refused was not begun, so nothing of it is lost. */
export class Load {
  readonly #most: { readonly requests: number; readonly inFlightBytes: number }
  #requests = 0
  #bytes = 0
  #isStopping = false
  #onIdle: (() => void) | null = null

  constructor(most: { readonly requests: number; readonly inFlightBytes: number }) {
    this.#most = most
  }

  get requests(): number {
    return this.#requests
  }

  get isStopping(): boolean {
    return this.#isStopping
  }

  /** Throws Refused: server-stopping, server-busy. Each call that returns is followed by one of `leave`. */
  enter(): void {
    if (this.#isStopping) throw new Refused([failure('server-stopping')])
    if (this.#requests >= this.#most.requests) throw busy()
    this.#requests++
  }

  leave(): void {
    this.#requests--
    if (this.#requests === 0) this.#onIdle?.()
  }

  /** Room for bytes of a body. Throws Refused: server-busy. Given back with `free`. */
  hold(bytes: number): void {
    // One body always has room, however large: else a limit below another would let it in never.
    if (this.#bytes > 0 && this.#bytes + bytes > this.#most.inFlightBytes) throw busy()
    this.#bytes += bytes
  }

  free(bytes: number): void {
    this.#bytes -= bytes
  }

  /** Nothing new from here on; resolves when what was begun is done. */
  stop(): Promise<void> {
    this.#isStopping = true
    if (this.#requests === 0) return Promise.resolve()
    return new Promise((resolve) => {
      this.#onIdle = resolve
    })
  }
}

function busy(): Refused {
  return new Refused([failure('server-busy', { seconds: 1 })])
}
