/** Keeps the first `most` of what it is offered, in the order of `compare`, without keeping everything. */
export class Best<T> {
  readonly #most: number
  readonly #compare: (a: T, b: T) => number
  #kept: T[] = []
  #worst: T | null = null

  constructor(most: number, compare: (a: T, b: T) => number) {
    this.#most = most
    this.#compare = compare
  }

  offer(item: T): void {
    if (this.#worst !== null && this.#compare(item, this.#worst) >= 0) return
    this.#kept.push(item)
    if (this.#kept.length >= this.#most * 2 + 1000) this.#cut()
  }

  #cut(): void {
    this.#kept = this.#kept.sort(this.#compare).slice(0, this.#most)
    this.#worst = this.#kept.at(-1) ?? null
  }

  inOrder(): readonly T[] {
    this.#cut()
    return this.#kept
  }
}
