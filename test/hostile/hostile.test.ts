import { deflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { limits } from '../../src/core/limits.ts'
import { baseline, readInChild } from './child.ts'
import { columnName, docx, documentPart, paragraph, textCell, types, wordTable, xlsx } from './office.ts'
import { flate, manyPages, nestedForms, onePage, pdf, text, zlibBomb } from './pdf.ts'
import { bombEntry, entry, zip } from './zip.ts'

/** What the brief of every reader allows, however hostile the file. */
const allowed = { milliseconds: 2000, megabytes: 200 }

type Case = readonly [what: string, name: string, bytes: () => Uint8Array, outcome: object]

const doctype = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
const laughs = `<!DOCTYPE w [<!ENTITY a "ha">${Array.from({ length: 20 }, (_, n) => `<!ENTITY ${columnName(n + 1)} "&${columnName(n)};&${columnName(n)};">`).join('')}]>`
const sheetPart = { part: 'Tháng 11' }
const wordPart = { part: 'word/document.xml' }
const oleHeader = Buffer.from('d0cf11e0a1b11ae1'.padEnd(1024, '0'), 'hex')
const long = 'x'.repeat(10_000_000)
const rows = (count: number, cells: string) =>
  Array.from({ length: count }, (_, index) => `<row r="${index + 1}">${cells}</row>`).join('')
const wide = Array.from({ length: 1000 }, (_, index) => textCell(`${columnName(index)}1`, '1')).join('')
const picture = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')

const containers: readonly Case[] = [
  [
    'a zip bomb of 1 GB',
    'bomb.docx',
    () => zip([types, bombEntry('word/document.xml', 64)]),
    { code: 'archive-too-large', place: wordPart },
  ],
  [
    'a zip bomb of 1 GB whose header says 1 kB',
    'bomb.docx',
    () => zip([types, bombEntry('word/document.xml', 64, 1000)]),
    { code: 'archive-too-large', place: wordPart },
  ],
  [
    'a bomb in a part that is not needed',
    'bomb.docx',
    () => docx(paragraph('a'), '', [bombEntry('word/styles.xml', 64, 1000)]),
    { blocks: 1 },
  ],
  [
    'many parts',
    'parts.docx',
    () =>
      docx(
        '',
        '',
        Array.from({ length: limits.archiveEntries }, (_, index) => entry(`p${index}`, '')),
      ),
    { code: 'archive-too-many-parts' },
  ],
  [
    'a zip in a zip',
    'nested.docx',
    () => docx(paragraph('a'), '', [entry('word/embeddings/a.xlsx', xlsx(''))]),
    { code: 'archive-nested', place: { part: 'word/embeddings/a.xlsx' } },
  ],
  [
    'an old Office file in a docx',
    'nested.docx',
    () => docx(paragraph('a'), '', [entry('word/embeddings/oleObject1.bin', oleHeader)]),
    { code: 'archive-nested' },
  ],
  [
    'pictures',
    'picture.docx',
    () => docx(paragraph('a'), '', [entry('word/media/image1.png', picture)]),
    { blocks: 1 },
  ],
  ['names that climb', 'climb.docx', () => docx(paragraph('a'), '', [entry('../../etc/x', 'a')]), { blocks: 1 }],
  [
    'the same name twice',
    'twice.docx',
    () => docx(paragraph('a'), '', [documentPart(paragraph('b'))]),
    { code: 'format-damaged', place: wordPart },
  ],
  [
    'an encrypted part',
    'secret.docx',
    () => zip([types, { ...documentPart(''), flags: 1 }]),
    { code: 'format-encrypted', place: wordPart },
  ],
  ['an encrypted workbook', 'secret.xlsx', () => oleHeader, { code: 'format-old-office' }],
  ['a zip cut off', 'cut.docx', () => docx(paragraph('a'.repeat(5000))).subarray(0, 300), { code: 'format-damaged' }],
  [
    'a zip with a changed byte',
    'changed.docx',
    () => {
      const bytes = docx(paragraph('Báo cáo'))
      bytes[150] = (bytes[150] ?? 0) ^ 0xff
      return bytes
    },
    { code: 'format-damaged' },
  ],
]

const magics: readonly Case[] = [
  [
    'a PDF called docx',
    'a.docx',
    () => onePage(text),
    { code: 'format-mismatch', params: { named: 'docx', found: 'pdf' } },
  ],
  ['a workbook called docx', 'a.docx', () => xlsx(''), { code: 'format-mismatch', params: { found: 'xlsx' } }],
  ['text called docx', 'a.docx', () => Buffer.from('Báo cáo'), { code: 'format-mismatch', params: { found: 'text' } }],
  ['a docx called txt', 'a.txt', () => docx(''), { code: 'format-mismatch', params: { named: 'text', found: 'docx' } }],
  ['a picture called docx', 'a.docx', () => picture, { code: 'format-unknown' }],
  ['a zip of anything', 'a.docx', () => zip([entry('a.txt', 'a')]), { code: 'format-unknown' }],
  ['nothing', 'a.xlsx', () => new Uint8Array(), { code: 'file-empty' }],
]

const xml: readonly Case[] = [
  ['an outside entity in Word', 'xxe.docx', () => docx('', doctype), { code: 'xml-doctype', place: wordPart }],
  ['an outside entity in Excel', 'xxe.xlsx', () => xlsx('', doctype), { code: 'xml-doctype', place: sheetPart }],
  [
    'a billion laughs in Word',
    'lol.docx',
    () => docx(paragraph('&U;'), laughs),
    { code: 'xml-doctype', place: wordPart },
  ],
  ['a billion laughs in Excel', 'lol.xlsx', () => xlsx('', laughs), { code: 'xml-doctype', place: sheetPart }],
  [
    'an entity without a DOCTYPE',
    'entity.docx',
    () => docx(paragraph('&lol;')),
    { code: 'format-damaged', place: wordPart },
  ],
  ['100 000 levels in Word', 'deep.docx', () => docx('<w:sdt>'.repeat(100_000)), { code: 'too-deep', place: wordPart }],
  ['100 000 levels in Excel', 'deep.xlsx', () => xlsx('<row>'.repeat(100_000)), { code: 'too-deep', place: sheetPart }],
  [
    'more elements than are allowed',
    'elements.docx',
    () => docx('<w:bookmarkEnd/>'.repeat(1_500_000)),
    { code: 'xml-too-many-elements', place: wordPart },
  ],
]

const sizes: readonly Case[] = [
  [
    'a cell of 10 MB in Word',
    'cell.docx',
    () => docx(wordTable([['a'], ['b', long]])),
    { code: 'cell-too-long', place: { part: 'table 1', row: 2, column: 2 } },
  ],
  [
    'a paragraph of 10 MB in Word',
    'line.docx',
    () => docx(paragraph('a') + paragraph(long)),
    { code: 'cell-too-long', place: { line: 2 } },
  ],
  [
    'a cell of 10 MB in Excel',
    'cell.xlsx',
    () => xlsx(`<row r="7">${textCell('B7', long)}</row>`),
    { code: 'cell-too-long', place: { part: 'Tháng 11', row: 7, column: 2 } },
  ],
  [
    'a shared text of 10 MB in Excel',
    'shared.xlsx',
    () => xlsx('', '', [entry('xl/sharedStrings.xml', `<sst><si><t>${long}</t></si></sst>`)]),
    { code: 'cell-too-long', place: { part: 'xl/sharedStrings.xml' } },
  ],
  ['a line of 10 MB in text', 'line.txt', () => Buffer.from(`a\n${long}`), { code: 'cell-too-long' }],
  [
    '30 MB of text in Word',
    'text.docx',
    () => docx(paragraph('x'.repeat(30_000)).repeat(1000)),
    { code: 'xml-too-much-text', place: wordPart },
  ],
  [
    '100 000 rows in Word',
    'rows.docx',
    () => docx(wordTable(Array.from({ length: 100_000 }, () => ['1']))),
    { code: 'too-many-rows', place: { part: 'table 1', row: limits.tableRows + 1 } },
  ],
  [
    '100 000 rows in Excel',
    'rows.xlsx',
    () => xlsx(rows(100_000, '<c><v>1</v></c>')),
    { code: 'too-many-rows', place: { part: 'Tháng 11', row: limits.tableRows + 1 } },
  ],
  [
    'as many rows as are allowed',
    'rows.xlsx',
    () => xlsx(rows(limits.tableRows, '<c><v>0.5</v></c>'.repeat(5))),
    { blocks: limits.tableRows },
  ],
  [
    '1 000 columns in Word',
    'columns.docx',
    () => docx(wordTable([Array.from({ length: 1000 }, () => '1')])),
    { code: 'too-many-cells', place: { part: 'table 1', row: 1 } },
  ],
  [
    'one cell over a billion columns in Word',
    'span.docx',
    () => docx('<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="1000000000"/></w:tcPr></w:tc></w:tr></w:tbl>'),
    { code: 'too-many-cells', place: { row: 1 } },
  ],
  [
    '1 000 columns in Excel',
    'columns.xlsx',
    () => xlsx(`<row r="1">${wide}</row>`),
    { code: 'too-many-cells', place: { part: 'Tháng 11', row: 1, column: limits.rowCells + 1 } },
  ],
  [
    'a merge of the whole sheet',
    'merge.xlsx',
    () =>
      xlsx(
        `<row r="1">${textCell('A1', 'a')}</row></sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells><sheetData>`,
      ),
    { blocks: 1 },
  ],
  [
    'the last row of a sheet',
    'last.xlsx',
    () => xlsx(`<row r="1048576">${textCell('A1048576', 'a')}</row>`),
    { blocks: 1 },
  ],
]

const encodings: readonly Case[] = [
  [
    'a NUL byte',
    'nul.txt',
    () => Buffer.from('Báo cáo\nab\0c'),
    { code: 'text-has-nul', place: { line: 2, column: 3 } },
  ],
  [
    'TCVN3 bytes',
    'abc.txt',
    () => Buffer.from('T11\nTû lÖ hå s¬ ®óng h¹n', 'latin1'),
    { code: 'text-encoding-legacy', params: { encoding: 'TCVN3 (ABC)' }, place: { line: 2 } },
  ],
  [
    'VNI bytes',
    'vni.txt',
    () => Buffer.from('Tyû leä hoà sô ñuùng haïn', 'latin1'),
    { code: 'text-encoding-legacy', params: { encoding: 'VNI' }, place: { line: 1 } },
  ],
  [
    'an old font in Word',
    'font.docx',
    () => docx(paragraph('a') + wordTable([['1', 'Tû lÖ hå s¬ ®óng h¹n']])),
    {
      code: 'text-encoding-legacy',
      params: { encoding: 'TCVN3 (ABC)' },
      place: { part: 'table 1', row: 1, column: 2 },
    },
  ],
  [
    'decomposed text in Word',
    'nfd.docx',
    () => docx(paragraph('Tỷ lệ hồ sơ'.normalize('NFD'))),
    { first: { text: 'Tỷ lệ hồ sơ'.normalize('NFC') } },
  ],
  [
    'decomposed text in Excel',
    'nfd.xlsx',
    () => xlsx(`<row r="1">${textCell('A1', 'Tỷ lệ'.normalize('NFD'))}</row>`),
    { first: { cells: ['Tỷ lệ'.normalize('NFC')] } },
  ],
  [
    'decomposed text',
    'nfd.txt',
    () => Buffer.from('Tỷ lệ hồ sơ'.normalize('NFD')),
    { first: { text: 'Tỷ lệ hồ sơ'.normalize('NFC') } },
  ],
]

const contentBomb = { head: '/Filter /FlateDecode', stream: zlibBomb(64) }
const twice = { head: '/Filter [/FlateDecode /FlateDecode]', stream: deflateSync(zlibBomb(64)) }

const pdfs: readonly Case[] = [
  [
    'an encrypted PDF',
    'secret.pdf',
    () => onePage(text, [], '', '/Encrypt << /Filter /Standard /V 1 /R 2 /O (x) /U (y) /P -4 >>'),
    { code: 'format-encrypted' },
  ],
  ['a page that unpacks to 1 GB', 'bomb.pdf', () => onePage(contentBomb), { code: 'archive-too-large' }],
  ['a page packed twice', 'bomb.pdf', () => onePage(twice), { code: 'archive-too-large' }],
  [
    'many streams just below the limit',
    'bombs.pdf',
    () =>
      onePage(
        text,
        Array.from({ length: 10 }, () => flate(Buffer.alloc(limits.pdfStreamBytes - 1))),
      ),
    { code: 'archive-too-large' },
  ],
  [
    'a page packed in another way',
    'lzw.pdf',
    () => onePage({ head: '/Filter /LZWDecode', stream: 'x' }),
    { code: 'pdf-filter', params: { filter: 'LZWDecode' } },
  ],
  [
    'a filter hidden behind a reference',
    'hidden.pdf',
    () => onePage({ head: '/Filter 6 0 R', stream: zlibBomb(1) }, [{ head: '' }]),
    { code: 'pdf-filter' },
  ],
  [
    'a page that says it is a picture of a gigabyte',
    'picture.pdf',
    () => onePage({ head: '/Subtype /Image /Width 65000 /Height 65000 /Filter /FlateDecode', stream: zlibBomb(64) }),
    { code: 'pdf-has-no-text' },
  ],
  ['a page that draws forms without end', 'forms.pdf', () => nestedForms(12), { code: 'pdf-too-complex' }],
  [
    'a page of two million letters',
    'letters.pdf',
    () => onePage(flate(`BT /F1 9 Tf ${'(a) Tj '.repeat(2_000_000)} ET`)),
    { code: 'pdf-too-complex' },
  ],
  [
    'a page of half a million borders',
    'borders.pdf',
    () =>
      onePage(
        flate(
          Array.from({ length: 500_000 }, (_, n) => `${n % 500} ${n % 800} m ${n % 700} ${n % 800} l S`).join('\n'),
        ),
      ),
    { code: 'pdf-too-complex' },
  ],
  ['too many pages', 'pages.pdf', () => manyPages(limits.pdfPages + 1), { code: 'too-many-pages' }],
  ['as many pages as are allowed', 'pages.pdf', () => manyPages(limits.pdfPages), { blocks: limits.pdfPages }],
  ['no text', 'empty.pdf', () => onePage({ head: '', stream: '' }), { code: 'pdf-has-no-text' }],
  [
    'arrays 100 000 deep',
    'deep.pdf',
    () => onePage({ head: `/X ${'['.repeat(100_000)}`, stream: '' }),
    { code: 'pdf-has-no-text' },
  ],
  [
    'a page tree that bites its tail',
    'loop.pdf',
    () => pdf([{ head: '/Type /Catalog /Pages 2 0 R' }, { head: '/Type /Pages /Kids [2 0 R] /Count 1' }]),
    { code: 'format-damaged' },
  ],
  ['only a header', 'head.pdf', () => Buffer.from('%PDF-1.7\n'), { code: 'format-damaged' }],
]

const groups: readonly (readonly [string, readonly Case[]])[] = [
  ['containers', containers],
  ['names and contents', magics],
  ['XML', xml],
  ['sizes', sizes],
  ['encodings', encodings],
  ['PDF', pdfs],
]

describe.each(groups)('%s', (_, cases) => {
  test.each(cases)('%s', async (_what, name, bytes, outcome) => {
    const before = await baseline(name)
    const { result, milliseconds, megabytes } = await readInChild(name, bytes())
    expect(result).toMatchObject(outcome)
    expect(milliseconds).toBeLessThan(allowed.milliseconds)
    expect(megabytes - before).toBeLessThan(allowed.megabytes)
  })
})
