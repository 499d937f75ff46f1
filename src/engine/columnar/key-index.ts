/** Open addressing: at each place a row plus one, or 0, and the hash of its key. */
type Part = { readonly slots: Int32Array; filled: number }

function partOf(places: number): Part {
  return { slots: new Int32Array(places * 2), filled: 0 }
}

/** Where nothing is yet; nothing is ever put there. */
const empty = partOf(1)

/** Of five places at most four are taken, so that a search ends soon; a part grows by a quarter. */
const [taken, places] = [4, 5]

/**
 * From keys to rows: split into parts that grow one at a time, so that no change waits long for it. Hashes lie beside the
 * rows they lead to: a search looks at no other row, each of which would be somewhere else in memory.
 */
export class KeyIndex {
  /** By the lowest eight bits of the hash. */
  readonly #parts: Part[] = Array.from({ length: 256 }, () => empty)

  get bytes(): number {
    return this.#parts.reduce((sum, { slots }) => sum + slots.byteLength, 0)
  }

  /** Room for as many keys as will come, when nothing is there yet. */
  reserve(keys: number): void {
    const each = (keys / this.#parts.length) * 1.05 + 8
    for (const part of this.#parts.keys()) this.#parts[part] = partOf(Math.ceil((each * places) / taken))
  }

  #part(hash: number): Part {
    const part = this.#parts[hash & 0xff]
    if (part === undefined) throw new RangeError(`no part for ${hash}`)
    return part
  }

  /** The row whose key has this hash and for which `isIt` says so; -1: none. */
  find(hash: number, isIt: (row: number) => boolean): number {
    const { slots } = this.#part(hash)
    for (let at = startOf(hash, slots); slots[at] !== 0; at = after(at, slots)) {
      if (slots[at + 1] !== hash) continue
      const row = (slots[at] ?? 0) - 1
      if (isIt(row)) return row
    }
    return -1
  }

  /** The key is not there yet. */
  add(hash: number, row: number): void {
    const part = this.#part(hash)
    const isRoomy = (part.filled + 1) * places * 2 <= part.slots.length * taken
    const roomy = isRoomy ? part : this.#grown(hash, part)
    this.#put(roomy, hash, row + 1)
    roomy.filled++
  }

  /**
   * Many keys, none of them there yet: part after part, so that each is in the processor's cache while it is filled. `pairs` is
   * room for twice as many numbers, to be used again: memory that was never touched costs more than what is done with it.
   */
  addAll(hashes: Int32Array, rows: Int32Array, pairs: Int32Array): void {
    const starts = new Int32Array(this.#parts.length + 1)
    for (const hash of hashes) starts[(hash & 0xff) + 1] = (starts[(hash & 0xff) + 1] ?? 0) + 1
    for (const part of this.#parts.keys()) starts[part + 1] = (starts[part + 1] ?? 0) + (starts[part] ?? 0)
    for (let place = 0; place < hashes.length; place++) {
      const hash = hashes[place] ?? 0
      const next = starts[hash & 0xff] ?? 0
      starts[hash & 0xff] = next + 1
      pairs[next * 2] = hash
      pairs[next * 2 + 1] = rows[place] ?? 0
    }
    for (let place = 0; place < hashes.length * 2; place += 2) this.add(pairs[place] ?? 0, pairs[place + 1] ?? 0)
  }

  #put({ slots }: Part, hash: number, entry: number): void {
    let at = startOf(hash, slots)
    while (slots[at] !== 0) at = after(at, slots)
    slots[at] = entry
    slots[at + 1] = hash
  }

  #grown(hash: number, { slots, filled }: Part): Part {
    const grown = { ...partOf(Math.ceil((slots.length / 2) * (places / taken)) + 3), filled }
    for (let at = 0; at < slots.length; at += 2)
      if (slots[at] !== 0) this.#put(grown, slots[at + 1] ?? 0, slots[at] ?? 0)
    this.#parts[hash & 0xff] = grown
    return grown
  }

  /** The key that led to `from` leads to `to`. */
  move(hash: number, from: number, to: number): void {
    const { slots } = this.#part(hash)
    slots[this.#placeOf(slots, hash, from)] = to + 1
  }

  #placeOf(slots: Int32Array, hash: number, row: number): number {
    for (let at = startOf(hash, slots); slots[at] !== 0; at = after(at, slots)) if (slots[at] === row + 1) return at
    throw new Error(`row ${row} is not in the index`)
  }

  /** Entries behind it move up, so that no search meets a hole. */
  remove(hash: number, row: number): void {
    const part = this.#part(hash)
    const { slots } = part
    part.filled--
    let hole = this.#placeOf(slots, hash, row)
    for (let at = after(hole, slots); slots[at] !== 0; at = after(at, slots)) {
      const own = slots[at + 1] ?? 0
      if (distance(startOf(own, slots), at, slots) < distance(hole, at, slots)) continue
      slots[hole] = slots[at] ?? 0
      slots[hole + 1] = own
      hole = at
    }
    slots[hole] = 0
  }
}

/** Where within a part the search for a hash starts: in the order of hashes, so that a part that grows is filled in order. */
function startOf(hash: number, { length }: Int32Array): number {
  return Math.trunc(((hash >>> 8) * (length / 2)) / 0x100_0000) * 2
}

/** The place behind; behind the last one comes the first. */
function after(at: number, { length }: Int32Array): number {
  return at + 2 === length ? 0 : at + 2
}

function distance(from: number, to: number, { length }: Int32Array): number {
  return to >= from ? to - from : to - from + length
}
