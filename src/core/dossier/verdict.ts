import type { WorkingCalendar } from '../time/calendar.ts'
import { dateOf, type Instant, momentWords } from '../time/instant.ts'
import { spanWords, type Verdict, verdictNames } from '../time/judgement.ts'
import { halfDayOf, halfDaysBetween, halfDaysWords, skippedWords } from '../time/working-time.ts'
import type { Words } from '../words.ts'
import type { DossierStep } from './judgement.ts'

type Outcome = { readonly verdict: Verdict; readonly steps: readonly DossierStep[] }

/** `hasEnded` false: `until` is the moment asked about. */
type Ending = { readonly hasEnded: boolean; readonly until: Instant }

/** `at` is the end, or the moment asked about, less the citizen's time: not later than due is in time. */
export function againstDue(calendar: WorkingCalendar, at: Instant, due: Instant, { hasEnded, until }: Ending): Outcome {
  const isInTime = at <= due
  const verdict = verdictOf(isInTime, hasEnded)
  const less = (language: 'vi' | 'en', words: string) =>
    at === until ? momentWords(at)[language] : `${momentWords(until)[language]} ${words} ${momentWords(at)[language]}`
  const dueWords = momentWords(due)
  const tail = differenceTail(verdict, differenceWords(calendar, at, due))
  const vi = `${less('vi', 'trừ thời gian bổ sung là')} ${isInTime ? 'không sau' : 'sau'} hạn ${dueWords.vi}${tail.vi}`
  const en = `${less('en', 'less the supplement is')} ${isInTime ? 'not after' : 'after'} ${dueWords.en}${tail.en}`
  return { verdict, steps: [verdictStep(verdict, { vi, en })] }
}

/** Without a due date: the working time used against the procedure's maximum. */
export function againstMaximum(halves: number | null, maximum: number | null, hasEnded: boolean): Outcome {
  if (maximum === null)
    return unknown({
      rule: 'maximum-unknown',
      text: {
        vi: 'Không có hẹn trả và chưa biết thời hạn giải quyết tối đa của thủ tục.',
        en: 'There is no due date, and the maximum time of the procedure is not known.',
      },
    })
  const limit = halfDaysWords(maximum * 2)
  const step: DossierStep = {
    rule: 'maximum',
    text: {
      vi: `Không có hẹn trả: so với thời hạn tối đa của thủ tục, ${limit.vi}.`,
      en: `No due date: compared with the maximum time of the procedure, ${limit.en}.`,
    },
  }
  if (halves === null) return unknown(step)
  const isInTime = halves <= maximum * 2
  const verdict = verdictOf(isInTime, hasEnded)
  const [used, difference] = [halfDaysWords(halves), halfDaysWords(Math.abs(halves - maximum * 2))]
  const tail = differenceTail(verdict, halves === maximum * 2 ? null : difference)
  const vi = `đã dùng ${used.vi}, ${isInTime ? 'không quá' : 'quá'} ${limit.vi}${tail.vi}`
  const en = `${used.en} used, ${isInTime ? 'not more than' : 'more than'} ${limit.en}${tail.en}`
  return { verdict, steps: [step, verdictStep(verdict, { vi, en })] }
}

function unknown(step: DossierStep): Outcome {
  return { verdict: 'unknown', steps: [step, verdictStep('unknown')] }
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
