import { limits } from '../../core/limits.ts'
import { RowBytes } from './row-bytes.ts'

/** One row of the file as bytes, or why there are none to look at. */
export type Piece = {
  /** Its line, or its place among the rows of the file; from 1. */
  readonly number: number
  /** What stood before `data` in the object around it, cut off there; null where there is none. */
  readonly envelope: Buffer | null
} & (
  | { readonly bytes: Buffer /** Colons outside strings: as many as the row has keys. */; readonly colons: number }
  | { readonly broken: 'row-too-large' | 'too-deep' | 'json-invalid' }
)

const [quote, backslash, colon, comma, newline] = [0x22, 0x5c, 0x3a, 0x2c, 0x0a]
const lastOfData = 0x61
const [openBrace, closeBrace, openBracket, closeBracket] = [0x7b, 0x7d, 0x5b, 0x5d]

/** 1 for each byte that means something there: a table asks less of every byte than comparing does. */
function meaning(...bytes: readonly number[]): Uint8Array {
  const table = new Uint8Array(256)
  for (const byte of bytes) table[byte] = 1
  return table
}
const inString = meaning(quote, backslash, newline)
const inNest = meaning(quote, colon, newline, openBrace, closeBrace, openBracket, closeBracket)

function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === newline || byte === 0x0d || byte === 0x09
}

/** between: documents. list: rows. row: in one. rest: what follows `data` in an envelope. */
type State = 'between' | 'list' | 'row' | 'rest'

/**
 * Cuts JSON into rows while it comes in, so that a file of any size needs the memory of one row. A row is an element of
 * the top list, an element of the list `data` of a top object (the envelope), or a top object without `data`. `isLines`:
 * every line is a document of its own, so that a broken one spoils only itself. What a row holds is for JSON.parse to
 * judge; here brackets are only counted. A row may be a view of the chunk, which must not be written over meanwhile.
 */
export class Splitter {
  readonly #isLines: boolean
  readonly #row = new RowBytes(limits.intakeRowBytes)
  #out: Piece[] = []
  #state: State = 'between'
  /** Brackets open in the row or rest. */
  #nest = 0
  #deepest = 0
  #colons = 0
  #isQuoted = false
  #isEscaped = false
  /** The row is an element of a list. */
  #isElement = false
  /** Where the open row begins in this chunk. */
  #from = 0
  #number = 0
  #envelope: Buffer | null = null

  constructor(isLines: boolean) {
    this.#isLines = isLines
    this.#number = isLines ? 1 : 0
  }

  /** The rows that this chunk completes. */
  push(chunk: Uint8Array): readonly Piece[] {
    this.#out = []
    this.#from = 0
    for (let at = 0; at < chunk.length; at++) {
      if (this.#isQuoted) at = this.#skipQuoted(chunk, at)
      else if (this.#nest > 0 && this.#state === 'row') at = this.#skipInNest(chunk, at)
      else this.#step(chunk, at, chunk[at] ?? 0)
    }
    if (this.#state === 'row') this.#row.add(chunk, this.#from, chunk.length)
    return this.#out
  }

  /** The last row, if it is whole. `isCut`: the file ends in the middle of something. */
  end(): { readonly pieces: readonly Piece[]; readonly isCut: boolean } {
    this.#out = []
    this.#from = 0
    const isCut = this.#isUnfinished()
    if (!isCut && this.#state === 'row') this.#finish(new Uint8Array(), 0)
    return { pieces: this.#out, isCut }
  }

  #isUnfinished(): boolean {
    if (this.#state === 'between') return false
    return this.#state !== 'row' || this.#isElement || this.#nest > 0 || this.#isQuoted
  }

  /** The place where the string ends. With lines, a string ends with its line. */
  #skipQuoted(chunk: Uint8Array, from: number): number {
    let isEscaped = this.#isEscaped
    let at = from
    for (; at < chunk.length; at++) {
      const byte = chunk[at]
      if (byte === newline && this.#isLines) {
        this.#endLine(chunk, at)
        return at
      }
      if (isEscaped) isEscaped = false
      else if (byte === backslash) isEscaped = true
      else if (byte === quote) {
        this.#isQuoted = false
        break
      }
    }
    this.#isEscaped = isEscaped
    return at
  }

  /** Within brackets of a row: whole strings, colons and all that means nothing at one go, then one byte that does. */
  #skipInNest(chunk: Uint8Array, from: number): number {
    let at = from
    let colons = 0
    for (; at < chunk.length; at++) {
      const byte = chunk[at] ?? 0
      if (inNest[byte] === 0) continue
      if (byte === colon) colons++
      else if (byte !== quote) break
      else {
        at++
        // Within bounds: one read behind the end would make every later one slow.
        while (at < chunk.length && inString[chunk[at] ?? 0] === 0) at++
        if (at < chunk.length && chunk[at] === quote) continue
        this.#isQuoted = true
        break
      }
    }
    this.#colons += colons
    if (this.#isQuoted) return at - 1
    if (at < chunk.length) this.#step(chunk, at, chunk[at] ?? 0)
    return at
  }

  #step(chunk: Uint8Array, at: number, byte: number): void {
    if (byte === newline && this.#isLines) this.#endLine(chunk, at)
    else if (this.#state === 'row') this.#stepInRow(chunk, at, byte)
    else if (this.#state === 'rest') this.#stepInRest(byte)
    else if (this.#state === 'list' && byte === closeBracket) this.#endList()
    else if (this.#state === 'between' && byte === openBracket) this.#state = 'list'
    else if (!isBlank(byte) && byte !== comma) {
      this.#isElement = this.#state === 'list'
      this.#state = 'row'
      this.#from = at
      this.#nest = 0
      this.#deepest = 0
      this.#colons = 0
      this.#stepInRow(chunk, at, byte)
    }
  }

  #stepInRow(chunk: Uint8Array, at: number, byte: number): void {
    if (byte === quote) this.#isQuoted = true
    else if (byte === colon) this.#colons++
    else if (byte === openBrace) this.#deepen()
    else if (byte === openBracket) {
      if (this.#nest === 1 && !this.#isElement && this.#isData(chunk, at)) this.#state = 'list'
      else this.#deepen()
    } else if (byte === closeBrace || byte === closeBracket) this.#closeInRow(chunk, at)
    else if (this.#nest > 0) return
    else if (byte === comma && this.#isElement) this.#finish(chunk, at)
    else if (byte === newline && !this.#isElement) this.#finish(chunk, at)
  }

  #deepen(): void {
    this.#nest++
    if (this.#nest > this.#deepest) this.#deepest = this.#nest
  }

  #closeInRow(chunk: Uint8Array, at: number): void {
    if (this.#nest > 0) {
      this.#nest--
      if (this.#nest === 0 && !this.#isElement) this.#finish(chunk, at + 1)
    } else if (this.#isElement) {
      this.#finish(chunk, at)
      this.#endList()
    }
  }

  /** The bracket opens the rows of an envelope: then the row so far is the envelope. */
  #isData(chunk: Uint8Array, at: number): boolean {
    // The usual case, told fast: a key with another last letter.
    if (at > 2 && chunk[at - 1] === colon && chunk[at - 2] === quote && chunk[at - 3] !== lastOfData) return false
    const before = chunk.subarray(Math.max(this.#from, at - 20), at)
    const text = this.#row.tail(20) + Buffer.from(before).toString('latin1')
    if (!/"data"\s*:\s*$/.test(text)) return false
    this.#envelope = this.#row.take(chunk, this.#from, at) ?? Buffer.alloc(0)
    return true
  }

  #endList(): void {
    this.#state = this.#envelope === null ? 'between' : 'rest'
    this.#nest = 1
  }

  #stepInRest(byte: number): void {
    if (byte === quote) this.#isQuoted = true
    else if (byte === openBrace || byte === openBracket) this.#nest++
    else if ((byte === closeBrace || byte === closeBracket) && --this.#nest === 0) {
      this.#state = 'between'
      this.#envelope = null
    }
  }

  #finish(chunk: Uint8Array, to: number): void {
    const bytes = this.#row.take(chunk, this.#from, to)
    if (!this.#isLines) this.#number++
    if (bytes === null) this.#break('row-too-large')
    else if (this.#deepest > limits.depth) this.#break('too-deep')
    else this.#out.push({ number: this.#number, envelope: this.#envelope, bytes, colons: this.#colons })
    this.#state = this.#isElement ? 'list' : 'between'
  }

  #break(broken: 'row-too-large' | 'too-deep' | 'json-invalid'): void {
    this.#out.push({ number: this.#number, envelope: this.#envelope, broken })
  }

  #endLine(chunk: Uint8Array, at: number): void {
    if (this.#isUnfinished()) {
      const isTooLarge = this.#row.take(chunk, this.#from, at) === null
      this.#break(isTooLarge ? 'row-too-large' : 'json-invalid')
    } else if (this.#state === 'row') this.#finish(chunk, at)
    this.#state = 'between'
    this.#isQuoted = false
    this.#isEscaped = false
    this.#envelope = null
    this.#number++
  }
}
