import type { WorkingCalendar } from '../time/calendar.ts'
import { addMilliseconds, dateOf, type Instant, startOfDay } from '../time/instant.ts'
import type { Step, Telling, Verdict } from '../time/judgement.ts'
import { dayWords, formatPlainDate, type PlainDate } from '../time/plain-date.ts'
import { addWorkingDays, skippedWords, workingDaysBetween } from '../time/working-time.ts'
import type { Words } from '../words.ts'

/**
 * The four clocks, in working days, as the national portal's calculation note of indicators 5.2 and 5.3 states them. The
 * first day does not count (Civil Code 2015, article 147(2)) and a limit ends at 24:00 of its last day.
 */
export const petitionClocks = {
  'refuse-or-pass-on': { days: 2, name: { vi: 'từ chối hoặc chuyển cơ quan khác', en: 'refuse or pass on' } },
  'ask-for-more': { days: 5, name: { vi: 'yêu cầu bổ sung thông tin', en: 'ask for more' } },
  settle: { days: 15, name: { vi: 'xử lý, trả lời', en: 'settle' } },
  publish: { days: 2, name: { vi: 'công khai kết quả', en: 'publish' } },
} as const satisfies Record<string, { days: number; name: Words }>
export type PetitionClock = keyof typeof petitionClocks

export const petitionRules = [
  'asked-at',
  'not-received',
  'received',
  'refuse-or-pass-on',
  'ask-for-more',
  'settle',
  'publish',
  'calendar-unknown',
  'calendar-uncertain',
  'verdict',
] as const
export type PetitionRule = (typeof petitionRules)[number]
export type PetitionStep = Step<PetitionRule>

export type ClockReading = {
  readonly verdict: Verdict
  /** The last moment within the clock's days; null when it was kept, while it stands still, and beyond the calendar. */
  readonly inTimeUntil: Instant | null
  readonly steps: Telling<PetitionRule>
}

type Running = {
  readonly from: Instant
  /** When the act was done; null: not yet, the clock is read at `moment`. */
  readonly to: Instant | null
  readonly moment: Instant
  /** Stretches in which the petitioner had been asked and had not answered. */
  readonly paused: readonly { readonly from: Instant; readonly to: Instant }[]
  /** The petitioner has been asked and has not answered yet: the clock stands still. */
  readonly isStanding: boolean
}

export function readClock(calendar: WorkingCalendar, clock: PetitionClock, running: Running): ClockReading {
  const { days } = petitionClocks[clock]
  const to = running.to ?? running.moment
  const [start, end] = [dateOf(running.from), dateOf(to)]
  const total = workingDaysBetween(calendar, start, end)
  const waits = running.paused.map((span) => workingDaysBetween(calendar, dateOf(span.from), dateOf(span.to)))
  if (total === null || waits.includes(null))
    return { verdict: 'unknown', inTimeUntil: null, steps: () => [outside(calendar)] }
  const waited = waits.reduce<number>((sum, wait) => sum + (wait ?? 0), 0)
  const used = total - waited
  const hasEnded = running.to !== null
  const verdict: Verdict = used <= days ? (hasEnded ? 'on-time' : 'within') : hasEnded ? 'late' : 'overdue'
  const next = running.isStanding || verdict === 'on-time' ? null : addWorkingDays(calendar, start, days + waited + 1)
  const inTimeUntil = next === null ? null : addMilliseconds(startOfDay(next), -1)
  return { verdict, inTimeUntil, steps: () => countedSteps({ calendar, clock, start, end, waited, used }) }
}

type Counted = {
  readonly calendar: WorkingCalendar
  readonly clock: PetitionClock
  readonly start: PlainDate
  readonly end: PlainDate
  readonly waited: number
  readonly used: number
}

function countedSteps({ calendar, clock, start, end, waited, used }: Counted): readonly PetitionStep[] {
  const { days, name } = petitionClocks[clock]
  const limit = addWorkingDays(calendar, start, days + waited)
  const skipped = skippedWords(calendar, start, end)
  const aside = (language: 'vi' | 'en') => (skipped ? ` (${skipped[language]})` : '')
  const [first, last] = [dayWords(start), dayWords(end)]
  const over = used - days
  const text = {
    vi: `Thời hạn ${name.vi}: ${days} ngày làm việc${limit ? `, đến hết ${dayWords(limit).vi}` : ''}. Từ ${first.vi} (không tính ngày này) đến ${last.vi}: ${used} ngày làm việc${waited > 0 ? `, đã trừ ${waited} ngày chờ bổ sung` : ''}${aside('vi')}${over > 0 ? `; quá ${over} ngày làm việc` : ''}.`,
    en: `To ${name.en}: ${days} working days${limit ? `, to the end of ${dayWords(limit).en}` : ''}. From ${first.en} (not counted) to ${last.en}: ${used} working days${waited > 0 ? `, less ${waited} waiting for the petitioner` : ''}${aside('en')}${over > 0 ? `; ${over} working days over` : ''}.`,
  }
  const doubts = calendar.uncertain(start, end).map(
    ({ reason }): PetitionStep => ({
      rule: 'calendar-uncertain',
      text: { vi: `Lưu ý về lịch: ${reason.vi}.`, en: `About the calendar: ${reason.en}.` },
    }),
  )
  return [{ rule: clock, text }, ...doubts]
}

function outside(calendar: WorkingCalendar): PetitionStep {
  const [from, to] = [formatPlainDate(calendar.from), formatPlainDate(calendar.to)]
  return {
    rule: 'calendar-unknown',
    text: {
      vi: `Lịch làm việc chỉ biết từ ${from} đến ${to}: không đếm được ngày làm việc.`,
      en: `The working calendar knows ${from} to ${to} only: working days cannot be counted.`,
    },
  }
}
