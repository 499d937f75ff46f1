import { Refusal } from '../../core/failure.ts'
import { limits } from '../../core/limits.ts'
import type { Block } from '../../file/blocks.ts'
import { sniff } from '../../file/sniff.ts'
import { countedBytes, type IntakeFile } from '../file.ts'
import type { Progress } from '../item.ts'
import { csvRows } from './csv.ts'
import type { TableRow } from './row.ts'

export type TableFormat = 'csv' | 'xlsx'

/**
 * The rows of a table file, as they stand: CSV as a stream; a workbook as a whole, all its sheets, or as a stream when it is
 * too large for that. `most`: rows of each sheet of a streamed workbook, for who looks at the heads only.
 */
export async function* tableRows(
  file: IntakeFile,
  format: TableFormat,
  progress: Progress,
  most?: number,
): AsyncGenerator<TableRow> {
  const bytes = countedBytes(file, progress)
  if (format === 'csv') yield* csvRows(bytes)
  else yield* workbookRows(await wholeOf(bytes), file.name, most)
}

async function wholeOf(bytes: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of bytes) {
    size += chunk.length
    if (size > limits.workbookBytes) throw new Refusal('file-too-large', { size, limit: limits.workbookBytes })
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

async function* workbookRows(bytes: Uint8Array, name: string, most?: number): AsyncGenerator<TableRow> {
  const found = sniff(bytes, name)
  if (found !== 'xlsx') throw new Refusal('data-not-recognised')
  for await (const block of await workbookBlocks(bytes, most)) {
    if (block.kind === 'row') yield { sheet: block.table, number: block.place.row ?? 0, cells: block.cells }
  }
}

/** What `readXlsx` says of a workbook that is sound as far as it got, and too large for it. */
const tooLarge: ReadonlySet<string> = new Set([
  'archive-too-large',
  'too-many-rows',
  'xml-too-many-elements',
  'xml-too-much-text',
])

/** The library behind workbooks is large, so it is loaded when one comes. */
async function workbookBlocks(bytes: Uint8Array, most?: number): Promise<AsyncIterable<Block> | Iterable<Block>> {
  const [{ readXlsx }, { streamXlsx }] = await Promise.all([
    import('../../file/xlsx.ts'),
    import('../../file/xlsx-stream.ts'),
  ])
  if (bytes.length > limits.fileBytes) return streamXlsx(bytes, most)
  try {
    return readXlsx(bytes)
  } catch (error) {
    if (!(error instanceof Refusal) || !tooLarge.has(error.failure.code)) throw error
    return streamXlsx(bytes, most)
  }
}
