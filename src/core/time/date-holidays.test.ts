import { readFileSync } from 'node:fs'
import Holidays from 'date-holidays'
import { describe, expect, test } from 'vitest'
import { calendarFile } from './calendar-file.ts'
import { addDays, isWeekend, parsePlainDate } from './plain-date.ts'
import { parse } from 'yaml'

/**
 * calendars/vn.yaml against the package date-holidays, as far as that can know: it computes the solar holidays, the lunar
 * New Year with the day before it, and the Hùng Kings' day. It knows no compensatory day, no swap, no decision on which
 * five days are Tết or which day goes with 2 September, and not yet 24 November; those are compared with nothing here.
 */
const text = readFileSync(new URL('../../../calendars/vn.yaml', import.meta.url), 'utf8')
const file = calendarFile.parse(parse(text))
const holidays = new Map(file.days.flatMap((day) => (day.kind === 'holiday' ? [[day.date, day.holiday] as const] : [])))
const off = new Set(file.days.flatMap((day) => (day.kind === 'swap-worked' ? [] : [day.date])))

const names: Readonly<Record<string, string>> = {
  '01-01': 'new-year',
  '1 day before vietnamese 1-0-1 P5D': 'tet',
  'vietnamese 1-0-1': 'tet',
  'vietnamese 3-0-10': 'hung-kings',
  '04-30': 'victory-day',
  '05-01': 'labour-day',
  '09-02': 'national-day',
}

/** What the package does not have: decided each year, or too new. */
const unknownThere = new Set(['culture-day'])

const years = [2022, 2023, 2024, 2025, 2026, 2027]
const library = new Holidays('VN')
const publicDays = (year: number) =>
  library
    .getHolidays(year)
    .filter(({ type }) => type === 'public')
    .map(({ date, rule }) => ({ date: date.slice(0, 10), rule }))

describe.each(years)('%i', (year) => {
  const theirs = publicDays(year)

  test('has the seven rules of the package, each on the day of the same holiday', () => {
    expect(theirs.map(({ rule }) => rule).toSorted()).toEqual(Object.keys(names).toSorted())
    const ours = theirs.map(({ date }) => [date, holidays.get(parsePlainDate(date) ?? fail())])
    expect(ours).toEqual(theirs.map(({ date, rule }) => [date, names[rule]]))
  })

  test('is off on all five days that the package gives for Tết', () => {
    const eve = theirs.find(({ rule }) => rule.endsWith('P5D'))
    const first = parsePlainDate(eve?.date ?? '') ?? fail()
    const days = [0, 1, 2, 3, 4].map((count) => addDays(first, count))
    expect(days.filter((date) => !off.has(date) && !isWeekend(date))).toEqual([])
  })

  test('has no holiday that the package lacks, but Tết days and the second day of 2 September', () => {
    const known = new Set(theirs.map(({ date }) => date))
    const extra = [...holidays].filter(([date]) => date.startsWith(`${year}`) && !known.has(date))
    const others = extra.filter(([, holiday]) => !unknownThere.has(holiday)).map(([, holiday]) => holiday)
    expect(others.filter((holiday) => holiday !== 'tet' && holiday !== 'national-day')).toEqual([])
    expect(others.filter((holiday) => holiday === 'national-day').length).toBeLessThanOrEqual(1)
  })
})

test('something was compared: 7 holidays in each of 6 years', () => {
  expect(years.flatMap(publicDays)).toHaveLength(42)
})

function fail(): never {
  throw new Error('no such day')
}
