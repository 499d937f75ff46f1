/**
 * Which facts of another table stand beside a row: those about the same procedure, of the row's own unit or one below it.
 * A scan of the other table sets a bit for each (procedure, recorded unit); a row then looks up the bits of its procedure
 * under its own unit. Each thread that scanned made a matrix; a bit in any of them will do.
 */
export type Beside = {
  readonly matrices: readonly Int32Array[]
  /** A matrix holds the bits of so many predicates side by side, a word each; this is about the one at `place`. */
  readonly wheres: number
  readonly place: number
  /** By procedure code its line, by unit code its column; −1: nobody asks about it. */
  readonly lines: Int32Array
  readonly columns: Int32Array
  readonly lineWords: number
  readonly owners: Owners
}

/** Units by who counts them: `of[unit]` is the owner, its own unit of today, whose recorded units are listed in `below`. */
export type Owners = { readonly of: Int32Array; readonly starts: Int32Array; readonly below: Int32Array }

/** Above this many units one comparison of whole words is cheaper than a look at each. */
const few = 32

export function lookup(beside: Beside): (procedure: number, unit: number) => number {
  const { matrices, wheres, place: own, lines, columns, lineWords, owners } = beside
  const masks = new Map<number, Int32Array>()
  const maskOf = (owner: number, start: number, end: number): Int32Array => {
    const known = masks.get(owner)
    if (known !== undefined) return known
    const mask = new Int32Array(lineWords)
    for (let place = start; place < end; place++) {
      const column = columns[owners.below[place] ?? 0] ?? -1
      if (column >= 0) mask[column >>> 5] = (mask[column >>> 5] ?? 0) | (1 << (column & 31))
    }
    masks.set(owner, mask)
    return mask
  }
  const anyOf = (first: number, start: number, end: number): boolean => {
    for (let place = start; place < end; place++) {
      const column = columns[owners.below[place] ?? 0] ?? -1
      if (column < 0) continue
      if (
        matrices.some(
          (matrix) => (((matrix[(first + (column >>> 5)) * wheres + own] ?? 0) >>> (column & 31)) & 1) === 1,
        )
      )
        return true
    }
    return false
  }
  const anyUnder = (first: number, mask: Int32Array): boolean =>
    matrices.some((matrix) => {
      for (let word = 0; word < lineWords; word++)
        if (((matrix[(first + word) * wheres + own] ?? 0) & (mask[word] ?? 0)) !== 0) return true
      return false
    })
  return (procedure, unit) => {
    const first = (lines[procedure] ?? -1) * lineWords
    const owner = owners.of[unit] ?? 0
    const [start, end] = [owners.starts[owner] ?? 0, owners.starts[owner + 1] ?? 0]
    if (first < 0) return 0
    return (end - start <= few ? anyOf(first, start, end) : anyUnder(first, maskOf(owner, start, end))) ? -1 : 0
  }
}
