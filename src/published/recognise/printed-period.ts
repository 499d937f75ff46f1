import type { Period } from '../../core/period/period.ts'
import { fold, loose } from '../../core/text/fold.ts'

const roman: Record<string, string> = { i: '1', ii: '2', iii: '3', iv: '4' }
const year = String.raw`(?:/|\s*[-–]\s*|\s*,?\s*${loose('nam')}\s*)?\s*(20\d\d)(?!\d)`
const month = loose('thang')
/** The longer names first: "mười một" begins with "mười". */
const monthNames: readonly (readonly [string, number])[] = [
  ['muoi mot', 11],
  ['muoi hai', 12],
  ['muoi', 10],
  ['chap', 12],
  ['gieng', 1],
  ['mot', 1],
  ['hai', 2],
  ['ba', 3],
  ['tu', 4],
  ['nam', 5],
  ['sau', 6],
  ['bay', 7],
  ['tam', 8],
  ['chin', 9],
]

const fromTo = new RegExp(
  `${loose('tu')}\\s+${month}\\s*(\\d{1,2})(?:\\s*[/-]\\s*(20\\d\\d))?\\s*(?:${loose('den')}|-|–)\\s*(?:${loose('het')}\\s+)?${month}\\s*(\\d{1,2})${year}`,
)
const cumulative = new RegExp(
  `${loose('luy ke')}|${loose('cong don')}|${loose('den')}\\s+(?:${loose('het')}\\s+)?${month}`,
)
const months = new RegExp(
  `(?<!\\d)(\\d{1,2})\\s*${month}(?!\\s*\\d)\\s*(${loose('dau')}|${loose('cuoi')})?[^0-9]*(20\\d\\d)(?!\\d)`,
)
const numbered = new RegExp(`${month}\\s*(0?[1-9]|1[0-2])(?!\\d)${year}`)
const named = monthNames.map(
  ([name, value]) =>
    [
      // "tháng năm 2023" is "month, year" as likely as May: the fifth month needs its "năm" or a stroke.
      new RegExp(
        `${month}\\s+${loose(name)}\\s*(?:/|${loose('nam')}${name === 'nam' ? '' : '|\\s'})\\s*(20\\d\\d)(?!\\d)`,
      ),
      value,
    ] as const,
)
const quarter = new RegExp(`${loose('quy')}\\s*(i{1,3}|iv|[1-4])(?![a-z0-9])${year}`)
const wholeYear = new RegExp(`${loose('nam')}\\s*(20\\d\\d)(?!\\d)`)
const monthOrQuarter = new RegExp(`${month}|${loose('quy')}(?![a-z])`)
/** A day is when a letter was signed or figures were drawn, never the period. */
const day = new RegExp(
  `(?:(?:${loose('tinh')}\\s*)?${loose('den')}\\s*)?${loose('ngay')}\\s*\\d{1,2}\\s*(?:${month}\\s*\\d{1,2}\\s*${loose('nam')}\\s*\\d{4}|[/.-]\\s*\\d{1,2}\\s*[/.-]\\s*\\d{4})`,
  'g',
)

/** The period that a line names: "THÁNG 11/2023", "quý III/2026", "6 tháng đầu năm 2026", "năm 2026". */
export function printedPeriod(line: string): Period | null {
  return statedPeriod(line) ?? null
}

/** As `printedPeriod`; undefined where a line states none, null where it states one that is no `Period`. */
export function statedPeriod(line: string): Period | null | undefined {
  const text = fold(line).replaceAll(day, ' ')
  const range = fromTo.exec(text)
  if (range) return monthsOf(Number(range[1]), Number(range[3]), range[4] ?? '', range[2])
  const some = months.exec(text)
  if (some) return monthCount(Number(some[1]), some[2], some[3] ?? '')
  if (cumulative.test(text)) return null
  const single = numbered.exec(text)
  if (single) return `${single[2]}-${(single[1] ?? '').padStart(2, '0')}`
  for (const [pattern, value] of named) {
    const match = pattern.exec(text)
    if (match) return `${match[1]}-${String(value).padStart(2, '0')}`
  }
  const quarterOf = quarter.exec(text)
  if (quarterOf) return `${quarterOf[2]}-Q${roman[quarterOf[1] ?? ''] ?? quarterOf[1]}`
  const yearOf = wholeYear.exec(text)
  if (!yearOf) return undefined
  return monthOrQuarter.test(text.slice(0, yearOf.index)) ? null : (yearOf[1] ?? null)
}

/** "6 tháng đầu năm 2026"; "11 tháng" is a time that no period stands for. */
function monthCount(count: number, end: string | undefined, yearOf: string): Period | null {
  const last = end !== undefined && new RegExp(`^${loose('cuoi')}$`).test(end)
  return last ? monthsOf(13 - count, 12, yearOf) : monthsOf(1, count, yearOf)
}

/** A row of months as a period, where there is one: a month, a quarter, a half, nine months, a year. */
function monthsOf(first: number, last: number, yearOf: string, firstYear = yearOf): Period | null {
  if (firstYear !== yearOf || first < 1 || last > 12 || first > last) return null
  if (first === last) return `${yearOf}-${String(first).padStart(2, '0')}`
  const spans: Readonly<Record<string, string>> = {
    '1-3': '-Q1',
    '4-6': '-Q2',
    '7-9': '-Q3',
    '10-12': '-Q4',
    '1-6': '-H1',
    '7-12': '-H2',
    '1-9': '-9M',
    '1-12': '',
  }
  const span = spans[`${first}-${last}`]
  return span === undefined ? null : `${yearOf}${span}`
}
