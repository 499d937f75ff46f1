import { type Instant, instant } from './instant.ts'

/**
 * A moment in whole seconds since 1990-01-01T00:00:00Z, from 0 to `never`: what facts are counted with. Small enough that
 * the difference of any two fits 32 bits, so that a comparison is one subtraction; it reaches to January 2058.
 */
export type Second = number & { readonly __second: unique symbol }

const epoch = Date.UTC(1990, 0, 1)

/** What has not happened, or lies beyond what can be asked about. */
export const never = secondAt(0x7fff_ffff)

/** The first second there is; whatever is earlier happened then. */
export const longAgo = secondAt(0)

function secondAt(value: number): Second {
  if (!isSecond(value)) throw new RangeError(`not a second: ${value}`)
  return value
}

function isSecond(value: number): value is Second {
  return Number.isInteger(value) && value >= 0 && value <= 0x7fff_ffff
}

/** The second that the moment falls in; clamped to `longAgo` and `never`. */
export function secondOf(at: Instant): Second {
  const seconds = Math.floor((at - epoch) / 1000)
  return secondAt(Math.min(Math.max(seconds, longAgo), never))
}

/** As `secondOf`; what did not happen is `never`. */
export function secondOrNever(at: Instant | null): Second {
  return at === null ? never : secondOf(at)
}

/**
 * The last millisecond of the second. A question is always asked at the end of a second, so that everything within it has
 * happened, and comparing seconds gives the same answers as comparing milliseconds.
 */
export function momentOfSecond(second: Second): Instant {
  return instant(epoch + second * 1000 + 999)
}

/** The second itself, for people: without milliseconds. */
export function startOfSecond(second: Second): Instant {
  return instant(epoch + second * 1000)
}

/** The second as a number that came from a column. Throws for anything else. */
export function asSecond(value: number): Second {
  return secondAt(value)
}
