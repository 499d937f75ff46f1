import type { Change } from '../../core/fact/fact.ts'
import { type Pack, type PackedChanges, packOf, placesOf } from '../../core/fact/packed.ts'
import { type Table, tables } from '../../core/fact/tables.ts'
import { longAgo, never } from '../../core/time/second.ts'
import type { Dictionary } from '../../core/fact/dictionary.ts'
import { type KeyCodes, keyHash } from './key-code.ts'
import { KeyIndex } from './key-index.ts'
import { type Kind, layoutOf, type SegmentSize } from './layout.ts'
import { type CodedRow, Rows } from './rows.ts'

/** What the tables of an engine share. */
export type Codes = {
  readonly units: Dictionary<string>
  readonly procedures: Dictionary<string | null>
  readonly keys: KeyCodes
}

/** A row of either kind as one number: twice its place, plus one among others. */
type Ref = number
const refOf = (kind: Kind, row: number): Ref => row * 2 + (kind === 'among' ? 1 : 0)

/** As many keys are put into the index together after a restore. */
const manyKeys = 1 << 20

/** The facts of one table, found by key and changed in place. */
export class TableStore {
  readonly table: Table
  readonly alone: Rows
  readonly among: Rows
  readonly #codes: Codes
  readonly #index = new KeyIndex()
  readonly #pack: Pack
  readonly #places: ReturnType<typeof placesOf>
  /** Where `from` and `until` stand among the numbers of a fact; null: facts of the table stand at every moment. */
  readonly #phase: { readonly from: number; readonly until: number } | null
  /** The facts of a change that came as objects. */
  #numbers = new Int32Array()
  /** Rows of each unit, by code. */
  readonly unitRows: number[] = []

  constructor(table: Table, codes: Codes, made: { size: SegmentSize; wide: boolean }) {
    this.table = table
    this.#codes = codes
    this.alone = new Rows(table, layoutOf(table, 'alone', made.size, made.wide))
    this.among = new Rows(table, layoutOf(table, 'among', made.size, made.wide))
    this.#pack = packOf(table)
    this.#places = placesOf(table)
    const times: readonly string[] = tables[table].times
    this.#phase = times.includes('from') ? { from: times.indexOf('from'), until: times.indexOf('until') } : null
  }

  get count(): number {
    return this.alone.count + this.among.count
  }

  get bytes(): { readonly segments: number; readonly index: number } {
    return { segments: this.alone.bytes + this.among.bytes, index: this.#index.bytes }
  }

  #rowsOf(ref: Ref): Rows {
    return ref % 2 === 0 ? this.alone : this.among
  }

  #hashOf(ref: Ref): number {
    const rows = this.#rowsOf(ref)
    const row = ref >>> 1
    const { high, low } = rows.segmentAt(row)
    const place = rows.placeOf(row)
    return keyHash(high[place] ?? 0, low[place] ?? 0)
  }

  /** Whether the row has the key that the codes looked at last; its code is completed. */
  readonly #isLookedAt = (ref: Ref): boolean => {
    const { keys } = this.#codes
    const rows = this.#rowsOf(ref)
    const { high, low } = rows.segmentAt(ref >>> 1)
    const place = rows.placeOf(ref >>> 1)
    const found = low[place] ?? 0
    if (!keys.is(high[place] ?? 0, found)) return false
    keys.low = found
    return true
  }

  take({ key, facts }: Change): void {
    const { units, procedures } = this.#codes
    const { width, unit, procedure } = this.#places
    if (this.#numbers.length < facts.length * width) this.#numbers = new Int32Array(facts.length * width)
    for (const [index, fact] of facts.entries()) {
      const start = index * width
      this.#pack(fact, this.#numbers, start)
      this.#numbers[start + unit] = units.code(fact.unit)
      this.#numbers[start + procedure] = procedures.code(fact.procedure)
    }
    this.#put(key, this.#numbers, { start: 0, count: facts.length })
  }

  takePacked({ keys, lengths, counts, ...given }: PackedChanges): void {
    const { width, unit, procedure } = this.#places
    const numbers = given.numbers.slice()
    const units = given.units.map((text) => this.#codes.units.code(text))
    const procedures = given.procedures.map((text) => this.#codes.procedures.code(text))
    for (let start = 0; start < numbers.length; start += width) {
      numbers[start + unit] = units[numbers[start + unit] ?? -1] ?? -1
      numbers[start + procedure] = procedures[numbers[start + procedure] ?? -1] ?? -1
    }
    let [from, start] = [0, 0]
    for (let index = 0; index < lengths.length; index++) {
      const end = from + (lengths[index] ?? 0)
      const count = counts[index] ?? 0
      this.#put(keys.slice(from, end), numbers, { start, count })
      from = end
      start += count * width
    }
  }

  /** `count` facts from `start` on in place of those that the key has; their units and procedures are codes. */
  #put(key: string, numbers: Int32Array, { start, count }: { readonly start: number; readonly count: number }): void {
    const { keys } = this.#codes
    keys.look(key, count === 0 ? 0 : (numbers[start + this.#places.unit] ?? 0))
    const found = this.#index.find(keyHash(keys.high, keys.low), this.#isLookedAt)
    const isAlone = count === 1 && this.#standsAlways(numbers, start)
    if (isAlone && found >= 0 && found % 2 === 0) return this.#overwrite(found >>> 1, numbers, start)
    if (found < 0 && count > 0) keys.keep()
    const { high, low } = keys
    if (found >= 0) this.#drop(found)
    if (isAlone) {
      const row = this.alone.append(this.#coded(numbers, start, high, low))
      this.#index.add(keyHash(high, low), refOf('alone', row))
    } else if (count > 0) this.#addLinked(numbers, { start, count }, high, low)
  }

  #standsAlways(numbers: Int32Array, start: number): boolean {
    const phase = this.#phase
    return phase === null || (numbers[start + phase.from] === longAgo && numbers[start + phase.until] === never)
  }

  #addLinked(
    numbers: Int32Array,
    { start, count }: { readonly start: number; readonly count: number },
    high: number,
    low: number,
  ): void {
    const { width } = this.#places
    let next = -1
    for (let left = count - 1; left >= 0; left--) {
      const row = this.among.append(this.#coded(numbers, start + left * width, high, low))
      this.among.link(row, next)
      next = row
    }
    this.#index.add(keyHash(high, low), refOf('among', next))
  }

  #coded(numbers: Int32Array, start: number, high: number, low: number): CodedRow {
    const unit = numbers[start + this.#places.unit] ?? 0
    const procedure = numbers[start + this.#places.procedure] ?? 0
    this.#tally(unit, 1)
    return { numbers, start, unit, procedure, high, low }
  }

  #tally(unit: number, by: 1 | -1): void {
    for (let code = this.unitRows.length; code <= unit; code++) this.unitRows.push(0)
    this.unitRows[unit] = (this.unitRows[unit] ?? 0) + by
  }

  #untally(rows: Rows, row: number): void {
    const { unit } = rows.segmentAt(row)
    this.#tally(unit[rows.placeOf(row)] ?? 0, -1)
  }

  #overwrite(row: number, numbers: Int32Array, start: number): void {
    const { high, low } = this.#codes.keys
    this.#untally(this.alone, row)
    this.alone.replace(row, this.#coded(numbers, start, high, low))
  }

  /** All rows of the entity that starts at `found` go. */
  #drop(found: Ref): void {
    const hash = this.#hashOf(found)
    if (found % 2 === 0) {
      this.#index.remove(hash, found)
      this.#removeRow('alone', found >>> 1)
      return
    }
    for (let row = found >>> 1; ; ) {
      const next = this.among.next(row)
      if (next < 0) {
        this.#index.remove(hash, refOf('among', row))
        this.#removeRow('among', row)
        return
      }
      this.#index.move(hash, refOf('among', row), refOf('among', next))
      const moved = this.#removeRow('among', row)
      // The row that took its place may be the very one that comes next.
      row = moved === next ? row : next
    }
  }

  /** Removes a row that nothing points to any more. Answers which row took its place; -1: none. */
  #removeRow(kind: Kind, row: number): number {
    const rows = this[kind]
    this.#untally(rows, row)
    const moved = rows.remove(row)
    if (moved >= 0) this.#repoint(kind, moved, row)
    return moved
  }

  /** Row `from` now lies at `to`: the index, or the row before it, has to say so. */
  #repoint(kind: Kind, from: number, to: number): void {
    const hash = this.#hashOf(refOf(kind, to))
    const { high, low } = this[kind].segmentAt(to)
    const [ownHigh, ownLow] = [high[this[kind].placeOf(to)], low[this[kind].placeOf(to)]]
    if (kind === 'alone') return this.#index.move(hash, refOf(kind, from), refOf(kind, to))
    const first = this.#index.find(hash, (ref) => {
      if (ref === refOf('among', from)) return true
      const rows = this.#rowsOf(ref)
      const segment = rows.segmentAt(ref >>> 1)
      const place = rows.placeOf(ref >>> 1)
      return segment.high[place] === ownHigh && segment.low[place] === ownLow
    })
    if (first === refOf('among', from)) return this.#index.move(hash, first, refOf('among', to))
    let row = first >>> 1
    while (this.among.next(row) !== from) row = this.among.next(row)
    this.among.link(row, to)
  }

  /** As it lay in a snapshot. */
  restore(kind: Kind, count: number, buffers: readonly SharedArrayBuffer[]): void {
    this[kind].restore(count, buffers)
    for (const { segment, rows } of this[kind].states())
      for (let row = 0; row < rows; row++) this.#tally(segment.unit[row] ?? 0, 1)
  }

  /** After a restore. */
  buildIndex(): void {
    if (this.count === 0) return
    this.#index.reserve(this.count)
    // Of linked rows only the first is in the index: the one that no other leads to.
    const led = new Uint8Array(this.among.count)
    for (let row = 0; row < led.length; row++) {
      const next = this.among.next(row)
      if (next >= 0) led[next] = 1
    }
    this.#addAll('alone', () => true)
    this.#addAll('among', (row) => led[row] === 0)
  }

  #addAll(kind: Kind, isFirst: (row: number) => boolean): void {
    const hashes = new Int32Array(Math.min(this[kind].count, manyKeys))
    const refs = new Int32Array(hashes.length)
    const pairs = new Int32Array(hashes.length * 2)
    let [filled, row] = [0, 0]
    for (const { segment, rows } of this[kind].states()) {
      const { high, low } = segment
      for (let own = 0; own < rows; own++, row++) {
        if (!isFirst(row)) continue
        hashes[filled] = keyHash(high[own] ?? 0, low[own] ?? 0)
        refs[filled++] = refOf(kind, row)
        if (filled < hashes.length) continue
        this.#index.addAll(hashes, refs, pairs)
        filled = 0
      }
    }
    this.#index.addAll(hashes.subarray(0, filled), refs.subarray(0, filled), pairs)
  }
}
