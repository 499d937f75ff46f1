import { zonePlaces, zoneWidth } from './layout.ts'
import { clearZone, type Segment } from './segment.ts'

/**
 * For each block of rows the least and the greatest of each time, and the flags that any and that all of them have, so that
 * a question skips blocks in which nothing can count. They never say less than the rows; where a row was overwritten they
 * may say more, until someone looks again.
 */

/** After a row was written. `over`: another stood there before. */
export function widen(segment: Segment, row: number, over: boolean): void {
  const { layout, zones } = segment
  const at = Math.floor(row / layout.blockRows) * zoneWidth(layout)
  if (over) zones[at + zonePlaces.loose(layout)] = 1
  take(segment, row, at)
}

function take({ layout, zones, timeColumns, flags }: Segment, row: number, at: number): void {
  for (let column = 0; column < timeColumns.length; column++) {
    const place = at + column * 2
    const time = timeColumns[column]?.[row] ?? 0
    if (time < (zones[place] ?? 0)) zones[place] = time
    if (time > (zones[place + 1] ?? 0)) zones[place + 1] = time
  }
  const bits = flags[row] ?? 0
  const [some, every] = [at + zonePlaces.some(layout), at + zonePlaces.every(layout)]
  zones[some] = (zones[some] ?? 0) | bits
  zones[every] = (zones[every] ?? 0) & bits
}

/** Whether the block may say more than its rows. */
export function isLoose({ layout, zones }: Segment, block: number): boolean {
  return zones[block * zoneWidth(layout) + zonePlaces.loose(layout)] === 1
}

/** Looks again at the rows of a block that are there. Threads that do so at once write the same in the end. */
export function tighten(segment: Segment, block: number, rows: number): void {
  const { layout, zones } = segment
  const fresh = { ...segment, zones: new Int32Array(zoneWidth(layout)) }
  clearZone(fresh.zones, layout, 0)
  const first = block * layout.blockRows
  const end = Math.min(first + layout.blockRows, rows)
  for (let row = first; row < end; row++) take(fresh, row, 0)
  // Written over what was true as well: whoever reads in between sees the old bound or the new one, and both hold.
  zones.set(fresh.zones, block * zoneWidth(layout))
}
