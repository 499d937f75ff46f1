import type { Place } from '../../core/failure.ts'
import { fold, loose } from '../../core/text/fold.ts'
import type { Block, Line, Row } from '../../file/blocks.ts'
import { flowRows } from './flow.ts'

/** A row of the monthly table as text, its columns told apart but nothing read yet. */
export type TableRow = {
  /** The printed number, or '' for a row without one. */
  readonly no: string
  readonly name: string
  /** The text of a column for maxima, where the table has one. */
  readonly max: string
  readonly local: string
  readonly national: string
  readonly verdict: string
  readonly place: Place
  /** Index of the block in which the row begins. */
  readonly order: number
}

type Column = 'no' | 'name' | 'max' | 'local' | 'national' | 'verdict'
type Columns = Readonly<Partial<Record<Column, number>>>

const headerWords: readonly (readonly [Column, RegExp])[] = [
  ['no', /^(stt|tt|so tt|so thu tu)$/],
  ['national', new RegExp(`${loose('ca nuoc')}|${loose('toan quoc')}|${loose('trung binh')}`)],
  ['max', new RegExp(loose('diem toi da'))],
  [
    'verdict',
    new RegExp(`${loose('muc do')}$|^${loose('danh gia')}|^${loose('nhan xet')}|^${loose('ket qua danh gia')}`),
  ],
  ['name', new RegExp(`${loose('chi so')}|${loose('tieu chi')}`)],
  [
    'local',
    new RegExp(
      `^${loose('tinh')}|^${loose('thanh pho')}|^${loose('dia phuong')}|^${loose('ket qua')}|^${loose('don vi')}`,
    ),
  ],
]

/** Which column is which, from a header row; null when the row is no header of a monthly table. */
export function columnsOf(cells: readonly string[]): Columns | null {
  const columns: Partial<Record<Column, number>> = {}
  const free: number[] = []
  for (const [index, cell] of cells.entries()) {
    const text = fold(cell)
    const column = headerWords.find(([name, pattern]) => columns[name] === undefined && pattern.test(text))?.[0]
    if (column) columns[column] = index
    else if (text !== '') free.push(index)
  }
  if (columns.name === undefined || columns.national === undefined) return null
  // The province may be called by its own name: the column between name and country is its.
  const own = free.find((index) => index > (columns.name ?? 0))
  if (columns.local === undefined && own !== undefined) columns.local = own
  return columns.local === undefined ? null : columns
}

/** Rows of every monthly table in the file, from real tables and from running text, in order. */
export function tableRows(blocks: readonly Block[]): readonly TableRow[] {
  const headers = new Map<string, Columns>()
  const rows: TableRow[] = []
  for (const [order, block] of blocks.entries()) {
    if (block.kind !== 'row') continue
    const columns = columnsOf(block.cells)
    if (columns) headers.set(block.table, columns)
    const known = headers.get(block.table)
    if (known && !columns && !isRuler(block.cells)) rows.push(fromCells(block, known, order))
  }
  const lines = blocks.flatMap((block, order): { line: Line; order: number }[] =>
    block.kind === 'line' ? [{ line: block, order }] : [],
  )
  return [...rows, ...flowRows(lines)].filter((row) => !isBlank(row)).toSorted((a, b) => a.order - b.order)
}

function fromCells({ cells, place }: Row, columns: Columns, order: number): TableRow {
  const at = (column: Column) => {
    const index = columns[column]
    return index === undefined ? '' : (cells[index] ?? '')
  }
  const no = printedNumber(at('no'))
  // A row that merges number and name ("Tổng điểm") has its name in the first cell.
  const name = at('name') || (no === null ? at('no') : '')
  return {
    no: no ?? '',
    name,
    max: at('max'),
    local: at('local'),
    national: at('national'),
    verdict: at('verdict'),
    place,
    order,
  }
}

/** "1.1", "1.1.", "3,5" from a spreadsheet, "II": null when the cell is no number. */
function printedNumber(cell: string): string | null {
  const text = cell.replace(/[.)]$/, '')
  if (/^\d{1,2}([.,]\d{1,2})*$/.test(text)) return text.replaceAll(',', '.')
  return /^([IVX]{1,4}|[A-Z]|[a-z])$/.test(text) ? text : null
}

/** The row "(1) (2) (3) …" or "A B 1 2" that numbers the columns. */
function isRuler(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell !== '')
  return filled.length >= 4 && filled.every((cell) => /^\(?(\d{1,2}|[A-Z])\)?$/.test(cell))
}

function isBlank({ no, name, local, national, verdict }: TableRow): boolean {
  return name === '' && (no === '' || local + national + verdict === '')
}
