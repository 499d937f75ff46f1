/** Open addressing: at each place a row plus one, or 0, and eight bits of its hash, or 0. */
type Part = { readonly rows: Int32Array; readonly tags: Uint8Array; filled: number }

function partOf(room: number): Part {
  return { rows: new Int32Array(room), tags: new Uint8Array(room), filled: 0 }
}

/** Where nothing is yet; nothing is ever put there. */
const empty = partOf(1)

/** A search looks at rows, which lie anywhere in memory, only where the tag is right. No tag is 0. */
function tagOf(hash: number): number {
  return hash >>> 24 || 1
}

/** From keys to rows: split into parts that grow one at a time, so that no change waits long for it. */
export class KeyIndex {
  readonly #bits: number
  readonly #parts: Part[]
  readonly #hashOf: (row: number) => number

  /** `hashOf`: of the key of a row that is in the index, 32 bits. There are `2 ** bits` parts. */
  constructor(hashOf: (row: number) => number, bits = 8) {
    this.#hashOf = hashOf
    this.#bits = bits
    this.#parts = Array.from({ length: 2 ** bits }, () => empty)
  }

  get bytes(): number {
    return this.#parts.reduce((sum, { rows, tags }) => sum + rows.byteLength + tags.byteLength, 0)
  }

  /** Room for as many keys as will come, when nothing is there yet. */
  reserve(keys: number): void {
    const each = (keys / this.#parts.length) * 1.1 + 8
    const room = 2 ** Math.ceil(Math.log2((each * 4) / 3))
    for (const place of this.#parts.keys()) this.#parts[place] = partOf(room)
  }

  #part(hash: number): Part {
    const part = this.#parts[hash & (this.#parts.length - 1)]
    if (part === undefined) throw new RangeError(`no part for ${hash}`)
    return part
  }

  /** Where within a part of such a length the search for a hash starts. */
  #start(hash: number, length: number): number {
    return (hash >>> this.#bits) & (length - 1)
  }

  /** The row whose key has this hash and for which `isIt` says so; -1: none. */
  find(hash: number, isIt: (row: number) => boolean): number {
    const { rows, tags } = this.#part(hash)
    const mask = tags.length - 1
    const tag = tagOf(hash)
    for (let slot = this.#start(hash, tags.length); tags[slot] !== 0; slot = (slot + 1) & mask) {
      if (tags[slot] !== tag) continue
      const row = (rows[slot] ?? 0) - 1
      if (isIt(row)) return row
    }
    return -1
  }

  /** The key is not there yet. */
  add(hash: number, row: number): void {
    const part = this.#part(hash)
    // Some places stay free, so that a search ends.
    const isRoomy = (part.filled + 1) * 4 <= part.rows.length * 3
    const roomy = isRoomy ? part : this.#grown(hash, part)
    this.#put(roomy, hash, row)
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
    for (let place = 0; place < pairs.length; place += 2) this.add((pairs[place] ?? 0) >>> 0, pairs[place + 1] ?? 0)
  }

  #put({ rows, tags }: Part, hash: number, row: number): void {
    const mask = tags.length - 1
    let slot = this.#start(hash, tags.length)
    while (tags[slot] !== 0) slot = (slot + 1) & mask
    rows[slot] = row + 1
    tags[slot] = tagOf(hash)
  }

  #grown(hash: number, { rows, filled }: Part): Part {
    const grown = { ...partOf(Math.max(rows.length * 2, 8)), filled }
    for (const entry of rows) if (entry !== 0) this.#put(grown, this.#hashOf(entry - 1), entry - 1)
    this.#parts[hash & (this.#parts.length - 1)] = grown
    return grown
  }

  /** The key that led to `from` leads to `to`. */
  move(hash: number, from: number, to: number): void {
    const part = this.#part(hash)
    part.rows[this.#slotOf(part, hash, from)] = to + 1
  }

  #slotOf({ rows, tags }: Part, hash: number, row: number): number {
    const mask = rows.length - 1
    for (let slot = this.#start(hash, rows.length); tags[slot] !== 0; slot = (slot + 1) & mask)
      if (rows[slot] === row + 1) return slot
    throw new Error(`row ${row} is not in the index`)
  }

  /** While the row still has its key. Entries behind it move up, so that no search meets a hole. */
  remove(hash: number, row: number): void {
    const part = this.#part(hash)
    const { rows, tags } = part
    const mask = rows.length - 1
    part.filled--
    let hole = this.#slotOf(part, hash, row)
    for (let slot = (hole + 1) & mask; tags[slot] !== 0; slot = (slot + 1) & mask) {
      const entry = rows[slot] ?? 0
      const start = this.#start(this.#hashOf(entry - 1), rows.length)
      if (((slot - start) & mask) < ((slot - hole) & mask)) continue
      rows[hole] = entry
      tags[hole] = tags[slot] ?? 0
      hole = slot
    }
    rows[hole] = 0
    tags[hole] = 0
  }
}
