import { utils, write, type CellObject, type WorkSheet } from '@e965/xlsx'
import { describe, expect, test } from 'vitest'
import { textCell, xlsx } from '../../test/hostile/office.ts'
import { entry } from '../../test/hostile/zip.ts'
import { readXlsx } from './xlsx.ts'

function file(...sheets: readonly (readonly [string, WorkSheet])[]): Uint8Array {
  const workbook = utils.book_new()
  for (const [name, sheet] of sheets) utils.book_append_sheet(workbook, sheet, name)
  workbook.Workbook = { Sheets: sheets.map((_, index) => ({ Hidden: index === 0 ? 0 : 1 })) }
  const bytes: unknown = write(workbook, { type: 'array', bookType: 'xlsx', compression: true })
  return bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : new Uint8Array()
}

function shown(cell: CellObject): string | undefined {
  const [block] = readXlsx(file(['a', utils.aoa_to_sheet([['x', cell]])]))
  return block?.kind === 'row' ? block.cells[1] : undefined
}

const cellsOf = (bytes: Uint8Array) => readXlsx(bytes).map((block) => (block.kind === 'row' ? block.cells : []))

describe('numbers', () => {
  test.each([
    ['a percentage keeps its decimals', { v: 0.4922, z: '0%' }, '49,22%'],
    ['and loses binary noise', { v: 0.1 + 0.2, z: '0.0%' }, '30%'],
    ['and has at most eight', { v: 1 / 3, z: '0.00%' }, '33,33333333%'],
    ['a plain number', { v: 11.4 }, '11,4'],
    ['a number of four digits', { v: 1234.5 }, '1234,5'],
    ['a number below ten', { v: 1.234 }, '1,234'],
    ['a negative number', { v: -0.5, z: '0%' }, '-50%'],
    ['a whole number', { v: 184_513, z: '#,##0' }, '184513'],
    ['a tiny number', { v: 1e-7 }, '0,0000001'],
    ['a huge number', { v: 1e21 }, '1000000000000000000000'],
    ['a unit in the format', { v: 11.4, z: '0"/18 điểm"' }, '11,4/18 điểm'],
    ['a percent sign that is only text', { v: 49.22, z: '0.00"%"' }, '49,22%'],
    ['a date', { v: 45_260, z: 'dd/mm/yyyy' }, '2023-11-30'],
    ['a date with a time', { v: 45_260.354_166_666_7, z: 'dd/mm/yyyy hh:mm' }, '2023-11-30 08:30:00'],
  ])('%s', (_, cell, text) => {
    expect(shown({ t: 'n', ...cell })).toBe(text)
  })

  test('truths and errors', () => {
    expect([shown({ t: 'b', v: true }), shown({ t: 'e', v: 7 })]).toEqual(['TRUE', '#DIV/0!'])
  })
})

describe('sheets', () => {
  test('all are read, hidden ones too, by name; empty rows are not', () => {
    const first = utils.aoa_to_sheet([['a'], [], ['b']])
    const blocks = readXlsx(file(['Điểm & năm', first], ['Ẩn', utils.aoa_to_sheet([['c']])]))
    expect(blocks).toEqual([
      { kind: 'row', table: 'Điểm & năm', cells: ['a'], place: { part: 'Điểm & năm', row: 1 } },
      { kind: 'row', table: 'Điểm & năm', cells: ['b'], place: { part: 'Điểm & năm', row: 3 } },
      { kind: 'row', table: 'Ẩn', cells: ['c'], place: { part: 'Ẩn', row: 1 } },
    ])
  })

  test('of merged cells the first has the text', () => {
    const sheet = utils.aoa_to_sheet([
      ['a', 'b', 'c'],
      ['d', 'e', 'f'],
    ])
    sheet['!merges'] = [{ s: { r: 0, c: 0 }, e: { r: 1, c: 1 } }]
    expect(cellsOf(file(['a', sheet]))).toEqual([
      ['a', '', 'c'],
      ['', '', 'f'],
    ])
  })

  test('formatted pieces of a text are one, readings and formulas are left out', () => {
    const rich = '<r><t>Tỷ </t></r><r><t>lệ</t></r><rPh><t>x</t></rPh>'
    const row = `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><f>A1+1</f><v>2</v></c>${textCell('C1', 'a &lt; b')}</row>`
    const bytes = xlsx(row, '', [entry('xl/sharedStrings.xml', `<sst><si>${rich}</si></sst>`)])
    expect(cellsOf(bytes)).toEqual([['Tỷ lệ', '2', 'a < b']])
  })
})
