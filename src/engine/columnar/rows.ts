import type { Table } from '../../core/fact/tables.ts'
import type { Layout } from './layout.ts'
import { knownSegment, newSegment, type Segment } from './segment.ts'
import { type Writer, writerOf } from './writer.ts'
import { widen } from './zones.ts'

/** What a scan is told of a segment: how many rows there are, and whether rows have changed units since it last looked. */
export type SegmentState = { readonly segment: Segment; readonly rows: number; readonly moves: number }

/** A row as numbers: those of a packed fact from `start` on, and codes. */
export type CodedRow = {
  readonly numbers: Int32Array
  readonly start: number
  readonly unit: number
  readonly procedure: number
  readonly high: number
  readonly low: number
}

/** Rows of one kind without gaps: the last one fills the place of one that goes. */
export class Rows {
  #layout: Layout
  readonly #writer: Writer
  #count = 0
  #segments: Segment[] = []
  /** For each segment: how often a row got another unit, or went. */
  readonly #moves: number[] = []

  constructor(table: Table, layout: Layout) {
    this.#layout = layout
    this.#writer = writerOf(table, layout)
  }

  get layout(): Layout {
    return this.#layout
  }

  get count(): number {
    return this.#count
  }

  get segments(): readonly Segment[] {
    return this.#segments
  }

  get bytes(): number {
    return this.#segments.reduce((sum, { buffer }) => sum + buffer.byteLength, 0)
  }

  states(): readonly SegmentState[] {
    const { rows } = this.#layout
    return this.#segments.flatMap((segment, place) => {
      const left = Math.min(rows, this.#count - place * rows)
      return left > 0 ? [{ segment, rows: left, moves: this.#moves[place] ?? 0 }] : []
    })
  }

  /** As they lay in a snapshot. */
  restore(count: number, buffers: readonly SharedArrayBuffer[]): void {
    for (const buffer of buffers) this.#add(knownSegment(this.#layout, buffer))
    this.#count = count
  }

  #add(segment: Segment): void {
    this.#segments.push(segment)
    this.#moves.push(0)
  }

  segmentAt(row: number): Segment {
    const segment = this.#segments[Math.floor(row / this.#layout.rows)]
    if (segment === undefined) throw new RangeError(`no row ${row}`)
    return segment
  }

  /** Where in its segment the row lies. */
  placeOf(row: number): number {
    return row % this.#layout.rows
  }

  append(row: CodedRow): number {
    const at = this.#count
    if (at === this.#segments.length * this.#layout.rows) this.#add(newSegment(this.#layout))
    this.#count++
    this.#write(at, row, false)
    return at
  }

  replace(at: number, row: CodedRow): void {
    const segment = this.segmentAt(at)
    if (segment.unit[this.placeOf(at)] !== row.unit) this.#moved(at)
    this.#write(at, row, true)
  }

  #moved(row: number): void {
    const place = Math.floor(row / this.#layout.rows)
    this.#moves[place] = (this.#moves[place] ?? 0) + 1
  }

  #write(at: number, { numbers, start, unit, procedure, high, low }: CodedRow, over: boolean): void {
    const segment = this.segmentAt(at)
    const place = this.placeOf(at)
    this.#writer(segment, place, numbers, start)
    segment.unit[place] = unit
    segment.procedure[place] = procedure
    segment.high[place] = high
    segment.low[place] = low
    widen(segment, place, over)
  }

  next(row: number): number {
    return this.segmentAt(row).next[this.placeOf(row)] ?? -1
  }

  link(row: number, next: number): void {
    this.segmentAt(row).next[this.placeOf(row)] = next
  }

  /** The row goes; the last one takes its place and is answered, so that who points to it can be told. -1: it was the last. */
  remove(row: number): number {
    const last = this.#count - 1
    this.#count = last
    this.#moved(last)
    if (last === row) return -1
    this.#moved(row)
    const [from, to] = [this.segmentAt(last), this.segmentAt(row)]
    const [source, target] = [this.placeOf(last), this.placeOf(row)]
    for (const [column, values] of from.timeColumns.entries()) {
      const into = to.timeColumns[column]
      if (into !== undefined) into[target] = values[source] ?? 0
    }
    for (const [name, values] of Object.entries(from.amounts)) {
      const into = to.amounts[name]
      if (into !== undefined) into[target] = values[source] ?? 0
    }
    to.flags[target] = from.flags[source] ?? 0
    to.unit[target] = from.unit[source] ?? 0
    to.procedure[target] = from.procedure[source] ?? 0
    to.high[target] = from.high[source] ?? 0
    to.low[target] = from.low[source] ?? 0
    if (to.next.length > 0) to.next[target] = from.next[source] ?? -1
    widen(to, target, true)
    return last
  }

  /** From now on codes take 32 bits: every segment is copied once. Answers with the segments that are no more. */
  makeWide(): readonly number[] {
    if (this.#layout.wide) return []
    this.#layout = { ...this.#layout, wide: true }
    const old = this.#segments
    this.#segments = old.map((segment) => {
      const wide = newSegment(this.#layout)
      for (const [column, values] of segment.timeColumns.entries()) wide.timeColumns[column]?.set(values)
      for (const [name, values] of Object.entries(segment.amounts)) wide.amounts[name]?.set(values)
      wide.flags.set(segment.flags)
      wide.unit.set(segment.unit)
      wide.procedure.set(segment.procedure)
      wide.high.set(segment.high)
      wide.low.set(segment.low)
      wide.next.set(segment.next)
      wide.zones.set(segment.zones)
      return wide
    })
    return old.map(({ id }) => id)
  }
}
