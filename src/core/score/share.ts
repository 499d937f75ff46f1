import { type Exact, exact, roundHalfUp, sum, ZERO } from '../exact.ts'

/**
 * Shares `amount` among `maxima` in proportion to them, so that the enlarged maxima are whole units of the last
 * decimal and add up exactly: largest remainder, the earlier one on a tie.
 */
export function shareOut(amount: Exact, maxima: readonly Exact[], decimals: number): readonly Exact[] {
  const total = sum(maxima)
  if (total.compare(ZERO) === 0) return maxima
  const unit = exact(10n ** BigInt(decimals)).inverse()
  const targets = maxima.map((max) => max.add(amount.mul(max).div(total)))
  const floors = targets.map((target) => target.div(unit).floor().mul(unit))
  const left = sum(targets).sub(sum(floors)).div(unit)
  const order = targets
    .map((target, index) => ({ index, remainder: target.sub(floors[index] ?? ZERO) }))
    .toSorted((a, b) => b.remainder.compare(a.remainder) || a.index - b.index)
  const extra = new Set(order.slice(0, Number(roundHalfUp(left, 0).n)).map((item) => item.index))
  return floors.map((floor, index) => (extra.has(index) ? floor.add(unit) : floor))
}
