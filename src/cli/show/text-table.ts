import Table from 'cli-table3'

export type Layout = {
  /** Widths in columns of the terminal, borders not counted; 0 takes what is left of the line. */
  readonly widths: readonly number[]
  /** Columns whose cells stand on the right. */
  readonly right?: readonly number[]
  /** Columns that keep their width however narrow the line is: a code is of no use when it is cut. */
  readonly kept?: readonly number[]
}

/** Where the output is no terminal, a line of this many columns is taken. */
const usualLine = 120
const longestLine = 160
const narrowestText = 24
const narrowestFigure = 12

/** A ruled table for the terminal, long cells wrapped between words. No colour: words and shapes say it all. */
export function textTable(head: readonly string[], rows: readonly (readonly string[])[], layout: Layout): string {
  const table = new Table({
    head: [...head],
    colWidths: fitted(layout, Math.min(process.stdout.columns ?? usualLine, longestLine)),
    colAligns: layout.widths.map((_, i) => (layout.right?.includes(i) ? 'right' : 'left')),
    wordWrap: true,
    style: { head: [], border: [], compact: true },
  })
  for (const row of rows) table.push([...row])
  return table.toString()
}

/** On a narrow terminal the wide columns give way first, then the text. */
function fitted({ widths, kept = [] }: Layout, line: number): number[] {
  const room = line - widths.length - 1
  const texts = widths.filter((width) => width === 0).length
  const wanted = widths.reduce((sum, width) => sum + width, 0) + texts * narrowestText
  let excess = wanted - room
  const shrunk = widths.map((width, column) => {
    const spare =
      excess > 0 && width > narrowestFigure && !kept.includes(column)
        ? Math.min(excess, Math.floor((width - narrowestFigure) * 0.8))
        : 0
    excess -= spare
    return width - spare
  })
  const left = room - shrunk.reduce((sum, width) => sum + width, 0)
  const text = Math.max(Math.min(narrowestText, 16), Math.floor(left / Math.max(1, texts)))
  return shrunk.map((width) => (width === 0 ? text : width))
}
