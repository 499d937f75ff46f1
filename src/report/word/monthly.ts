import { AlignmentType, Document, Header, HeadingLevel, Packer, PageNumber, Paragraph, type Table, TextRun } from 'docx'
import type { MonthlyTable } from '../../core/table/monthly-table.ts'
import type { ReportModel } from '../model.ts'
import { annex } from './annex.ts'
import { sealed } from './container.ts'
import { attachmentLine } from './letter.ts'
import { letterhead } from './letterhead.ts'
import { mainTable } from './main-table.ts'
import { page, twips } from './page.ts'
import { style, styles } from './styles.ts'
import { legal, words } from './words.ts'

/** Where no letter is dated, the file still has to state some instant, and the same one always. */
const UNDATED = '2000-01-01'

/**
 * In millimetres from both margins. Title and attachment line are a little longer than a line; narrower, they break
 * before "THÁNG 11/2023" and before "của Văn phòng …", not before a last word, and no character is added for it.
 */
const TITLE_INDENT = 15
const ATTACHMENT_INDENT = 22

/**
 * The provincial table of the month as a .docx in the layout of Decree 30/2020/NĐ-CP, with the remarks of the check on
 * pages of their own if the model has any. The same model gives the same bytes on every day and in every time zone.
 */
export async function writeMonthlyWord(model: ReportModel): Promise<Uint8Array> {
  const { table } = model
  const author = legal(table.issuer ?? '')
  const document = new Document({
    title: legal(table.title),
    creator: author,
    lastModifiedBy: author,
    styles,
    compatibility: { version: 15 },
    sections: [
      {
        properties: {
          titlePage: true,
          page: { size: { width: page.width, height: page.height }, margin: page.margin },
        },
        headers: { default: pageNumberHeader(), first: new Header({ children: [new Paragraph('')] }) },
        children: content(model),
      },
    ],
  })
  return sealed(await Packer.toBuffer(document), `${table.letter?.date ?? UNDATED}T00:00:00Z`)
}

function content({ table, annex: remarks }: ReportModel): (Paragraph | Table)[] {
  return [
    letterhead(table),
    ...titleLines(table),
    mainTable(table.rows),
    ...(remarks === null ? [] : annex(remarks)),
    new Paragraph({ style: style.end }),
  ]
}

function titleLines(table: MonthlyTable): Paragraph[] {
  const attachment = attachmentLine(table)
  const title = new Paragraph({
    heading: HeadingLevel.HEADING_1,
    spacing: { before: 280 },
    indent: sides(TITLE_INDENT),
    children: [words(table.title)],
  })
  return [
    title,
    ...(table.subtitle === null ? [] : [new Paragraph({ style: style.subtitle, children: [words(table.subtitle)] })]),
    ...(attachment === null
      ? []
      : [new Paragraph({ style: style.attachment, indent: sides(ATTACHMENT_INDENT), children: [words(attachment)] })]),
    new Paragraph({ style: style.rule, keepNext: true, spacing: { before: 60, after: 60 } }),
  ]
}

function sides(millimetres: number) {
  return { left: twips(millimetres), right: twips(millimetres) }
}

/** Decree 30: pages are numbered at the top, in the middle, from the second on. */
function pageNumberHeader(): Header {
  return new Header({
    children: [
      new Paragraph({
        style: style.pageNumber,
        alignment: AlignmentType.CENTER,
        children: [new TextRun({ children: [PageNumber.CURRENT] })],
      }),
    ],
  })
}
