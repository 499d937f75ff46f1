import { fold, tidy } from '../../core/text/fold.ts'
import type { Fields } from '../field.ts'
import type { TableRow } from './row.ts'

/** How headers are compared: without tone marks, case, and whatever is neither letter nor digit. */
export function headerKey(header: string): string {
  return fold(tidy(header))
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim()
}

/** Titles of a report may stand above the heading of its table; it is not looked for further down. */
export const headingRows = 30

/** The cells of a row by the headers above them. Of two columns with one header the first is taken. */
export function fieldsUnder(heading: TableRow, row: TableRow): Fields {
  const fields = new Map<string, string>()
  for (const [index, header] of heading.cells.entries()) {
    if (header !== '' && !fields.has(header)) fields.set(header, row.cells[index] ?? '')
  }
  return Object.fromEntries(fields)
}
