import { assert, integer, property, tuple } from 'fast-check'
import { expect, test } from 'vitest'
import { exact, quotient, roundHalfUp, toFixed, toNumber } from './exact.ts'

test.each([
  ['0.125', 2, '0.13'],
  ['0.12499998', 2, '0.12'],
  ['17.048', 2, '17.05'],
  ['17.05', 1, '17.1'],
  ['0.005', 2, '0.01'],
  ['0.00499999999', 2, '0'],
])('%s to %i decimals, half up, is %s', (value, decimals, rounded) => {
  expect(roundHalfUp(exact(value), decimals).toString()).toBe(rounded)
})

test('a decimal is read by its digits, not by its nearest float', () => {
  expect(exact(0.1).add(exact(0.2)).equals(exact('0.3'))).toBe(true)
  expect(exact('80.984').n).toBe(10123n)
})

test('toFixed keeps all decimals and the mark of the language', () => {
  expect(toFixed(exact('17.1'), 2, ',')).toBe('17,10')
  expect(toFixed(exact('0.05'), 1)).toBe('0.1')
  expect(toFixed(exact(7), 0)).toBe('7')
  expect(toFixed(exact('-0.5'), 2)).toBe('-0.50')
})

test('rounding agrees with integer arithmetic for every ratio', () => {
  const whole = integer({ min: 1, max: 2 ** 40 })
  assert(
    property(tuple(whole, whole), ([part, of]) => {
      const scaled = (2n * BigInt(part) * 100_000_000n + BigInt(of)) / (2n * BigInt(of))
      const ratio = roundHalfUp(quotient(part, of), 8)
      expect(ratio.mul(100_000_000).equals(exact(scaled))).toBe(true)
    }),
  )
})

test('a value of few decimals becomes the JSON number that prints as it', () => {
  assert(
    property(integer({ min: 0, max: 10_000_00 }), (cents) => {
      const text = toFixed(exact(cents).div(100), 2)
      expect(toNumber(exact(text))).toBe(Number(text))
    }),
  )
})
