import { Paragraph, ShadingType, Table, TableCell, TableLayoutType, TableRow, VerticalAlign, WidthType } from 'docx'
import { twips } from './page.ts'
import { style } from './styles.ts'
import { words } from './words.ts'

/** A ruled table of fixed column widths, so that no program widens one column at the cost of the figures beside it. */
export type Column = { readonly head: string; readonly millimetres: number; readonly align: 'text' | 'figure' }

export type GridRow = {
  readonly cells: readonly string[]
  readonly bold?: boolean
  /** Grey, as six hexadecimal digits; light enough to print and copy. */
  readonly shade?: string
  /** Stays on the page of the next row. */
  readonly keepNext?: boolean
}

type Vertical = typeof VerticalAlign.CENTER | typeof VerticalAlign.TOP

const HEAD_SHADE = 'E7E7E7'

export function grid(
  columns: readonly Column[],
  rows: readonly GridRow[],
  verticalAlign: Vertical = VerticalAlign.CENTER,
): Table {
  const widths = columns.map(({ millimetres }) => twips(millimetres))
  const head = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: columns.map((column, i) =>
      tableCell(
        { width: widths[i], shade: HEAD_SHADE, verticalAlign: VerticalAlign.CENTER },
        new Paragraph({ style: style.tableHead, children: [words(column.head)] }),
      ),
    ),
  })
  return new Table({
    layout: TableLayoutType.FIXED,
    columnWidths: widths,
    width: { size: widths.reduce((total, width) => total + width, 0), type: WidthType.DXA },
    margins: { left: twips(1.2), right: twips(1.2), marginUnitType: WidthType.DXA },
    rows: [head, ...rows.map((row) => bodyRow(row, columns, widths, verticalAlign))],
  })
}

function bodyRow(
  row: GridRow,
  columns: readonly Column[],
  widths: readonly number[],
  verticalAlign: Vertical,
): TableRow {
  return new TableRow({
    cantSplit: true,
    children: columns.map(({ align }, i) => {
      const paragraph = new Paragraph({
        style: align === 'text' ? style.tableText : style.tableFigure,
        ...(row.keepNext && { keepNext: true }),
        children: [words(row.cells[i] ?? '', row.bold)],
      })
      return tableCell({ width: widths[i], shade: row.shade, verticalAlign }, paragraph)
    }),
  })
}

type CellLook = { width: number | undefined; shade: string | undefined; verticalAlign: Vertical }

function tableCell({ width, shade, verticalAlign }: CellLook, paragraph: Paragraph): TableCell {
  return new TableCell({
    verticalAlign,
    ...(width !== undefined && { width: { size: width, type: WidthType.DXA } }),
    ...(shade !== undefined && { shading: { type: ShadingType.CLEAR, color: 'auto', fill: shade } }),
    children: [paragraph],
  })
}
