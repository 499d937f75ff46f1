import { Refusal } from '../core/failure.ts'
import { limits } from '../core/limits.ts'

type Most = { readonly strings: number; readonly bytes: number }

/** The shared texts of a large workbook, as bytes behind one another: as strings they would weigh three times as much. */
export class SharedStrings {
  readonly #most: Most
  #bytes = Buffer.alloc(1 << 16)
  #ends = new Uint32Array(1 << 10)
  #count = 0

  constructor(most: Most = { strings: limits.workbookStrings, bytes: limits.workbookStringBytes }) {
    this.#most = most
  }

  add(text: string): void {
    const from = this.#endOf(this.#count)
    const end = from + Buffer.byteLength(text)
    if (this.#count >= this.#most.strings) throw tooMuch(this.#most.strings)
    if (end > this.#most.bytes) throw tooMuch(this.#most.bytes)
    if (end > this.#bytes.length) {
      const grown = Buffer.alloc(Math.min(this.#most.bytes, Math.max(end, this.#bytes.length * 2)))
      this.#bytes.copy(grown, 0, 0, from)
      this.#bytes = grown
    }
    if (this.#count === this.#ends.length) {
      const grown = new Uint32Array(this.#ends.length * 2)
      grown.set(this.#ends)
      this.#ends = grown
    }
    this.#bytes.write(text, from)
    this.#ends[this.#count++] = end
  }

  at(index: number): string | undefined {
    if (!(index >= 0 && index < this.#count)) return undefined
    return this.#bytes.toString('utf8', this.#endOf(index), this.#ends[index])
  }

  /** Of the text before, where this one begins. */
  #endOf(index: number): number {
    return index === 0 ? 0 : (this.#ends[index - 1] ?? 0)
  }
}

function tooMuch(limit: number): Refusal {
  return new Refusal('xml-too-much-text', { limit }, { part: 'xl/sharedStrings.xml' })
}
