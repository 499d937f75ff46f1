import { dateOfDayNumber, dayNumber, dayWords, formatPlainDate, type PlainDate, plainDate } from './plain-date.ts'
import type { Words } from '../words.ts'

export type { PlainDate }

/** Milliseconds since 1970-01-01T00:00:00Z. The only clock reading is made in the mains and passed in. */
export type Instant = number & { readonly __instant: unique symbol }

/** Asia/Ho_Chi_Minh is UTC+7 without daylight saving, since 1975: one constant, no time zone database. */
export const offset = 7 * 60 * 60 * 1000

const day = 24 * 60 * 60 * 1000

export type TimeOfDay = {
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly millisecond?: number
}

/** A whole number of milliseconds as a moment, as the ledger keeps it. */
export function instant(milliseconds: number): Instant {
  if (!isInstant(milliseconds)) throw new RangeError(`not a whole number of milliseconds: ${milliseconds}`)
  return milliseconds
}

function isInstant(milliseconds: number): milliseconds is Instant {
  return Number.isSafeInteger(milliseconds)
}

/** The moment of that day and time in Viet Nam. The time must be one of the day: see `parseInstant` for texts. */
export function instantAt(date: PlainDate, { hour, minute, second, millisecond = 0 }: TimeOfDay): Instant {
  const time = ((hour * 60 + minute) * 60 + second) * 1000 + millisecond
  if (!Number.isInteger(time) || time < 0 || time >= day)
    throw new RangeError(`no such time: ${hour}:${minute}:${second}`)
  return instant(dayNumber(date) * day + time - offset)
}

/** The day in Viet Nam that the moment belongs to. */
export function dateOf(at: Instant): PlainDate {
  return dateOfDayNumber(Math.floor((at + offset) / day))
}

/** Milliseconds since midnight in Viet Nam. */
export function millisecondOfDay(at: Instant): number {
  const time = (at + offset) % day
  return time < 0 ? time + day : time + 0 // not -0
}

/** 00:00:00.000 of the day. */
export function startOfDay(date: PlainDate): Instant {
  return instantAt(date, { hour: 0, minute: 0, second: 0 })
}

/** 23:59:59.999: a time limit ends at 24:00 of its last day (Civil Code 2015, article 148(6)). */
export function endOfDay(date: PlainDate): Instant {
  return addMilliseconds(startOfDay(date), day - 1)
}

export function addMilliseconds(at: Instant, milliseconds: number): Instant {
  return instant(at + milliseconds)
}

const shapes = [
  /^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})(?:(?<hour>\d{2})(?<minute>\d{2})(?<second>\d{2}))?$/,
  /^(?<day>\d{1,2})\/(?<month>\d{1,2})\/(?<year>\d{4})(?: +(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2}))?)?$/,
  /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})(?:[T ](?<hour>\d{2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:\.(?<fraction>\d{1,9}))?)?(?<zone>Z|[+-]\d{2}:?\d{2})?)?$/,
]

/**
 * Reads `20240429083000`, `29/04/2024`, `29/04/2024 08:30[:00]` and ISO 8601 (`2024-04-29T08:30:00+07:00`). A text
 * without a zone is a time in Viet Nam; one without a time is 00:00 of that day. Null for anything else, and for days
 * and times that do not exist (31/04, 24:00, second 60).
 */
export function parseInstant(text: string): Instant | null {
  for (const shape of shapes) {
    const groups = shape.exec(text.trim())?.groups
    if (groups) return instantOf(groups)
  }
  return null
}

type Parts = Readonly<Record<string, string | undefined>>

function instantOf({ year, month, day: dayOfMonth, hour, minute, second, fraction, zone }: Parts): Instant | null {
  const date = plainDate(Number(year), Number(month), Number(dayOfMonth))
  const time = {
    hour: Number(hour ?? 0),
    minute: Number(minute ?? 0),
    second: Number(second ?? 0),
    millisecond: Number((fraction ?? '0').slice(0, 3).padEnd(3, '0')),
  }
  const shift = zone === undefined ? offset : offsetOf(zone)
  if (date === null || shift === null || time.hour > 23 || time.minute > 59 || time.second > 59) return null
  return addMilliseconds(instantAt(date, time), offset - shift)
}

function offsetOf(zone: string): number | null {
  if (zone === 'Z') return 0
  const hours = Number(zone.slice(1, 3))
  const minutes = Number(zone.slice(-2))
  if (hours > 14 || minutes > 59) return null
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000
}

/** `08:30`, with seconds only when there are any. */
function timeText(at: Instant): string {
  const seconds = Math.floor(millisecondOfDay(at) / 1000)
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  const shown = parts[2] === 0 ? parts.slice(0, 2) : parts
  return shown.map((part) => String(part).padStart(2, '0')).join(':')
}

/** `29/04/2024 08:30`, in Viet Nam's time. */
export function formatInstant(at: Instant): string {
  return `${formatPlainDate(dateOf(at))} ${timeText(at)}`
}

/** `2024-04-29T08:30:00+07:00`, for machines. */
export function isoInstant(at: Instant): string {
  const local = new Date(at + offset).toISOString()
  return `${local.slice(0, local.endsWith('.000Z') ? 19 : 23)}+07:00`
}

/** `thứ Hai 29/04/2024 08:30`. */
export function momentWords(at: Instant): Words {
  const { vi, en } = dayWords(dateOf(at))
  return { vi: `${vi} ${timeText(at)}`, en: `${en} ${timeText(at)}` }
}
