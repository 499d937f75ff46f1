/**
 * Text and numbers as they are. `ratio` is a share of 1, shown in percent where the format can. `moment` is the ISO text of a
 * moment, shown as day and time in Viet Nam, or `YYYY-MM-DD`, a day. `days` are days in halves.
 */
export type ColumnKind = 'text' | 'count' | 'points' | 'ratio' | 'moment' | 'days'

/** `width` in characters. */
export type Column = { readonly header: string; readonly width: number; readonly kind: ColumnKind }

/** Null: nothing is known, which is not 0. */
export type Cell = string | number | null

export type SheetFact = readonly [name: string, value: string]

/** A table that is handed out: what it is, what it answers, and its rows. */
export type ExportTable = {
  /** Of the sheet: at most 31 characters. */
  readonly name: string
  readonly title: string
  /** What nobody may overlook: that the data is made up. */
  readonly mark: string | null
  /** What was asked, and of what state of the data. */
  readonly facts: readonly SheetFact[]
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly Cell[])[]
  /** Which rows sum up others. */
  readonly strong?: ReadonlySet<number>
  /** How to read it: below the rows on a sheet. */
  readonly notes?: readonly SheetFact[]
}
