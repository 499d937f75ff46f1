import { never } from '../../core/time/second.ts'
import { zoneWidth } from './layout.ts'
import type { Segment } from './segment.ts'

/**
 * For each block of rows the least and the greatest of each time, so that a question skips blocks in which nothing can
 * count. They are never narrower than the rows; where a row was overwritten they may be wider, until someone looks again.
 */

/** After a row was written. `over`: another stood there before. */
export function widen(segment: Segment, row: number, over: boolean): void {
  const { layout, zones, timeColumns } = segment
  const width = zoneWidth(layout)
  let at = Math.floor(row / layout.blockRows) * width
  if (over) zones[at + width - 1] = 1
  for (let column = 0; column < timeColumns.length; column++) {
    const time = timeColumns[column]?.[row] ?? 0
    if (time < (zones[at] ?? 0)) zones[at] = time
    if (time > (zones[at + 1] ?? 0)) zones[at + 1] = time
    at += 2
  }
}

/** Whether the block may say more than its rows. */
export function isLoose({ layout, zones }: Segment, block: number): boolean {
  const width = zoneWidth(layout)
  return zones[block * width + width - 1] === 1
}

/** Looks again at the rows of a block that are there. Threads that do so at once write the same, each bound being right. */
export function tighten({ layout, zones, timeColumns }: Segment, block: number, rows: number): void {
  const width = zoneWidth(layout)
  const first = block * layout.blockRows
  const end = Math.min(first + layout.blockRows, rows)
  for (const [place, column] of timeColumns.entries()) {
    let least: number = never
    let greatest = 0
    for (let row = first; row < end; row++) {
      const time = column[row] ?? 0
      if (time < least) least = time
      if (time > greatest) greatest = time
    }
    zones[block * width + place * 2] = least
    zones[block * width + place * 2 + 1] = greatest
  }
  zones[block * width + width - 1] = 0
}
