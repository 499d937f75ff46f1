/** The bytes of one row, gathered from the chunks it is spread over; none are kept beyond the limit. */
export class RowBytes {
  readonly #limit: number
  #kept = Buffer.alloc(0)
  #length = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  /** Keeps the bytes from `from` up to `to` of a chunk that will not be there later. */
  add(chunk: Uint8Array, from: number, to: number): void {
    const length = this.#length + to - from
    if (length <= this.#limit) {
      if (length > this.#kept.length) this.#grow(length)
      this.#kept.set(chunk.subarray(from, to), this.#length)
    }
    this.#length = length
  }

  /** All bytes of the row, the last of them in this chunk, and none after that; null when they are too many. */
  take(chunk: Uint8Array, from: number, to: number): Buffer | null {
    const bytes = this.#whole(chunk, from, to)
    this.#length = 0
    return bytes
  }

  /** The last bytes of what came in earlier chunks, as Latin-1. */
  tail(length: number): string {
    const end = Math.min(this.#length, this.#kept.length)
    return this.#kept.toString('latin1', Math.max(0, end - length), end)
  }

  #whole(chunk: Uint8Array, from: number, to: number): Buffer | null {
    if (this.#length === 0) {
      return to - from > this.#limit ? null : Buffer.from(chunk.buffer, chunk.byteOffset + from, to - from)
    }
    this.add(chunk, from, to)
    return this.#length > this.#limit ? null : Buffer.from(this.#kept.subarray(0, this.#length))
  }

  /** By doubling: a row that comes a byte at a time is not copied for each. */
  #grow(length: number): void {
    const grown = Buffer.alloc(Math.min(this.#limit, Math.max(4096, length, this.#kept.length * 2)))
    this.#kept.copy(grown, 0, 0, this.#length)
    this.#kept = grown
  }
}
