import {
  Document,
  type ITableCellOptions,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  VerticalMergeType,
} from 'docx'
import { describe, expect, test } from 'vitest'
import { docx, paragraph } from '../../../test/hostile/office.ts'
import type { Block } from '../../file/blocks.ts'
import { readDocx } from './docx.ts'
import { tableRows, titleLines } from './fixtures/november.ts'

const texts = (blocks: readonly Block[]) => blocks.map((block) => (block.kind === 'line' ? block.text : block.cells))
const read = (body: string) => texts(readDocx(docx(body)))
const cell = (inside: string, settings = '') => `<w:tc><w:tcPr>${settings}</w:tcPr>${inside}</w:tc>`
const row = (...cells: readonly string[]) => `<w:tr>${cells.join('')}</w:tr>`
const table = (...rows: readonly string[]) => `<w:tbl>${rows.join('')}</w:tbl>`
const a = cell(paragraph('a'))

async function packed(children: readonly (Paragraph | Table)[]): Promise<Uint8Array> {
  return new Uint8Array(await Packer.toBuffer(new Document({ sections: [{ children }] })))
}

function libraryRow(cells: readonly string[]): TableRow {
  return new TableRow({ children: cells.map((text) => new TableCell({ children: [new Paragraph(text)] })) })
}

function merged(text: string, settings: Omit<ITableCellOptions, 'children'> = {}): TableCell {
  return new TableCell({ ...settings, children: [new Paragraph(text)] })
}

describe('a file of a word processor', () => {
  test('the table of November 2023, cell by cell', async () => {
    const bytes = await packed([
      ...titleLines.map((text) => new Paragraph(text)),
      new Table({ rows: tableRows.map(libraryRow) }),
      new Paragraph('Nơi nhận'),
    ])
    expect(texts(readDocx(bytes))).toEqual([...titleLines, ...tableRows, 'Nơi nhận'])
  })

  test('merged cells keep the grid', async () => {
    const rows = [
      [merged('rộng', { columnSpan: 2 }), merged('x')],
      [merged('cao', { verticalMerge: VerticalMergeType.RESTART }), merged('b'), merged('c')],
      [merged('khuất', { verticalMerge: VerticalMergeType.CONTINUE }), merged('d'), merged('e')],
    ]
    const bytes = await packed([new Table({ rows: rows.map((children) => new TableRow({ children })) })])
    expect(texts(readDocx(bytes))).toEqual([
      ['rộng', '', 'x'],
      ['cao', 'b', 'c'],
      ['', 'd', 'e'],
    ])
  })
})

describe('paragraphs', () => {
  test.each([
    [
      'breaks and tabs are blanks',
      '<w:p><w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t></w:r></w:p>',
      'a b c',
    ],
    ['tab stops are not', '<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>ab</w:t></w:r></w:p>', 'ab'],
    [
      'hyphens',
      '<w:p><w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b\u00ad</w:t><w:softHyphen/><w:t>c</w:t></w:r></w:p>',
      'a-bc',
    ],
    ['white space is folded', paragraph('  a \u00a0 b\n'), 'a b'],
    ['NFC', paragraph('Tỷ lệ'.normalize('NFD')), 'Tỷ lệ'.normalize('NFC')],
    ['inserted text is read', '<w:p><w:ins><w:r><w:t>a</w:t></w:r></w:ins></w:p>', 'a'],
    [
      'deleted and moved text is not',
      '<w:p><w:r><w:t>a</w:t></w:r><w:del><w:r><w:delText>b</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>c</w:t></w:r></w:moveFrom></w:p>',
      'a',
    ],
    ['field codes are not', '<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>1</w:t></w:r></w:p>', '1'],
    ['text of a drawing is not', '<w:p><w:r><w:t>a</w:t></w:r><d:t xmlns:d="urn:d">b</d:t></w:p>', 'a'],
  ])('%s', (_, body, line) => {
    expect(read(body)).toEqual([line])
  })

  test('a text box is read once, before the paragraph that holds it', () => {
    const box = `<w:txbxContent>${paragraph('hộp')}</w:txbxContent>`
    const names = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    const twice = `<mc:AlternateContent ${names}><mc:Choice>${box}</mc:Choice><mc:Fallback>${box}</mc:Fallback></mc:AlternateContent>`
    expect(read(`<w:p><w:r>${twice}<w:t>ngoài</w:t></w:r></w:p>`)).toEqual(['hộp', 'ngoài'])
  })

  test('places count paragraphs and rows', () => {
    expect(readDocx(docx(paragraph('') + paragraph('a') + table(row(a), row(a)))).map(({ place }) => place)).toEqual([
      { line: 2 },
      { part: 'table 1', row: 1 },
      { part: 'table 1', row: 2 },
    ])
  })
})

describe('tables', () => {
  test.each([
    ['paragraphs of a cell are joined', table(row(cell(paragraph('a') + paragraph('b')))), ['a b']],
    [
      'columns left out before a row',
      table(`<w:tr><w:trPr><w:gridBefore w:val="2"/></w:trPr>${a}</w:tr>`),
      ['', '', 'a'],
    ],
    [
      'a table in a cell becomes its text',
      table(row(a, cell(paragraph('b') + table(row(a, a)) + paragraph('c')))),
      ['a', 'b a a c'],
    ],
    ['content controls', table(`<w:sdt><w:sdtContent>${row(a)}</w:sdtContent></w:sdt>`), ['a']],
  ])('%s', (_, body, cells) => {
    expect(read(body)).toEqual([cells])
  })

  test('empty and deleted rows are left out', () => {
    const deleted = `<w:tr><w:trPr><w:del/></w:trPr>${a}</w:tr>`
    expect(read(table(row(cell(paragraph(''))), deleted, row(a)))).toEqual([['a']])
  })

  test('tables are told apart', () => {
    const blocks = readDocx(docx(table(row(a)) + paragraph('b') + table(row(a))))
    expect(blocks.map((block) => (block.kind === 'row' ? block.table : ''))).toEqual(['table 1', '', 'table 2'])
  })
})
