import { expect, test } from 'vitest'
import { readXlsx } from '../file/xlsx.ts'
import { masked } from './mask.ts'
import { quarantineCsv, quarantineXlsx } from './quarantine-sheet.ts'
import { guarded } from '../core/table/sheet-text.ts'

const row = {
  file: '=cmd|calc.csv',
  row: 7,
  column: 'Ngày tiếp nhận',
  value: '@SUM(A1), "x"\n',
  reason: 'date-impossible' as const,
  params: {},
}

test('the sheet as CSV: marked as UTF-8, quoted, and nothing in it is a formula', () => {
  expect([...quarantineCsv([row])].join('')).toBe(
    `\u{FEFF}Tệp,Dòng,Cột,Giá trị,Mã lý do,Lý do\r\n` +
      `'=cmd|calc.csv,7,Ngày tiếp nhận,"'@SUM(A1), ""x""\n",date-impossible,"Không có ngày giờ này, hoặc viết sai dạng."\r\n`,
  )
})

test('the sheet as a workbook says the same', async () => {
  const blocks = readXlsx(await quarantineXlsx([row]))
  expect(blocks.map((block) => (block.kind === 'row' ? block.cells.slice(0, 4) : []))).toEqual([
    ['Tệp', 'Dòng', 'Cột', 'Giá trị'],
    ["'=cmd|calc.csv", '7', 'Ngày tiếp nhận', `'@SUM(A1), "x"`],
  ])
})

test.each(['=1+1', '+1', '-1', '@x', '\t=1', '  =1', '\r=1', '\n+1'])('%j is guarded', (text) => {
  expect(guarded(text)).toBe(`'${text}`)
})

test.each(['', 'a=1', '1-1', 'x@y', "'=1"])('%j is left as it is', (text) => {
  expect(guarded(text)).toBe(text)
})

test.each([
  ['Nguyễn Văn An', 'N• V• A•'],
  ['0912345678', '0•'],
  ['0912 345 678', '0• 3• 6•'],
  ['a.b@example.vn', 'a.b@e•.v•'],
  ['20260230080000', '20260230080000'],
  ['31/09/2026 08:00', '31/09/2026 08:00'],
  ['H99.30-261008-0975', 'H99.30-261008-0975'],
  ['11', '11'],
  [undefined, ''],
  [[1], '[…]'],
  [{ a: 1 }, '{…}'],
  ['\ud800', '\ufffd'],
])('%j is shown as %j', (value, text) => {
  expect(masked(value)).toBe(text)
})
