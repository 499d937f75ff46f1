import { csvLine, guarded } from '../../core/table/sheet-text.ts'
import type { Cell, ExportTable } from './table.ts'

/** UTF-8 with a byte order mark, by which Excel knows it. Numbers have a point, as programs read them. */
export function writeCsv({ title, facts, columns, rows }: ExportTable): Uint8Array {
  const head = [[title], ...facts, [], columns.map(({ header }) => header)]
  const lines = [...head, ...rows].map((cells) => csvLine(cells.map(textOf)))
  return new TextEncoder().encode(`\u{FEFF}${lines.join('')}`)
}

/** A number is ours and can be no formula, whatever sign it begins with. */
function textOf(cell: Cell): string {
  if (cell === null) return ''
  return typeof cell === 'number' ? String(cell) : guarded(cell)
}
