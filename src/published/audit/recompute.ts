import type { IndexSet } from '../../core/index-set/index-set.ts'
import type { MonthlyTable } from '../../core/table/monthly-table.ts'
import type { Words } from '../../core/words.ts'
import { groupRange, rangeText, sharesOf } from './follow.ts'
import { Outline } from './outline.ts'

/**
 * The points that the printed figures of a province bring under an index set, by indicator id and group code: "14,82",
 * or "7,87 đến 15,87" where the table leaves something open.
 */
export function recompute(table: MonthlyTable, indexSet: IndexSet): ReadonlyMap<string, Words> {
  const outline = new Outline(table)
  const points = new Map<string, Words>()
  for (const group of indexSet.groups) {
    const shares = sharesOf(outline, group, indexSet)
    if (shares.every((share) => share.row === undefined)) continue
    points.set(group.code, rangeText(groupRange(shares)))
    for (const share of shares) if (share.row) points.set(share.indicator.id, rangeText(share.points))
  }
  return points
}
