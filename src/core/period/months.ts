import { type Period, periodDays } from './period.ts'

/** The months of a period, in order: `2026-Q3` gives 2026-07, 2026-08, 2026-09. */
export function monthsOf(period: Period): readonly Period[] {
  const { first, last } = periodDays(period)
  const [from, to] = [Number(first.slice(5, 7)), Number(last.slice(5, 7))]
  const year = first.slice(0, 4)
  return Array.from({ length: to - from + 1 }, (_, index) => `${year}-${String(from + index).padStart(2, '0')}`)
}

/** The period of the same kind just before: the month, quarter or half year before, the same nine months of last year. */
export function periodBefore(period: Period): Period {
  const year = Number(period.slice(0, 4))
  const part = period.slice(5)
  if (part === '' || part === '9M') return [`${year - 1}`, part].filter(Boolean).join('-')
  const [letter, number] = /^\d/.test(part) ? ['', Number(part)] : [part.slice(0, 1), Number(part.slice(1))]
  const count = letter === 'Q' ? 4 : letter === 'H' ? 2 : 12
  const before = number === 1 ? count : number - 1
  const text = letter === '' ? String(before).padStart(2, '0') : `${letter}${before}`
  return `${number === 1 ? year - 1 : year}-${text}`
}
