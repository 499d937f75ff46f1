import { Refusal } from '../../core/failure.ts'
import { limits } from '../../core/limits.ts'
import { sniff } from '../../file/sniff.ts'
import { countedBytes, type IntakeFile } from '../file.ts'
import type { Progress } from '../item.ts'
import { csvRows } from './csv.ts'
import type { TableRow } from './row.ts'

export type TableFormat = 'csv' | 'xlsx'

/** The rows of a table file, as they stand: CSV as a stream; a workbook as a whole, all its sheets. */
export async function* tableRows(file: IntakeFile, format: TableFormat, progress: Progress): AsyncGenerator<TableRow> {
  const bytes = countedBytes(file, progress)
  if (format === 'csv') yield* csvRows(bytes)
  else yield* workbookRows(await wholeOf(bytes), file.name)
}

async function wholeOf(bytes: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of bytes) {
    size += chunk.length
    if (size > limits.fileBytes) throw new Refusal('file-too-large', { size, limit: limits.fileBytes })
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** The library behind workbooks is large, so it is loaded when one comes. */
async function* workbookRows(bytes: Uint8Array, name: string): AsyncGenerator<TableRow> {
  const found = sniff(bytes, name)
  if (found !== 'xlsx') throw new Refusal('data-not-recognised')
  const { readXlsx } = await import('../../file/xlsx.ts')
  for (const block of readXlsx(bytes)) {
    if (block.kind === 'row') yield { sheet: block.table, number: block.place.row ?? 0, cells: block.cells }
  }
}
