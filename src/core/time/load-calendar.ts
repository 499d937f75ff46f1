import { isNode, isPair, LineCounter, parseDocument, type Document } from 'yaml'
import type { z } from 'zod'
import { failure, type Failure, type Place, type Result } from '../failure.ts'
import { type CalendarEntry, type CalendarFile, calendarFile } from './calendar-file.ts'
import { WorkingCalendar } from './calendar.ts'
import { isWeekend, type PlainDate } from './plain-date.ts'

type Path = readonly PropertyKey[]
type Problem = { readonly path: Path; readonly reason: string }

/**
 * Reads a calendar file. `file` is its name, for messages. Failures carry line and column: yaml-invalid,
 * calendar-invalid.
 */
export function loadCalendar(text: string, file: string): Result<WorkingCalendar> {
  const lines = new LineCounter()
  const document = parseDocument(text.normalize('NFC'), { lineCounter: lines })
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset)
    return { file, line, column: col }
  }
  if (document.errors.length > 0) {
    const failures = document.errors.map((error) =>
      failure('yaml-invalid', { reason: error.code }, placeAt(error.pos[0])),
    )
    return { ok: false, failures }
  }
  const invalid = ({ path, reason }: Problem): Failure => {
    const field = path.map(String).join('.') || file
    return failure('calendar-invalid', { field, reason }, placeAt(offsetOf(document, path)))
  }
  const parsed = calendarFile.safeParse(document.toJS({ maxAliasCount: 100 }))
  if (!parsed.success) return { ok: false, failures: parsed.error.issues.map((issue) => invalid(problemOf(issue))) }
  const problems = problemsOf(parsed.data)
  if (problems.length > 0) return { ok: false, failures: problems.map(invalid) }
  return { ok: true, value: new WorkingCalendar(parsed.data) }
}

/** The key that an unknown-key problem is about stands in the text, so point there and not at its map. */
function problemOf(issue: z.core.$ZodIssue): Problem {
  const path = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path
  return { path, reason: issue.message }
}

/** Where the value stands, or the nearest thing around it that is there. */
function offsetOf(document: Document, path: Path): number {
  for (let length = path.length; length > 0; length--) {
    const found = document.getIn(path.slice(0, length), true)
    const node = isPair(found) ? found.key : found
    if (isNode(node) && node.range) return node.range[0]
  }
  return 0
}

/** What the shape cannot say: days in order, inside the span, on the right side of the week, pairs that match. */
function problemsOf(file: CalendarFile): Problem[] {
  const entries = new Map(file.days.map((entry) => [entry.date, entry]))
  const days = file.days.flatMap((entry, index) => {
    const reasons = [...placeReasons(entry, file), ...pairReasons(entry, entries), ...nameReasons(entry, file)]
    const previous = file.days[index - 1]
    if (previous && previous.date >= entry.date) reasons.push(`${entry.date} does not come after ${previous.date}`)
    return reasons.map((reason) => ({ path: ['days', index], reason }))
  })
  const spans = file.uncertain.flatMap((span, index) =>
    span.from <= span.to ? [] : [{ path: ['uncertain', index], reason: `${span.from} is after ${span.to}` }],
  )
  const whole = file.from <= file.to ? [] : [{ path: ['from'], reason: `${file.from} is after ${file.to}` }]
  return [...whole, ...days, ...spans]
}

function placeReasons(entry: CalendarEntry, file: CalendarFile): string[] {
  const reasons: string[] = []
  if (entry.date < file.from || entry.date > file.to)
    reasons.push(`${entry.date} is outside ${file.from} to ${file.to}`)
  const weekend = isWeekend(entry.date)
  if ((entry.kind === 'compensatory' || entry.kind === 'swap-off') && weekend)
    reasons.push(`${entry.date} is a weekly day off already`)
  if (entry.kind === 'swap-worked' && !weekend) reasons.push(`${entry.date} is a working day already`)
  return reasons
}

/** A compensatory day stands for a holiday on a weekend; the two days of a swap name each other. */
function pairReasons(entry: CalendarEntry, entries: ReadonlyMap<PlainDate, CalendarEntry>): string[] {
  if (entry.kind === 'holiday') return []
  const other = entries.get(entry.for)
  if (entry.kind === 'compensatory')
    return other?.kind === 'holiday' && isWeekend(other.date) ? [] : [`${entry.for} is no holiday on a weekend`]
  const wanted = entry.kind === 'swap-off' ? 'swap-worked' : 'swap-off'
  return other?.kind === wanted && other.for === entry.date
    ? []
    : [`${entry.for} is not the ${wanted} for ${entry.date}`]
}

function nameReasons(entry: CalendarEntry, file: CalendarFile): string[] {
  const unknown = entry.basis.filter((key) => file.documents[key] === undefined)
  const reasons = unknown.map((key) => `no document "${key}" in this file`)
  if (entry.kind === 'holiday' && file.holidays[entry.holiday] === undefined)
    reasons.push(`no holiday "${entry.holiday}" in this file`)
  return reasons
}
