import type { Words } from '../words.ts'
import { runsOf, type WorkingCalendar } from './calendar.ts'
import { addMilliseconds, dateOf, type Instant, millisecondOfDay, startOfDay } from './instant.ts'
import { dayWords, formatPlainDate, type PlainDate } from './plain-date.ts'

/**
 * Working time, in working days and half days (buổi). A working day has two halves, morning and afternoon; a moment
 * belongs to the morning before 12:00 and to the afternoon from then on, whatever hours an office keeps: 06:00 is the
 * morning, 21:00 the afternoon. Where the calendar does not know a day that is needed, the answer is null.
 */
export type HalfDay = { readonly date: PlainDate; readonly half: 'morning' | 'afternoon' }

const noon = 12 * 60 * 60 * 1000

export function halfDayOf(at: Instant): HalfDay {
  return { date: dateOf(at), half: millisecondOfDay(at) < noon ? 'morning' : 'afternoon' }
}

/** The last millisecond before the half day starts. */
export function momentBefore({ date, half }: HalfDay): Instant {
  return addMilliseconds(startOfDay(date), (half === 'morning' ? 0 : noon) - 1)
}

/**
 * The last half day that is not counted for a time limit that starts at `at`: the first day does not count, counting
 * starts on the day after (Civil Code 2015, article 147(2)). This is the one place that says so; with `addWorkingDays`
 * it holds because counting starts after the date given.
 */
export function clockStart(at: Instant): HalfDay {
  return { date: dateOf(at), half: 'afternoon' }
}

/**
 * The working day reached by counting `days` working days after `date`, or before it when negative; `date` itself does
 * not count, worked or not. 0 gives `date`.
 */
export function addWorkingDays(calendar: WorkingCalendar, date: PlainDate, days: number): PlainDate | null {
  const ordinal = calendar.ordinal(date)
  const day = calendar.day(date)
  if (ordinal === null || day === null || days === 0) return day === null ? null : date
  return calendar.workingDay(days > 0 ? ordinal + days : ordinal + (day.working ? 0 : 1) + days)
}

/** Working days after `from`, up to and including `to`; negative when `to` is earlier. */
export function workingDaysBetween(calendar: WorkingCalendar, from: PlainDate, to: PlainDate): number | null {
  const start = calendar.ordinal(from)
  const end = calendar.ordinal(to)
  return start === null || end === null ? null : end - start
}

/** How many working half days there are up to and including this one. */
function position(calendar: WorkingCalendar, { date, half }: HalfDay): number | null {
  const ordinal = calendar.ordinal(date)
  if (ordinal === null) return null
  return half === 'morning' && calendar.isWorked(date) ? 2 * ordinal - 1 : 2 * ordinal
}

/** As `addWorkingDays`, in half days. */
export function addHalfDays(calendar: WorkingCalendar, at: HalfDay, halves: number): HalfDay | null {
  const start = position(calendar, at)
  const day = calendar.day(at.date)
  if (start === null || day === null || halves === 0) return day === null ? null : at
  const target = halves > 0 ? start + halves : start + (day.working ? 0 : 1) + halves
  const date = calendar.workingDay(Math.ceil(target / 2))
  return date === null ? null : { date, half: target % 2 === 0 ? 'afternoon' : 'morning' }
}

/** Working half days after `from`, up to and including `to`; negative when `to` is earlier. */
export function halfDaysBetween(calendar: WorkingCalendar, from: HalfDay, to: HalfDay): number | null {
  const start = position(calendar, from)
  const end = position(calendar, to)
  return start === null || end === null ? null : end - start
}

/** `3,5 ngày làm việc` for 7 half days. */
export function halfDaysWords(halves: number): Words {
  const days = String(halves / 2)
  return { vi: `${days.replace('.', ',')} ngày làm việc`, en: `${days} working ${days === '1' ? 'day' : 'days'}` }
}

/** Which named days a count from after `after` up to `upTo` left out or took in; null when there were none. */
export function skippedWords(calendar: WorkingCalendar, after: PlainDate, upTo: PlainDate): Words | null {
  const listed = calendar.listed(after, upTo)
  const off = runsOf(listed.filter((day) => !day.working)).map(({ first, last, name }) => {
    const span = first === last ? formatPlainDate(first) : `${formatPlainDate(first)}–${formatPlainDate(last)}`
    return { vi: `${span} (${name.vi})`, en: `${span} (${name.en})` }
  })
  const worked = listed
    .filter((day) => day.working)
    .map(({ date, name }) => {
      const words = dayWords(date)
      return { vi: `${words.vi} (${name?.vi ?? ''})`, en: `${words.en} (${name?.en ?? ''})` }
    })
  if (off.length + worked.length === 0) return null
  const join = (language: 'vi' | 'en', notCounted: string, counted: string) =>
    [
      off.length > 0 ? notCounted + off.map((words) => words[language]).join(', ') : '',
      worked.length > 0 ? counted + worked.map((words) => words[language]).join(', ') : '',
    ]
      .filter(Boolean)
      .join('; ')
  return { vi: join('vi', 'không tính ', 'có tính '), en: join('en', 'not counted: ', 'counted: ') }
}
