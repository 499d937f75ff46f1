/** Sharing out whole numbers: exact totals by construction, so a rate is met and not merely likely. */

/**
 * `total` in whole parts in proportion to the weights, by largest remainder, none above its cap. Where the weights leave
 * no room the rest goes where there is some. Throws when the caps together are less than the total.
 */
export function apportion(total: number, weights: readonly number[], caps?: readonly number[]): number[] {
  const given = weights.map(() => 0)
  const room = (index: number) => (caps === undefined ? Infinity : (caps[index] ?? 0)) - (given[index] ?? 0)
  let left = total
  while (left > 0) {
    const open = [...given.keys()].filter((index) => room(index) > 0)
    if (open.length === 0) throw new Error(`no room for ${left} of ${total}`)
    const sum = open.reduce((whole, index) => whole + (weights[index] ?? 0), 0)
    const exact = open.map((index) => (left * (sum > 0 ? (weights[index] ?? 0) : 1)) / (sum > 0 ? sum : open.length))
    const before = left
    for (const [place, index] of open.entries()) {
      const part = Math.min(Math.floor(exact[place] ?? 0), room(index))
      given[index] = (given[index] ?? 0) + part
      left -= part
    }
    // Only while no cap stood in the way are the remainders those of the whole sharing.
    if (left >= open.length && left < before) continue
    const byRemainder = open
      .map((index, place) => ({ index, rest: (exact[place] ?? 0) % 1 }))
      .toSorted((a, b) => b.rest - a.rest || a.index - b.index)
    for (const { index } of byRemainder) {
      if (left === 0 || room(index) <= 0) continue
      given[index] = (given[index] ?? 0) + 1
      left -= 1
    }
  }
  return given
}

/** A share in hundredths of a percent: 7411 is 74,11 %. */
export type Hundredths = number

/** As it is printed: rounded half up to two decimals of a percent. */
export function printed(part: number, whole: number): Hundredths {
  return Math.floor((part * 20_000 + whole) / (2 * whole))
}

/** The part nearest to the target, and whether it is printed as the target. */
export function partOf(target: Hundredths, whole: number): { readonly part: number; readonly exact: boolean } {
  const part = Math.round((whole * target) / 10_000)
  return { part, exact: whole > 0 && printed(part, whole) === target }
}

/** The whole nearest to `preferred`, from `least` to `most`, of which every target has a part; null when there is none. */
export function wholeFor(
  targets: readonly Hundredths[],
  preferred: number,
  least: number,
  most: number,
): number | null {
  const fits = (whole: number) => whole >= least && whole <= most && targets.every((one) => partOf(one, whole).exact)
  for (let away = 0; away <= most - least + Math.abs(preferred); away++) {
    if (fits(preferred + away)) return preferred + away
    if (fits(preferred - away)) return preferred - away
  }
  return null
}
