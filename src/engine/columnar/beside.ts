import type { Pairs } from './pairs.ts'

/**
 * Which facts of another table stand beside a row: those about the same procedure, of the row's own unit or one below it.
 * A scan of the other table sets a bit for each pair of procedure and recorded unit; a row then looks up the bits of its
 * procedure under its own unit. Each thread that scanned made a matrix; a bit in any of them will do.
 */
export type Beside = {
  readonly matrices: readonly Int32Array[]
  readonly pairs: Pairs
  /** A matrix holds the bits of so many predicates side by side, a word each; this is about the one at `place`. */
  readonly wheres: number
  readonly place: number
  readonly owners: Owners
}

/** Units by who counts them: `of[unit]` is the owner, its own unit of today, whose recorded units are listed in `below`. */
export type Owners = { readonly of: Int32Array; readonly starts: Int32Array; readonly below: Int32Array }

/** Above this many units one comparison of whole words is cheaper than a look at each. */
const few = 32

/** Answers −1 where a fact stands beside a row, else 0. */
export function lookup(beside: Beside): (procedure: number, unit: number) => number {
  const { matrices, wheres, place, owners } = beside
  const { lines, columns, lineWords } = beside.pairs
  const bitsAt = (word: number): number => {
    let bits = 0
    for (const matrix of matrices) bits |= matrix[word * wheres + place] ?? 0
    return bits
  }
  const masks = new Map<number, Int32Array>()
  const maskOf = (owner: number, units: Int32Array): Int32Array => {
    const mask = masks.get(owner) ?? maskOfColumns(units, beside.pairs)
    masks.set(owner, mask)
    return mask
  }
  return (procedure, unit) => {
    const first = (lines[procedure] ?? -1) * lineWords
    if (first < 0) return 0
    const owner = owners.of[unit] ?? 0
    const units = owners.below.subarray(owners.starts[owner], owners.starts[owner + 1])
    if (units.length > few)
      return maskOf(owner, units).some((mask, word) => (bitsAt(first + word) & mask) !== 0) ? -1 : 0
    for (const each of units) {
      const column = columns[each] ?? 0
      if (column > 0 && ((bitsAt(first + (column >>> 5)) >>> (column & 31)) & 1) === 1) return -1
    }
    return 0
  }
}

function maskOfColumns(units: Int32Array, { columns, lineWords }: Pairs): Int32Array {
  const mask = new Int32Array(lineWords)
  for (const unit of units) {
    const column = columns[unit] ?? 0
    if (column > 0) mask[column >>> 5] = (mask[column >>> 5] ?? 0) | (1 << (column & 31))
  }
  return mask
}
