/** One free place, so that a search ends. */
const empty = new Int32Array(1)

/** From keys to rows: open addressing, split into parts that grow one at a time, so that no change waits long for it. */
export class KeyIndex {
  /** Empty until something is put there. */
  readonly #parts: (Int32Array | undefined)[]
  readonly #filled: Int32Array
  readonly #hashOf: (row: number) => number

  /** `hashOf`: of the key of a row that is in the index. */
  constructor(hashOf: (row: number) => number, parts = 256) {
    this.#hashOf = hashOf
    this.#parts = Array.from({ length: parts })
    this.#filled = new Int32Array(parts)
  }

  get bytes(): number {
    return this.#parts.reduce((sum, part) => sum + (part?.byteLength ?? 0), 0)
  }

  /** Room for as many keys as will come, when nothing is there yet. */
  reserve(keys: number): void {
    const each = (keys / this.#parts.length) * 1.1 + 8
    const room = 2 ** Math.ceil(Math.log2((each * 4) / 3))
    for (const place of this.#parts.keys()) this.#parts[place] = new Int32Array(room)
  }

  #part(hash: number): Int32Array {
    return this.#parts[hash % this.#parts.length] ?? empty
  }

  /** Where within a part the search for a hash starts. */
  #start(hash: number, { length }: Int32Array): number {
    return Math.floor(hash / this.#parts.length) & (length - 1)
  }

  /** The row whose key has this hash and for which `isIt` says so; -1: none. */
  find(hash: number, isIt: (row: number) => boolean): number {
    const part = this.#part(hash)
    const mask = part.length - 1
    for (let slot = this.#start(hash, part); ; slot = (slot + 1) & mask) {
      const row = (part[slot] ?? 0) - 1
      if (row < 0 || isIt(row)) return row
    }
  }

  /** The key is not there yet. */
  add(hash: number, row: number): void {
    const place = hash % this.#parts.length
    const filled = (this.#filled[place] ?? 0) + 1
    this.#filled[place] = filled
    const part = this.#part(hash)
    const roomy = filled * 4 > part.length * 3 ? this.#grown(part) : part
    this.#parts[place] = roomy
    this.#put(roomy, hash, row)
  }

  #put(part: Int32Array, hash: number, row: number): void {
    const mask = part.length - 1
    let slot = this.#start(hash, part)
    while (part[slot] !== 0) slot = (slot + 1) & mask
    part[slot] = row + 1
  }

  #grown(part: Int32Array): Int32Array {
    const grown = new Int32Array(Math.max(part.length * 2, 8))
    for (const entry of part) if (entry !== 0) this.#put(grown, this.#hashOf(entry - 1), entry - 1)
    return grown
  }

  /** The key that led to `from` leads to `to`. */
  move(hash: number, from: number, to: number): void {
    const part = this.#part(hash)
    part[this.#slotOf(part, hash, from)] = to + 1
  }

  #slotOf(part: Int32Array, hash: number, row: number): number {
    const mask = part.length - 1
    for (let slot = this.#start(hash, part); ; slot = (slot + 1) & mask) {
      if (part[slot] === row + 1) return slot
      if (part[slot] === 0) throw new Error(`row ${row} is not in the index`)
    }
  }

  /** While the row still has its key. Entries behind it move up, so that no search meets a hole. */
  remove(hash: number, row: number): void {
    const part = this.#part(hash)
    const mask = part.length - 1
    const place = hash % this.#parts.length
    this.#filled[place] = (this.#filled[place] ?? 0) - 1
    let hole = this.#slotOf(part, hash, row)
    for (let slot = (hole + 1) & mask; part[slot] !== 0; slot = (slot + 1) & mask) {
      const entry = part[slot] ?? 0
      const start = this.#start(this.#hashOf(entry - 1), part)
      if (((slot - start) & mask) < ((slot - hole) & mask)) continue
      part[hole] = entry
      hole = slot
    }
    part[hole] = 0
  }
}
