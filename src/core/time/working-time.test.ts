import { readFileSync } from 'node:fs'
import { assert, constantFrom, integer, property } from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { WorkingCalendar } from './calendar.ts'
import { type Instant, parseInstant } from './instant.ts'
import { loadCalendar } from './load-calendar.ts'
import { addDays, dayNumber, formatPlainDate, isWeekend, parsePlainDate, type PlainDate } from './plain-date.ts'
import {
  addHalfDays,
  addWorkingDays,
  clockStart,
  type HalfDay,
  halfDayOf,
  halfDaysBetween,
  halfDaysWords,
  skippedWords,
  workingDaysBetween,
} from './working-time.ts'

const calendar = vietnam()

function vietnam(): WorkingCalendar {
  const path = 'calendars/vn.yaml'
  const loaded = loadCalendar(readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8'), path)
  if (!loaded.ok) throw new Error(`${path} does not load`)
  return loaded.value
}

function day(text: string): PlainDate {
  const date = parsePlainDate(text)
  if (date === null) throw new Error(`no day ${text}`)
  return date
}

function at(text: string): Instant {
  const moment = parseInstant(text)
  if (moment === null) throw new Error(`no moment ${text}`)
  return moment
}

describe('adding working days, worked out by hand', () => {
  test.each([
    ['04/03/2024', 4, '08/03/2024', 'thứ Ba đến thứ Sáu'],
    ['04/03/2024', 5, '11/03/2024', 'qua thứ Bảy, Chủ nhật'],
    ['09/03/2024', 1, '11/03/2024', 'từ thứ Bảy'],
    ['28/01/2022', 1, '07/02/2022', 'qua Tết 2022'],
    ['19/01/2023', 2, '30/01/2023', 'qua Tết 2023: 27 và 30/01'],
    ['05/02/2024', 5, '19/02/2024', 'qua Tết 2024: 06, 07, 15, 16, 19/02'],
    ['24/01/2025', 1, '03/02/2025', 'qua Tết 2025'],
    ['13/02/2026', 1, '23/02/2026', 'qua Tết 2026'],
    ['17/04/2024', 1, '19/04/2024', 'qua Giỗ Tổ 2024'],
    ['08/04/2022', 1, '12/04/2022', 'qua nghỉ bù Giỗ Tổ 2022'],
    ['26/04/2024', 3, '04/05/2024', '02, 03 và thứ Bảy làm bù 04/05/2024'],
    ['25/04/2025', 1, '26/04/2025', 'thứ Bảy làm bù 2025'],
    ['29/04/2025', 1, '05/05/2025', 'nghỉ 30/4, 01/5, 02/5/2025'],
    ['28/04/2023', 1, '04/05/2023', 'nghỉ 29/4 đến 03/5/2023'],
    ['31/08/2022', 1, '05/09/2022', 'nghỉ 01 và 02/9/2022'],
    ['31/08/2023', 1, '05/09/2023', 'nghỉ 01/9, nghỉ bù 04/9/2023'],
    ['21/08/2026', 1, '22/08/2026', 'thứ Bảy làm bù 2026'],
    ['28/08/2026', 1, '03/09/2026', 'nghỉ 31/8 đến 02/9/2026'],
    ['31/12/2025', 1, '05/01/2026', 'nghỉ 01 và 02/01/2026'],
    ['09/01/2026', 1, '10/01/2026', 'thứ Bảy làm bù 10/01/2026'],
    ['23/11/2026', 1, '25/11/2026', 'qua 24/11'],
    ['11/03/2024', -1, '08/03/2024', 'lùi qua cuối tuần'],
    ['10/03/2024', -1, '08/03/2024', 'lùi từ Chủ nhật'],
    ['15/02/2024', -2, '06/02/2024', 'lùi qua Tết: 07, 06/02'],
    ['06/05/2024', -1, '04/05/2024', 'lùi về thứ Bảy làm bù'],
    ['10/02/2024', 0, '10/02/2024', 'cộng 0 là chính ngày đó'],
  ])('%s, %i → %s (%s)', (from, days, to) => {
    expect(formatPlainDate(addWorkingDays(calendar, day(from), days) ?? day('01/01/0001'))).toBe(to)
  })
})

describe('half days', () => {
  test.each([
    ['04/03/2024 06:00', 'morning'],
    ['04/03/2024 11:59:59', 'morning'],
    ['04/03/2024 12:00', 'afternoon'],
    ['04/03/2024 23:59', 'afternoon'],
    ['04/03/2024 00:00', 'morning'],
  ])('%s is the %s', (text, half) => {
    expect(halfDayOf(at(text))).toEqual({ date: '2024-03-04', half })
  })

  test.each([
    ['08/03/2024 09:00', 1, '08/03/2024', 'afternoon'],
    ['08/03/2024 15:00', 1, '11/03/2024', 'morning'],
    ['09/03/2024 15:00', 2, '11/03/2024', 'afternoon'],
    ['07/02/2024 09:00', 3, '15/02/2024', 'afternoon'],
    ['11/03/2024 09:00', -1, '08/03/2024', 'afternoon'],
    ['10/03/2024 09:00', -2, '08/03/2024', 'morning'],
    ['09/03/2024 09:00', 0, '09/03/2024', 'morning'],
  ])('%s, %i half days → %s %s', (from, halves, date, half) => {
    expect(addHalfDays(calendar, halfDayOf(at(from)), halves)).toEqual({ date: day(date), half })
  })

  test('the first day does not count, in days and in half days alike', () => {
    const received = at('05/02/2024 08:30')
    const end = { date: day('15/02/2024'), half: 'afternoon' } as const
    expect(halfDaysBetween(calendar, clockStart(received), end)).toBe(6)
    expect(workingDaysBetween(calendar, day('05/02/2024'), end.date)).toBe(3)
  })

  test('are written with a comma in Vietnamese', () => {
    expect([0, 1, 2, 7].map((halves) => halfDaysWords(halves).vi)).toEqual([
      '0 ngày làm việc',
      '0,5 ngày làm việc',
      '1 ngày làm việc',
      '3,5 ngày làm việc',
    ])
    expect(halfDaysWords(2).en).toBe('1 working day')
  })
})

describe('days outside the calendar are not guessed', () => {
  test.each([
    ['31/12/2021', 1],
    ['01/01/2028', -1],
    ['31/12/2027', 1],
    ['03/01/2022', -1],
    ['01/01/2022', 2000],
  ])('%s, %i is not known', (from, days) => {
    expect(addWorkingDays(calendar, day(from), days)).toBeNull()
    expect(addHalfDays(calendar, { date: day(from), half: 'morning' }, days * 2)).toBeNull()
  })

  test('nor counted', () => {
    expect(workingDaysBetween(calendar, day('31/12/2021'), day('10/01/2022'))).toBeNull()
    expect(workingDaysBetween(calendar, day('31/12/2027'), day('01/01/2028'))).toBeNull()
    expect(addWorkingDays(calendar, day('31/12/2021'), 0)).toBeNull()
  })
})

describe('properties', () => {
  const inside = integer({ min: dayNumber(calendar.from) + 400, max: dayNumber(calendar.to) - 400 })
  const dates = inside.map((number) => addDays(day('01/01/1970'), number))
  const halves = constantFrom('morning' as const, 'afternoon' as const)
  const counts = integer({ min: 0, max: 200 })

  /** The slow and obvious count. */
  const counted = (from: PlainDate, to: PlainDate): number => {
    let days = 0
    for (let date = addDays(from, 1); date <= to; date = addDays(date, 1)) if (calendar.day(date)?.working) days++
    return days
  }

  test('counting agrees with going through the days one by one', () => {
    assert(
      property(dates, integer({ min: 0, max: 120 }), (from, length) => {
        const to = addDays(from, length)
        expect(workingDaysBetween(calendar, from, to)).toBe(counted(from, to))
      }),
    )
  })

  test('what was added can be taken away again, and counted', () => {
    assert(
      property(dates, counts, (date, days) => {
        const later = addWorkingDays(calendar, date, days) ?? date
        expect(workingDaysBetween(calendar, date, later)).toBe(days)
        if (calendar.day(date)?.working) expect(addWorkingDays(calendar, later, -days)).toBe(date)
      }),
    )
  })

  test('the same in half days', () => {
    assert(
      property(dates, halves, counts, (date, half, count) => {
        const start: HalfDay = { date, half }
        const later = addHalfDays(calendar, start, count) ?? start
        expect(halfDaysBetween(calendar, start, later)).toBe(count)
        if (calendar.day(date)?.working) expect(addHalfDays(calendar, later, -count)).toEqual(start)
      }),
    )
  })

  test('two half days are one day', () => {
    assert(
      property(dates, counts, (date, days) => {
        const evening = { date, half: 'afternoon' } as const
        expect(addHalfDays(calendar, evening, days * 2)?.date).toBe(addWorkingDays(calendar, date, days))
      }),
    )
  })

  test('a later start never ends earlier, and more days never end earlier', () => {
    assert(
      property(dates, dates, counts, (a, b, days) => {
        const [first, second] = a < b ? [a, b] : [b, a]
        const end = (date: PlainDate, count: number) => addWorkingDays(calendar, date, count) ?? ''
        expect(end(first, days) <= end(second, days)).toBe(true)
        expect(end(first, days) < end(first, days + 1)).toBe(true)
      }),
    )
  })

  test('a working day is reached, never a day off', () => {
    assert(
      property(dates, integer({ min: 1, max: 200 }), (date, days) => {
        const reached = addWorkingDays(calendar, date, days) ?? date
        const listed = calendar.day(reached)
        expect(listed?.working).toBe(true)
        expect(isWeekend(reached)).toBe(listed?.kind === 'swap-worked')
      }),
    )
  })
})

test('the days left out of a count are named, and the weekend days taken in', () => {
  expect(skippedWords(calendar, day('05/02/2024'), day('19/02/2024'))?.vi).toBe(
    'không tính 08/02/2024–12/02/2024 (Tết Âm lịch), 13/02/2024–14/02/2024 (nghỉ bù Tết Âm lịch)',
  )
  expect(skippedWords(calendar, day('03/05/2024'), day('06/05/2024'))?.vi).toBe(
    'có tính thứ Bảy 04/05/2024 (làm bù cho thứ Hai 29/04/2024)',
  )
  expect(skippedWords(calendar, day('04/03/2024'), day('11/03/2024'))).toBeNull()
})
