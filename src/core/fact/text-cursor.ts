import { type Instant, instant } from '../time/instant.ts'
import type { KnownWords } from './known-words.ts'

/** Characters, as units of UTF-16. */
const [n, t, minus, zero, nine, mark] = [0x6e, 0x74, 0x2d, 0x30, 0x39, 0x22] as const
const [comma, close, closeObject] = [0x2c, 0x5d, 0x7d] as const

/**
 * Goes along the canonical text of a body and reads its values where they stand, each once and in order. The text is known
 * to have such values there, and no backslash.
 */
export class TextCursor {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  /** To the value behind the field's name, which is known to come next: `,"name":` or, the first of an object, `{"name":`. */
  #to(field: string): void {
    this.#at += field.length + 4
  }

  /** Whether the value is null; a null is passed. */
  #isNull(): boolean {
    if (this.#text.charCodeAt(this.#at) !== n) return false
    this.#at += 4
    return true
  }

  flag(field: string): boolean {
    this.#to(field)
    const isTrue = this.#text.charCodeAt(this.#at) === t
    this.#at += isTrue ? 4 : 5
    return isTrue
  }

  name(field: string): string | null {
    this.#to(field)
    if (this.#isNull()) return null
    const start = this.#at + 1
    const end = this.#text.indexOf('"', start)
    this.#at = end + 1
    return this.#text.slice(start, end)
  }

  /** Whether there is a text, and not null. */
  hasName(field: string): boolean {
    this.#to(field)
    if (this.#isNull()) return false
    this.#passText()
    return true
  }

  #passText(): void {
    this.#at = this.#text.indexOf('"', this.#at + 1) + 1
  }

  /** Whether one of a list of texts is just this character. */
  listsLetter(field: string, letter: string): boolean {
    const unit = letter.charCodeAt(0)
    let lists = false
    for (let more = this.first(field); more; more = this.next()) {
      const isShort = this.#text.charCodeAt(this.#at + 2) === mark
      if (isShort && this.#text.charCodeAt(this.#at + 1) === unit) lists = true
      this.#passText()
    }
    return lists
  }

  word<W extends string>(field: string, words: KnownWords<W>): W {
    this.#to(field)
    return this.#word(words)
  }

  wordOrNull<W extends string>(field: string, words: KnownWords<W>): W | null {
    this.#to(field)
    return this.#isNull() ? null : this.#word(words)
  }

  #word<W extends string>(words: KnownWords<W>): W {
    const word = words.at(this.#text, this.#at + 1)
    this.#at += word.length + 2
    return word
  }

  moment(field: string): Instant {
    this.#to(field)
    return instant(this.#whole())
  }

  momentOrNull(field: string): Instant | null {
    this.#to(field)
    return this.#isNull() ? null : instant(this.#whole())
  }

  /** Whether a number is 0; null is not. */
  isZero(field: string): boolean {
    this.#to(field)
    return !this.#isNull() && this.#whole() === 0
  }

  /** Digits by hand: to make a text of them first takes three times as long. */
  #whole(): number {
    const text = this.#text
    let at = this.#at
    const isNegative = text.charCodeAt(at) === minus
    if (isNegative) at++
    let value = 0
    for (let unit = text.charCodeAt(at); unit >= zero && unit <= nine; unit = text.charCodeAt(++at))
      value = value * 10 + (unit - zero)
    this.#at = at
    return isNegative ? -value : value
  }

  /** To the first value of a list. False: there is none, and the list is passed. */
  first(field: string): boolean {
    this.#to(field)
    this.#at++
    if (this.#text.charCodeAt(this.#at) !== close) return true
    this.#at++
    return false
  }

  /** From behind what was read last of a value to the next one of the list. False: there is none, and the list is passed. */
  next(): boolean {
    if (this.#text.charCodeAt(this.#at) === closeObject) this.#at++
    return this.#text.charCodeAt(this.#at++) === comma
  }

  /** What is left of the text, from the value of the field on. */
  rest(field: string): string {
    this.#to(field)
    return this.#text.slice(this.#at)
  }
}
