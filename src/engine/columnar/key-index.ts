/** Open addressing: at each place a row plus one, or 0, and the hash of its key. */
type Part = { readonly slots: Int32Array; filled: number }

function partOf(places: number): Part {
  return { slots: new Int32Array(places * 2), filled: 0 }
}

/** Where nothing is yet; nothing is ever put there. */
const empty = partOf(1)

/**
 * From keys to rows: split into parts that grow one at a time, so that no change waits long for it. Hashes lie beside the
 * rows they lead to: a search looks at no other row, each of which would be somewhere else in memory.
 */
export class KeyIndex {
  readonly #bits: number
  readonly #parts: Part[]

  /** There are `2 ** bits` parts. */
  constructor(bits = 8) {
    this.#bits = bits
    this.#parts = Array.from({ length: 2 ** bits }, () => empty)
  }

  get bytes(): number {
    return this.#parts.reduce((sum, { slots }) => sum + slots.byteLength, 0)
  }

  /** Room for as many keys as will come, when nothing is there yet. */
  reserve(keys: number): void {
    const each = (keys / this.#parts.length) * 1.1 + 8
    const places = 2 ** Math.ceil(Math.log2((each * 4) / 3))
    for (const place of this.#parts.keys()) this.#parts[place] = partOf(places)
  }

  #part(hash: number): Part {
    const part = this.#parts[hash & (this.#parts.length - 1)]
    if (part === undefined) throw new RangeError(`no part for ${hash}`)
    return part
  }

  /** Where within a part the search for a hash starts, and where it goes on from a place. */
  #start(hash: number, { length }: Int32Array): number {
    return (hash >>> (this.#bits - 1)) & (length - 2)
  }

  #after(at: number, { length }: Int32Array): number {
    return (at + 2) & (length - 1)
  }

  /** The row whose key has this hash and for which `isIt` says so; -1: none. */
  find(hash: number, isIt: (row: number) => boolean): number {
    const { slots } = this.#part(hash)
    for (let at = this.#start(hash, slots); slots[at] !== 0; at = this.#after(at, slots)) {
      if (slots[at + 1] !== hash) continue
      const row = (slots[at] ?? 0) - 1
      if (isIt(row)) return row
    }
    return -1
  }

  /** The key is not there yet. */
  add(hash: number, row: number): void {
    const part = this.#part(hash)
    // Some places stay free, so that a search ends.
    const isRoomy = (part.filled + 1) * 8 <= part.slots.length * 3
    const roomy = isRoomy ? part : this.#grown(hash, part)
    this.#put(roomy, hash, row + 1)
    roomy.filled++
  }

  /** Many keys, none of them there yet: part after part, so that each is in the processor's cache while it is filled. */
  addAll(hashes: Int32Array, rows: Int32Array): void {
    const last = this.#parts.length - 1
    const starts = new Int32Array(last + 2)
    for (const hash of hashes) starts[(hash & last) + 1] = (starts[(hash & last) + 1] ?? 0) + 1
    for (let part = 0; part <= last; part++) starts[part + 1] = (starts[part + 1] ?? 0) + (starts[part] ?? 0)
    const pairs = new Int32Array(hashes.length * 2)
    for (let place = 0; place < hashes.length; place++) {
      const hash = hashes[place] ?? 0
      const next = starts[hash & last] ?? 0
      starts[hash & last] = next + 1
      pairs[next * 2] = hash
      pairs[next * 2 + 1] = rows[place] ?? 0
    }
    for (let place = 0; place < pairs.length; place += 2) this.add(pairs[place] ?? 0, pairs[place + 1] ?? 0)
  }

  #put({ slots }: Part, hash: number, entry: number): void {
    let at = this.#start(hash, slots)
    while (slots[at] !== 0) at = this.#after(at, slots)
    slots[at] = entry
    slots[at + 1] = hash
  }

  #grown(hash: number, { slots, filled }: Part): Part {
    const grown = { ...partOf(Math.max(slots.length, 8)), filled }
    for (let at = 0; at < slots.length; at += 2)
      if (slots[at] !== 0) this.#put(grown, slots[at + 1] ?? 0, slots[at] ?? 0)
    this.#parts[hash & (this.#parts.length - 1)] = grown
    return grown
  }

  /** The key that led to `from` leads to `to`. */
  move(hash: number, from: number, to: number): void {
    const { slots } = this.#part(hash)
    slots[this.#placeOf(slots, hash, from)] = to + 1
  }

  #placeOf(slots: Int32Array, hash: number, row: number): number {
    for (let at = this.#start(hash, slots); slots[at] !== 0; at = this.#after(at, slots))
      if (slots[at] === row + 1) return at
    throw new Error(`row ${row} is not in the index`)
  }

  /** Entries behind it move up, so that no search meets a hole. */
  remove(hash: number, row: number): void {
    const part = this.#part(hash)
    const { slots } = part
    const last = slots.length - 1
    part.filled--
    let hole = this.#placeOf(slots, hash, row)
    for (let at = this.#after(hole, slots); slots[at] !== 0; at = this.#after(at, slots)) {
      const own = slots[at + 1] ?? 0
      if (((at - this.#start(own, slots)) & last) < ((at - hole) & last)) continue
      slots[hole] = slots[at] ?? 0
      slots[hole + 1] = own
      hole = at
    }
    slots[hole] = 0
  }
}
