import { headerKey } from '../table/heading.ts'
import type { TableRow } from '../table/row.ts'
import { countOf } from '../template/cells.ts'

/** The heading of a table of sums, which may stand in several rows with merged cells. */
export type SumsHeading = {
  /** Lines above the table. */
  readonly titles: readonly string[]
  /** For each column the headers above it, from the top, as `headerKey`s joined by " / ". */
  readonly paths: readonly string[]
}

/** The heading of these first rows of a table; null when no row of figures follows. */
export function sumsHeading(rows: readonly TableRow[]): SumsHeading | null {
  const data = rows.findIndex(isFigures)
  const above = rows.slice(0, data).filter((row) => !isNumbering(row))
  const top = above.findIndex(({ cells }) => cells.filter((cell) => cell !== '').length >= 3)
  if (data < 0 || top < 0) return null
  const heads = above.slice(top).map(({ cells }) => cells)
  const width = Math.max(...heads.map((cells) => cells.length))
  const filled = heads.map((cells, level) => spread(cells, level === heads.length - 1 ? null : heads[level - 1], width))
  const paths = Array.from({ length: width }, (_, column) =>
    filled.flatMap((cells) => headerKey(cells[column] ?? '') || []).join(' / '),
  )
  return { titles: above.slice(0, top).flatMap(({ cells }) => cells.filter((cell) => cell !== '')), paths }
}

/** A merged header stands in its first cell only. It reaches as far as no other begins, there or in the row above. */
function spread(
  cells: readonly string[],
  above: readonly string[] | null | undefined,
  width: number,
): readonly string[] {
  const isLast = above === null
  let current = ''
  return Array.from({ length: width }, (_, column) => {
    const cell = cells[column] ?? ''
    if (isLast || cell !== '' || (above?.[column] ?? '') !== '') current = cell
    return current
  })
}

/** A row with at least three figures, and with a text that says whose they are. */
function isFigures(row: TableRow): boolean {
  return !isNumbering(row) && row.cells.filter((cell) => countOf(cell) !== null).length >= 3 && hasName(row)
}

function hasName({ cells }: TableRow): boolean {
  return cells.some((cell) => /\p{L}/u.test(cell))
}

/** "(1) (2) (3)=(4)+(5)" below the heading of a form. */
function isNumbering({ cells }: TableRow): boolean {
  const shown = cells.filter((cell) => cell !== '')
  return shown.length > 2 && shown.filter((cell) => /^\(\d+[a-z]?\)/.test(cell)).length * 2 > shown.length
}
