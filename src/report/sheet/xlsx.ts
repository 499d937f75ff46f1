import type { CellObject, SheetData } from 'write-excel-file/node'
import { guarded } from '../../core/table/sheet-text.ts'
import { sheetMoment } from './moment.ts'
import { onPaper } from './paper.ts'
import type { Cell, Column, ColumnKind, ExportTable, SheetFact } from './table.ts'

const formats: Readonly<Record<ColumnKind, string>> = {
  text: '@',
  count: '#,##0',
  points: '#,##0.00',
  ratio: '0.00%',
  moment: 'dd/mm/yyyy hh:mm',
  days: '#,##0.0',
}
const dayFormat = 'dd/mm/yyyy'

/** Points of height that a line of letters takes. */
const line = 16.5
const border = { borderColor: '#9fb0b6', borderStyle: 'thin' } as const

/**
 * A workbook of one sheet: what was asked on top, numbers as numbers, moments as moments; its heads stay in sight and stand on
 * every page of A4. Made in memory: some ten thousand rows at most.
 */
export async function writeXlsx(table: ExportTable): Promise<Uint8Array> {
  const { default: writeXlsxFile } = await import('write-excel-file/node')
  const { name, columns, rows, notes = [] } = table
  const top = topOf(table)
  const body = rows.map((row, index) => bodyRow(row, columns, table.strong?.has(index) === true))
  const below = notes.length === 0 ? [] : [[], ...notes.map((note) => acrossRow(factText(note), columns))]
  const heads = top.length + 1
  const sheet = {
    sheet: name,
    columns: columns.map(({ width }) => ({ width })),
    stickyRowsCount: heads,
    orientation: 'landscape' as const,
    showGridLines: false,
  }
  const data: SheetData = [...top, headRow(columns), ...body, ...below]
  return writeXlsxFile(data, sheet, {
    fontFamily: 'Times New Roman',
    fontSize: 12,
    features: [onPaper({ name, heads, rows: body.length, columns: columns.length })],
  }).toBuffer()
}

function topOf({ title, mark, facts, columns }: ExportTable): SheetData {
  const told = lines(facts.map(factText), widthOf(columns)).map((text) => acrossRow(text, columns))
  const marks = mark === null ? [] : [acrossRow(mark, columns, { fontWeight: 'bold', textColor: '#a1261b' })]
  return [acrossRow(title, columns, { fontWeight: 'bold', fontSize: 14 }), ...marks, ...told]
}

function factText([fact, value]: SheetFact): string {
  return `${fact}: ${value}`
}

/** As many beside each other as a line holds. */
function lines(texts: readonly string[], width: number): readonly string[] {
  const found: string[] = []
  for (const text of texts) {
    const last = found.at(-1)
    const together = `${last} · ${text}`
    if (last === undefined || together.length > width) found.push(text)
    else found[found.length - 1] = together
  }
  return found
}

/** Letters are narrower than the digits that widths are counted in. */
function widthOf(columns: readonly Column[]): number {
  return Math.floor(columns.reduce((sum, { width }) => sum + width, 0) * 1.1)
}

/** One text over all columns, as high as its lines are: spreadsheets do not find the height of joined cells. */
function acrossRow(text: string, columns: readonly Column[], style: Partial<CellObject> = {}) {
  const height = Math.max(1, Math.ceil(text.length / widthOf(columns))) * line + (style.fontSize === 14 ? 6 : 0)
  const cell = { ...textCell(text), wrap: true, alignVertical: 'top' as const, height, ...style }
  return [{ ...cell, columnSpan: columns.length }, ...columns.slice(1).map(() => null)]
}

function headRow(columns: readonly Column[]) {
  const most = Math.max(...columns.map(({ header, width }) => linesOf(header, width)))
  return columns.map(({ header }) => ({
    ...textCell(header),
    ...border,
    fontWeight: 'bold' as const,
    align: 'center' as const,
    alignVertical: 'center' as const,
    backgroundColor: '#e6eef0',
    height: most * line + 4,
    wrap: true,
  }))
}

/** Lines that a text takes, broken between words. */
function linesOf(text: string, width: number): number {
  let used = 0
  let count = 1
  for (const word of text.split(' ')) {
    if (used > 0 && used + 1 + word.length > width - 1) {
      count++
      used = word.length
    } else used += (used > 0 ? 1 : 0) + word.length
  }
  return count
}

/** Spreadsheets find the height of such rows themselves, but not all of them do. */
function bodyRow(row: readonly Cell[], columns: readonly Column[], isStrong: boolean) {
  const most = Math.max(1, ...columns.map((column, index) => cellLines(row[index] ?? null, column)))
  const look = { ...border, alignVertical: 'top' as const, height: most * line }
  const style = isStrong ? { ...look, fontWeight: 'bold' as const, backgroundColor: '#f3f6f6' } : look
  return columns.map(({ kind }, index) => ({ ...cellOf(row[index] ?? null, kind), ...style }))
}

function cellLines(cell: Cell, { kind, width }: Column): number {
  return typeof cell === 'string' && kind === 'text' ? linesOf(cell, width) : 1
}

function cellOf(cell: Cell, kind: ColumnKind): CellObject {
  if (cell === null) return {}
  if (typeof cell === 'number') return { value: cell, type: Number, format: formats[kind] }
  const moment = kind === 'moment' ? sheetMoment(cell) : null
  // Apart from the figures of the column before.
  if (moment === null) return { ...textCell(cell), wrap: true, align: 'left', indent: 1 }
  return { value: moment.serial, type: Number, format: moment.hasTime ? formats.moment : dayFormat, align: 'center' }
}

function textCell(text: string) {
  return { value: guarded(text), type: String, format: '@' }
}
