import { exact, type Exact, sum } from '../exact.ts'

/** How the figures of a cohort spread, unrounded. */
export type Spread = {
  readonly of: number
  readonly mean: Exact
  readonly least: Exact
  readonly lower: Exact
  readonly median: Exact
  readonly upper: Exact
  readonly most: Exact
}

/** How quartiles are taken, to be said wherever they are shown. */
export const quartileMethod = {
  vi: 'Tứ phân vị theo QUARTILE.INC của Excel: vị trí 1 + (n − 1) × 1/4, 1/2, 3/4 trong dãy xếp tăng, nội suy tuyến tính',
  en: 'Quartiles as QUARTILE.INC of Excel: place 1 + (n − 1) × 1/4, 1/2, 3/4 in ascending order, linear in between',
} as const

/** Null for nothing: no figures have no mean. */
export function spreadOf(values: readonly Exact[]): Spread | null {
  const sorted = values.toSorted((a, b) => a.compare(b))
  const [least] = sorted
  const most = sorted.at(-1)
  if (least === undefined || most === undefined) return null
  return {
    of: sorted.length,
    mean: sum(sorted).div(sorted.length),
    least,
    lower: quarter(sorted, 1),
    median: quarter(sorted, 2),
    upper: quarter(sorted, 3),
    most,
  }
}

function quarter(sorted: readonly Exact[], quarters: number): Exact {
  return placed(sorted.length, { part: quarters, of: 4 }, (place) => {
    const value = sorted[place]
    if (value === undefined) throw new RangeError(`no place ${place} among ${sorted.length}`)
    return value
  })
}

/** The value that far from the first to the last of `count` in ascending order, linear in between: PERCENTILE.INC of Excel. */
export function placed(
  count: number,
  share: { readonly part: number; readonly of: number },
  valueAt: (place: number) => Exact,
): Exact {
  const steps = (count - 1) * share.part
  const below = valueAt(Math.floor(steps / share.of))
  const above = valueAt(Math.ceil(steps / share.of))
  return below.add(above.sub(below).mul(exact(steps % share.of).div(share.of)))
}
