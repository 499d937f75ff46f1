import { exact, type Exact, roundHalfUp, ZERO } from '../../core/exact.ts'

/** A printed figure stands for every value that rounds to it. */
export type Range = { readonly lo: Exact; readonly hi: Exact }

export function point(value: Exact): Range {
  return { lo: value, hi: value }
}

/** Decimals that a figure was printed with; trailing zeros do not survive in a number, hence `atLeast`. */
export function decimalsOf(value: number, atLeast = 0): number {
  return Math.max(atLeast, (String(value).split('.')[1] ?? '').length)
}

export function printedRange(value: number, decimals: number): Range {
  const half = exact(10n ** BigInt(decimals))
    .mul(2)
    .inverse()
  const lo = exact(value).sub(half)
  return { lo: lo.compare(ZERO) < 0 ? ZERO : lo, hi: exact(value).add(half) }
}

/** A rate in percent. 0 % and 100 % are taken as exact: they are ends of the scale, not roundings. */
export function rateRange(value: number, atLeast = 0): Range {
  if (value === 0 || value === 100) return point(exact(value))
  return printedRange(value, decimalsOf(value, atLeast))
}

export function addRanges(ranges: readonly Range[]): Range {
  return ranges.reduce((sum, { lo, hi }) => ({ lo: sum.lo.add(lo), hi: sum.hi.add(hi) }), point(ZERO))
}

/** Whether a value printed with `decimals` can come from the range. */
export function admits(range: Range, printed: number, decimals: number): boolean {
  const value = exact(printed)
  return roundHalfUp(range.lo, decimals).compare(value) <= 0 && roundHalfUp(range.hi, decimals).compare(value) >= 0
}

export function overlap(a: Range, b: Range): boolean {
  return a.lo.compare(b.hi) <= 0 && b.lo.compare(a.hi) <= 0
}
