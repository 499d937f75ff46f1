import { expect, test } from 'vitest'
import { reportedFigure } from './national-report.ts'

const reports = (figures: Readonly<Record<string, number>>) => (unit: string, period: string) =>
  figures[`${unit}/${period}`] ?? null
const year2025 = Object.fromEntries(
  Array.from({ length: 12 }, (_, i) => [`H99/2025-${String(i + 1).padStart(2, '0')}`, 100]),
)

test('its own figure', () => {
  expect(reportedFigure(reports({ 'H99/2026-10': 7, 'H99/2025': 1200 }), 'H99', '2026-10')).toEqual({
    received: 7,
    from: 'report',
  })
})

test('0 is a figure', () => {
  expect(reportedFigure(reports({ 'H99/2026-10': 0 }), 'H99', '2026-10')).toEqual({ received: 0, from: 'report' })
})

test('the sum of its months, when all of them are there', () => {
  const two = { 'H99/2026-07': 1, 'H99/2026-08': 2 }
  expect(reportedFigure(reports({ ...two, 'H99/2026-09': 3 }), 'H99', '2026-Q3')).toEqual({
    received: 6,
    from: 'months',
  })
  expect(reportedFigure(reports(two), 'H99', '2026-Q3')).toBeNull()
})

test.each([
  ['2026-10', 1000, 83],
  ['2026-10', 1002, 84],
  ['2026-Q3', 1002, 251],
  ['2026-H1', 1001, 501],
  ['2026-9M', 1000, 750],
  ['2026', 1000, 1000],
])('%s of a year of %i: %i', (period, year, received) => {
  expect(reportedFigure(reports({ 'H99/2025': year }), 'H99', period)).toEqual({ received, from: 'last-year' })
})

test('last year may be told by its months', () => {
  expect(reportedFigure(reports(year2025), 'H99', '2026-10')).toEqual({ received: 100, from: 'last-year' })
})

test('none', () => expect(reportedFigure(reports({ 'H98/2026-10': 5 }), 'H99', '2026-10')).toBeNull())
