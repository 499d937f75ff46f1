import { fold, loose, tidy } from '../../core/text/fold.ts'
import type { MonthlyTable } from '../../core/table/monthly-table.ts'
import { statedPeriod } from './printed-period.ts'

type Heading = Pick<MonthlyTable, 'title' | 'subtitle' | 'period' | 'letter' | 'issuer'>

const attached = new RegExp(loose('kem theo'))
const titleWords = new RegExp(loose('chi so'))
const dayMonthYear = String.raw`(\d{1,2})\s*(?:${loose('thang')}|[/.-])\s*(\d{1,2})\s*(?:${loose('nam')}|[/.-])\s*(\d{4})(?!\d)`
const dated = new RegExp(`${loose('ngay')}\\s*${dayMonthYear}`)
/** Behind "kèm theo" a bare day is the letter's too. */
const bareDate = new RegExp(`(?<!\\d)${dayMonthYear}`)
const numbered = new RegExp(`(?<![a-z])(?:${loose('so')})\\s*:?\\s*((?:\\d[\\d.]*)?)\\s*(/\\s*[^\\s,;)]+)`)
const sender = /(?:\d{4}\s+)(?:của|c\?a)\s+([^)]+)\)?\s*$/
/** A decision that a line refers to, and a day up to which figures run, are not the letter's. */
const referred = new RegExp(
  `${loose('quyet dinh')}|${loose('nghi dinh')}|${loose('nghi quyet')}|${loose('thong tu')}|${loose('den')}\\s*${loose('ngay')}`,
)

export function isTitle(line: string): boolean {
  const folded = fold(line)
  return titleWords.test(folded) && !attached.test(folded)
}

/** Reads the lines before the table: title, where the figures come from, the letter that the table goes with. */
export function heading(printed: readonly string[]): Heading {
  const lines = closedBrackets(printed)
  const start = lines.findIndex(isTitle)
  const titleLines = start < 0 ? [] : titleFrom(lines.slice(start))
  const title = titleLines.join(' ')
  const rest = lines.slice(start + titleLines.length)
  const letterLine = lines.find((line) => attached.test(fold(line)))
  const subtitle = start < 0 ? undefined : rest.find((line) => line.startsWith('(') && !attached.test(fold(line)))
  const stated = [title, ...lines.filter((line) => !attached.test(fold(line)))].map(statedPeriod)
  return {
    title: title || (lines[0] ?? ''),
    subtitle: subtitle ?? null,
    period: stated.find((period) => period !== undefined) ?? null,
    letter: letterLine ? letterOf([letterLine], bareDate) : letterOf(lines.filter(isOwn), dated),
    issuer: letterLine ? tidy(sender.exec(letterLine)?.[1] ?? '') || null : null,
  }
}

function isOwn(line: string): boolean {
  return !referred.test(fold(line))
}

const longestBracket = 6

/** A PDF breaks a bracket over lines: they are joined up to where it closes. */
function closedBrackets(lines: readonly string[]): readonly string[] {
  const joined: string[] = []
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? ''
    const end = line.startsWith('(') && !line.includes(')') ? closing(lines, at) : at
    joined.push(lines.slice(at, end + 1).join(' '))
    at = end
  }
  return joined
}

function closing(lines: readonly string[], from: number): number {
  const length = lines.slice(from + 1, from + longestBracket).findIndex((line) => /[()]/.test(line))
  const end = from + 1 + length
  return length >= 0 && /^[^(]*\)/.test(lines[end] ?? '') ? end : from
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

function letterOf(lines: readonly string[], date: RegExp): MonthlyTable['letter'] {
  const dateOf = lines.map((line) => date.exec(fold(line))).find(Boolean)
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

/** A day of the calendar; 31/02 is none. */
function isoDate([, day, month, year]: RegExpExecArray): string | null {
  const text = `${year}-${(month ?? '').padStart(2, '0')}-${(day ?? '').padStart(2, '0')}`
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? text : null
}
