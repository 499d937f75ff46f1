/** Texts numbered in the order in which they came; numbers are never given back. */
export class Dictionary<T extends string | null> {
  readonly #codes = new Map<T, number>()
  readonly #texts: T[] = []
  /** The text looked up last: facts of one entity have much in common. */
  #last: T | undefined
  #lastCode = 0

  constructor(texts: readonly T[]) {
    for (const text of texts) this.code(text)
  }

  get size(): number {
    return this.#texts.length
  }

  get texts(): readonly T[] {
    return this.#texts
  }

  /** Its number, a new one if need be. */
  code(text: T): number {
    if (text === this.#last) return this.#lastCode
    this.#lastCode = this.#codes.get(text) ?? this.#added(text)
    this.#last = text
    return this.#lastCode
  }

  #added(text: T): number {
    this.#codes.set(text, this.#texts.length)
    return this.#texts.push(text) - 1
  }

  find(text: T): number | null {
    return this.#codes.get(text) ?? null
  }

  text(code: number): T {
    const text = this.#texts[code]
    if (text === undefined) throw new RangeError(`no text has the code ${code}`)
    return text
  }
}
