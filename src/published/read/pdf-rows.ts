import { type Place, Refusal } from '../../core/failure.ts'
import { limits } from '../../core/limits.ts'
import type { Block } from '../../file/blocks.ts'
import { folded } from '../../file/folded.ts'
import { isPageNumber, openTable } from './pdf-columns.ts'
import { cellOf, type Grid, gridsOf } from './pdf-grid.ts'
import type { Glyph, PdfPage } from './pdf-page.ts'
import { cellTextOf, lineText, textLines } from './pdf-text.ts'

/** What stands on a page at some height: a line, or a row of the table with those columns. */
type Item =
  | { readonly kind: 'line'; readonly y: number; readonly text: string; readonly pageNumber: boolean }
  | { readonly kind: 'row'; readonly y: number; readonly cells: readonly string[]; readonly columns: readonly number[] }

/**
 * The pages as lines and rows, from top to bottom. A table that goes on over pages keeps its name. `onPage` is told
 * before each page.
 */
export function pdfBlocks(pages: readonly PdfPage[], onPage: () => void = () => {}): readonly Block[] {
  const writer = new Writer()
  let open: readonly number[] | undefined
  for (const [index, page] of pages.entries()) {
    onPage()
    const { items, goesOn } = pageItems(page, open)
    open = goesOn
    writer.write(index + 1, items)
  }
  return writer.blocks
}

type PageItems = { readonly items: readonly Item[]; readonly goesOn: readonly number[] | undefined }

function pageItems(page: PdfPage, before: readonly number[] | undefined): PageItems {
  const grids = gridsOf(page)
  const cells = grids.map(() => new Map<string, Glyph[]>())
  const outside: Glyph[] = []
  for (const glyph of page.glyphs) (cellHolding(glyph, grids, cells) ?? outside).push(glyph)
  const ruled = grids.flatMap((grid, index) => gridRows(grid, cells[index] ?? new Map()))
  const table = grids.length === 0 ? openTable(outside, before) : undefined
  const rows = (table?.rows ?? []).map(({ y, cells: texts }) => rowItem(y, texts, table?.columns ?? []))
  const lines = textLines(table ? outside.filter((glyph) => !table.inside.has(glyph)) : outside)
  const items: Item[] = [...ruled, ...rows]
  for (const line of lines) {
    items.push({ kind: 'line', y: line.y - line.size, text: lineText(line), pageNumber: isPageNumber(line) })
  }
  return { items: items.toSorted((one, other) => one.y - other.y), goesOn: table?.open ? table.columns : undefined }
}

/** The glyphs of the table cell that a glyph stands in; undefined: it stands in no table. */
function cellHolding(
  glyph: Glyph,
  grids: readonly Grid[],
  cells: readonly Map<string, Glyph[]>[],
): Glyph[] | undefined {
  for (const [index, grid] of grids.entries()) {
    const cell = cellOf(grid, glyph)
    const held = cells[index]
    if (!cell || !held) continue
    const key = `${cell.row} ${cell.column}`
    const glyphs = held.get(key) ?? []
    held.set(key, glyphs)
    return glyphs
  }
  return undefined
}

function gridRows(grid: Grid, cells: ReadonlyMap<string, readonly Glyph[]>): readonly Item[] {
  return grid.ys.slice(0, -1).map((y, row) => {
    const texts = grid.xs.slice(0, -1).map((_, column) => cellTextOf(cells.get(`${row} ${column}`) ?? []))
    return rowItem(y, texts, grid.xs)
  })
}

function rowItem(y: number, cells: readonly string[], columns: readonly number[]): Item {
  return { kind: 'row', y, cells, columns }
}

class Writer {
  readonly blocks: Block[] = []
  private columns: readonly number[] = []
  private heading: readonly string[] = []
  private tables = 0
  private rows = 0

  write(page: number, items: readonly Item[]): void {
    let row = 0
    let line = 0
    // Only what stands at the top of a page can repeat or go on with what was before it.
    let atTop = true
    for (const item of items) {
      if (item.kind === 'row') {
        const place = { page, row: ++row }
        const cells = this.cleaned(item.cells, place)
        if (cells.some((cell) => cell !== '')) atTop = this.row(cells, item.columns, place, atTop)
      } else this.line(item.text, item.pageNumber, { page, line: ++line })
    }
  }

  private line(text: string, pageNumber: boolean, place: Place): void {
    const clean = folded(text, place)
    if (clean === '') return
    // A page number does not part a table from its continuation; any other text does.
    if (!pageNumber) this.columns = []
    this.blocks.push({ kind: 'line', text: clean, place })
  }

  private cleaned(texts: readonly string[], place: Place): readonly string[] {
    if (texts.length > limits.rowCells) throw new Refusal('too-many-cells', { limit: limits.rowCells }, place)
    if (++this.rows > limits.tableRows) throw new Refusal('too-many-rows', { limit: limits.tableRows }, place)
    return texts.map((text, column) => folded(text, { ...place, column: column + 1 }))
  }

  /** Tells whether the next row may still go on with one of the page before: after repeated headings. */
  private row(cells: readonly string[], columns: readonly number[], place: Place, atTop: boolean): boolean {
    const sameTable = sameColumns(this.columns, columns)
    this.columns = columns
    if (!sameTable) {
      this.tables++
      this.heading = cells
    } else if (atTop) {
      if (cells.join('\n') === this.heading.join('\n')) return true
      if (this.joinSplitRow(cells)) return false
    }
    this.blocks.push({ kind: 'row', table: `table ${this.tables}`, cells, place })
    return false
  }

  /** Word lets a row break over two pages: the rest has no number and text only where the first part has some. */
  private joinSplitRow(rest: readonly string[]): boolean {
    const at = this.blocks.findLastIndex(({ kind }) => kind === 'row')
    const first = this.blocks[at]
    if (first?.kind !== 'row' || !isRestOf(first.cells, rest)) return false
    const cells = first.cells.map((cell, column) => folded(`${cell} ${rest[column] ?? ''}`, first.place))
    this.blocks[at] = { ...first, cells }
    return true
  }
}

/** A row of its own would have its figures too: here some cell had no more to say. */
function isRestOf(first: readonly string[], rest: readonly string[]): boolean {
  const [number, ...cells] = first
  const [none, ...others] = rest
  return (
    number !== '' &&
    none === '' &&
    !others.some((text) => /^tổng/iu.test(text)) &&
    cells.every((text, column) => text !== '' || others[column] === '') &&
    cells.some((text, column) => text !== '' && others[column] === '')
  )
}

function sameColumns(one: readonly number[], other: readonly number[]): boolean {
  return (
    one.length === other.length &&
    one.every((at, index) => at === other[index] || Math.abs(at - (other[index] ?? 0)) < 4)
  )
}
