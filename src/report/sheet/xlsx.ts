import type { CellObject } from 'write-excel-file/node'
import { guarded } from '../../core/table/sheet-text.ts'
import type { Cell, ColumnKind, ExportTable } from './table.ts'

const formats: Readonly<Record<ColumnKind, string>> = { text: '@', count: '#,##0', points: '#,##0.00', ratio: '0.00%' }

/** A workbook of one sheet: what was asked on top, numbers as numbers. Made in memory: some ten thousand rows at most. */
export async function writeXlsx({ name, title, facts, columns, rows }: ExportTable): Promise<Uint8Array> {
  const { default: writeXlsxFile } = await import('write-excel-file/node')
  const head = facts.map(([fact, value]) => [textCell(fact), textCell(value)])
  const headers = columns.map(({ header }) => ({ ...textCell(header), fontWeight: 'bold' as const, wrap: true }))
  const body = rows.map((row) => row.map((cell, index) => cellOf(cell, columns[index]?.kind ?? 'text')))
  const data = [[{ ...textCell(title), fontWeight: 'bold' as const }], ...head, [], headers, ...body]
  const widths = columns.map(({ width }) => ({ width }))
  const font = { fontFamily: 'Times New Roman', fontSize: 12 }
  const sticky = head.length + 3
  return writeXlsxFile(data, { sheet: name, columns: widths, stickyRowsCount: sticky, ...font }).toBuffer()
}

function cellOf(cell: Cell, kind: ColumnKind): CellObject | null {
  if (cell === null) return null
  return typeof cell === 'number' ? { value: cell, type: Number, format: formats[kind] } : textCell(cell)
}

function textCell(text: string) {
  return { value: guarded(text), type: String, format: '@' }
}
