import { limits } from '../limits.ts'

/** Signs by which a spreadsheet takes a text for a formula, the wide forms of East Asian keyboards among them. */
const formula = /^[\s\u200B-\u200F\u2060]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/

/** What neither XML nor a spreadsheet can hold. */
const unprintable = /(?![\t\n\r])\p{Cc}|[\uFFFE\uFFFF]/gu

/**
 * A text of strangers that a spreadsheet must not run: cells that begin like a formula get a leading apostrophe, which
 * spreadsheets take as "this is text" (OWASP, CSV injection). Blanks before it do not help the formula. Every text that
 * goes into a sheet, CSV or XLSX, goes through here.
 */
export function guarded(text: string): string {
  const clean = text
    .toWellFormed()
    .replaceAll(unprintable, '\u{FFFD}')
    .slice(0, limits.cellCharacters - 1)
  return formula.test(clean) ? `'${clean}` : clean
}

/** One record of CSV, ended as Excel ends it. */
export function csvLine(cells: readonly string[]): string {
  const quoted = cells.map((cell) => (/[",;\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
  return `${quoted.join(',')}\r\n`
}
