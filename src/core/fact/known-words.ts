/**
 * A few words of which the first and the third letter tell which one stands at a place of a text. Where it is known that one
 * of them stands there, that is enough, and no text has to be made to find it.
 */
export class KnownWords<W extends string> {
  readonly #words = new Map<number, W>()

  constructor(words: readonly W[]) {
    for (const word of words) {
      const letters = lettersAt(word, 0)
      if (this.#words.has(letters)) throw new Error(`${word} begins as another word does`)
      this.#words.set(letters, word)
    }
  }

  /** The word that begins there. Throws where none of them can. */
  at(text: string, start: number): W {
    const word = this.#words.get(lettersAt(text, start))
    if (word === undefined) throw new Error(`no known word at ${start}`)
    return word
  }
}

function lettersAt(text: string, start: number): number {
  return text.charCodeAt(start) * 0x1_0000 + text.charCodeAt(start + 2)
}
