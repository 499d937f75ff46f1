/** One row of a table as texts, trimmed, NFC. */
export type TableRow = {
  /** Sheet of a workbook; '' for CSV. */
  readonly sheet: string
  /** Line of a CSV file where the row begins, or row of the sheet; from 1. */
  readonly number: number
  /** None where the row is larger than a row may be. */
  readonly cells: readonly string[]
  readonly isTooLarge?: boolean
}
