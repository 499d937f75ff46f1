/**
 * A few words of which the first and the third letter tell which one stands at a place of a text. Where it is known that one
 * of them stands there, that is enough, and no text has to be made to find it.
 */
export class KnownWords<W extends string> {
  readonly #words: (W | undefined)[] = Array.from({ length: 1 << 10 })

  constructor(words: readonly W[]) {
    for (const word of words) {
      const place = placeOf(word, 0)
      if (this.#words[place] !== undefined) throw new Error(`${word} and ${this.#words[place]} stand at one place`)
      this.#words[place] = word
    }
  }

  /** The word that begins there. Throws where none of them can. */
  at(text: string, start: number): W {
    const word = this.#words[placeOf(text, start)]
    if (word === undefined) throw new Error(`no known word at ${start}`)
    return word
  }
}

/** By five bits of each letter, for a list is looked at faster than a map. */
function placeOf(text: string, start: number): number {
  return ((text.charCodeAt(start) & 31) << 5) | (text.charCodeAt(start + 2) & 31)
}
