import { exact, type Exact, quotient } from '../exact.ts'
import { placed } from '../score/spread.ts'

/** So many dossiers took so many working half days. */
export type HandledCount = { readonly halves: number; readonly count: number }

/** How long dossiers were handled, in working days, unrounded (note, 2.2; median and P90 are ours). */
export type HandlingTime = {
  readonly of: number
  readonly mean: Exact
  readonly median: Exact
  /** Nine in ten took no longer; by the same method as the median: PERCENTILE.INC of Excel. */
  readonly p90: Exact
}

/** Null for nothing: what never ended has no mean. */
export function handlingTimeOf(counts: readonly HandledCount[]): HandlingTime | null {
  const sorted = counts.filter(({ count }) => count > 0).toSorted((a, b) => a.halves - b.halves)
  const of = sorted.reduce((sum, { count }) => sum + count, 0)
  if (of === 0) return null
  const halves = sorted.reduce((sum, row) => sum + row.halves * row.count, 0)
  const at = (place: number) => days(valueAt(sorted, place))
  return {
    of,
    mean: quotient(halves, of * 2),
    median: placed(of, { part: 1, of: 2 }, at),
    p90: placed(of, { part: 9, of: 10 }, at),
  }
}

function days(halves: number): Exact {
  return exact(halves).div(2)
}

/** What the dossier at the place, from 0, took. */
function valueAt(sorted: readonly HandledCount[], place: number): number {
  let before = 0
  for (const { halves, count } of sorted) {
    before += count
    if (place < before) return halves
  }
  throw new RangeError(`no place ${place} among ${before}`)
}
