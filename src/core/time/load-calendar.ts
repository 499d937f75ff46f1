import type { Result } from '../failure.ts'
import type { Words } from '../words.ts'
import { type EntryProblem, YamlFile } from '../yaml-file.ts'
import { type CalendarEntry, type CalendarFile, calendarFile } from './calendar-file.ts'
import { WorkingCalendar } from './calendar.ts'
import { isWeekend, type PlainDate } from './plain-date.ts'

/**
 * Reads a calendar file. `file` is its name, for messages. Failures carry line and column: yaml-invalid,
 * calendar-invalid.
 */
export function loadCalendar(text: string, file: string): Result<WorkingCalendar> {
  const yaml = YamlFile.parse(text, file)
  if (!yaml.ok) return yaml
  const checked = yaml.value.check(calendarFile)
  if ('problems' in checked) return yaml.value.failures('calendar-invalid', checked.problems)
  const problems = problemsOf(checked.data)
  if (problems.length > 0) return yaml.value.failures('calendar-invalid', problems)
  return { ok: true, value: new WorkingCalendar(checked.data) }
}

/** What the shape cannot say: days in order, inside the span, on the right side of the week, pairs that match. */
function problemsOf(file: CalendarFile): EntryProblem[] {
  const entries = new Map(file.days.map((entry) => [entry.date, entry]))
  const days = file.days.flatMap((entry, index) => {
    const reasons = [
      ...orderReasons(file.days[index - 1], entry),
      ...placeReasons(entry, file),
      ...pairReasons(entry, entries),
      ...nameReasons(entry, file),
    ]
    return reasons.map((reason) => ({ path: ['days', index], reason }))
  })
  const spans = file.uncertain.flatMap((span, index) => backwards(span, ['uncertain', index]))
  return [...backwards(file, ['from']), ...days, ...spans]
}

function backwards({ from, to }: { readonly from: PlainDate; readonly to: PlainDate }, path: EntryProblem['path']) {
  return from <= to ? [] : [{ path, reason: { vi: `${from} sau ${to}`, en: `${from} is after ${to}` } }]
}

function orderReasons(previous: CalendarEntry | undefined, { date }: CalendarEntry): Words[] {
  if (previous === undefined || previous.date < date) return []
  return [{ vi: `${date} không đứng sau ${previous.date}`, en: `${date} does not come after ${previous.date}` }]
}

function placeReasons({ date, kind }: CalendarEntry, { from, to }: CalendarFile): Words[] {
  const reasons: Words[] = []
  if (date < from || date > to)
    reasons.push({ vi: `${date} nằm ngoài ${from} đến ${to}`, en: `${date} is outside ${from} to ${to}` })
  const weekend = isWeekend(date)
  if ((kind === 'compensatory' || kind === 'swap-off') && weekend)
    reasons.push({ vi: `${date} vốn là ngày nghỉ hằng tuần`, en: `${date} is a weekly day off already` })
  if (kind === 'swap-worked' && !weekend)
    reasons.push({ vi: `${date} vốn là ngày làm việc`, en: `${date} is a working day already` })
  return reasons
}

/** A compensatory day stands for a holiday on a weekend; the two days of a swap name each other. */
function pairReasons(entry: CalendarEntry, entries: ReadonlyMap<PlainDate, CalendarEntry>): Words[] {
  if (entry.kind === 'holiday') return []
  const { date, for: day } = entry
  const other = entries.get(day)
  if (entry.kind === 'compensatory') {
    if (other?.kind === 'holiday' && isWeekend(day)) return []
    return [{ vi: `${day} không phải ngày lễ trùng cuối tuần`, en: `${day} is no holiday on a weekend` }]
  }
  const wanted = entry.kind === 'swap-off' ? 'swap-worked' : 'swap-off'
  if (other?.kind === wanted && other.for === date) return []
  return [{ vi: `${day} không phải là ngày ${wanted} của ${date}`, en: `${day} is not the ${wanted} for ${date}` }]
}

function nameReasons(entry: CalendarEntry, file: CalendarFile): Words[] {
  const reasons = entry.basis
    .filter((key) => file.documents[key] === undefined)
    .map((key) => ({ vi: `tệp không có văn bản "${key}"`, en: `no document "${key}" in this file` }))
  if (entry.kind === 'holiday' && file.holidays[entry.holiday] === undefined)
    reasons.push({ vi: `tệp không có ngày lễ "${entry.holiday}"`, en: `no holiday "${entry.holiday}" in this file` })
  return reasons
}
