import { expect, test } from 'vitest'
import { parseInstant } from '../time/instant.ts'
import { secondOf } from '../time/second.ts'
import { reportedFigure } from './national-report.ts'
import { spanOf } from './span.ts'

const reports = (figures: Readonly<Record<string, number>>) => (unit: string, period: string) =>
  figures[`${unit}/${period}`] ?? null
const year2025 = Object.fromEntries(
  Array.from({ length: 12 }, (_, i) => [`H99/2025-${String(i + 1).padStart(2, '0')}`, 100]),
)

const at = (text: string) => secondOf(parseInstant(text) ?? expect.fail(text))
const afterwards = (period: string) => spanOf(period, at('2030-01-01T00:00:00+07:00'))

test('its own figure', () => {
  expect(
    reportedFigure(reports({ 'H99/2026-10': 7, 'H99/2025': 1200 }), 'H99', '2026-10', afterwards('2026-10')),
  ).toEqual({
    received: 7,
    from: 'report',
  })
})

test('0 is a figure', () => {
  expect(reportedFigure(reports({ 'H99/2026-10': 0 }), 'H99', '2026-10', afterwards('2026-10'))).toEqual({
    received: 0,
    from: 'report',
  })
})

test('the sum of its months, when all of them are there', () => {
  const two = { 'H99/2026-07': 1, 'H99/2026-08': 2 }
  expect(reportedFigure(reports({ ...two, 'H99/2026-09': 3 }), 'H99', '2026-Q3', afterwards('2026-Q3'))).toEqual({
    received: 6,
    from: 'months',
  })
  expect(reportedFigure(reports(two), 'H99', '2026-Q3', afterwards('2026-Q3'))).toBeNull()
})

test.each([
  ['2026-10', 1000, 83],
  ['2026-10', 1002, 84],
  ['2026-Q3', 1002, 251],
  ['2026-H1', 1001, 501],
  ['2026-9M', 1000, 750],
  ['2026', 1000, 1000],
])('%s of a year of %i: %i', (period, year, received) => {
  expect(reportedFigure(reports({ 'H99/2025': year }), 'H99', period, afterwards(period))).toEqual({
    received,
    from: 'last-year',
  })
})

test('of a period that goes on, the months that are over', () => {
  const two = reports({ 'H99/2026-07': 1, 'H99/2026-08': 2, 'H99/2025': 1200 })
  const running = (day: string) => spanOf('2026-Q3', at(`${day}T12:00:00+07:00`))
  expect(reportedFigure(two, 'H99', '2026-Q3', running('2026-09-10'))).toEqual({ received: 3, from: 'so-far' })
  expect(reportedFigure(two, 'H99', '2026-Q3', running('2026-07-10'))).toEqual({ received: 300, from: 'last-year' })
})

test('last year may be told by its months', () => {
  expect(reportedFigure(reports(year2025), 'H99', '2026-10', afterwards('2026-10'))).toEqual({
    received: 100,
    from: 'last-year',
  })
})

test('none', () =>
  expect(reportedFigure(reports({ 'H98/2026-10': 5 }), 'H99', '2026-10', afterwards('2026-10'))).toBeNull())
