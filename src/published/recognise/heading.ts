import { fold, loose, tidy } from '../../core/text/fold.ts'
import type { MonthlyTable } from '../../core/table/monthly-table.ts'
import type { Period } from '../../core/period/period.ts'

type Heading = Pick<MonthlyTable, 'title' | 'subtitle' | 'period' | 'letter' | 'issuer'>

const roman: Record<string, string> = { i: '1', ii: '2', iii: '3', iv: '4' }
const year = String.raw`(?:/|\s*[-–]\s*|\s*${loose('nam')}\s*)?\s*(20\d\d)`

const periods: readonly (readonly [RegExp, (match: RegExpExecArray) => Period])[] = [
  [new RegExp(`9\\s*${loose('thang')}[^0-9]*(20\\d\\d)`), ([, y]) => `${y}-9M`],
  [new RegExp(`6\\s*${loose('thang')}\\s*${loose('cuoi')}[^0-9]*(20\\d\\d)`), ([, y]) => `${y}-H2`],
  [new RegExp(`6\\s*${loose('thang')}[^0-9]*(20\\d\\d)`), ([, y]) => `${y}-H1`],
  [
    new RegExp(`(?<!(?:^|\\D)0?[69]\\s*)${loose('thang')}\\s*(0?[1-9]|1[0-2])${year}`),
    ([, m, y]) => `${y}-${(m ?? '').padStart(2, '0')}`,
  ],
  [new RegExp(`${loose('quy')}\\s*(i{1,3}|iv|[1-4])${year}`), ([, q, y]) => `${y}-Q${roman[q ?? ''] ?? q}`],
  [new RegExp(`${loose('nam')}\\s*(20\\d\\d)`), ([, y]) => y ?? ''],
]

/** The period that a line names: "THÁNG 11/2023", "quý III/2026", "6 tháng đầu năm 2026", "năm 2026". */
export function printedPeriod(line: string): Period | null {
  const folded = fold(line)
  for (const [pattern, make] of periods) {
    const match = pattern.exec(folded)
    if (match) return make(match)
  }
  return null
}

const attached = new RegExp(loose('kem theo'))
const isTitle = new RegExp(loose('chi so'))
const dated = new RegExp(
  `${loose('ngay')}\\s*(\\d{1,2})\\s*${loose('thang')}\\s*(\\d{1,2})\\s*${loose('nam')}\\s*(\\d{4})`,
)
const numbered = new RegExp(`(?<![a-z])(?:${loose('so')})\\s*:?\\s*(\\d*)\\s*(/\\s*[^\\s,;)]+)`)
const sender = /(?:\d{4}\s+)(?:của|c\?a)\s+([^)]+)\)?\s*$/

/** Reads the lines before the table: title, where the figures come from, the letter that the table goes with. */
export function heading(lines: readonly string[]): Heading {
  const start = lines.findIndex((line) => isTitle.test(fold(line)) && !attached.test(fold(line)))
  const titleLines = start < 0 ? [] : titleFrom(lines.slice(start))
  const title = titleLines.join(' ')
  const rest = lines.slice(start + titleLines.length)
  const letterLine = lines.find((line) => attached.test(fold(line)))
  const subtitle = start < 0 ? undefined : rest.find((line) => line.startsWith('(') && !attached.test(fold(line)))
  return {
    title: title || (lines[0] ?? ''),
    subtitle: subtitle ?? null,
    period: [title, ...lines.filter((line) => !attached.test(fold(line)))].map(printedPeriod).find(Boolean) ?? null,
    letter: letterOf(letterLine ? [letterLine] : lines),
    issuer: letterLine ? tidy(sender.exec(letterLine)?.[1] ?? '') || null : null,
  }
}

/** A title may run over lines: capitals go on until a line that is not in capitals or opens a bracket. */
function titleFrom(lines: readonly string[]): readonly string[] {
  const first = lines[0] ?? ''
  const capitals = (line: string) =>
    line !== '' && line === line.toUpperCase() && /\p{Lu}/u.test(line) && !line.startsWith('(')
  if (!capitals(first)) return [first]
  const end = lines.findIndex((line) => !capitals(line))
  return end < 0 ? lines : lines.slice(0, end)
}

function letterOf(lines: readonly string[]): MonthlyTable['letter'] {
  const dateOf = lines.map((line) => dated.exec(fold(line))).find(Boolean)
  const numberOf = lines.map(letterNumber).find((number) => number !== null) ?? null
  if (!dateOf && numberOf === null) return null
  return { number: numberOf, date: dateOf ? isoDate(dateOf) : null }
}

function letterNumber(line: string): string | null {
  const match = numbered.exec(fold(line))
  if (!match) return null
  // The pattern runs on folded text of the same length, so that the number keeps its letters as printed.
  const start = match.index + match[0].length - (match[2] ?? '').length
  return `${match[1] ?? ''}${line.slice(start, start + (match[2] ?? '').length)}`.replaceAll(/\s/g, '')
}

function isoDate([, day, month, yearOf]: RegExpExecArray): string | null {
  const text = `${yearOf}-${(month ?? '').padStart(2, '0')}-${(day ?? '').padStart(2, '0')}`
  const isDay = Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31
  return isDay ? text : null
}
