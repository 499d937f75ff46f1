/**
 * The sample's own days: whole days since 1970-01-01 and, within them, seconds of the clock in Viet Nam. Written apart from
 * core's calendar on purpose: what the generator means must not follow from the code that will judge it. Where working
 * days decide (no due date), the sample keeps days away from the limit.
 */
export type Day = number
/** Seconds since 1970-01-01 00:00 on the clock in Viet Nam. */
export type Second = number

export const daySeconds = 86_400

/** Days off that are no weekend, and weekend days worked, July 2025 to December 2026. */
const off = new Set(
  `2025-09-01 2025-09-02 2026-01-01 2026-01-02 2026-02-16 2026-02-17 2026-02-18 2026-02-19 2026-02-20 2026-04-27
   2026-04-30 2026-05-01 2026-08-31 2026-09-01 2026-09-02 2026-11-24`
    .split(/\s+/)
    .map(dayOf),
)
const worked = new Set(['2026-01-10', '2026-08-22'].map(dayOf))

/** `2026-10-08` as a day. */
export function dayOf(text: string): Day {
  return Date.parse(`${text}T00:00:00Z`) / 1000 / daySeconds
}

const written = new Map<Day, string>()

/** `20261008`. */
export function compact(day: Day): string {
  const known = written.get(day)
  if (known !== undefined) return known
  const text = new Date(day * daySeconds * 1000).toISOString().slice(0, 10).replaceAll('-', '')
  written.set(day, text)
  return text
}

/** `08/10/2026`, as the import templates write days. */
export function dayText(day: Day): string {
  const text = compact(day)
  return `${text.slice(6)}/${text.slice(4, 6)}/${text.slice(0, 4)}`
}

/** `20261008093000`, as the synchronisation format writes times. */
export function stamp(at: Second): string {
  const rest = at % daySeconds
  return (
    compact((at - rest) / daySeconds) + two(Math.floor(rest / 3600)) + two(Math.floor(rest / 60) % 60) + two(rest % 60)
  )
}

/** `08/10/2026 09:30`; seconds are not written, so times for a template are whole minutes. */
export function momentText(at: Second): string {
  const rest = at % daySeconds
  return `${dayText((at - rest) / daySeconds)} ${two(Math.floor(rest / 3600))}:${two(Math.floor(rest / 60) % 60)}`
}

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value)
}

function isWorked(day: Day): boolean {
  // 1970-01-01 was a Thursday: 2 is Saturday, 3 is Sunday.
  const weekend = day % 7 === 2 || day % 7 === 3
  return worked.has(day) || (!weekend && !off.has(day))
}

export type Month = {
  /** `2026-10`. */
  readonly id: string
  readonly first: Day
  readonly last: Day
  /** Places of its first and last working day in the list of working days. */
  readonly from: number
  readonly to: number
}

export type Span = { readonly months: readonly Month[]; readonly workdays: readonly Day[] }

/** `count` months up to and including `until`, and every working day from the first to two months after the last. */
export function spanOf(until: string, count: number): Span {
  const [year = 0, month = 0] = until.split('-').map(Number)
  const first = (shift: number) => Date.UTC(year, month - 1 + shift, 1) / 1000 / daySeconds
  const workdays: Day[] = []
  for (let day = first(1 - count); day < first(3); day++) if (isWorked(day)) workdays.push(day)
  const months = Array.from({ length: count }, (_, index) => {
    const [start, next] = [first(index - count + 1), first(index - count + 2)]
    const text = compact(start)
    return {
      id: `${text.slice(0, 4)}-${text.slice(4, 6)}`,
      first: start,
      last: next - 1,
      from: workdays.findIndex((day) => day >= start),
      to: workdays.findLastIndex((day) => day < next),
    }
  })
  return { months, workdays }
}

/** The last second of the day. */
export function endOf(day: Day): Second {
  return day * daySeconds + daySeconds - 1
}
