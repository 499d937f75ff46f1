import Fraction from 'fraction.js'

/**
 * An exact rational number. Every count, ratio, target and point is one; no float touches a score.
 * A target of 90 % makes points a non-terminating decimal, so decimals alone would not be exact.
 */
export type Exact = Fraction

export const ZERO: Exact = new Fraction(0)
const HUNDRED: Exact = new Fraction(100)

/** An integer, or a decimal as a file or a JSON document writes it (`17.69`, `"17.69"`): read by its digits. */
export function exact(value: number | bigint | string): Exact {
  return typeof value === 'bigint' ? new Fraction(value) : new Fraction(String(value))
}

/** `part / whole`, unrounded. `whole` must not be 0. */
export function quotient(part: number | bigint, whole: number | bigint): Exact {
  return new Fraction(BigInt(part), BigInt(whole))
}

export function percent(value: number): Exact {
  return exact(value).div(HUNDRED)
}

export function asPercent(ratio: Exact): Exact {
  return ratio.mul(HUNDRED)
}

/** Half up, away from zero for the non-negative numbers that counts and points are. */
export function roundHalfUp(value: Exact, decimals: number): Exact {
  // Thousands of times for each question: by whole numbers it takes a third of the time that the library needs.
  if (value.s < 0n) return value.round(decimals)
  const scale = 10n ** BigInt(decimals)
  return new Fraction((2n * value.n * scale + value.d) / (2n * value.d), scale)
}

export function sum(values: Iterable<Exact>): Exact {
  let total = ZERO
  for (const value of values) total = total.add(value)
  return total
}

/** The JSON number nearest to a value of few decimals: prints as exactly those decimals. */
export function toNumber(value: Exact): number {
  return value.valueOf()
}

/** A value already rounded to `decimals`, with all its decimals and the given decimal mark: `17,10`. */
export function toFixed(value: Exact, decimals: number, mark: ',' | '.' = '.'): string {
  const scaled = roundHalfUp(value, decimals).mul(exact(10n ** BigInt(decimals)))
  const digits = String(scaled.n / scaled.d).padStart(decimals + 1, '0')
  const sign = scaled.s < 0n ? '-' : ''
  if (decimals === 0) return sign + digits
  return `${sign}${digits.slice(0, -decimals)}${mark}${digits.slice(-decimals)}`
}
