import type { Table } from 'docx'
import { numberText, printedText } from '../../core/table/cell-text.ts'
import type { MonthlyRow } from '../../core/table/monthly-table.ts'
import { type Column, grid, type GridRow } from './grid.ts'

/**
 * Each just wide enough for its longest usual text on one line: "3.5.10", "11,45/18 điểm" in bold, "TRUNG BÌNH" in the
 * head, "Đạt (từ 90% trở lên)". The names have the rest.
 */
const columns: readonly Column[] = [
  { head: 'STT', millimetres: 13.2, align: 'figure' },
  { head: 'TÊN CÁC CHỈ SỐ', millimetres: 53.8, align: 'text' },
  { head: 'TỈNH', millimetres: 28.3, align: 'figure' },
  { head: 'TRUNG BÌNH CẢ NƯỚC', millimetres: 30.2, align: 'figure' },
  { head: 'MỨC ĐỘ', millimetres: 39.5, align: 'text' },
]

const SHADE = { group: 'F2F2F2', total: 'D9D9D9' } as const

/** The table of the month: the wording of its head is what readers of such files recognise it by. */
export function mainTable(rows: readonly MonthlyRow[]): Table {
  return grid(
    columns,
    rows.map((row, i) => gridRow(row, rows[i + 1])),
  )
}

function gridRow(row: MonthlyRow, next: MonthlyRow | undefined): GridRow {
  const cells = [
    row.no,
    nameText(row),
    printedText(row, 'local'),
    printedText(row, 'national'),
    row.verdict?.text ?? '',
  ]
  // A heading (3, 3.5) is not parted from its first row, nor the total from the last: alone on a page they say nothing.
  const heads = row.no !== '' && next?.no.startsWith(`${row.no}.`) === true
  const keepNext = heads || next?.kind === 'total'
  return row.kind === 'indicator' ? { cells, keepNext } : { cells, keepNext, bold: true, shade: SHADE[row.kind] }
}

/** `Công khai, minh bạch (18đ)`. */
function nameText({ name, max }: MonthlyRow): string {
  return [name, max === null ? '' : `(${numberText(max)}đ)`].filter(Boolean).join(' ')
}
