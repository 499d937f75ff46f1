/** One row of a table as texts, trimmed, NFC. */
export type TableRow = {
  /** Sheet of a workbook; '' for CSV. */
  readonly sheet: string
  /** Line of a CSV file where the row ends, or row of the sheet; from 1. */
  readonly number: number
  readonly cells: readonly string[]
}
