import { addMilliseconds, dateOf, formatInstant, parseInstant, type PlainDate } from '../../src/core/time/instant.ts'
import { formatPlainDate } from '../../src/core/time/plain-date.ts'
import type { Say } from './words.ts'

/** Moments of JSON answers as people in Viet Nam read them. The time zone of the reader's computer plays no part. */

/** `31/10/2026 23:59`; what is no moment is shown as it came. */
export function momentText(iso: string | null): string {
  const at = iso === null ? null : parseInstant(iso)
  return at === null ? (iso ?? '–') : formatInstant(at)
}

/** To the minute: an as-of of the end of a minute has seconds that nobody asks about. */
export function minuteText(iso: string): string {
  return momentText(iso).replace(/(\d{2}:\d{2}):\d{2}$/, '$1')
}

/** A time limit, from its last second in time: `02/10/2026 17:00`; of a whole day the day. */
export function limitText(lastSecond: string): string {
  const at = parseInstant(lastSecond)
  if (at === null) return lastSecond
  const text = formatInstant(addMilliseconds(at, second))
  return text.endsWith(' 00:00') ? formatPlainDate(dateOf(at)) : text.replace(/(\d{2}:\d{2}):\d{2}$/, '$1')
}

const second = 1_000

export function dayText(iso: string | null): string {
  const day = dayOf(iso)
  return day === null ? '–' : formatPlainDate(day)
}

export function dayOf(iso: string | null): PlainDate | null {
  const at = iso === null ? null : parseInstant(iso)
  return at === null ? null : dateOf(at)
}

/** `Tháng 10/2026`, `Quý 3/2026`. */
export function periodText(period: string, t: Say): string {
  const year = period.slice(0, 4)
  const part = period.slice(5)
  if (part === '') return t('periodName.year', { year })
  if (part === '9M') return t('periodName.nine', { year })
  if (part === 'H1') return t('periodName.firstHalf', { year })
  if (part === 'H2') return t('periodName.secondHalf', { year })
  const number = Number(part.replace('Q', ''))
  return t(part.startsWith('Q') ? 'periodName.quarter' : 'periodName.month', { number, year })
}
