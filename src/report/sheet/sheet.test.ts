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
  facts: [['Kỳ', '2026-10']],
  columns: [
    { header: 'Đơn vị', width: 20, kind: 'text' },
    { header: 'Điểm', width: 10, kind: 'points' },
    { header: 'Tỷ lệ', width: 10, kind: 'ratio' },
  ],
  rows: [
    ['=HYPERLINK("http://la")', -0.5, 0.7502],
    ['Sở Y tế', null, 1],
  ],
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
    '\u{FEFF}"Điểm của ""Sở, ban"""\r\nKỳ,2026-10\r\n\r\nĐơn vị,Điểm,Tỷ lệ\r\n' +
      '"\'=HYPERLINK(""http://la"")",-0.5,0.7502\r\nSở Y tế,,1\r\n',
  )
})

test('XLSX: numbers are numbers, texts are texts, no formula', async () => {
  const parts = unzipSync(await writeXlsx(table))
  const part = (name: string) => Buffer.from(parts[name] ?? new Uint8Array()).toString()
  const sheet = part('xl/worksheets/sheet1.xml')
  expect(sheet).toMatch(/<v>-0\.5<\/v>/)
  expect(sheet).toMatch(/<v>0\.7502<\/v>/)
  expect(sheet).not.toContain('<f>')
  expect(part('xl/sharedStrings.xml')).toContain("'=HYPERLINK")
})
