import { dateOf, formatInstant, type Instant, millisecondOfDay, parseInstant } from '../../core/time/instant.ts'
import { dayNumber, formatPlainDate, parsePlainDate, type PlainDate } from '../../core/time/plain-date.ts'

/** Moments in sheets. The time zone of whoever opens the file plays no part. */

type Read = { readonly date: PlainDate; readonly at: Instant | null }

/** Null for a text that is neither a moment nor a day. */
function read(text: string): Read | null {
  const date = parsePlainDate(text)
  if (date !== null) return { date, at: null }
  const at = parseInstant(text)
  return at === null ? null : { date: dateOf(at), at }
}

/** `31/10/2026 16:00`, `31/10/2026`. */
export function momentText(text: string): string {
  const found = read(text)
  if (found === null) return text
  return found.at === null ? formatPlainDate(found.date) : formatInstant(found.at).replace(/(\d\d:\d\d):\d\d$/, '$1')
}

/** 30 December 1899 is the day 0 of spreadsheets. */
const zero = -25_569
const day = 86_400_000
const minute = 60_000

/** Days since the day 0 of spreadsheets, to the minute, and whether a time goes with it. */
export function sheetMoment(text: string): { readonly serial: number; readonly hasTime: boolean } | null {
  const found = read(text)
  if (found === null) return null
  const { date, at } = found
  const whole = dayNumber(date) - zero
  if (at === null) return { serial: whole, hasTime: false }
  return { serial: whole + (Math.floor(millisecondOfDay(at) / minute) * minute) / day, hasTime: true }
}
