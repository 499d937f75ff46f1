/** `2026`, `2026-10`, `2026-Q3`, `2026-H1` (6 months) or `2026-9M` (9 months). */
export type Period = string

/** Years that moments can be told of: 1990 to 2057. */
const shape = /^(199\d|20[0-4]\d|205[0-7])(?:-(?:(0[1-9]|1[0-2])|Q([1-4])|H([12])|9M))?$/

/** What a person is told who wrote something else. */
export const periodExpected = {
  vi: 'ghi kỳ như 2026, 2026-10, 2026-Q3, 2026-H1 hoặc 2026-9M',
  en: 'write a period like 2026, 2026-10, 2026-Q3, 2026-H1 or 2026-9M',
} as const

export function isPeriod(text: string): boolean {
  return shape.test(text)
}

/** First and last day, as YYYY-MM-DD. `period` must be one. */
export function periodDays(period: Period): { readonly first: string; readonly last: string } {
  const match = shape.exec(period)
  if (!match) throw new Error(`not a period: ${period}`)
  const [, year, month, quarter, half] = match
  const [from, to] = month
    ? [Number(month), Number(month)]
    : quarter
      ? [Number(quarter) * 3 - 2, Number(quarter) * 3]
      : half
        ? [Number(half) * 6 - 5, Number(half) * 6]
        : [1, period.endsWith('9M') ? 9 : 12]
  return { first: `${year}-${two(from)}-01`, last: `${year}-${two(to)}-${daysInMonth(Number(year), to)}` }
}

function two(n: number): string {
  return String(n).padStart(2, '0')
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}
