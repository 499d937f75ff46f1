import { never } from '../../core/time/second.ts'
import { blocksOf, type Layout, segmentBytes, zonePlaces, zoneWidth } from './layout.ts'

/** What a thread needs to see a segment: the memory is shared, the views on it are its own. */
export type SegmentShape = { readonly id: number; readonly layout: Layout; readonly buffer: SharedArrayBuffer }

/** A fixed number of rows as typed arrays over one shared buffer: a table grows by segments, and nothing is ever copied. */
export type Segment = SegmentShape & {
  readonly times: Readonly<Record<string, Int32Array>>
  /** In the order of the layout. */
  readonly timeColumns: readonly Int32Array[]
  readonly amounts: Readonly<Record<string, Int32Array>>
  readonly flags: Uint16Array
  readonly unit: Uint16Array | Uint32Array
  readonly procedure: Uint16Array | Uint32Array
  /** The key, coded. */
  readonly high: Int32Array
  readonly low: Int32Array
  /** The next row of the same entity, among those of this kind; -1: the last. Empty where rows stand alone. */
  readonly next: Int32Array
  readonly zones: Int32Array
}

/** Every segment of the process has its own number: threads may serve several engines. */
let last = 0

/** Memory that holds rows already, for the first time in this process. */
export function knownSegment(layout: Layout, buffer: SharedArrayBuffer): Segment {
  return segmentOf({ id: ++last, layout, buffer })
}

export function newSegment(layout: Layout): Segment {
  const segment = knownSegment(layout, new SharedArrayBuffer(segmentBytes(layout)))
  const { zones } = segment
  for (let block = 0; block < blocksOf(layout); block++) clearZone(zones, layout, block)
  return segment
}

/** No row yet: the least is after the greatest, every flag is had by all and none by any. */
export function clearZone(zones: Int32Array, layout: Layout, block: number): void {
  const at = block * zoneWidth(layout)
  for (let time = 0; time < layout.times.length; time++) {
    zones[at + time * 2] = never
    zones[at + time * 2 + 1] = 0
  }
  zones[at + zonePlaces.some(layout)] = 0
  zones[at + zonePlaces.every(layout)] = 0xffff
  zones[at + zonePlaces.loose(layout)] = 0
}

export function segmentOf(shape: SegmentShape): Segment {
  const { layout, buffer } = shape
  const { rows, wide } = layout
  let offset = 0
  const words = (count: number): Int32Array => {
    const view = new Int32Array(buffer, offset, count)
    offset += count * 4
    return view
  }
  const codes = (): Uint16Array | Uint32Array => {
    const view = wide ? new Uint32Array(buffer, offset, rows) : new Uint16Array(buffer, offset, rows)
    offset += view.byteLength
    return view
  }
  const timeColumns = layout.times.map(() => words(rows))
  const times = Object.fromEntries(layout.times.map((name, place) => [name, timeColumns[place] ?? new Int32Array()]))
  const amounts = Object.fromEntries(layout.amounts.map((name) => [name, words(rows)]))
  const high = words(rows)
  const low = words(rows)
  const next = words(layout.kind === 'among' ? rows : 0)
  const zones = words(blocksOf(layout) * zoneWidth(layout))
  const unit = codes()
  const procedure = codes()
  const flags = new Uint16Array(buffer, offset, rows)
  return { ...shape, times, timeColumns, amounts, flags, unit, procedure, high, low, next, zones }
}
