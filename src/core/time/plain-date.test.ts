import { assert, integer, property } from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  dateOfDayNumber,
  dayNumber,
  dayWords,
  formatPlainDate,
  isWeekend,
  parsePlainDate,
  plainDate,
  weekday,
} from './plain-date.ts'

const first = -719_162 // 0001-01-01
const last = 2_932_896 // 9999-12-31

describe('reading a date', () => {
  test.each([
    ['2024-04-29', '2024-04-29'],
    ['29/04/2024', '2024-04-29'],
    ['9/4/2024', '2024-04-09'],
    ['20240429', '2024-04-29'],
    [' 29/04/2024 ', '2024-04-29'],
    ['29/02/2024', '2024-02-29'],
    ['29/02/2000', '2000-02-29'],
  ])('%j is %s', (text, date) => {
    expect(parsePlainDate(text)).toBe(date)
  })

  test.each([
    '29/02/2023',
    '29/02/1900',
    '31/04/2024',
    '2024-13-01',
    '2024-00-10',
    '2024-01-00',
    '00000101',
    '29-04-2024',
    '04/29/2024',
    '29/04/24',
    '2024-4-29',
    '2024-04-29T00:00',
    '',
  ])('%j is none', (text) => {
    expect(parsePlainDate(text)).toBeNull()
  })

  test('no fractions of a day', () => {
    expect(plainDate(2024, 4, 1.5)).toBeNull()
    expect(plainDate(10_000, 1, 1)).toBeNull()
  })
})

describe('arithmetic', () => {
  test.each([
    ['2024-02-28', 2, '2024-03-01'],
    ['2023-02-28', 1, '2023-03-01'],
    ['2024-12-31', 1, '2025-01-01'],
    ['2024-01-01', -1, '2023-12-31'],
    ['2024-03-01', 0, '2024-03-01'],
  ])('%s and %i days is %s', (date, days, result) => {
    expect(addDays(dateOfDayNumber(dayNumber(parsePlainDate(date) ?? fail())), days)).toBe(result)
  })

  test.each([
    ['1970-01-01', 4],
    ['2024-02-10', 6],
    ['2024-04-29', 1],
    ['2026-08-22', 6],
    ['2026-11-24', 2],
    ['2023-01-01', 7],
  ])('%s is weekday %i', (date, day) => {
    const parsed = parsePlainDate(date) ?? fail()
    expect(weekday(parsed)).toBe(day)
    expect(isWeekend(parsed)).toBe(day > 5)
  })

  test('agrees with the calendar of the runtime, in UTC, over ten thousand years', () => {
    assert(
      property(integer({ min: first, max: last }), (number) => {
        const date = dateOfDayNumber(number)
        const oracle = new Date(number * 86_400_000)
        expect(date).toBe(oracle.toISOString().slice(0, 10))
        expect(weekday(date) % 7).toBe(oracle.getUTCDay())
        expect(dayNumber(date)).toBe(number)
        expect(parsePlainDate(formatPlainDate(date))).toBe(date)
      }),
    )
  })

  test('text order is time order', () => {
    const days = integer({ min: first, max: last })
    assert(
      property(days, days, (a, b) => {
        expect(dateOfDayNumber(a) < dateOfDayNumber(b)).toBe(a < b)
      }),
    )
  })

  test('there is no day before year 1', () => {
    expect(() => dateOfDayNumber(first - 1)).toThrow('outside')
    expect(() => dateOfDayNumber(last + 1)).toThrow('outside')
  })
})

test('weekdays in both languages', () => {
  expect(dayWords(parsePlainDate('04/05/2024') ?? fail())).toEqual({
    vi: 'thứ Bảy 04/05/2024',
    en: 'Saturday 04/05/2024',
  })
})

function fail(): never {
  throw new Error('no such day')
}
