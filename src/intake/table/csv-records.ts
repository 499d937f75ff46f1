import { limits } from '../../core/limits.ts'

/** A record and the line it begins on. `cells` is null where it is larger than a row may be. */
export type CsvRecord = { readonly line: number; readonly cells: readonly string[] | null }

const [quote, carriageReturn, newline] = [0x22, 0x0d, 0x0a]

/** start: of a cell. quoted: within quotes. closing: after a quote that ends the cell or stands for one. */
type State = 'start' | 'plain' | 'quoted' | 'closing' | 'skipping'

/**
 * Records of CSV (RFC 4180) from text as it comes. A quote opens only at the start of a cell, elsewhere it is text, as
 * people write it. A record that is too large is skipped to the next line end.
 */
export class CsvRecords {
  readonly #separator: number
  #out: CsvRecord[] = []
  #state: State = 'start'
  #cells: string[] = []
  #cell = ''
  #size = 0
  #line = 1
  #firstLine = 1
  #isAfterReturn = false
  /** Where the text of the cell that is not yet in `#cell` begins in this chunk. */
  #from = 0

  constructor(separator: string) {
    this.#separator = separator.charCodeAt(0)
  }

  push(text: string): readonly CsvRecord[] {
    this.#out = []
    this.#from = 0
    for (let at = 0; at < text.length; at++) {
      const char = text.charCodeAt(at)
      if (char === newline && this.#isAfterReturn) this.#from = at + 1
      else this.#step(text, at, char)
      this.#isAfterReturn = char === carriageReturn
    }
    if (this.#state === 'plain' || this.#state === 'quoted') this.#keep(text, text.length)
    return this.#out
  }

  /** The last record, when no line end follows it. `isOpen`: its quotes are not closed. */
  end(): { readonly last: CsvRecord | null; readonly isOpen: boolean } {
    if (this.#state === 'quoted') return { last: null, isOpen: true }
    this.#out = []
    if (this.#cells.length > 0 || this.#state !== 'start') this.#endRecord('', 0)
    return { last: this.#out[0] ?? null, isOpen: false }
  }

  #step(text: string, at: number, char: number): void {
    const isLineEnd = char === newline || char === carriageReturn
    if (this.#state === 'quoted') {
      if (isLineEnd) this.#line++
      if (char !== quote) return
      this.#keep(text, at)
      this.#state = 'closing'
    } else if (this.#state === 'closing' && char === quote) {
      this.#state = 'quoted' // the second of two quotes stands in the cell: it is where the text goes on
      this.#from = at
    } else if (isLineEnd) {
      this.#line++
      this.#endRecord(text, at)
    } else if (this.#state === 'skipping') return
    else if (char === this.#separator) this.#endCell(text, at)
    else if (this.#state === 'start' && char === quote) {
      this.#state = 'quoted'
      this.#from = at + 1
    } else if (this.#state !== 'plain') {
      this.#state = 'plain'
      this.#from = at
    }
  }

  /** Takes the text so far into the cell, unless it becomes too much. */
  #keep(text: string, to: number): void {
    if (to <= this.#from) return
    this.#size += to - this.#from
    if (this.#size <= limits.intakeRowBytes) this.#cell += text.slice(this.#from, to)
    else this.#skip()
    this.#from = to
  }

  #skip(): void {
    this.#state = 'skipping'
    this.#cells = []
    this.#cell = ''
  }

  #endCell(text: string, at: number): void {
    if (this.#state === 'plain') this.#keep(text, at)
    if (this.#state === 'skipping') return
    this.#cells.push(this.#cell)
    this.#cell = ''
    this.#state = 'start'
    this.#from = at + 1
    if (this.#cells.length > limits.rowCells) this.#skip()
  }

  #endRecord(text: string, at: number): void {
    const isEmpty = this.#state === 'start' && this.#cells.length === 0
    this.#endCell(text, at)
    const isTooLarge = this.#state === 'skipping'
    if (!isEmpty) this.#out.push({ line: this.#firstLine, cells: isTooLarge ? null : this.#cells })
    this.#cells = []
    this.#cell = ''
    this.#size = 0
    this.#state = 'start'
    this.#firstLine = this.#line
    this.#from = at + 1
  }
}
