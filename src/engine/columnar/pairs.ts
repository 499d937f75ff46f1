import type { GroupCodes } from './group-codes.ts'
import { sharedNumbers } from './shared-numbers.ts'
import type { Codes, TableStore } from './table-store.ts'

/**
 * The pairs of procedure and recorded unit that rows ask about: a row asks about its procedure in every unit that counts for
 * its own. Each has a bit in a matrix, at the line of the procedure and the column of the unit.
 */
export type Pairs = {
  /** By procedure code its line, by unit code its column; −1: nobody asks about it. */
  readonly lines: Int32Array
  readonly columns: Int32Array
  readonly lineCount: number
  readonly lineWords: number
  /**
   * So many words for each procedure by code: bits of the units asked about with it, folded to so few that all of it stays
   * in the processor's cache. Where a bit is not set nobody asks about the pair.
   */
  readonly sieve: Int32Array
  readonly sieveWords: number
}

/** Nobody asks about any. */
export const noPairs: Pairs = {
  lines: sharedNumbers(0),
  columns: sharedNumbers(0),
  lineCount: 0,
  lineWords: 0,
  sieve: sharedNumbers(0),
  sieveWords: 1,
}

type Asking = {
  readonly stores: readonly TableStore[]
  /** The recorded units whose rows ask, by code; null: all. */
  readonly mask: Uint8Array | null
}

/** As many words a sieve may have, unless there are more procedures. */
const roomySieve = 1 << 13

/** Which pairs rows of `stores` ask about, and the recorded units in them. */
export function pairsOf(
  { stores, mask }: Asking,
  { procedures, units }: Codes,
  groups: GroupCodes,
): { readonly pairs: Pairs; readonly units: readonly number[] } {
  const lines = new Numbers(procedures.size)
  const columns = new Numbers(units.size)
  const sieve = new Sieve(procedures.size, units.size)
  const known = new Set<number>()
  for (const store of stores)
    for (const { segment, rows } of [...store.alone.states(), ...store.among.states()])
      for (let row = 0; row < rows; row++) {
        const unit = segment.unit[row] ?? 0
        if (mask !== null && mask[unit] !== 1) continue
        const owner = groups.owners.of[unit] ?? 0
        const below = groups.belowName(owner)
        if (!known.has(owner)) for (const each of below) columns.give(each)
        known.add(owner)
        const procedure = segment.procedure[row] ?? 0
        lines.give(procedure)
        sieve.add(procedure, owner, below)
      }
  const lineWords = Math.ceil(columns.given.length / 32)
  const pairs = { lines: lines.of, columns: columns.of, lineCount: lines.given.length, lineWords }
  return { pairs: { ...pairs, sieve: sieve.bits, sieveWords: sieve.words }, units: columns.given }
}

/** Numbers for those that are asked about, in the order in which they are met; −1 for the others. */
class Numbers {
  readonly of: Int32Array
  readonly given: number[] = []

  constructor(places: number) {
    this.of = sharedNumbers(places).fill(-1)
  }

  give(place: number): void {
    if (this.of[place] === -1) this.of[place] = this.given.push(place) - 1
  }
}

class Sieve {
  /** A power of two: enough for all units, or as many as leave the sieve small. */
  readonly words: number
  readonly bits: Int32Array
  /** Units of those that have many, folded once. */
  readonly #folds = new Map<number, Int32Array>()

  constructor(procedures: number, units: number) {
    this.words = 2 ** Math.ceil(Math.log2(Math.max(1, Math.min(units / 32, roomySieve / procedures))))
    this.bits = sharedNumbers(procedures * this.words)
  }

  add(procedure: number, owner: number, units: Int32Array): void {
    const own = this.bits.subarray(procedure * this.words, (procedure + 1) * this.words)
    if (units.length <= this.words) return this.#fold(units, own)
    const folded = this.#folds.get(owner) ?? new Int32Array(this.words)
    if (!this.#folds.has(owner)) this.#fold(units, folded)
    this.#folds.set(owner, folded)
    for (const [word, bits] of folded.entries()) own[word] = (own[word] ?? 0) | bits
  }

  #fold(units: Int32Array, into: Int32Array): void {
    for (const unit of units) {
      const word = (unit >>> 5) & (this.words - 1)
      into[word] = (into[word] ?? 0) | (1 << (unit & 31))
    }
  }
}
