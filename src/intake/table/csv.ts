import { Readable, pipeline } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { z } from 'zod'
import { Refusal } from '../../core/failure.ts'
import { limits } from '../../core/limits.ts'
import { tidy } from '../../core/text/fold.ts'
import { textChunks } from '../text-stream.ts'
import type { TableRow } from './row.ts'

const parsed = z.object({ info: z.object({ lines: z.int() }), record: z.array(z.string()) })

/**
 * Rows of a CSV file, one at a time, the first of them the heading. Comma, semicolon and tab are told apart by the first
 * lines. A file whose last row is open or shorter than the heading broke off: failure file-truncated, without that row.
 */
export async function* csvRows(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<TableRow> {
  const chunks = textChunks(bytes)
  const { value: start } = await chunks.next()
  const head = typeof start === 'string' ? start : ''
  const parser = parse({
    delimiter: separatorOf(head),
    relax_column_count: true,
    relax_quotes: true,
    info: true,
    max_record_size: limits.intakeRowBytes,
  })
  const end = { text: '' }
  pipeline(Readable.from(watched(head, chunks, end)), parser, () => {})
  let last: TableRow | null = null
  let width = 0
  try {
    for await (const item of parser) {
      if (last) yield last
      last = rowOf(item)
      width = Math.max(width, width === 0 ? last.cells.length : 0)
    }
  } catch (error) {
    throw csvRefusal(error, last?.number ?? 0)
  }
  if (last && last.cells.length < width && !/[\r\n]$/.test(end.text)) throw cut(last.number)
  if (last) yield last
}

/** Passes the text on and remembers how it ends. */
async function* watched(head: string, rest: AsyncIterable<string>, end: { text: string }): AsyncGenerator<string> {
  end.text = head
  yield head
  for await (const text of rest) {
    if (text === '') continue
    end.text = text
    yield text
  }
}

function rowOf(item: unknown): TableRow {
  const { info, record } = parsed.parse(item)
  const place = { line: info.lines }
  if (record.length > limits.rowCells) throw new Refusal('too-many-cells', { limit: limits.rowCells }, place)
  return { sheet: '', number: info.lines, cells: record.map(tidy) }
}

function csvRefusal(error: unknown, rows: number): unknown {
  if (!(error instanceof CsvError)) return error
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') return cut(rows)
  if (error.code === 'CSV_MAX_RECORD_SIZE') {
    return new Refusal('cell-too-long', { limit: limits.intakeRowBytes }, { line: rows + 1 })
  }
  return new Refusal('format-damaged', { reason: `CSV, ${error.code}` }, { line: rows + 1 })
}

function cut(rows: number): Refusal {
  return new Refusal('file-truncated', { rows }, { line: rows })
}

const separators = [',', ';', '\t'] as const

/** The one that parts the most cells in one of the first lines; quoted text does not count. */
export function separatorOf(head: string): string {
  const lines = head
    .slice(0, 20_000)
    .replaceAll(/"[^"]*"/g, '')
    .split(/\r\n|\r|\n/, 10)
  const most = (separator: string): number => Math.max(...lines.map((line) => line.split(separator).length))
  return separators.reduce<string>((best, other) => (most(other) > most(best) ? other : best), ',')
}
