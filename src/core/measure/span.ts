import { monthsOf } from '../period/months.ts'
import { periodDays, type Period } from '../period/period.ts'
import { endOfDay, startOfDay } from '../time/instant.ts'
import { parsePlainDate, type PlainDate } from '../time/plain-date.ts'
import { asSecond, type Second, secondOf } from '../time/second.ts'
import type { Mark } from './predicate.ts'

/** A period asked about at a moment, as seconds. */
export type Span = Readonly<Record<Mark, Second>>

/** `asOf` is the second in which the question is asked; what happened within it has happened. */
export function spanOf(period: Period, asOf: Second): Span {
  const { first, last } = periodDays(period)
  const start = secondOf(startOfDay(day(first)))
  const end = secondOf(endOfDay(day(last)))
  return { 'before-period': asSecond(start - 1), moment: end < asOf ? end : asOf, 'as-of': asOf }
}

/** The months of the period that were over at the moment asked about. */
export function monthsOver(period: Period, span: Span): readonly Period[] {
  return monthsOf(period).filter((month) => !isProvisional(month, span))
}

/** Whether the period was not over: what is counted of it may still change. */
export function isProvisional(period: Period, { 'as-of': asOf }: Span): boolean {
  return asOf < secondOf(endOfDay(day(periodDays(period).last)))
}

function day(text: string): PlainDate {
  const date = parsePlainDate(text)
  if (date === null) throw new Error(`not a day: ${text}`)
  return date
}
