import { Refusal } from '../../core/failure.ts'
import { tidy } from '../../core/text/fold.ts'
import { textChunks } from '../text-stream.ts'
import { type CsvRecord, CsvRecords } from './csv-records.ts'
import type { TableRow } from './row.ts'

/**
 * Rows of a CSV file, one at a time, without empty lines. Comma, semicolon and tab are told apart by the first lines. A
 * file whose last row is open, or without a line end shorter than the two rows before, broke off: failure file-truncated,
 * without that row.
 */
export async function* csvRows(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<TableRow> {
  let records: CsvRecords | null = null
  let rows = 0
  let widths: readonly number[] = []
  for await (const text of textChunks(bytes)) {
    records ??= new CsvRecords(separatorOf(text))
    for (const record of records.push(text)) {
      rows++
      widths = [...widths.slice(-1), record.cells?.length ?? 0]
      yield rowOf(record)
    }
  }
  const { last = null, isOpen = false } = records?.end() ?? {}
  if (isOpen || (last?.cells && widths.length > 0 && last.cells.length < Math.min(...widths)))
    throw new Refusal('file-truncated', { rows })
  if (last) yield rowOf(last)
}

function rowOf({ line, cells }: CsvRecord): TableRow {
  return { sheet: '', number: line, cells: (cells ?? []).map(tidy), ...(cells === null && { isTooLarge: true }) }
}

const separators = [',', ';', '\t'] as const

/** The one that parts the most cells in one of the first lines; quoted text does not count. */
function separatorOf(head: string): string {
  const lines = head
    .slice(0, 20_000)
    .replaceAll(/"[^"]*"/g, '')
    .split(/\r\n|\r|\n/, 10)
  const most = (separator: string): number => Math.max(...lines.map((line) => line.split(separator).length))
  return separators.reduce<string>((best, other) => (most(other) > most(best) ? other : best), ',')
}
