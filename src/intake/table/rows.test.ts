import { expect, test } from 'vitest'
import { columnName, textCell, xlsx } from '../../../test/hostile/office.ts'
import { limits } from '../../core/limits.ts'
import { collect, fileOf } from '../fixtures/files.ts'
import { Progress } from '../item.ts'
import { tableRows } from './rows.ts'

const rowsOf = (bytes: Uint8Array, most?: number) =>
  collect(tableRows(fileOf('a.xlsx', bytes, 10_000_000), 'xlsx', new Progress(), most))

const row = (number: number, width: number) =>
  `<row r="${number}">${Array.from({ length: width }, (_, index) => textCell(`${columnName(index)}${number}`, `${number}.${index}`)).join('')}</row>`
const workbook = (rows: number, width: number) =>
  xlsx(Array.from({ length: rows }, (_, index) => row(index + 1, width)).join(''))

test.each([
  ['rows', limits.tableRows, 1],
  ['rows, and one more', limits.tableRows + 1, 1],
  ['elements', 20_000, 8],
])('a workbook at the limit of %s and beyond is read', { timeout: 60_000 }, async (_, rows, width) => {
  const read = await rowsOf(workbook(rows, width))
  expect(read).toHaveLength(rows)
  expect(read.at(-1)).toEqual({
    sheet: 'Tháng 11',
    number: rows,
    cells: Array.from({ length: width }, (__, index) => `${rows}.${index}`),
  })
})

test.each([
  [0, 'format-damaged'],
  [1, 'file-too-large'],
])('a workbook of as many bytes as may be, and %i more', { timeout: 60_000 }, async (more, code) => {
  const bytes = Buffer.alloc(limits.workbookBytes + more)
  bytes.write('PK\u0003\u0004', 'latin1')
  await expect(rowsOf(bytes)).rejects.toThrow(code)
})
