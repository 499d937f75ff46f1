import { type CellObject, utils, type WorkSheet, write } from '@e965/xlsx'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { columnName, textCell, xlsx } from '../../test/hostile/office.ts'
import { entry, zip, type ZipEntry } from '../../test/hostile/zip.ts'
import { Refusal } from '../core/failure.ts'
import { limits } from '../core/limits.ts'
import { openArchive } from './archive.ts'
import { SharedStrings } from './shared-strings.ts'
import { readXlsx } from './xlsx.ts'
import { streamXlsx } from './xlsx-stream.ts'

function file(...sheets: readonly (readonly [string, WorkSheet])[]): Uint8Array {
  const workbook = utils.book_new()
  for (const [name, sheet] of sheets) utils.book_append_sheet(workbook, sheet, name)
  const bytes: unknown = write(workbook, { type: 'array', bookType: 'xlsx', compression: true, bookSST: true })
  return bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : new Uint8Array()
}

async function rowsOf(bytes: Uint8Array, most?: number) {
  const rows = []
  for await (const row of streamXlsx(bytes, most)) rows.push(row)
  return rows
}

async function refusalOf(bytes: Uint8Array): Promise<string | null> {
  try {
    for await (const row of streamXlsx(bytes)) if (row.cells.length > limits.rowCells) return 'a row that is too wide'
    return null
  } catch (error) {
    if (error instanceof Refusal) return error.failure.code
    throw error
  }
}

describe('a stream says what the whole says', () => {
  const formats = [
    'General',
    '0%',
    '0.00%',
    '#,##0',
    'dd/mm/yyyy',
    'dd/mm/yyyy hh:mm',
    '0"/18 điểm"',
    '@',
    'h:mm',
    '0.0',
  ]
  const cell = fc.oneof(
    fc
      .string({ unit: fc.constantFrom('a', 'ữ', ' ', '<', '&', '"', '_x000D_', '\n', '1', '.') })
      .map((v): CellObject => ({ t: 's', v })),
    fc.record({
      t: fc.constant('n' as const),
      v: fc.double({ noNaN: true, min: 0, max: 80_000 }),
      z: fc.constantFrom(...formats),
    }),
    fc.record({ t: fc.constant('n' as const), v: fc.integer({ min: 0, max: 80_000 }), z: fc.constantFrom(...formats) }),
    fc.boolean().map((v): CellObject => ({ t: 'b', v })),
    fc.constantFrom(0, 7, 15, 42).map((v): CellObject => ({ t: 'e', v })),
    fc.constant<CellObject>({ t: 'z' }),
  )
  const sheet = fc.array(fc.array(cell, { maxLength: 5 }), { maxLength: 6 })

  test('whatever stands in the cells', async () => {
    await fc.assert(
      fc.asyncProperty(sheet, sheet, async (first, second) => {
        const bytes = file(['Tháng & năm', utils.aoa_to_sheet(first)], ['b', utils.aoa_to_sheet(second)])
        expect(await rowsOf(bytes)).toEqual(readXlsx(bytes))
      }),
    )
  })

  test.each([
    ['formatted pieces, readings and formulas', '<c r="A1" t="s"><v>0</v></c><c r="B1"><f>A1+1</f><v>2</v></c>'],
    ['cells without a place', `<c t="s"><v>0</v></c><c><v>3</v></c>${textCell('D1', 'a &lt; b')}`],
    ['what a formula gave', '<c r="B1" t="str"><f>x</f><v>Sở Mẫu</v></c><c r="C1" t="b"><v>1</v></c>'],
  ])('%s', async (_, cells) => {
    const shared = entry(
      'xl/sharedStrings.xml',
      '<sst><si><r><t>Tỷ </t></r><r><t>lệ</t></r><rPh><t>x</t></rPh></si></sst>',
    )
    const bytes = xlsx(`<row r="1">${cells}</row><row/><row><c><v>5</v></c></row>`, '', [shared])
    expect(await rowsOf(bytes)).toEqual(readXlsx(bytes))
  })

  test('a shared text that is not there is damage', async () => {
    expect(await refusalOf(xlsx('<row><c t="s"><v>7</v></c></row>'))).toBe('format-damaged')
  })

  test('the heads of the sheets only', async () => {
    const sheetOf = (name: string) => utils.aoa_to_sheet(Array.from({ length: 9 }, (_, row) => [`${name}${row}`]))
    const rows = await rowsOf(file(['a', sheetOf('a')], ['b', sheetOf('b')]), 2)
    expect(rows.map(({ cells }) => cells[0])).toEqual(['a0', 'a1', 'b0', 'b1'])
  })
})

describe('limits, at and above', () => {
  const sheetOf = (content: string) => xlsx(`<row r="1">${textCell('A1', 'a')}</row>${content}`)

  test.each([
    [0, null],
    [1, 'too-many-rows'],
  ])('rows, and %i more', { timeout: 60_000 }, async (more, code) => {
    expect(await refusalOf(xlsx('<row/>'.repeat(limits.workbookRows + more)))).toBe(code)
  })

  test.each([
    [0, null],
    [1, 'too-many-cells'],
  ])('cells of a row, and %i more', async (more, code) => {
    expect(await refusalOf(sheetOf(`<row>${textCell(`${columnName(limits.rowCells - 1 + more)}2`, 'a')}</row>`))).toBe(
      code,
    )
  })

  test.each([
    [0, null],
    [1, 'cell-too-long'],
  ])('letters of a cell, and %i more', async (more, code) => {
    const text = 'a'.repeat(limits.cellCharacters + more)
    expect(await refusalOf(sheetOf(`<row>${textCell('A2', text)}</row>`))).toBe(code)
    const shared = entry('xl/sharedStrings.xml', `<sst><si><t>${text}</t></si></sst>`)
    expect(await refusalOf(xlsx('<row><c t="s"><v>0</v></c></row>', '', [shared]))).toBe(code)
  })

  test.each([
    [0, null],
    [1, 'xml-too-much-text'],
  ])('pieces in which nothing ends, and %i more', async (more, code) => {
    const bytes = (limits.xmlSilentPieces + more + 1) * 65_536 // it begins and ends within a piece
    expect(await refusalOf(sheetOf(`<!--${'x'.repeat(bytes)}-->`))).toBe(code)
  })

  test('shared texts: how many, and their bytes', () => {
    const most = { strings: 3, bytes: 8 }
    const added = (...texts: readonly string[]) => {
      const strings = new SharedStrings(most)
      for (const text of texts) strings.add(text)
      return texts.map((_, index) => strings.at(index))
    }
    expect(added('a', '', 'ữữ')).toEqual(['a', '', 'ữữ'])
    expect(() => added('a', 'b', 'c', 'd')).toThrow('xml-too-much-text')
    expect(added('ữữ', 'ab')).toEqual(['ữữ', 'ab'])
    expect(() => added('ữữ', 'abc')).toThrow('xml-too-much-text')
    expect(new SharedStrings().at(0)).toBeUndefined()
  })

  test('bytes unpacked, as the directory says', () => {
    const declared = (bytes: number): ZipEntry => ({ ...entry('a.xml', ''), declared: bytes })
    const of = (bytes: number) => openArchive(zip([declared(bytes)]), limits.workbookUnpackedBytes)
    expect(of(limits.workbookUnpackedBytes).names).toEqual(new Set(['a.xml']))
    expect(() => of(limits.workbookUnpackedBytes + 1)).toThrow('archive-too-large')
    expect(() => of(limits.unpackedBytes + 1).part('a.xml')).toThrow('archive-too-large')
  })
})

describe('a part that is not what the directory says', () => {
  const good = entry('xl/sharedStrings.xml', '<sst><si><t>a</t></si></sst>')

  test.each<[string, Partial<ZipEntry>]>([
    ['longer', { declared: good.declared - 1 }],
    ['shorter', { declared: good.declared + 1 }],
    ['another checksum', { crc: 1 }],
    ['no deflate', { packed: Buffer.from('xxxxxxxx') }],
  ])('%s', async (_, changes) => {
    expect(await refusalOf(xlsx('', '', [{ ...good, ...changes }]))).toBe('format-damaged')
  })
})
