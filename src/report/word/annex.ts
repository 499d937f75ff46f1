import { HeadingLevel, Paragraph, type Table, VerticalAlign } from 'docx'
import type { AnnexFinding, ReportModel } from '../model.ts'
import { type Column, grid } from './grid.ts'
import { style } from './styles.ts'
import { words } from './words.ts'

/** No head but STT is one of the main table's, so that a reader of the file does not take the remarks for figures. */
const columns: readonly Column[] = [
  { head: 'STT', millimetres: 12, align: 'figure' },
  { head: 'Dòng', millimetres: 13.5, align: 'figure' },
  { head: 'Mức', millimetres: 20, align: 'figure' },
  { head: 'Nội dung', millimetres: 60.5, align: 'text' },
  { head: 'In trong bảng', millimetres: 29.5, align: 'figure' },
  { head: 'Theo quy tắc', millimetres: 29.5, align: 'figure' },
]

const severityName: Record<AnnexFinding['severity'], string> = {
  error: 'Lỗi',
  warning: 'Cảnh báo',
  note: 'Ghi chú',
}

/** On a page of its own, so that the official can take it out before the table is sent. */
export function annex({ findings }: NonNullable<ReportModel['annex']>): (Paragraph | Table)[] {
  const heading = new Paragraph({
    heading: HeadingLevel.HEADING_1,
    pageBreakBefore: true,
    spacing: { after: 200 },
    children: [words('GHI CHÚ KIỂM TRA')],
  })
  // Nothing found is not the same as nothing wrong.
  if (findings.length === 0) return [heading, line('Các quy tắc kiểm tra không phát hiện điểm nào cần ghi chú.')]
  return [
    heading,
    grid(
      columns,
      findings.map((finding, i) => ({
        cells: [
          String(i + 1),
          finding.row ?? '',
          severityName[finding.severity],
          finding.message,
          finding.printed ?? '',
          finding.expected ?? '',
        ],
      })),
      // A message may be long; its number and its figures stand where its first line is.
      VerticalAlign.TOP,
    ),
  ]
}

function line(text: string): Paragraph {
  return new Paragraph({ style: style.body, children: [words(text)] })
}
