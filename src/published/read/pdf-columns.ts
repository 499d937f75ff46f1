import type { Glyph } from './pdf-page.ts'
import { cellTextOf, lineText, runsOf, textLines, type TextLine } from './pdf-text.ts'

/** A table without borders, found by its headings. */
export type OpenTable = {
  /** Where the columns begin, the first one at minus infinity. */
  readonly columns: readonly number[]
  readonly rows: readonly { readonly y: number; readonly cells: readonly string[] }[]
  readonly inside: ReadonlySet<Glyph>
  /** Whether the table was still going on at the foot of the page. */
  readonly open: boolean
}

/**
 * The table of a page that draws no borders. `before` are the columns of a table that went on at the foot of the page
 * before: its headings may not be repeated.
 */
export function openTable(glyphs: readonly Glyph[], before: readonly number[] | undefined): OpenTable | undefined {
  const lines = textLines(glyphs)
  const heading = lines.findIndex((line) => isHeading(line, lines))
  if (heading < 0 && !before) return undefined
  const below = heading < 0 ? lines : linesFrom(lines, heading, glyphs)
  const found = heading < 0 ? before : columnsOf(below)
  if (!found || found.length < 3) return undefined
  // A table that goes on keeps its columns: those of a page with little text are found less well.
  const columns = before?.length === found.length ? before : found
  const end = below.findIndex((line, index) => index > 0 && endsTable(line, columns))
  const inside = new Set((end < 0 ? below : below.slice(0, end)).flatMap((line) => line.glyphs))
  const rows = rowsOf(
    glyphs.filter((glyph) => inside.has(glyph)),
    columns,
  )
  return { columns, rows, inside, open: end < 0 }
}

/** In letter sizes: headings of three lines. */
const headingReach = 3.2

/** The lines from the headings on. A heading of several lines stands around STT, but is drawn after it. */
function linesFrom(lines: readonly TextLine[], heading: number, glyphs: readonly Glyph[]): readonly TextLine[] {
  const [line, first] = [lines[heading], lines[heading]?.glyphs[0]]
  if (!line || !first) return []
  const drawnBefore = new Set(glyphs.slice(0, glyphs.indexOf(first)))
  return lines.filter((other, index) => {
    if (index >= heading) return true
    return line.y - other.y < line.size * headingReach && !other.glyphs.some((glyph) => drawnBefore.has(glyph))
  })
}

function isHeading(line: TextLine, lines: readonly TextLine[]): boolean {
  const runs = runsOf(line)
  if (!/^(?:STT|TT|Số TT)$/iu.test(runs[0]?.text ?? '')) return false
  const around = lines.filter(({ y }) => Math.abs(y - line.y) < line.size * headingReach).flatMap(runsOf)
  return around.length >= 3 && around.some(({ text }) => /chỉ\s+số|nội\s+dung|tiêu\s+chí/iu.test(text))
}

/** A line that runs across columns on its own is text below the table; a total may run across two. */
function endsTable(line: TextLine, columns: readonly number[]): boolean {
  const [only, ...others] = runsOf(line)
  if (!only || others.length > 0 || /^tổng/iu.test(only.text)) return false
  return columnOf(columns, only.left) !== columnOf(columns, only.right)
}

/** In letter sizes. */
const gutter = 0.4

/** Where columns begin: after the upright strips that (nearly) no line writes into. */
function columnsOf(lines: readonly TextLine[]): readonly number[] {
  const runs = lines.flatMap(runsOf)
  const size = lines[0]?.size ?? 0
  const steps = runs.flatMap(({ left, right }) => [
    { at: left, by: 1 },
    { at: right, by: -1 },
  ])
  const allowed = lines.length * 0.03
  const columns = [Number.NEGATIVE_INFINITY]
  let written = 0
  let emptySince: number | undefined
  for (const { at, by } of steps.toSorted((one, other) => one.at - other.at || other.by - one.by)) {
    const wasEmpty = written <= allowed
    written += by
    if (wasEmpty && written > allowed) {
      if (emptySince !== undefined && at - emptySince > gutter * size) columns.push((at + emptySince) / 2)
      emptySince = undefined
    } else if (!wasEmpty && written <= allowed) emptySince = at
  }
  return columns
}

function columnOf(columns: readonly number[], x: number): number {
  return columns.findLastIndex((begin) => begin <= x)
}

/**
 * Programs draw a table cell by cell, so that going back to the left begins a row, even where cells of several lines
 * are centred. Where text is drawn line by line across the page, only the first column tells where a row begins.
 */
function rowsOf(glyphs: readonly Glyph[], columns: readonly number[]): OpenTable['rows'] {
  const drawn = glyphs.filter(({ text }) => text.trim() !== '')
  const cellByCell = drawn.some((glyph, index) => goesUpRight(drawn[index - 1], glyph, columns))
  const rows: Glyph[][] = []
  let last = Number.POSITIVE_INFINITY
  for (const glyph of cellByCell ? drawn : textLines(drawn).flatMap((line) => line.glyphs)) {
    const column = columnOf(columns, glyph.x)
    if (column < last && (cellByCell || column === 0 || rows.length === 0)) rows.push([])
    rows.at(-1)?.push(glyph)
    last = column
  }
  return rows.map((row) => ({
    y: row.reduce((top, { y }) => Math.min(top, y), Number.POSITIVE_INFINITY),
    cells: columns.map((_, column) => cellTextOf(row.filter(({ x }) => columnOf(columns, x) === column))),
  }))
}

function goesUpRight(from: Glyph | undefined, to: Glyph, columns: readonly number[]): boolean {
  return from !== undefined && to.y < from.y - to.size / 2 && columnOf(columns, to.x) > columnOf(columns, from.x)
}

/** Whether a line is only a page number. */
export function isPageNumber(line: TextLine): boolean {
  return /^(?:trang\s*)?[-–\s]*\d{1,3}(?:\s*\/\s*\d{1,3})?[-–\s]*$/iu.test(lineText(line).trim())
}
