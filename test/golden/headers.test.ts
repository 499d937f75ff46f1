import { utils, write } from '@e965/xlsx'
import { Document, Packer, Paragraph, Table, TableCell, TableRow } from 'docx'
import { describe, expect, test } from 'vitest'
import type { MonthlyTable } from '../../src/core/table/monthly-table.ts'
import { readMonthly, sampleText } from './table-2023.ts'

/** The November 2023 table under the heads that other provinces give it. */

const [title = '', ...lines] = sampleText.split('\n')
const body = lines.filter((line) => line.includes('\t')).map((line) => line.split('\t'))
const table = body.slice(1)
const plain = await readMonthly(sampleText)

/** The maximum of a name in a column of its own: no, name, max, local, national, verdict. */
const withMaxima = table.map(([no = '', name = '', ...rest]) => {
  const max = /\s*\((\d+)đ\):?/.exec(name)
  return [no, max ? name.replace(max[0], '') : name, max?.[1] ?? '', ...rest]
})

const twoRows = [
  ['STT', 'TÊN CÁC CHỈ SỐ', 'Điểm tối đa', 'KẾT QUẢ', '', 'MỨC ĐỘ'],
  ['', '', '', 'TỈNH', 'TRUNG BÌNH CẢ NƯỚC', ''],
]

function text(heads: readonly (readonly string[])[], rows: readonly (readonly string[])[]): string {
  return [title, '', ...[...heads, ...rows].map((cells) => cells.join('\t'))].join('\n')
}

function figures({ rows }: MonthlyTable) {
  return rows.map(({ no, id, kind, name, max, local, national, verdict }) => [
    [no, id, kind, name, max],
    [local, national, verdict],
  ])
}

function workbook(heads: readonly (readonly string[])[]): Uint8Array {
  const sheet = utils.aoa_to_sheet([[title], ...heads, ...withMaxima].map((row) => [...row]))
  const at = (r: number, c: number, rows: number, columns: number) => ({
    s: { r, c },
    e: { r: r + rows - 1, c: c + columns - 1 },
  })
  sheet['!merges'] = [at(0, 0, 1, 6), ...[0, 1, 2, 5].map((column) => at(1, column, 2, 1)), at(1, 3, 1, 2)]
  const book = utils.book_new()
  utils.book_append_sheet(book, sheet, 'Bảng')
  const bytes: unknown = write(book, { type: 'array', bookType: 'xlsx' })
  return bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : new Uint8Array()
}

async function word(): Promise<Uint8Array> {
  const cell = (content: string, options: object = {}) =>
    new TableCell({ children: [new Paragraph(content)], ...options })
  const tall = (content: string) => cell(content, { rowSpan: 2 })
  const heads = [
    [tall('STT'), tall('TÊN CÁC CHỈ SỐ'), tall('Điểm tối đa'), cell('KẾT QUẢ', { columnSpan: 2 }), tall('MỨC ĐỘ')],
    [cell('TỈNH'), cell('TRUNG BÌNH CẢ NƯỚC')],
  ]
  const rows = withMaxima.map((cells) => Array.from({ length: 6 }, (_, at) => cell(cells[at] ?? '')))
  const children = [
    new Paragraph(title),
    new Table({ rows: [...heads, ...rows].map((cells) => new TableRow({ children: cells })) }),
  ]
  return new Uint8Array(await Packer.toBuffer(new Document({ sections: [{ children }] })))
}

describe('heads of two rows', () => {
  test('in text', async () => {
    expect(figures(await readMonthly(text(twoRows, withMaxima)))).toEqual(figures(plain))
  })

  test('in a workbook, merged', async () => {
    expect(figures(await readMonthly(workbook(twoRows), 'bang.xlsx'))).toEqual(figures(plain))
  })

  test('in Word, merged', async () => {
    expect(figures(await readMonthly(await word(), 'bang.docx'))).toEqual(figures(plain))
  })

  test('rates and points below province and country', async () => {
    const heads = [
      ['TT', 'Nội dung', 'Điểm tối đa', 'TỈNH', '', 'CẢ NƯỚC', '', 'Ghi chú'],
      ['', '', '', 'Tỷ lệ', 'Điểm', 'Tỷ lệ', 'Điểm', ''],
    ]
    const rows = [
      ['1', 'Công khai, minh bạch', '18', '', '11,4', '', '10,5', ''],
      ['1.1', 'Tỷ lệ TTHC công bố đúng hạn', '6', '49,22%', '2,95', '50,36', '3,02', ''],
      ['1.3', 'Tỷ lệ TTHC được công khai có đầy đủ các bộ phận tạo thành', '2', '', '2', '100%', '2', ''],
      ['', 'Tổng điểm', '100', '75,5%', '75,5', '65,7%', '65,7', ''],
    ]
    const read = await readMonthly(text(heads, rows))
    expect(read.rows.map(({ max, local, national }) => [max, local, national])).toEqual([
      [18, { kind: 'points', value: 11.4, of: null }, { kind: 'points', value: 10.5, of: null }],
      [6, { kind: 'rate', value: 49.22 }, { kind: 'rate', value: 50.36 }],
      [2, { kind: 'points', value: 2, of: null }, { kind: 'rate', value: 100 }],
      [100, { kind: 'points', value: 75.5, of: null }, { kind: 'points', value: 65.7, of: null }],
    ])
  })
})

describe('heads worded otherwise', () => {
  test.each([
    ['TT', 'Nội dung', 'Tỉnh', 'Cả nước', 'Ghi chú'],
    ['STT', 'Tiêu chí', 'Toàn tỉnh', 'Toàn quốc', 'Đánh giá'],
    ['STT', 'Tên chỉ tiêu', 'Kết quả của tỉnh', 'Bình quân cả nước', 'Mức độ đạt'],
    ['Số TT', 'Tên các chỉ số', 'Lạng Sơn', 'TB cả nước', 'Nhận xét'],
    ['STT', 'Chỉ số thành phần', 'Tỷ lệ', 'Trung bình cả nước', 'Kết quả đánh giá'],
  ])('%s | %s | %s | %s | %s', async (...heads) => {
    expect(figures(await readMonthly(text([heads.map((head) => head.replace('TB', 'Trung bình'))], table)))).toEqual(
      figures(plain),
    )
  })

  test.each([
    [['TT', 'Nội dung', 'Tỉnh', 'Ghi chú']],
    [['STT', 'Tên các chỉ số', 'Lạng Sơn', 'Mức độ']],
    [['STT', 'Tên các chỉ số', 'Kết quả', 'Mức độ']],
  ])('without a column for the country: %j', async (heads) => {
    const rows = table.map(([no = '', name = '', own = '', , verdict = '']) => [no, name, own, verdict])
    const read = await readMonthly(text([heads], rows))
    expect(read.rows.map(({ local, verdict }) => [local, verdict])).toEqual(
      plain.rows.map(({ local, verdict }) => [local, verdict]),
    )
    expect(read.rows.every(({ national }) => national.kind === 'empty')).toBe(true)
  })

  test('a unit and a target are not what the province reached', async () => {
    const heads = ['STT', 'Nội dung', 'Đơn vị tính', 'Chỉ tiêu giao', 'Lạng Sơn', 'Cả nước', 'Ghi chú']
    const rows = table.map(([no = '', name = '', ...rest]) => [no, name, '%', '90%', ...rest])
    expect(figures(await readMonthly(text([heads], rows)))).toEqual(figures(plain))
  })
})

test('a decimal point of a workbook is not kept as the wording', async () => {
  const sheet = utils.aoa_to_sheet([
    [title],
    ['STT', 'TÊN CÁC CHỈ SỐ', 'TỈNH', 'CẢ NƯỚC', 'MỨC ĐỘ'],
    [1, 'Công khai, minh bạch (18đ)', 11.4, { t: 'n', v: 10.5, z: '0.0"/18 điểm"' }, ''],
    [1.1, 'Tỷ lệ TTHC công bố đúng hạn (6đ)', { t: 'n', v: 0.4922, z: '0.00%' }, '50.36%', ''],
  ])
  const book = utils.book_new()
  utils.book_append_sheet(book, sheet, 'Bảng')
  const bytes: unknown = write(book, { type: 'array', bookType: 'xlsx' })
  const read = await readMonthly(bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : new Uint8Array(), 'bang.xlsx')
  expect(read.rows.map(({ no, local, national }) => [no, local, national])).toEqual([
    ['1', { kind: 'points', value: 11.4, of: null }, { kind: 'points', value: 10.5, of: 18 }],
    ['1.1', { kind: 'rate', value: 49.22 }, { kind: 'rate', value: 50.36 }],
  ])
  expect(read.rows[1]).not.toHaveProperty('printed')
})

test('a table that comes in pieces, only the first with a header, is one table', async () => {
  const cell = (content: string) => new TableCell({ children: [new Paragraph(content)] })
  const piece = (rows: readonly (readonly string[])[]) =>
    new Table({ rows: rows.map((cells) => new TableRow({ children: cells.map(cell) })) })
  const pieces = [body.slice(0, 8), body.slice(8, 9), body.slice(9, -1), body.slice(-1)]
  const children = pieces.flatMap((rows) => [piece(rows), new Paragraph('')])
  const document = new Document({ sections: [{ children: [new Paragraph(title), ...children] }] })
  const read = await readMonthly(new Uint8Array(await Packer.toBuffer(document)), 'bang.docx')
  expect(figures(read)).toEqual(figures(plain))
})
