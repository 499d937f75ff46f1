import type { Place } from '../core/failure.ts'

/**
 * What a file holds, in reading order, whatever its format: lines of text, and rows of tables. The format readers
 * (txt, docx, xlsx, pdf) produce blocks; recognition works on blocks only.
 */
export type Block = Line | Row

/** A paragraph outside any table. */
export type Line = { readonly kind: 'line'; readonly text: string; readonly place: Place }

/** A table row. `table` tells rows of one table (or sheet) from those of another. */
export type Row = {
  readonly kind: 'row'
  readonly table: string
  /** Texts of the cells, NFC, white space inside folded to single blanks, trimmed; '' for an empty or merged-away cell. */
  readonly cells: readonly string[]
  readonly place: Place
}
