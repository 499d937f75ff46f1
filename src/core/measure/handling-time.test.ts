import { expect, test } from 'vitest'
import { toFixed } from '../exact.ts'
import { handlingTimeOf } from './handling-time.ts'

test('by hand: 2, 2, 3, 5 and 40 half days', () => {
  const time = handlingTimeOf([
    { halves: 40, count: 1 },
    { halves: 2, count: 2 },
    { halves: 5, count: 1 },
    { halves: 3, count: 1 },
    { halves: 9, count: 0 },
  ])
  // 52 half days among 5; the third; the place 1 + 4 × 0.9 = 4.6 between 5 and 40: 5 + 0.6 × 35 = 26.
  expect(time && [time.of, ...[time.mean, time.median, time.p90].map((days) => toFixed(days, 3))]).toEqual([
    5,
    '5.200',
    '1.500',
    '13.000',
  ])
})

test('a median between two', () => {
  const time = handlingTimeOf([
    { halves: 1, count: 3 },
    { halves: 4, count: 3 },
  ])
  expect(time && toFixed(time.median, 2)).toBe('1.25')
})

test('nothing ended has no mean', () => {
  expect(handlingTimeOf([])).toBeNull()
  expect(handlingTimeOf([{ halves: 3, count: 0 }])).toBeNull()
})

test('ended on the day of receipt is 0, which is a time', () => {
  const time = handlingTimeOf([{ halves: 0, count: 2 }])
  expect(time && [time.of, time.mean.valueOf()]).toEqual([2, 0])
})
