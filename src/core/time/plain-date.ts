import type { Words } from '../words.ts'

/**
 * A calendar day in Viet Nam, `YYYY-MM-DD`: comparable as text with `<` and `===`. All arithmetic is on whole numbers of
 * days; nothing here knows a time zone, so nothing can read the host's.
 */
export type PlainDate = string & { readonly __plainDate: unique symbol }

const shapes = [
  /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})$/,
  /^(?<day>\d{1,2})\/(?<month>\d{1,2})\/(?<year>\d{4})$/,
  /^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})$/,
]

/** The day, or null when there is no such day: 30 February, month 13, year 0. */
export function plainDate(year: number, month: number, day: number): PlainDate | null {
  if (![year, month, day].every(Number.isInteger)) return null
  if (year < 1 || year > 9999 || month < 1 || month > 12) return null
  if (day < 1 || day > daysInMonth(year, month)) return null
  const text = `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`
  return isWritten(text) ? text : null
}

/** Only for a text made of numbers that were checked: the brand is given here and nowhere else. */
function isWritten(text: string): text is PlainDate {
  return text.length === 10
}

/** Reads `2024-04-29`, `29/04/2024` and `20240429`; null for anything else and for days that do not exist. */
export function parsePlainDate(text: string): PlainDate | null {
  for (const shape of shapes) {
    const groups = shape.exec(text.trim())?.groups
    if (groups) return plainDate(Number(groups['year']), Number(groups['month']), Number(groups['day']))
  }
  return null
}

/** `29/04/2024`, as people in Viet Nam write it. */
export function formatPlainDate(date: PlainDate): string {
  return `${date.slice(8)}/${date.slice(5, 7)}/${date.slice(0, 4)}`
}

const mostKnown = 50_000

/** Each answer worked out once: dossiers have few days and many moments. */
function remembered<K, V>(work: (of: K) => V): (of: K) => V {
  const known = new Map<K, V>()
  return (of) => {
    const before = known.get(of)
    if (before !== undefined) return before
    const found = work(of)
    if (known.size >= mostKnown) known.clear()
    known.set(of, found)
    return found
  }
}

/** Days since 1970-01-01, in the proleptic Gregorian calendar; negative before. */
export const dayNumber: (date: PlainDate) => number = remembered(numberOf)

function numberOf(date: PlainDate): number {
  const month = Number(date.slice(5, 7))
  // A year that starts in March has its leap day last, so that month lengths repeat: 153 days in five months.
  const year = Number(date.slice(0, 4)) - (month <= 2 ? 1 : 0)
  const monthFromMarch = (month + 9) % 12
  const dayOfYear = Math.floor((153 * monthFromMarch + 2) / 5) + Number(date.slice(8)) - 1
  const leapDays = Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400)
  return year * 365 + leapDays + dayOfYear - 719_468
}

/** The day with that number. Throws outside the years 1 to 9999: no parsed date leads there. */
export function dateOfDayNumber(number: number): PlainDate {
  return ownDays[number] ?? keptDay(number)
}

/** Days from 1970 to 2106, by number, each worked out once: a list is looked at in a third of the time of a table. */
const ownDays: PlainDate[] = []

function keptDay(number: number): PlainDate {
  if (number < 0 || number >= mostKnown) return dateWith(number)
  // Without gaps, so that it stays a list.
  for (let next = ownDays.length; next < number; next++) ownDays.push(dateWith(next))
  const date = dateWith(number)
  ownDays.push(date)
  return date
}

function dateWith(number: number): PlainDate {
  const shifted = number + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const leapDays = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100)
  const dayOfYear = dayOfEra - (365 * yearOfEra + leapDays)
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
  const date = plainDate(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  if (date === null) throw new RangeError(`day ${number} is outside the years 1 to 9999`)
  return date
}

export function addDays(date: PlainDate, days: number): PlainDate {
  return dateOfDayNumber(dayNumber(date) + days)
}

/** 1 Monday … 7 Sunday. */
export function weekday(date: PlainDate): number {
  return ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1
}

export function isWeekend(date: PlainDate): boolean {
  return weekday(date) > 5
}

const weekdayNames: readonly Words[] = [
  { vi: 'thứ Hai', en: 'Monday' },
  { vi: 'thứ Ba', en: 'Tuesday' },
  { vi: 'thứ Tư', en: 'Wednesday' },
  { vi: 'thứ Năm', en: 'Thursday' },
  { vi: 'thứ Sáu', en: 'Friday' },
  { vi: 'thứ Bảy', en: 'Saturday' },
  { vi: 'Chủ nhật', en: 'Sunday' },
]

/** `thứ Hai 29/04/2024`. */
export function dayWords(date: PlainDate): Words {
  const name = weekdayNames[weekday(date) - 1]
  if (!name) throw new Error(`no weekday for ${date}`)
  return { vi: `${name.vi} ${formatPlainDate(date)}`, en: `${name.en} ${formatPlainDate(date)}` }
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0')
}
