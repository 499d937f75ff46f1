import { unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { limits } from '../../core/limits.ts'
import { guarded } from '../../core/table/sheet-text.ts'
import { writeCsv } from './csv.ts'
import type { ExportTable } from './table.ts'
import { writeXlsx } from './xlsx.ts'

const table: ExportTable = {
  name: 'Điểm',
  title: 'Điểm của "Sở, ban"',
  mark: 'DỮ LIỆU MẪU',
  facts: [['Kỳ', 'tháng 10/2026']],
  columns: [
    { header: 'Đơn vị', width: 20, kind: 'text' },
    { header: 'Điểm', width: 10, kind: 'points' },
    { header: 'Tỷ lệ', width: 10, kind: 'ratio' },
    { header: 'Hạn', width: 17, kind: 'moment' },
    { header: 'Ngày trễ', width: 10, kind: 'days' },
  ],
  rows: [
    ['=HYPERLINK("http://la")', -0.5, 0.7502, '2026-10-31T16:00:59+07:00', 2.5],
    ['Sở Y tế', null, 1, '2026-10-31', null],
  ],
  strong: new Set([1]),
  notes: [['Nguồn', 'Cổng DVCQG']],
}

describe('guarded', () => {
  test.each([
    ['=1+1', "'=1+1"],
    ['  @SUM(A1)', "'  @SUM(A1)"],
    ['\u200B=1', "'\u200B=1"],
    ['\uFF1D1', "'\uFF1D1"],
    ['-2', "'-2"],
    ['\t=1', "'\t=1"],
    ['a\u0000b\uFFFF', 'a\u{FFFD}b\u{FFFD}'],
    ['\ud800', '\u{FFFD}'],
    ['Sở Y tế - Hà Mẫu', 'Sở Y tế - Hà Mẫu'],
  ])('%j', (text, shown) => {
    expect(guarded(text)).toBe(shown)
  })

  test('a cell at the limit of spreadsheets, and beyond', () => {
    expect(guarded('x'.repeat(limits.cellCharacters + 1)).length).toBeLessThanOrEqual(limits.cellCharacters)
    expect(guarded(`=${'x'.repeat(limits.cellCharacters)}`)).toHaveLength(limits.cellCharacters)
  })
})

test('CSV: a byte order mark, what was asked on top, nothing that runs', () => {
  const text = Buffer.from(writeCsv(table)).toString()
  expect(text).toBe(
    '\u{FEFF}"Điểm của ""Sở, ban"""\r\nDỮ LIỆU MẪU\r\nKỳ,tháng 10/2026\r\nNguồn,Cổng DVCQG\r\n\r\n' +
      'Đơn vị,Điểm,Tỷ lệ,Hạn,Ngày trễ\r\n' +
      '"\'=HYPERLINK(""http://la"")",-0.5,0.7502,31/10/2026 16:00,2.5\r\nSở Y tế,,1,31/10/2026,\r\n',
  )
})

test('XLSX: numbers are numbers, texts are texts, no formula', async () => {
  const parts = unzipSync(await writeXlsx(table))
  const part = (name: string) => Buffer.from(parts[name] ?? new Uint8Array()).toString()
  const sheet = part('xl/worksheets/sheet1.xml')
  expect(sheet).toMatch(/<v>-0\.5<\/v>/)
  expect(sheet).toMatch(/<v>0\.7502<\/v>/)
  expect(sheet).not.toContain('<f>')
  // 46 326 is the day 31/10/2026 in every spreadsheet; 16:00 is two thirds of it.
  expect(sheet).toMatch(/<v>46326\.6666666\d*<\/v>/)
  expect(sheet).toMatch(/<v>46326<\/v>/)
  expect(part('xl/sharedStrings.xml')).toContain("'=HYPERLINK")
})

test('XLSX on paper: A4 across, as wide as the page, heads on each, which also stay in sight and filter', async () => {
  const parts = unzipSync(await writeXlsx(table))
  const part = (name: string) => Buffer.from(parts[name] ?? new Uint8Array()).toString()
  const sheet = part('xl/worksheets/sheet1.xml')
  expect(sheet).toContain('<pageSetUpPr fitToPage="1"/>')
  expect(sheet).toMatch(/<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"\/>/)
  expect(sheet).toContain('ySplit="4"')
  expect(sheet).toContain('<autoFilter ref="A4:E6"/>')
  expect(part('xl/workbook.xml')).toContain("'Điểm'!$1:$4</definedName>")
  expect(part('xl/styles.xml')).toContain('Times New Roman')
})
