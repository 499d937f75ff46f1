import { dayOf, daySeconds, type Day, endOf, type Second, type Span } from './days.ts'

/** A period the truth is told for. */
export type TruthPeriod = {
  /** `2026-10`, `2026-Q3`, `2026-H1`, `2026-9M`, `2026`. */
  readonly id: string
  readonly first: Second
  /** Its last moment, or that of the sample when it goes on. Deadlines are looked at from here. */
  readonly moment: Second
  /** The months of the sample in it, by their place. */
  readonly months: readonly number[]
}

/** Every month, the quarters and half years that are over by the end of the sample, and the years up to it. */
export function periodsOf({ months }: Span): TruthPeriod[] {
  const last = months.at(-1)
  const first = months[0]
  if (!last || !first) return []
  const years = [...new Set(months.map(({ id }) => id.slice(0, 4)))]
  const wide = years.flatMap((year) => [
    ...[1, 2, 3, 4].map((quarter) => of(`${year}-Q${quarter}`, year, quarter * 3 - 2, quarter * 3)),
    of(`${year}-H1`, year, 1, 6),
    of(`${year}-H2`, year, 7, 12),
    of(`${year}-9M`, year, 1, 9),
  ])
  const whole = wide.filter((period) => period.from >= first.first && period.to <= last.last)
  const all = [
    ...months.map(({ id, first: from, last: to }) => ({ id, from, to })),
    ...whole,
    ...years.map((year) => of(year, year, 1, 12)),
  ]
  return all.map(({ id, from, to }) => ({
    id,
    first: from * daySeconds,
    moment: Math.min(endOf(to), endOf(last.last)),
    months: months.flatMap((month, index) => (month.first >= from && month.last <= to ? [index] : [])),
  }))
}

function of(id: string, year: string, from: number, to: number): { id: string; from: Day; to: Day } {
  const start = (month: number) =>
    month > 12 ? dayOf(`${Number(year) + 1}-01-01`) : dayOf(`${year}-${String(month).padStart(2, '0')}-01`)
  return { id, from: start(from), to: start(to + 1) - 1 }
}
