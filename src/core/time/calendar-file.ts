import { z } from 'zod'
import { parsePlainDate } from './plain-date.ts'

/** What a calendar file may say: `calendars/vn.yaml`. */

const text = z.strictObject({ vi: z.string().min(1), en: z.string().min(1) })

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'a date is written YYYY-MM-DD')
  .transform((value, context) => {
    const date = parsePlainDate(value)
    if (date !== null) return date
    context.addIssue({ code: 'custom', message: `there is no day ${value}` })
    return z.NEVER
  })

const key = z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
const basis = z.array(key).min(1)

const entry = z.discriminatedUnion('kind', [
  /** Ngày lễ, tết: a public holiday, also where it falls on a weekend. */
  z.strictObject({ date: day, kind: z.literal('holiday'), holiday: key, basis }),
  /** Nghỉ bù: the working day after, in place of a holiday that fell on a weekly day off. */
  z.strictObject({ date: day, kind: z.literal('compensatory'), for: day, basis }),
  /** Nghỉ hoán đổi: a working day given off; `for` is the weekly day off that is worked instead. */
  z.strictObject({ date: day, kind: z.literal('swap-off'), for: day, basis }),
  /** Làm bù: the weekly day off that is worked; `for` is the day off it pays for. */
  z.strictObject({ date: day, kind: z.literal('swap-worked'), for: day, basis }),
])

const limits = { days: 2000, documents: 200 }

export const calendarFile = z.strictObject({
  id: key,
  name: text,
  /** First and last day that the file knows. It says nothing about any other day. */
  from: day,
  to: day,
  documents: z
    .record(key, z.strictObject({ title: z.string().min(1), date: day, evidence: z.string().min(1).optional() }))
    .refine((documents) => Object.keys(documents).length <= limits.documents, 'too many documents'),
  holidays: z.record(key, text),
  days: z.array(entry).min(1).max(limits.days),
  /** Spans in which a decision is still open or was not seen: they are counted, and every count says so. */
  uncertain: z.array(z.strictObject({ from: day, to: day, reason: text })).max(limits.days),
})
export type CalendarFile = z.infer<typeof calendarFile>
export type CalendarEntry = z.infer<typeof entry>
