import { assert, integer, property } from 'fast-check'
import { expect, test } from 'vitest'
import { instant } from './instant.ts'
import { asSecond, longAgo, momentOfSecond, never, secondOf, secondOrNever } from './second.ts'

test('comparing seconds is comparing milliseconds, for a question at the end of a second', () => {
  const milliseconds = integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2057, 0, 1) })
  assert(
    property(milliseconds, milliseconds, (a, b) => {
      const asked = momentOfSecond(secondOf(instant(a)))
      expect(secondOf(instant(b)) <= secondOf(instant(a))).toBe(b <= asked)
    }),
  )
})

test('earlier is long ago, later is never, what did not happen is never', () => {
  expect(secondOf(instant(Date.UTC(1989, 11, 31)))).toBe(longAgo)
  expect(secondOf(instant(Date.UTC(2062, 0, 1)))).toBe(never)
  expect(secondOrNever(null)).toBe(never)
})

test('only whole numbers of 31 bits', () => {
  expect(asSecond(0x7fff_ffff)).toBe(never)
  for (const bad of [-1, 0.5, 0x8000_0000, Number.NaN]) expect(() => asSecond(bad)).toThrow(RangeError)
})
