import { expect, test } from 'vitest'
import { exact } from '../../src/core/exact.ts'
import { type IndicatorScore, neededFor, oneMore, readableStep } from './worth.ts'

/** Worked out by hand. */

const score: IndicatorScore = {
  id: 'on-time',
  part: 1692,
  whole: 2283,
  ratio: 0.74113009,
  points: 14.82,
  max: 20,
  lost: 5.18,
  verdict: null,
  policy: null,
}

test('one more brings max ÷ target ÷ whole', () => {
  expect(oneMore(score, 100)?.toFraction()).toBe('20/2283')
  expect(oneMore({ ...score, max: 2, whole: 167 }, 80)?.toFraction()).toBe('5/334')
})

test('so many at a time that the points can be read', () => {
  expect(readableStep(exact('0.1429')).count).toBe(1)
  expect(readableStep(exact('0.01')).count).toBe(1)
  expect(readableStep(exact('0.0088'))).toMatchObject({ count: 10 })
  expect(readableStep(exact('0.0088')).points.toFraction()).toBe('11/125')
  expect(readableStep(exact('0.0007')).count).toBe(100)
})

test('so many are missing until the ratio reaches the target', () => {
  expect(neededFor(score, 100)).toBe(591)
  // 80 % of 167 is 133.6: 134 are needed.
  expect(neededFor({ ...score, part: 130, whole: 167 }, 80)).toBe(4)
})

test.each([
  ['nothing is lost', { lost: 0 }],
  ['the points are taken over', { policy: 'inherit' }],
  ['nothing is known', { part: null }],
  ['nothing occurred', { whole: 0 }],
])('none when %s', (_, change) => {
  expect(oneMore({ ...score, ...change }, 100)).toBeNull()
  expect(neededFor({ ...score, ...change }, 100)).toBeNull()
})
