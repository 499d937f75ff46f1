import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { failureText } from '../failure.ts'
import { loadCalendar } from './load-calendar.ts'
import { dateOfDayNumber, dayNumber, isWeekend, parsePlainDate, type PlainDate } from './plain-date.ts'

const small = `id: vn
name: { vi: Lịch, en: Calendar }
from: "2024-04-01"
to: "2024-05-31"
documents:
  letter: { title: Công văn 2450/VPCP-KGVX, date: "2024-04-12" }
holidays:
  hung-kings: { vi: Giỗ Tổ, en: Kings }
days:
  - { date: "2024-04-18", kind: holiday, holiday: hung-kings, basis: [letter] }
  - { date: "2024-04-29", kind: swap-off, for: "2024-05-04", basis: [letter] }
  - { date: "2024-05-04", kind: swap-worked, for: "2024-04-29", basis: [letter] }
uncertain: []
`

function day(text: string): PlainDate {
  const date = parsePlainDate(text)
  if (date === null) throw new Error(`no day ${text}`)
  return date
}

describe('a calendar that loads', () => {
  const loaded = loadCalendar(small, 'small.yaml')
  const calendar = loaded.ok ? loaded.value : null

  test.each([
    ['17/04/2024', 'ordinary', true],
    ['18/04/2024', 'holiday', false],
    ['20/04/2024', 'weekend', false],
    ['29/04/2024', 'swap-off', false],
    ['04/05/2024', 'swap-worked', true],
  ])('%s is %s', (text, kind, working) => {
    expect(calendar?.day(day(text))).toMatchObject({ kind, working })
  })

  test('names the day and its basis', () => {
    expect(calendar?.day(day('29/04/2024'))).toMatchObject({
      name: { vi: 'nghỉ hoán đổi, làm bù thứ Bảy 04/05/2024', en: 'swapped for Saturday 04/05/2024' },
      basis: ['Công văn 2450/VPCP-KGVX'],
    })
  })

  test('knows its own days and no others', () => {
    expect(['31/03/2024', '01/06/2024'].map((text) => calendar?.day(day(text)))).toEqual([null, null])
    expect(['01/04/2024', '31/05/2024'].map((text) => calendar?.covers(day(text)))).toEqual([true, true])
    expect(calendar?.ordinal(day('31/03/2024'))).toBeNull()
    expect(calendar?.ordinal(day('01/06/2024'))).toBeNull()
  })
})

test('a day is worked as its kind says, and not known outside', () => {
  const loaded = loadCalendar(small, 'small.yaml')
  const calendar = loaded.ok ? loaded.value : expect.fail('it loads')
  const [first, last] = [dayNumber(calendar.from), dayNumber(calendar.to)]
  for (let number = first - 1; number <= last + 1; number++) {
    const date = dateOfDayNumber(number)
    expect([date, calendar.isWorked(date)]).toEqual([date, calendar.day(date)?.working ?? null])
  }
})

describe('a calendar that does not load says where', () => {
  test.each([
    ['a day that is none', '2024-04-29", kind', '2024-04-31", kind', 'there is no day 2024-04-31', 11],
    ['a wrong kind', 'kind: swap-off', 'kind: holidays', 'Invalid', 11],
    ['an unknown key', 'uncertain: []', 'uncertain: []\nweeks: 5', 'weeks', 14],
    ['an unknown document', 'for: "2024-05-04", basis: [letter]', 'for: "2024-05-04", basis: [note]', 'note', 11],
    ['an unknown holiday', 'holiday: hung-kings,', 'holiday: tet,', 'no holiday "tet"', 10],
    ['a swap of one day only', 'for: "2024-04-29"', 'for: "2024-04-18"', 'swap-off', 11],
    ['a swapped working day', '2024-05-04", kind', '2024-05-03", kind', 'working day already', 11],
    ['days out of order', '2024-04-18", kind', '2024-05-18", kind', 'come after', 11],
    ['a day outside the span', 'to: "2024-05-31"', 'to: "2024-05-01"', 'outside', 12],
    ['no basis', 'hung-kings, basis: [letter]', 'hung-kings, basis: []', 'basis', 10],
    ['a compensatory day for no holiday', 'kind: swap-off', 'kind: compensatory', 'no holiday on a weekend', 11],
  ])('%s', (_, from, to, reason, line) => {
    expect(small).toContain(from)
    const loaded = loadCalendar(small.replace(from, to), 'small.yaml')
    const failures = loaded.ok ? [] : loaded.failures
    expect(failures.map(({ code }) => code)).toContain('calendar-invalid')
    expect(failures.map((one) => failureText(one, 'en')).join('\n')).toContain(reason)
    expect(failures.map(({ place }) => place.line)).toContain(line)
  })

  test('broken YAML', () => {
    const loaded = loadCalendar('id: [vn\n', 'small.yaml')
    expect(loaded).toMatchObject({ ok: false, failures: [{ code: 'yaml-invalid', place: { line: 2 } }] })
  })
})

describe('calendars/vn.yaml', () => {
  const loaded = loadCalendar(
    readFileSync(new URL('../../../calendars/vn.yaml', import.meta.url), 'utf8'),
    'calendars/vn.yaml',
  )

  test('loads', () => {
    expect(loaded.ok ? [] : loaded.failures).toEqual([])
  })

  /**
   * Labour Code, article 112: 11 days a year, each a weekday after article 111(3); 12 from 2026 with 24 November. A swap
   * gives one weekday more off for one weekend day worked. For 2027 only 9 weekdays are certain.
   */
  test.each([
    [2022, 11, 0],
    [2023, 11, 0],
    [2024, 11 + 1, 1],
    [2025, 11 + 1, 1],
    [2026, 12 + 2, 2],
    [2027, 9, 0],
  ])('%i has %i weekdays off and %i weekend days worked', (year, off, worked) => {
    if (!loaded.ok) throw new Error('does not load')
    const listed = loaded.value.listed(day(`31/12/${year - 1}`), day(`31/12/${year}`))
    expect(listed.filter(({ date, working }) => !working && !isWeekend(date))).toHaveLength(off)
    expect(listed.filter(({ working }) => working)).toHaveLength(worked)
  })

  test('says which years and days are not settled', () => {
    if (!loaded.ok) throw new Error('does not load')
    expect(loaded.value.uncertain(day('01/01/2022'), day('22/11/2026'))).toEqual([])
    expect(loaded.value.uncertain(day('23/11/2026'), day('23/11/2026'))).toHaveLength(1)
    expect(loaded.value.uncertain(day('15/06/2027'), day('15/06/2027'))).toHaveLength(1)
  })
})
