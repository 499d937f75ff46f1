import { expect, test } from 'vitest'
import { monthsOf, periodBefore } from './months.ts'

test.each([
  ['2026-10', ['2026-10']],
  ['2026-Q3', ['2026-07', '2026-08', '2026-09']],
  ['2026-H2', ['2026-07', '2026-08', '2026-09', '2026-10', '2026-11', '2026-12']],
])('months of %s', (period, months) => expect(monthsOf(period)).toEqual(months))

test('nine months and a year', () => {
  expect(monthsOf('2026-9M')).toHaveLength(9)
  expect(monthsOf('2026').at(-1)).toBe('2026-12')
})

test.each([
  ['2026-10', '2026-09'],
  ['2026-01', '2025-12'],
  ['2026-Q1', '2025-Q4'],
  ['2026-Q3', '2026-Q2'],
  ['2026-H1', '2025-H2'],
  ['2026-9M', '2025-9M'],
  ['2026', '2025'],
])('before %s comes %s', (period, before) => expect(periodBefore(period)).toBe(before))
