import { expect, test } from 'vitest'
import { hasBegun, kindOf, ofKind, periodAfter } from './period-kinds.ts'

const today = '2026-10-31T16:00:00+07:00'

test.each([
  ['2026-10', 'quarter', '2026-Q4'],
  ['2026-08', 'quarter', '2026-Q3'],
  ['2026-Q3', 'month', '2026-09'],
  ['2026', 'month', '2026-10'],
  ['2026-02', 'half', '2026-H1'],
  ['2026-03', 'nine', '2026-9M'],
  ['2025', 'month', '2025-12'],
  ['2026-10', 'year', '2026'],
] as const)('%s as a %s is %s', (period, kind, expected) => expect(ofKind(period, kind, today)).toBe(expected))

test.each([
  ['2026-12', '2027-01'],
  ['2026-Q4', '2027-Q1'],
  ['2026-H1', '2026-H2'],
  ['2026-9M', '2027-9M'],
  ['2026', '2027'],
])('after %s comes %s, of the same kind', (period, expected) => {
  expect(periodAfter(period)).toBe(expected)
  expect(kindOf(expected)).toBe(kindOf(period))
})

test('a period has begun from its first day', () => {
  expect(hasBegun('2026-10', '2026-10-01')).toBe(true)
  expect(hasBegun('2026-11', today)).toBe(false)
})
