import type { Words } from '../words.ts'
import type { CalendarEntry, CalendarFile } from './calendar-file.ts'
import { addDays, dateOfDayNumber, dayNumber, dayWords, isWeekend, type PlainDate } from './plain-date.ts'

export type DayKind = 'ordinary' | 'weekend' | CalendarEntry['kind']

export type CalendarDay = {
  readonly date: PlainDate
  readonly kind: DayKind
  readonly working: boolean
  /** What the day is, for a listed one: `Tết Âm lịch`, `nghỉ bù Quốc khánh`. */
  readonly name: Words | null
  /** Titles of the laws, decisions and notices it rests on. */
  readonly basis: readonly string[]
}

export type Uncertainty = { readonly from: PlainDate; readonly to: PlainDate; readonly reason: Words }

/**
 * Which days are worked: Monday to Friday, less holidays, compensatory and swapped days, plus the weekend days worked
 * instead. It knows the days `from` to `to` only; asked about any other it answers null, never a guess.
 */
export class WorkingCalendar {
  readonly id: string
  readonly from: PlainDate
  readonly to: PlainDate
  readonly #days: readonly CalendarDay[]
  readonly #listed: ReadonlyMap<PlainDate, CalendarDay>
  readonly #uncertain: readonly Uncertainty[]
  readonly #first: number
  /** Working days from `from` up to and including each day; counting a span is one subtraction. */
  readonly #ordinals: Int32Array
  readonly #working: readonly PlainDate[]

  constructor(file: CalendarFile) {
    this.id = file.id
    this.from = file.from
    this.to = file.to
    this.#days = file.days.map((entry) => listedDay(entry, file))
    this.#listed = new Map(this.#days.map((day) => [day.date, day]))
    this.#uncertain = file.uncertain
    this.#first = dayNumber(file.from)
    this.#ordinals = new Int32Array(dayNumber(file.to) - this.#first + 1)
    const working: PlainDate[] = []
    for (const index of this.#ordinals.keys()) {
      const date = dateOfDayNumber(this.#first + index)
      if (this.#known(date).working) working.push(date)
      this.#ordinals[index] = working.length
    }
    this.#working = working
  }

  covers(date: PlainDate): boolean {
    return date >= this.from && date <= this.to
  }

  day(date: PlainDate): CalendarDay | null {
    return this.covers(date) ? this.#known(date) : null
  }

  /** How many working days there are from the calendar's first day up to and including this one. */
  ordinal(date: PlainDate): number | null {
    return this.#ordinals[dayNumber(date) - this.#first] ?? null
  }

  /** Whether the day is worked; null where the calendar does not know it. Quicker than `day`, which says why. */
  isWorked(date: PlainDate): boolean | null {
    const index = dayNumber(date) - this.#first
    const ordinal = this.#ordinals[index]
    return ordinal === undefined ? null : ordinal > (this.#ordinals[index - 1] ?? 0)
  }

  /** The working day with that ordinal, counted from 1. */
  workingDay(ordinal: number): PlainDate | null {
    return this.#working[ordinal - 1] ?? null
  }

  /** The listed days after `after`, up to and including `upTo`, in order. */
  listed(after: PlainDate, upTo: PlainDate): readonly CalendarDay[] {
    return this.#days.filter(({ date }) => date > after && date <= upTo)
  }

  /** What is not settled about the days from `from` to `to`. */
  uncertain(from: PlainDate, to: PlainDate): readonly Uncertainty[] {
    return this.#uncertain.filter((span) => span.from <= to && span.to >= from)
  }

  #known(date: PlainDate): CalendarDay {
    const weekend = isWeekend(date)
    const plain = { date, kind: weekend ? 'weekend' : 'ordinary', working: !weekend, name: null, basis: [] } as const
    return this.#listed.get(date) ?? plain
  }
}

function listedDay(entry: CalendarEntry, file: CalendarFile): CalendarDay {
  const basis = entry.basis.map((key) => file.documents[key]?.title ?? key)
  const { date, kind } = entry
  return { date, kind, working: kind === 'swap-worked', name: nameOf(entry, file), basis }
}

function nameOf(entry: CalendarEntry, file: CalendarFile): Words {
  if (entry.kind === 'holiday') return file.holidays[entry.holiday] ?? { vi: entry.holiday, en: entry.holiday }
  const other = dayWords(entry.for)
  if (entry.kind === 'swap-off') return { vi: `nghỉ hoán đổi, làm bù ${other.vi}`, en: `swapped for ${other.en}` }
  if (entry.kind === 'swap-worked') return { vi: `làm bù cho ${other.vi}`, en: `worked in place of ${other.en}` }
  const holiday = file.days.find((day) => day.kind === 'holiday' && day.date === entry.for)
  const name = holiday ? nameOf(holiday, file) : other
  return { vi: `nghỉ bù ${name.vi}`, en: `in place of ${name.en}` }
}

/** Runs of listed days that follow each other and are called the same: `Tết Âm lịch 08/02/2024–12/02/2024`. */
export function runsOf(days: readonly CalendarDay[]): readonly { first: PlainDate; last: PlainDate; name: Words }[] {
  const runs: { first: PlainDate; last: PlainDate; name: Words }[] = []
  for (const { date, name } of days) {
    const open = runs.at(-1)
    if (name === null) continue
    if (open && open.name.vi === name.vi && addDays(open.last, 1) === date) open.last = date
    else runs.push({ first: date, last: date, name })
  }
  return runs
}
