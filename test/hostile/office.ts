import { entry, zip, type ZipEntry } from './zip.ts'

/** The smallest Word and Excel files that hold what a test wants to smuggle in. */

export const types = entry('[Content_Types].xml', '<Types/>')
const wordName = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const sheetName = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'

export function docx(body: string, prologue = '', more: readonly ZipEntry[] = []): Uint8Array {
  return zip([types, documentPart(body, prologue), ...more])
}

export function documentPart(body: string, prologue = ''): ZipEntry {
  return entry(
    'word/document.xml',
    `${prologue}<w:document xmlns:w="${wordName}"><w:body>${body}</w:body></w:document>`,
  )
}

export function paragraph(text: string): string {
  return `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`
}

export function wordTable(rows: readonly (readonly string[])[]): string {
  return `<w:tbl>${rows.map((row) => `<w:tr>${row.map(wordCell).join('')}</w:tr>`).join('')}</w:tbl>`
}

function wordCell(text: string): string {
  return `<w:tc>${paragraph(text)}</w:tc>`
}

export function xlsx(sheetData: string, prologue = '', more: readonly ZipEntry[] = []): Uint8Array {
  const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  return zip([
    types,
    entry(
      'xl/workbook.xml',
      `<workbook xmlns="${sheetName}" xmlns:r="${relation}"><sheets><sheet name="Tháng 11" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
    entry(
      'xl/_rels/workbook.xml.rels',
      '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
    ),
    entry(
      'xl/worksheets/sheet1.xml',
      `${prologue}<worksheet xmlns="${sheetName}"><sheetData>${sheetData}</sheetData></worksheet>`,
    ),
    ...more,
  ])
}

export function textCell(reference: string, text: string): string {
  return `<c r="${reference}" t="inlineStr"><is><t>${text}</t></is></c>`
}

/** Names "AAA", "AAB" … as columns are named. */
export function columnName(index: number): string {
  const last = String.fromCharCode(65 + (index % 26))
  return index < 26 ? last : columnName(Math.floor(index / 26) - 1) + last
}
