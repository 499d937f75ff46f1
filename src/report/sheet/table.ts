/** Text and numbers as they are; `ratio` is a share of 1, shown in percent where the format can. */
export type ColumnKind = 'text' | 'count' | 'points' | 'ratio'

export type Column = { readonly header: string; readonly width: number; readonly kind: ColumnKind }

/** Null: nothing is known, which is not 0. */
export type Cell = string | number | null

/** A table that is handed out: what it is, what it answers, and its rows. */
export type ExportTable = {
  /** Of the sheet: at most 31 characters. */
  readonly name: string
  readonly title: string
  /** What was asked, and of what state of the data: name and value. */
  readonly facts: readonly (readonly [name: string, value: string])[]
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly Cell[])[]
}
