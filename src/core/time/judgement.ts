import type { Words } from '../words.ts'
import type { WorkingCalendar } from './calendar.ts'
import { addMilliseconds, dateOf, endOfDay, type Instant, millisecondOfDay } from './instant.ts'
import type { PlainDate } from './plain-date.ts'

/**
 * on-time, late: handling has ended. within, overdue: it has not, at the moment asked about. unknown: what would decide
 * is not stated; the steps say what.
 */
export const verdicts = ['on-time', 'late', 'within', 'overdue', 'unknown'] as const
export type Verdict = (typeof verdicts)[number]

export const verdictNames: Readonly<Record<Verdict, Words>> = {
  'on-time': { vi: 'Đúng hạn', en: 'On time' },
  late: { vi: 'Trễ hạn', en: 'Late' },
  within: { vi: 'Còn hạn', en: 'Within the time limit' },
  overdue: { vi: 'Quá hạn', en: 'Overdue' },
  unknown: { vi: 'Chưa xác định được', en: 'Not known' },
}

/** One rule that was applied, by its stable name, and what it gave here. */
export type Step<Rule extends string> = { readonly rule: Rule; readonly text: Words }

/** Steps are told when they are asked for: most judgements are only counted, and the words cost ten times the verdict. */
export type Telling<Rule extends string> = () => readonly Step<Rule>[]

/** What a judgement is told with: `steps` are put into words when they are first read. */
export class Told<Rule extends string> {
  readonly #steps: Telling<Rule>

  constructor(tell: Telling<Rule>) {
    this.#steps = once(tell)
  }

  get steps(): readonly Step<Rule>[] {
    return this.#steps()
  }

  /** JSON passes over getters of a class. */
  toJSON(): object {
    return Object.assign({}, this, { steps: this.steps })
  }
}

/** Works it out when it is first needed, and then remembers it. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null
  return () => (made ??= { value: make() }).value
}

/** What a deadline is asked with. `periodEnd` null: the current period, so the moment asked about is `asOf`. */
export type DeadlineQuestion = {
  readonly asOf: Instant
  readonly periodEnd: PlainDate | null
  readonly calendar: WorkingCalendar
}

/**
 * The moment everything is looked at from: the end of the period, or `asOf` when that is earlier. What happened after it
 * had not happened yet, so a past report can be asked again.
 */
export function momentOf({ asOf, periodEnd }: Pick<DeadlineQuestion, 'asOf' | 'periodEnd'>): Instant {
  const end = periodEnd === null ? asOf : endOfDay(periodEnd)
  return end < asOf ? end : asOf
}

/** A due time of exactly 00:00 is a day without a time: it runs to the end of that day (Civil Code, article 148(6)). */
export function dueMoment(due: Instant): Instant {
  return millisecondOfDay(due) === 0 ? endOfDay(dateOf(due)) : due
}

export function spanWords(milliseconds: number): Words {
  const minutes = Math.floor(milliseconds / 60_000)
  const parts = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60]
  const names: readonly Words[] = [
    { vi: 'ngày', en: 'd' },
    { vi: 'giờ', en: 'h' },
    { vi: 'phút', en: 'min' },
  ]
  const shown = (language: 'vi' | 'en') =>
    parts.flatMap((part, index) => (part > 0 ? [`${part} ${names[index]?.[language] ?? ''}`] : [])).join(' ')
  return { vi: shown('vi') || 'dưới 1 phút', en: shown('en') || 'under 1 min' }
}

export function minus(at: Instant, milliseconds: number): Instant {
  return addMilliseconds(at, -milliseconds)
}
