import { BorderStyle, Paragraph, Table, TableBorders, TableCell, TableLayoutType, TableRow, WidthType } from 'docx'
import type { MonthlyTable } from '../../core/table/monthly-table.ts'
import { dateLine, issuerLine, numberLine } from './letter.ts'
import { textWidth, twips } from './page.ts'
import { MOTTO_SIZE, ORGAN_SIZE, style } from './styles.ts'
import { words } from './words.ts'

const MOTTO = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'
const SUBMOTTO = 'Độc lập - Tự do - Hạnh phúc'

/** In millimetres. The motto in 12 pt is 88 mm long and must not be broken. */
const RIGHT = 97
const LEFT = textWidth - RIGHT

/** How long the second line of the motto is in Times New Roman Bold, per point of letter size, in twips. */
const SUBMOTTO_PER_POINT = 256

/** Issuer and number on the left, motto and date on the right: Annex I of Decree 30/2020/NĐ-CP, boxes 1 to 4. */
export function letterhead(table: MonthlyTable): Table {
  const issuer = issuerLine(table)
  const left = [
    line(style.organ, issuer),
    ruleUnder(LEFT, table.issuer === null ? 0 : issuerRule(table.issuer)),
    line(style.organDetail, null),
    line(style.organDetail, numberLine(table)),
  ]
  const right = [
    line(style.organ, MOTTO),
    line(style.organDetail, SUBMOTTO, true),
    ruleUnder(RIGHT, SUBMOTTO_PER_POINT * MOTTO_SIZE),
    line(style.date, dateLine(table)),
  ]
  return new Table({
    layout: TableLayoutType.FIXED,
    borders: TableBorders.NONE,
    columnWidths: [twips(LEFT), twips(RIGHT)],
    width: { size: twips(LEFT) + twips(RIGHT), type: WidthType.DXA },
    margins: { left: 0, right: 0, marginUnitType: WidthType.DXA },
    rows: [new TableRow({ cantSplit: true, children: [box(LEFT, left), box(RIGHT, right)] })],
  })
}

function box(millimetres: number, children: Paragraph[]): TableCell {
  return new TableCell({ width: { size: twips(millimetres), type: WidthType.DXA }, children })
}

function line(styleId: string, text: string | null, bold = false): Paragraph {
  return new Paragraph({
    style: styleId,
    children: text === null ? [] : [words(text, bold)],
  })
}

/**
 * A rule of the given length in the middle of the column, drawn as the border of an empty paragraph: an underline would
 * cut the dots below ộ, ậ and ạ, and a border of the text's own paragraph would tie the line break to the font.
 */
function ruleUnder(millimetres: number, length: number): Paragraph {
  const side = Math.max(0, Math.round((twips(millimetres) - length) / 2))
  const border =
    length > 0 ? { border: { top: { style: BorderStyle.SINGLE, size: 6, space: 0, color: '000000' } } } : {}
  return new Paragraph({ style: style.rule, indent: { left: side, right: side }, ...border })
}

/** Decree 30: from a third to a half of the line above. A bold capital is about 0.7 of its size wide. */
function issuerRule(issuer: string): number {
  const above = Math.min(issuer.length * 0.7 * ORGAN_SIZE * 20, twips(LEFT))
  return Math.round(above * 0.4)
}
