import type { SheetData } from 'write-excel-file/node'
import { csvLine } from '../../core/table/sheet-text.ts'

/** A sheet to be written: what it is called and its rows of texts, the first of them the heading. */
export type Sheet = {
  readonly name: string
  readonly rows: readonly (readonly string[])[]
  /** Widths of the columns in characters. */
  readonly widths: readonly number[]
}

/** CSV that Excel opens as UTF-8: with a byte order mark, lines end as Excel ends them. */
export function csvSheet(rows: Sheet['rows']): Uint8Array {
  return Buffer.from(`\u{FEFF}${rows.map(csvLine).join('')}`)
}

/** Every cell is text, so that Excel keeps "1.004190" and "08/10/2026" as they stand. */
export async function xlsxSheet({ name, rows, widths }: Sheet): Promise<Uint8Array> {
  const { default: writeXlsxFile } = await import('write-excel-file/node')
  const data: SheetData = rows.map((row, index) =>
    row.map((value) => ({
      value,
      type: String,
      format: '@',
      wrap: true,
      ...(index === 0 && { fontWeight: 'bold' as const }),
    })),
  )
  const columns = widths.map((width) => ({ width }))
  const font = { fontFamily: 'Times New Roman', fontSize: 12 }
  return writeXlsxFile(data, { sheet: name, columns, stickyRowsCount: 1, ...font }).toBuffer()
}
