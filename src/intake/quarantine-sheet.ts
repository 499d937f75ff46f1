import { csvLine, guarded } from '../core/table/sheet-text.ts'
import { type Quarantined, reasonText } from './item.ts'
import { csvSheet, xlsxSheet } from './table/sheet.ts'

/** The rows that did not go in, as a sheet for the people who can mend them. */
const headers = ['Tệp', 'Dòng', 'Cột', 'Giá trị', 'Mã lý do', 'Lý do']
const widths = [32, 10, 26, 32, 20, 70]

function cellsOf(row: Quarantined): readonly string[] {
  const texts = [row.file, String(row.row), row.column, row.value, row.reason, reasonText(row, 'vi')]
  return texts.map(guarded)
}

/** CSV piece by piece, for any number of rows. */
export function* quarantineCsv(rows: Iterable<Quarantined>): Generator<string> {
  yield Buffer.from(csvSheet([headers])).toString()
  for (const row of rows) yield csvLine(cellsOf(row))
}

/** A workbook; of some ten thousand rows at most, since it is made in memory. */
export async function quarantineXlsx(rows: readonly Quarantined[]): Promise<Uint8Array> {
  return xlsxSheet({ name: 'Cách ly', rows: [headers, ...rows.map(cellsOf)], widths })
}
