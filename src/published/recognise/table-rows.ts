import type { Place } from '../../core/failure.ts'
import { fold, loose } from '../../core/text/fold.ts'
import type { Block, Line, Row } from '../../file/blocks.ts'
import { beginsHeads, type Column, type Columns, columnsOf, goesOnHeads, joinedHeads } from './columns.ts'
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

/** The rows, and the blocks that are headers of such tables: a header behind rows begins another table. */
export type TableRows = { readonly rows: readonly TableRow[]; readonly headers: ReadonlySet<number> }

/** Rows of every monthly table in the file, from real tables and from running text, in order. */
export function tableRows(blocks: readonly Block[]): TableRows {
  const rows = new Map<string, OpenTable>()
  const headers: number[] = []
  const found: CellRow[] = []
  let headed: Headed | null = null
  for (const [order, block] of blocks.entries()) {
    if (block.kind !== 'row') continue
    const before: OpenTable | undefined = rows.get(block.table) ?? goesOn(block, headed)
    const heads = headsOf(block.cells, before)
    if (heads) {
      headers.push(order)
      const columns: Columns | null = columnsOf(heads) ?? before?.columns ?? null
      rows.set(block.table, { heads, columns })
      if (columns) headed = { columns, width: block.cells.length }
      continue
    }
    rows.set(block.table, { heads: null, columns: before?.columns ?? null })
    if (before?.columns && !isRuler(block.cells)) found.push(fromCells(block, before.columns, order))
  }
  const lines = blocks.flatMap((block, order): { line: Line; order: number }[] =>
    block.kind === 'line' ? [{ line: block, order }] : [],
  )
  const flow = flowRows(lines)
  const all = [...withOwnKind(found), ...flow.rows].filter((row) => !isBlank(row))
  return { rows: all.toSorted((a, b) => a.order - b.order), headers: new Set([...headers, ...flow.headers]) }
}

/** A table being walked: the heads while its header goes on, and the columns they gave. */
type OpenTable = { readonly heads: readonly string[] | null; readonly columns: Columns | null }

/** The last table that had a header of its own. */
type Headed = { readonly columns: Columns; readonly width: number }

/**
 * A table without a header goes on with the one before when it is as wide and begins with a numbered row or the total: tables that
 * are cut at a page, or whose borders do not touch, come in pieces.
 */
function goesOn({ cells }: Row, headed: Headed | null): OpenTable | undefined {
  if (headed === null || cells.length !== headed.width || headed.columns.no === undefined) return undefined
  const first = cells[headed.columns.no] ?? ''
  const name = cells[headed.columns.name ?? -1] ?? ''
  const isNumbered = /^\d/.test(printedNumber(first) ?? '') && name !== ''
  return isNumbered || totalName.test(fold(first || name)) ? { heads: null, columns: headed.columns } : undefined
}

const totalName = new RegExp(`^${loose('tong')}(?:\\s|$)`)

/** The heads so far with those of this row; null when the row is none of the header. */
function headsOf(cells: readonly string[], open: OpenTable | undefined): readonly string[] | null {
  if (open?.heads && goesOnHeads(open.heads, cells)) {
    const joined = joinedHeads(open.heads, cells)
    if (columnsOf(joined)) return joined
  }
  return columnsOf(cells) || beginsHeads(cells) ? cells : null
}

type CellRow = TableRow & { readonly localPoints: string; readonly nationalPoints: string }

function fromCells({ cells, place }: Row, columns: Columns, order: number): CellRow {
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
    localPoints: at('localPoints'),
    national: at('national'),
    nationalPoints: at('nationalPoints'),
    verdict: at('verdict'),
    place,
    order,
  }
}

/** Where points and rates have columns of their own, groups and the total keep their points, indicators their rate. */
function withOwnKind(rows: readonly CellRow[]): TableRow[] {
  const parents = new Set(rows.map(({ no }) => no.split('.').slice(0, -1).join('.')))
  return rows.map(({ localPoints, nationalPoints, ...row }) => {
    const isGroup = !/^\d/.test(row.no) || parents.has(row.no)
    const chosen = (rate: string, points: string) => {
      const stated = /^\d+(?:[.,]\d+)*$/.test(points) ? `${points} điểm` : points
      return isGroup ? stated || rate : rate || stated
    }
    return { ...row, local: chosen(row.local, localPoints), national: chosen(row.national, nationalPoints) }
  })
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
