import { dateOf, formatInstant, parseInstant, type PlainDate } from '../../src/core/time/instant.ts'
import { limitOf } from '../../src/core/time/limit.ts'
import { formatPlainDate } from '../../src/core/time/plain-date.ts'
import { periodWords } from '../../src/core/period/words.ts'
import type { Language } from '../../src/core/words.ts'
import { capital, type Say } from './words.ts'

/** Moments of JSON answers as people in Viet Nam read them. The time zone of the reader's computer plays no part. */

/** `31/10/2026 23:59`; what is no moment is shown as it came. */
export function momentText(iso: string | null): string {
  const at = iso === null ? null : parseInstant(iso)
  return at === null ? (iso ?? '–') : formatInstant(at)
}

/** To the second, in lists where the order within a minute matters. */
export function secondText(iso: string): string {
  const text = momentText(iso)
  return /\d\d:\d\d:\d\d$/.test(text) ? text : `${text}:00`
}

/** To the minute: an as-of of the end of a minute has seconds that nobody asks about. */
export function minuteText(iso: string): string {
  return momentText(iso).replace(/(\d{2}:\d{2}):\d{2}$/, '$1')
}

/** A time limit, from its last second in time: `02/10/2026 17:00`; of a whole day the day. */
export function limitText(lastSecond: string): string {
  const at = parseInstant(lastSecond)
  if (at === null) return lastSecond
  const limit = limitOf(at)
  return limit.includes('T') ? minuteText(limit) : dayText(limit)
}

export function dayText(iso: string | null): string {
  const day = dayOf(iso)
  return day === null ? '–' : formatPlainDate(day)
}

export function dayOf(iso: string | null): PlainDate | null {
  const at = iso === null ? null : parseInstant(iso)
  return at === null ? null : dateOf(at)
}

/** `10/2026`, `Q3/2026`, `6T đầu 2026`, `2026`: for an axis. */
export function shortPeriod(period: string, t: Say): string {
  const year = period.slice(0, 4)
  const part = period.slice(5)
  if (part === '9M') return t('periodShort.nine', { year })
  if (part === 'H1') return t('periodShort.firstHalf', { year })
  if (part === 'H2') return t('periodShort.secondHalf', { year })
  return part === '' ? year : `${part.replace(/^0/, '')}/${year}`
}

/** At the head of a line: `Tháng 10/2026`, `Quý 3/2026`. In a sentence: `periodWords`. */
export function periodText(period: string, language: Language): string {
  return capital(periodWords(period)[language])
}
