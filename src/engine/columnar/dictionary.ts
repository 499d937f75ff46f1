/** Texts numbered in the order in which they came; numbers are never given back. */
export class Dictionary<T extends string | null> {
  readonly #codes = new Map<T, number>()
  readonly #texts: T[] = []

  constructor(texts: readonly T[]) {
    for (const text of texts) this.code(text)
  }

  get size(): number {
    return this.#texts.length
  }

  get texts(): readonly T[] {
    return this.#texts
  }

  has(text: T): boolean {
    return this.#codes.has(text)
  }

  /** Its number, a new one if need be. */
  code(text: T): number {
    const known = this.#codes.get(text)
    if (known !== undefined) return known
    const code = this.#texts.length
    this.#codes.set(text, code)
    this.#texts.push(text)
    return code
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
