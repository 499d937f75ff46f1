import type { Feature } from 'write-excel-file/node'

export type Extent = {
  /** Of the sheet. */
  readonly name: string
  /** Rows on top that stand on every page; the last of them has the heads of the columns. */
  readonly heads: number
  readonly rows: number
  readonly columns: number
}

/** A4, as wide as the page, numbered pages, heads on each; and a filter at each head. */
export function onPaper<FileContent>({ name, heads, rows, columns }: Extent): Feature<FileContent> {
  const titles = `'${name.replaceAll("'", "''")}'!$1:$${heads}`
  const filtered = `A${heads}:${columnName(columns)}${heads + rows}`
  return {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': {
          transform: (sheet) =>
            sheet
              .replace('<sheetViews', '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews')
              .replace('</sheetData>', `</sheetData><autoFilter ref="${filtered}"/>`)
              .replace(
                /<pageMargins[^>]*\/>/,
                '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>',
              )
              .replace(/<pageSetup ([^>]*)\/>/, `<pageSetup $1 fitToWidth="1" fitToHeight="0"/>${footer}`),
        },
        'xl/workbook.xml': {
          transform: (book) =>
            book.replace(
              /<definedNames\s*\/>|<definedNames><\/definedNames>/,
              `<definedNames><definedName name="_xlnm.Print_Titles" localSheetId="0">${escaped(titles)}</definedName></definedNames>`,
            ),
        },
      },
    },
  }
}

const footer = '<headerFooter><oddFooter>&amp;C&amp;P/&amp;N</oddFooter></headerFooter>'

/** `A` for 1, `AB` for 28. */
function columnName(number: number): string {
  const rest = (number - 1) % 26
  const letter = String.fromCharCode(65 + rest)
  return number > 26 ? columnName((number - 1 - rest) / 26) + letter : letter
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
