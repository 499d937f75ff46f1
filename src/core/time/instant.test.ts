import { assert, integer, property } from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  dateOf,
  endOfDay,
  formatInstant,
  instant,
  instantAt,
  millisecondOfDay,
  momentWords,
  parseInstant,
  startOfDay,
} from './instant.ts'
import { parsePlainDate, type PlainDate } from './plain-date.ts'

const utc = (text: string) => Date.parse(text)

describe('reading a moment', () => {
  test.each([
    ['20240429083000', '2024-04-29T01:30:00Z'],
    ['20240429', '2024-04-28T17:00:00Z'],
    ['29/04/2024', '2024-04-28T17:00:00Z'],
    ['29/04/2024 08:30', '2024-04-29T01:30:00Z'],
    ['29/4/2024 8:30:15', '2024-04-29T01:30:15Z'],
    ['2024-04-29', '2024-04-28T17:00:00Z'],
    ['2024-04-29 08:30', '2024-04-29T01:30:00Z'],
    ['2024-04-29T08:30:00', '2024-04-29T01:30:00Z'],
    ['2024-04-29T08:30:00Z', '2024-04-29T08:30:00Z'],
    ['2024-04-29T08:30:00+07:00', '2024-04-29T01:30:00Z'],
    ['2024-04-29T08:30:00.250+0700', '2024-04-29T01:30:00.250Z'],
    ['2024-04-29T08:30:00.123456789Z', '2024-04-29T08:30:00.123Z'],
    ['2024-04-29T00:30:00-03:30', '2024-04-29T04:00:00Z'],
    ['20241231235959', '2024-12-31T16:59:59Z'],
  ])('%j is %s', (text, expected) => {
    expect(parseInstant(text)).toBe(utc(expected))
  })

  test.each([
    '20240230083000',
    '20240429240000',
    '20240429086000',
    '20240429083060',
    '202404290830',
    '00000000000000',
    '31/04/2024 08:30',
    '29/04/2024 25:00',
    '04/29/2024 08:30',
    '29/04/2024T08:30',
    '2024-04-29T08:30:00+15:00',
    '2024-04-29T08:30:00 GMT',
    'null',
    '',
  ])('%j is none', (text) => {
    expect(parseInstant(text)).toBeNull()
  })
})

describe('the day and the time in Viet Nam', () => {
  const day = parsePlainDate('29/04/2024') ?? fail()

  test('a day goes from 00:00 to 23:59:59.999', () => {
    expect(startOfDay(day)).toBe(utc('2024-04-28T17:00:00Z'))
    expect(endOfDay(day)).toBe(utc('2024-04-29T16:59:59.999Z'))
    expect(dateOf(startOfDay(day))).toBe(day)
    expect(dateOf(endOfDay(day))).toBe(day)
    expect(dateOf(instant(endOfDay(day) + 1))).toBe('2024-04-30')
  })

  test('is written as people write it', () => {
    expect(formatInstant(parseInstant('20240429083000') ?? fail())).toBe('29/04/2024 08:30')
    expect(formatInstant(parseInstant('20240429083005') ?? fail())).toBe('29/04/2024 08:30:05')
    expect(momentWords(startOfDay(day))).toEqual({ vi: 'thứ Hai 29/04/2024 00:00', en: 'Monday 29/04/2024 00:00' })
  })

  test('a time that is none is refused', () => {
    expect(() => instantAt(day, { hour: 24, minute: 0, second: 0 })).toThrow('no such time')
    expect(() => instant(0.5)).toThrow('whole number')
  })

  test('day and time put together again give the moment', () => {
    assert(
      property(integer({ min: utc('1975-06-13'), max: utc('2100-01-01') }), (milliseconds) => {
        const at = instant(milliseconds)
        const seconds = Math.floor(millisecondOfDay(at) / 1000)
        const time = { hour: Math.floor(seconds / 3600), minute: Math.floor(seconds / 60) % 60, second: seconds % 60 }
        const date: PlainDate = dateOf(at)
        expect(instantAt(date, { ...time, millisecond: millisecondOfDay(at) % 1000 })).toBe(at)
        expect(parseInstant(formatInstant(at))).toBe(milliseconds - (millisecondOfDay(at) % 1000))
      }),
    )
  })
})

function fail(): never {
  throw new Error('no such moment')
}
