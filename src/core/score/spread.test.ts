import { expect, test } from 'vitest'
import { exact, toNumber } from '../exact.ts'
import { spreadOf } from './spread.ts'

function spread(values: readonly (number | string)[]) {
  const found = spreadOf(values.map(exact))
  if (found === null) return null
  const { of, mean, least, lower, median, upper, most } = found
  return [of, ...[mean, least, lower, median, upper, most].map(toNumber)]
}

test('four values: places 1,75, 2,5 and 3,25', () => {
  // 1 + 0,75 × (2 − 1); (2 + 4) ÷ 2; 4 + 0,25 × (7 − 4); by hand
  expect(spread([7, 1, 4, 2])).toEqual([4, 3.5, 1, 1.75, 3, 4.75, 7])
})

test('five values: the quartiles are values themselves', () => {
  expect(spread([5, 4, 3, 2, 1])).toEqual([5, 3, 1, 2, 3, 4, 5])
})

test('one value is all of them; nothing has none', () => {
  expect(spread(['62.59'])).toEqual([1, 62.59, 62.59, 62.59, 62.59, 62.59, 62.59])
  expect(spread([])).toBeNull()
})

test('exact: the mean of three hundredths is no float', () => {
  const found = spreadOf(['0.1', '0.2', '0.1'].map(exact))
  expect(found?.mean.equals(exact('0.4').div(3))).toBe(true)
})
