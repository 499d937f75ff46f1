import { csvLine, guarded } from '../../core/table/sheet-text.ts'
import { momentText } from './moment.ts'
import type { Cell, ColumnKind, ExportTable } from './table.ts'

/** UTF-8 with a byte order mark, by which Excel knows it. Numbers have a point, as programs read them. */
export function writeCsv({ title, mark, facts, notes = [], columns, rows }: ExportTable): Uint8Array {
  const told = [[title], ...(mark === null ? [] : [[mark]]), ...facts, ...notes]
  const head = [...told, [], columns.map(({ header }) => header)].map((cells) =>
    csvLine(cells.map((text) => guarded(text))),
  )
  const body = rows.map((row) => csvLine(row.map((cell, index) => textOf(cell, columns[index]?.kind ?? 'text'))))
  return new TextEncoder().encode(`\u{FEFF}${[...head, ...body].join('')}`)
}

/** A number is ours and can be no formula, whatever sign it begins with. */
function textOf(cell: Cell, kind: ColumnKind): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  return guarded(kind === 'moment' ? momentText(cell) : cell)
}
