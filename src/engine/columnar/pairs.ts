import type { GroupCodes } from './group-codes.ts'
import { sharedNumbers } from './shared-numbers.ts'
import type { Codes, TableStore } from './table-store.ts'

/**
 * The pairs of procedure and recorded unit that rows ask about: a row asks about its procedure in every unit that counts for
 * its own. Each has a bit in a matrix, at the line of the procedure and the column of the unit.
 */
export type Pairs = {
  /** By procedure code its line; −1: nobody asks about it. */
  readonly lines: Int32Array
  /** By unit code its column; 0: nobody asks about it. Units that the same rows would ask about share one. */
  readonly columns: Int32Array
  readonly lineCount: number
  readonly lineWords: number
  /**
   * So many words for each procedure by code: bits of the columns asked about with it, folded to so few that all of it stays
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

/** Which pairs rows of `stores` ask about. */
export function pairsOf(asking: Asking, { procedures, units }: Codes, groups: GroupCodes): Pairs {
  const lines = new Numbers(procedures.size)
  const owners = new Numbers(groups.names.size)
  eachRow(asking, (procedure, unit) => {
    lines.give(procedure)
    owners.give(groups.owners.of[unit] ?? 0)
  })
  const below = owners.given.map((owner) => groups.belowName(owner))
  const { columns, count } = columnsOf(below, units.size)
  const words = 2 ** Math.ceil(Math.log2(Math.max(1, Math.min(count / 32, roomySieve / procedures.size))))
  const folds = new Int32Array(below.length * words)
  for (const [place, own] of below.entries())
    for (const unit of own) {
      const column = columns[unit] ?? 0
      const word = place * words + ((column >>> 5) & (words - 1))
      folds[word] = (folds[word] ?? 0) | (1 << (column & 31))
    }
  const sieve = sharedNumbers(procedures.size * words)
  eachRow(asking, (procedure, unit) => {
    const fold = (owners.of[groups.owners.of[unit] ?? 0] ?? 0) * words
    for (let word = 0; word < words; word++)
      sieve[procedure * words + word] = (sieve[procedure * words + word] ?? 0) | (folds[fold + word] ?? 0)
  })
  const lineWords = Math.ceil(count / 32)
  return { lines: lines.of, columns, lineCount: lines.given.length, lineWords, sieve, sieveWords: words }
}

function eachRow({ stores, mask }: Asking, use: (procedure: number, unit: number) => void): void {
  for (const { alone, among } of stores)
    for (const { segment, rows } of [...alone.states(), ...among.states()])
      for (let row = 0; row < rows; row++) {
        const unit = segment.unit[row] ?? 0
        if (mask === null || mask[unit] === 1) use(segment.procedure[row] ?? 0, unit)
      }
}

/** Units that are in the same of these lists get one number, from 1; those in none 0. */
function columnsOf(
  lists: readonly Int32Array[],
  size: number,
): { readonly columns: Int32Array; readonly count: number } {
  const columns = sharedNumbers(size)
  let met = 0
  for (const list of lists) {
    const split = new Map<number, number>()
    for (const unit of list) {
      const before = columns[unit] ?? 0
      const after = split.get(before) ?? ++met
      split.set(before, after)
      columns[unit] = after
    }
  }
  // Most numbers met on the way are nobody's in the end.
  const numbers = new Numbers(met + 1)
  numbers.give(0)
  for (const [unit, column] of columns.entries()) columns[unit] = numbers.give(column)
  return { columns, count: numbers.given.length }
}

/** Numbers in the order in which they are asked for; −1 for the others. */
class Numbers {
  readonly of: Int32Array
  readonly given: number[] = []

  constructor(places: number) {
    this.of = sharedNumbers(places).fill(-1)
  }

  give(place: number): number {
    if (this.of[place] === -1) this.of[place] = this.given.push(place) - 1
    return this.of[place] ?? -1
  }
}
