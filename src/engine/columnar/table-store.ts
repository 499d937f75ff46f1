import { type Change, type Fact, timeOf } from '../../core/fact/fact.ts'
import { type Table, tables } from '../../core/fact/tables.ts'
import { longAgo, never } from '../../core/time/second.ts'
import type { Dictionary } from './dictionary.ts'
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
const manyKeys = 1 << 22

/** The facts of one table, found by key and changed in place. */
export class TableStore {
  readonly table: Table
  readonly alone: Rows
  readonly among: Rows
  readonly #codes: Codes
  readonly #index = new KeyIndex()
  readonly #hasPhases: boolean
  /** Rows of each unit, by code. */
  readonly unitRows: number[] = []

  constructor(table: Table, codes: Codes, made: { size: SegmentSize; wide: boolean }) {
    this.table = table
    this.#codes = codes
    this.alone = new Rows(layoutOf(table, 'alone', made.size, made.wide))
    this.among = new Rows(layoutOf(table, 'among', made.size, made.wide))
    this.#hasPhases = tables[table].times.some((time) => time === 'from')
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
    const { keys, units } = this.#codes
    const [fact] = facts
    keys.look(key, fact === undefined ? 0 : units.code(fact.unit))
    const found = this.#index.find(keyHash(keys.high, keys.low), this.#isLookedAt)
    if (fact !== undefined && facts.length === 1 && this.#standsAlways(fact)) {
      if (found >= 0 && found % 2 === 0) return this.#overwrite(found >>> 1, fact)
      if (found < 0) keys.keep()
      const { high, low } = keys
      if (found >= 0) this.#drop(found)
      this.#index.add(keyHash(high, low), refOf('alone', this.alone.append(this.#coded(fact, high, low))))
      return
    }
    if (found < 0 && fact !== undefined) keys.keep()
    const { high, low } = keys
    if (found >= 0) this.#drop(found)
    if (fact !== undefined) this.#addLinked(facts, high, low)
  }

  #standsAlways(fact: Fact): boolean {
    return !this.#hasPhases || (timeOf(fact, 'from') === longAgo && timeOf(fact, 'until') === never)
  }

  #addLinked(facts: readonly Fact[], high: number, low: number): void {
    let next = -1
    for (const fact of facts.toReversed()) {
      const row = this.among.append(this.#coded(fact, high, low))
      this.among.link(row, next)
      next = row
    }
    this.#index.add(keyHash(high, low), refOf('among', next))
  }

  #coded(fact: Fact, high: number, low: number): CodedRow {
    const unit = this.#codes.units.code(fact.unit)
    const procedure = this.#codes.procedures.code(fact.procedure)
    this.#tally(unit, 1)
    return { fact, unit, procedure, high, low }
  }

  #tally(unit: number, by: 1 | -1): void {
    for (let code = this.unitRows.length; code <= unit; code++) this.unitRows.push(0)
    this.unitRows[unit] = (this.unitRows[unit] ?? 0) + by
  }

  #untally(rows: Rows, row: number): void {
    const { unit } = rows.segmentAt(row)
    this.#tally(unit[rows.placeOf(row)] ?? 0, -1)
  }

  #overwrite(row: number, fact: Fact): void {
    const { high, low } = this.#codes.keys
    this.#untally(this.alone, row)
    this.alone.replace(row, this.#coded(fact, high, low))
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
    let [filled, row] = [0, 0]
    for (const { segment, rows } of this[kind].states()) {
      const { high, low } = segment
      for (let own = 0; own < rows; own++, row++) {
        if (!isFirst(row)) continue
        hashes[filled] = keyHash(high[own] ?? 0, low[own] ?? 0)
        refs[filled++] = refOf(kind, row)
        if (filled < hashes.length) continue
        this.#index.addAll(hashes, refs)
        filled = 0
      }
    }
    this.#index.addAll(hashes.subarray(0, filled), refs.subarray(0, filled))
  }
}
