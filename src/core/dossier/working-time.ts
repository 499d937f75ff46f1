import type { WorkingCalendar } from '../time/calendar.ts'
import { dateOf, type Instant } from '../time/instant.ts'
import { dayWords, formatPlainDate, type PlainDate } from '../time/plain-date.ts'
import {
  addHalfDays,
  clockStart,
  type HalfDay,
  halfDayOf,
  halfDaysBetween,
  halfDaysWords,
  momentBefore,
  skippedWords,
} from '../time/working-time.ts'
import type { DossierStep, DossierTelling } from './judgement.ts'
import type { Span } from './supplement.ts'

export type WorkingTime = {
  /** Working half days used by the unit; null when the calendar does not know all the days. */
  readonly halves: number | null
  /** The last moment with no more than so many used, if nothing more is taken off; null beyond the calendar. */
  readonly lastWithin: (halves: number) => Instant | null
  readonly steps: DossierTelling
}

/**
 * The working time from receipt to `to`, in half days: the day of receipt is not counted, the half day of the end is.
 * The time the citizen took is taken off from the half day after each request to the half day of the answer.
 */
export function workingTime(
  calendar: WorkingCalendar,
  received: Instant,
  to: Instant,
  credited: readonly Span[],
): WorkingTime {
  const start = clockStart(received)
  const total = between(calendar, start, halfDayOf(to))
  const taken = credited.map((span) => between(calendar, later(start, halfDayOf(span.from)), halfDayOf(span.to)))
  if (total === null || taken.includes(null))
    return { halves: null, lastWithin: () => null, steps: () => [outside(calendar)] }
  const off = taken.reduce<number>((sum, halves) => sum + (halves ?? 0), 0)
  const lastWithin = (halves: number) => {
    const next = addHalfDays(calendar, start, Math.floor(halves) + off + 1)
    return next === null ? null : momentBefore(next)
  }
  const steps = () => countedSteps({ calendar, first: start.date, last: dateOf(to), total, off })
  return { halves: total - off, lastWithin, steps }
}

type Counted = {
  readonly calendar: WorkingCalendar
  readonly first: PlainDate
  readonly last: PlainDate
  readonly total: number
  readonly off: number
}

function countedSteps({ calendar, first, last, total, off }: Counted): readonly DossierStep[] {
  const skipped = skippedWords(calendar, first, last)
  const [from, end] = [dayWords(first), dayWords(last)]
  const [all, citizen, used] = [total, off, total - off].map(halfDaysWords)
  const aside = (language: 'vi' | 'en') => (skipped ? ` (${skipped[language]})` : '')
  const text = {
    vi: `Thời gian làm việc từ ${from.vi} (không tính ngày tiếp nhận, Điều 147 Bộ luật Dân sự) đến ${end.vi}: ${all?.vi}${aside('vi')}.`,
    en: `Working time from ${from.en} (the day of receipt is not counted, Civil Code, article 147) to ${end.en}: ${all?.en}${aside('en')}.`,
  }
  const less = {
    vi: ` Trừ thời gian bổ sung ${citizen?.vi}, còn ${used?.vi}.`,
    en: ` Less ${citizen?.en} for the supplement: ${used?.en}.`,
  }
  const step: DossierStep = {
    rule: 'working-time',
    text: off > 0 ? { vi: text.vi + less.vi, en: text.en + less.en } : text,
  }
  return [step, ...uncertainSteps(calendar, first, last)]
}

/** Never below zero: an end on the day of receipt has used nothing yet. */
function between(calendar: WorkingCalendar, from: HalfDay, to: HalfDay): number | null {
  const halves = halfDaysBetween(calendar, from, to)
  return halves === null ? null : Math.max(0, halves)
}

function later(a: HalfDay, b: HalfDay): HalfDay {
  if (a.date !== b.date) return a.date > b.date ? a : b
  return a.half === 'afternoon' ? a : b
}

function outside(calendar: WorkingCalendar): DossierStep {
  const [from, to] = [formatPlainDate(calendar.from), formatPlainDate(calendar.to)]
  return {
    rule: 'calendar-unknown',
    text: {
      vi: `Lịch làm việc chỉ biết từ ${from} đến ${to}: không đếm được ngày làm việc.`,
      en: `The working calendar knows ${from} to ${to} only: working days cannot be counted.`,
    },
  }
}

function uncertainSteps(calendar: WorkingCalendar, from: PlainDate, to: PlainDate): readonly DossierStep[] {
  return calendar.uncertain(from, to).map(({ reason }) => ({
    rule: 'calendar-uncertain',
    text: { vi: `Lưu ý về lịch: ${reason.vi}.`, en: `About the calendar: ${reason.en}.` },
  }))
}
