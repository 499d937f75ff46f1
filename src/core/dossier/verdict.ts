import type { WorkingCalendar } from '../time/calendar.ts'
import { addMilliseconds, dateOf, type Instant, momentWords } from '../time/instant.ts'
import { spanWords, type Verdict, verdictNames } from '../time/judgement.ts'
import { halfDayOf, halfDaysBetween, halfDaysWords, skippedWords } from '../time/working-time.ts'
import type { Words } from '../words.ts'
import type { DossierStep, DossierTelling } from './judgement.ts'
import type { WorkingTime } from './working-time.ts'

export type Outcome = {
  readonly verdict: Verdict
  /** See `Finding`. */
  readonly inTimeUntil: Instant | null
  readonly steps: DossierTelling
}

/** `hasEnded` false: `until` is the moment asked about. */
type Ending = { readonly hasEnded: boolean; readonly until: Instant }

/** `at` is the end, or the moment asked about, less the citizen's time: not later than due is in time. */
export function againstDue(calendar: WorkingCalendar, at: Instant, due: Instant, { hasEnded, until }: Ending): Outcome {
  const isInTime = at <= due
  const verdict = verdictOf(isInTime, hasEnded)
  const steps = () => [verdictStep(verdict, dueWords({ calendar, at, due, until, verdict }))]
  return { verdict, inTimeUntil: hasEnded ? null : addMilliseconds(due, until - at), steps }
}

type Compared = {
  readonly calendar: WorkingCalendar
  readonly at: Instant
  readonly due: Instant
  readonly until: Instant
  readonly verdict: Verdict
}

function dueWords({ calendar, at, due, until, verdict }: Compared): Words {
  const less = (language: 'vi' | 'en', words: string) =>
    at === until ? momentWords(at)[language] : `${momentWords(until)[language]} ${words} ${momentWords(at)[language]}`
  const words = momentWords(due)
  const tail = differenceTail(verdict, differenceWords(calendar, at, due))
  const is = at <= due ? { vi: 'không sau', en: 'not after' } : { vi: 'sau', en: 'after' }
  return {
    vi: `${less('vi', 'trừ thời gian bổ sung là')} ${is.vi} hạn ${words.vi}${tail.vi}`,
    en: `${less('en', 'less the supplement is')} ${is.en} ${words.en}${tail.en}`,
  }
}

/** Without a due date: the working time used against the procedure's maximum. */
export function againstMaximum(time: WorkingTime | null, maximum: number | null, hasEnded: boolean): Outcome {
  if (maximum === null) return unknown(maximumUnknown)
  const [halves, limit] = [time?.halves ?? null, maximum * 2]
  if (time === null || halves === null) return unknown(() => maximumStep(limit))
  const verdict = verdictOf(halves <= limit, hasEnded)
  const steps = () => [maximumStep(limit), verdictStep(verdict, usedWords(halves, limit, verdict))]
  return { verdict, inTimeUntil: hasEnded ? null : time.lastWithin(limit), steps }
}

function maximumUnknown(): DossierStep {
  return {
    rule: 'maximum-unknown',
    text: {
      vi: 'Không có hẹn trả và chưa biết thời hạn giải quyết tối đa của thủ tục.',
      en: 'There is no due date, and the maximum time of the procedure is not known.',
    },
  }
}

function maximumStep(limit: number): DossierStep {
  const words = halfDaysWords(limit)
  return {
    rule: 'maximum',
    text: {
      vi: `Không có hẹn trả: so với thời hạn tối đa của thủ tục, ${words.vi}.`,
      en: `No due date: compared with the maximum time of the procedure, ${words.en}.`,
    },
  }
}

function usedWords(halves: number, limit: number, verdict: Verdict): Words {
  const [used, most] = [halfDaysWords(halves), halfDaysWords(limit)]
  const tail = differenceTail(verdict, halves === limit ? null : halfDaysWords(Math.abs(halves - limit)))
  const is = halves <= limit ? { vi: 'không quá', en: 'not more than' } : { vi: 'quá', en: 'more than' }
  return {
    vi: `đã dùng ${used.vi}, ${is.vi} ${most.vi}${tail.vi}`,
    en: `${used.en} used, ${is.en} ${most.en}${tail.en}`,
  }
}

function unknown(step: () => DossierStep): Outcome {
  return { verdict: 'unknown', inTimeUntil: null, steps: () => [step(), verdictStep('unknown')] }
}

function verdictOf(isInTime: boolean, hasEnded: boolean): Verdict {
  if (hasEnded) return isInTime ? 'on-time' : 'late'
  return isInTime ? 'within' : 'overdue'
}

/** How far apart the two moments are, in working days; in hours when they share a half day; null when they coincide. */
function differenceWords(calendar: WorkingCalendar, at: Instant, due: Instant): Words | null {
  if (at === due) return null
  const halves = halfDaysBetween(calendar, halfDayOf(due), halfDayOf(at))
  if (halves === null || halves === 0) return spanWords(Math.abs(at - due))
  const days = halfDaysWords(Math.abs(halves))
  const [first, last] = at < due ? [dateOf(at), dateOf(due)] : [dateOf(due), dateOf(at)]
  const skipped = skippedWords(calendar, first, last)
  return skipped ? { vi: `${days.vi} (${skipped.vi})`, en: `${days.en} (${skipped.en})` } : days
}

function differenceTail(verdict: Verdict, difference: Words | null): Words {
  if (difference === null) return { vi: '', en: '' }
  const { vi, en } = difference
  const tails: Readonly<Record<Verdict, Words>> = {
    'on-time': { vi: `, sớm ${vi}`, en: `, ${en} early` },
    late: { vi: `, trễ ${vi}`, en: `, ${en} late` },
    within: { vi: `, còn ${vi}`, en: `, ${en} left` },
    overdue: { vi: `, quá ${vi}`, en: `, ${en} over` },
    unknown: { vi: '', en: '' },
  }
  return tails[verdict]
}

export function verdictStep(verdict: Verdict, because: Words | null = null): DossierStep {
  const name = verdictNames[verdict]
  const text = because
    ? { vi: `${name.vi}: ${because.vi}.`, en: `${name.en}: ${because.en}.` }
    : { vi: `${name.vi}.`, en: `${name.en}.` }
  return { rule: 'verdict', text }
}
