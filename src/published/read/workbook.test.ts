import { utils, write } from '@e965/xlsx'
import { expect, test } from 'vitest'
import { readXlsx } from '../../file/xlsx.ts'
import { tableRows } from './fixtures/november.ts'

test('the table of November 2023 as a workbook, cell by cell', () => {
  const workbook = utils.book_new()
  utils.book_append_sheet(workbook, utils.aoa_to_sheet(tableRows.map((row) => [...row])), 'T11')
  const bytes: unknown = write(workbook, { type: 'array', bookType: 'xlsx', compression: true })
  const rows = readXlsx(bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : new Uint8Array())
  expect(rows.map((block) => (block.kind === 'row' ? block.cells : []))).toEqual(tableRows)
})
