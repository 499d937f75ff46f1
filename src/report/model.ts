import type { MonthlyTable } from '../core/table/monthly-table.ts'

/** What a report says, whatever the format of its file. Writers lay it out; they compute and repair nothing. */
export type ReportModel = {
  readonly table: MonthlyTable
  /** The remarks of the check, on pages of their own at the end; null: no such pages. */
  readonly annex: null | { readonly findings: readonly AnnexFinding[] }
}

export type AnnexFinding = {
  readonly severity: 'error' | 'warning' | 'note'
  /** The printed number of the row; null where the finding concerns the whole table or a row without a number. */
  readonly row: string | null
  /** In Vietnamese, ready to be read by the person who sends the table. */
  readonly message: string
  readonly printed: string | null
  readonly expected: string | null
}
