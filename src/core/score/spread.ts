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

/** The value `quarters` quarters of the way from the first to the last. */
function quarter(sorted: readonly Exact[], quarters: number): Exact {
  const steps = (sorted.length - 1) * quarters
  const below = sorted[Math.floor(steps / 4)]
  const above = sorted[Math.ceil(steps / 4)]
  if (below === undefined || above === undefined) throw new Error('a place between the first and the last')
  return below.add(above.sub(below).mul(exact(steps % 4).div(4)))
}
