import { limits } from '../core/limits.ts'
import { Refusal } from '../core/failure.ts'
import { startsWith } from '../file/archive.ts'
import { sniff } from '../file/sniff.ts'
import { decodeText } from '../file/text-bytes.ts'
import { type SumsHeading, sumsHeading } from './aggregate/heading.ts'
import { guessSums, type SumsMapping } from './aggregate/mapping.ts'
import { headOf, type IntakeFile } from './file.ts'
import { Progress } from './item.ts'
import { type Guess, guessMapping, type Mapping } from './list/mapping.ts'
import { headerKey, headingRows } from './table/heading.ts'
import type { TableRow } from './table/row.ts'
import { type TableFormat, tableRows } from './table/rows.ts'
import { templateFor } from './template/read.ts'
import type { Template } from './template/columns.ts'

/** Where a table begins: its sheet and heading. */
export type TablePlace = { readonly format: TableFormat; readonly sheet: string; readonly heading: TableRow }

/** What a file holds, told from its content. Guesses are for someone to confirm. */
export type Recognised =
  | { readonly adapter: 'sync'; readonly isLines: boolean }
  | ({ readonly adapter: 'template'; readonly template: Template } & TablePlace)
  | ({ readonly adapter: 'list'; readonly guesses: readonly Guess[] } & TablePlace)
  | ({ readonly adapter: 'aggregate'; readonly sums: SumsHeading; readonly guess: SumsMapping } & TablePlace)

/** What someone has confirmed for the source; without it the guesses are taken as they are. */
export type Confirmed = { readonly list?: Mapping; readonly sums?: SumsMapping }

/** Failures, thrown: data-not-recognised, and what is wrong with the file itself. */
export async function recogniseFile(file: IntakeFile, confirmed: Confirmed = {}): Promise<Recognised> {
  const head = await headOf(file, limits.intakeHeadBytes)
  const format = formatOf(head, file.name)
  if (format === 'json') return { adapter: 'sync', isLines: false }
  if (format === 'ndjson') return { adapter: 'sync', isLines: true }
  return recogniseTable(file, format, confirmed)
}

/** The format by the first bytes; the name decides only whether broken JSON is lines. */
export function formatOf(head: Uint8Array, name: string): 'json' | 'ndjson' | TableFormat {
  if (startsWith(head, [0x50, 0x4b, 0x03, 0x04])) return 'xlsx'
  const found = sniff(head, '')
  if (found !== 'json' && found !== 'text') throw new Refusal('data-not-recognised')
  const isNamedLines = /\.(?:ndjson|jsonl)$/i.test(name)
  if (found === 'text' && !isNamedLines && !/\.json$/i.test(name)) return 'csv'
  const text = jsonText(wholeLetters(head))
  if (!/"(?:MaHoSo|data)"/.test(text)) throw new Refusal('data-not-recognised')
  return isNamedLines || isLines(text) ? 'ndjson' : 'json'
}

/** A few bad bytes spoil their rows only; an old encoding spoils the file. */
function jsonText(head: Uint8Array): string {
  try {
    return decodeText(head)
  } catch (error) {
    if (!(error instanceof Refusal) || error.failure.code === 'text-encoding-legacy') throw error
    return new TextDecoder().decode(head)
  }
}

/** The first line is a document of its own, and another begins below it. */
function isLines(head: string): boolean {
  const [first = '', second = ''] = head.trimStart().split('\n', 2)
  if (!/^\s*[[{]/.test(second)) return false
  try {
    JSON.parse(first)
    return true
  } catch {
    return false
  }
}

/** The head may end in the middle of a letter. */
function wholeLetters(head: Uint8Array): Uint8Array {
  if (head.length < limits.intakeHeadBytes || (head[0] ?? 0) >= 0xfe) return head
  const start = head.findLastIndex((byte) => (byte & 0xc0) !== 0x80)
  return head.subarray(0, start)
}

async function recogniseTable(file: IntakeFile, format: TableFormat, confirmed: Confirmed): Promise<Recognised> {
  const starts = await firstRows(file, format)
  for (const rows of starts.values()) {
    for (const heading of rows) {
      const template = templateFor(heading)
      if (template) return { adapter: 'template', template, format, sheet: heading.sheet, heading }
    }
  }
  for (const rows of starts.values()) {
    const found = listIn(rows, format, confirmed.list) ?? sumsIn(rows, format, confirmed.sums)
    if (found) return found
  }
  throw new Refusal('data-not-recognised')
}

/** The row with the headers of the mapping; without one, a row that names a dossier's code and at least two things more. */
function listIn(rows: readonly TableRow[], format: TableFormat, mapping?: Mapping): Recognised | null {
  for (const heading of rows) {
    const guesses = guessMapping(heading.cells.filter((cell) => cell !== ''))
    const isGuessed = guesses.length >= 3 && guesses.some(({ field }) => field === 'code')
    if (mapping ? hasHeaders(heading, mapping) : isGuessed) {
      return { adapter: 'list', guesses, format, sheet: heading.sheet, heading }
    }
  }
  return null
}

/** At least the column of codes: that another one is gone is for reading to say. */
function hasHeaders({ cells }: TableRow, { columns }: Mapping): boolean {
  return columns.code !== undefined && cells.map(headerKey).includes(headerKey(columns.code))
}

function sumsIn(rows: readonly TableRow[], format: TableFormat, mapping?: SumsMapping): Recognised | null {
  const sums = sumsHeading(rows)
  const guess = sums && (mapping ?? guessSums(sums))
  const [heading] = rows
  return guess && heading ? { adapter: 'aggregate', sums, guess, format, sheet: heading.sheet, heading } : null
}

/** The first rows of each sheet, where a heading may be. */
async function firstRows(file: IntakeFile, format: TableFormat): Promise<ReadonlyMap<string, readonly TableRow[]>> {
  const starts = new Map<string, TableRow[]>()
  let count = 0
  try {
    for await (const row of tableRows(file, format, new Progress(), headingRows)) {
      const rows = starts.get(row.sheet) ?? []
      starts.set(row.sheet, rows)
      if (rows.length < headingRows) rows.push(row)
      if (format === 'csv' && ++count >= headingRows) break
    }
  } catch (error) {
    // A short file that breaks off is recognised by what is there; reading it says that it breaks off.
    if (!(error instanceof Refusal) || error.failure.code !== 'file-truncated') throw error
  }
  return starts
}
