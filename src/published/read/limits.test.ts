import { describe, expect, test } from 'vitest'
import { columnName, docx, paragraph, textCell, wordTable, xlsx } from '../../../test/hostile/office.ts'
import { entry } from '../../../test/hostile/zip.ts'
import { Refusal } from '../../core/failure.ts'
import { limits } from '../../core/limits.ts'
import { readDocx } from './docx.ts'
import { readXlsx } from '../../file/xlsx.ts'

function outcome(read: () => readonly unknown[]): string {
  try {
    return read().length > 0 ? 'read' : 'nothing'
  } catch (error) {
    return error instanceof Refusal ? error.failure.code : String(error)
  }
}

const letters = (count: number) => 'x'.repeat(count)
const ones = (count: number) => Array.from({ length: count }, () => '1')
/** Elements around a paragraph's text: document, body, p, r, t. */
const around = 5
const nested = (depth: number) => '<w:sdt>'.repeat(depth - around) + paragraph('a') + '</w:sdt>'.repeat(depth - around)
const columns = (count: number) => ones(count).map((text, index) => textCell(`${columnName(index)}1`, text))
/** Content types and document are parts too. */
const parts = (count: number) => ones(count - 2).map((text, index) => entry(`part${index}`, text))
const sheetRows = (count: number) => ones(count).map((text) => `<row><c><v>${text}</v></c></row>`)

describe('at the limit a file is read, above it is not', () => {
  test.each([
    ['cellCharacters', 'cell-too-long', (n: number) => readDocx(docx(paragraph(letters(n))))],
    ['cellCharacters', 'cell-too-long', (n: number) => readDocx(docx(wordTable([[letters(n)]])))],
    ['cellCharacters', 'cell-too-long', (n: number) => readXlsx(xlsx(`<row>${textCell('A1', letters(n))}</row>`))],
    ['rowCells', 'too-many-cells', (n: number) => readDocx(docx(wordTable([ones(n)])))],
    ['rowCells', 'too-many-cells', (n: number) => readXlsx(xlsx(`<row>${columns(n).join('')}</row>`))],
    ['tableRows', 'too-many-rows', (n: number) => readDocx(docx(wordTable(ones(n).map((text) => [text]))))],
    ['tableRows', 'too-many-rows', (n: number) => readDocx(docx(ones(n).map(paragraph).join('')))],
    ['tableRows', 'too-many-rows', (n: number) => readXlsx(xlsx(sheetRows(n).join('')))],
    ['depth', 'too-deep', (n: number) => readDocx(docx(nested(n)))],
    ['archiveEntries', 'archive-too-many-parts', (n: number) => readDocx(docx(paragraph('a'), '', parts(n)))],
  ] as const)('%s: %s', (limit, code, read) => {
    expect(outcome(() => read(limits[limit]))).toBe('read')
    expect(outcome(() => read(limits[limit] + 1))).toBe(code)
  })
})
