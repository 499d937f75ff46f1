import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { onePage, text } from '../../../test/hostile/pdf.ts'
import { tableRows } from './fixtures/november.ts'
import { readPdf } from './pdf.ts'

function fixture(name: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(`./fixtures/${name}`, import.meta.url)))
}

const lines = [
  'CÁC CHỈ SỐ THÀNH PHẦN BỘ CHỈ SỐ 766 CỦA TỈNH THÁNG 11/2023',
  '( THEO CỔNG DỊCH VỤ CÔNG QUỐC GIA)',
  '(Kèm theo Công văn số /VP-NC ngày 04 tháng 12 năm 2023 của Văn phòng',
  'UBND tỉnh)',
]

describe.each(['ruled.pdf', 'open.pdf'])('%s', (name) => {
  test('the table of November 2023, cell by cell', async () => {
    const blocks = await readPdf(fixture(name))
    expect(blocks.map((block) => (block.kind === 'line' ? block.text : block.cells))).toEqual([
      ...lines,
      ...tableRows,
      'Nơi nhận: Lưu VT.',
    ])
    expect(new Set(blocks.map((block) => (block.kind === 'row' ? block.table : '')))).toEqual(new Set(['', 'table 1']))
  })

  test('places are pages with lines and rows', async () => {
    const blocks = await readPdf(fixture(name))
    expect([blocks[0]?.place, blocks[4]?.place, blocks.at(-1)?.place]).toEqual([
      { page: 1, line: 1 },
      { page: 1, row: 1 },
      { page: 2, line: 1 },
    ])
  })
})

test('text without a table is lines', async () => {
  expect(await readPdf(onePage(text))).toEqual([{ kind: 'line', text: 'Plain text', place: { page: 1, line: 1 } }])
})
