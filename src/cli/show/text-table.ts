import Table from 'cli-table3'

export type Layout = {
  /** Widths in columns of the terminal, borders not counted; 0 takes what is left of the line. */
  readonly widths: readonly number[]
  /** Columns whose cells stand on the right. */
  readonly right?: readonly number[]
}

const narrowest = 24

/** A ruled table for the terminal, long cells wrapped between words. No colour: words and shapes say it all. */
export function textTable(head: readonly string[], rows: readonly (readonly string[])[], layout: Layout): string {
  const line = Math.min(Math.max(process.stdout.columns ?? 120, 80), 160)
  const fixed = layout.widths.reduce((sum, width) => sum + width, 0)
  const flexible = layout.widths.filter((width) => width === 0).length
  const free = Math.floor((line - fixed - layout.widths.length - 1) / Math.max(1, flexible))
  const table = new Table({
    head: [...head],
    colWidths: layout.widths.map((width) => (width === 0 ? Math.max(narrowest, free) : width)),
    colAligns: layout.widths.map((_, i) => (layout.right?.includes(i) ? 'right' : 'left')),
    wordWrap: true,
    style: { head: [], border: [], compact: true },
  })
  for (const row of rows) table.push([...row])
  return table.toString()
}
