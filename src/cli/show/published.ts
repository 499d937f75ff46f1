import { numberText, printedText } from '../../core/table/cell-text.ts'
import type { MonthlyRow, MonthlyTable } from '../../core/table/monthly-table.ts'
import type { PortalTable } from '../../core/table/portal-table.ts'
import type { Language, Words } from '../../core/words.ts'
import type { Finding } from '../../published/audit/catalogue.ts'
import { rowName } from '../../published/audit/outline.ts'
import type { Published } from '../../published/published.ts'
import { severityWords } from './findings.ts'
import { textTable } from './text-table.ts'
import { plainNumber } from './words.ts'

/** What a published file holds, as a table for the terminal. */
export function publishedTable(published: Published, language: Language): string {
  return published.kind === 'monthly'
    ? monthlyAsText(published.table, language)
    : portalAsText(published.table, language)
}

export type Checked = {
  /** Points that follow from the printed figures, by id. */
  readonly computed: ReadonlyMap<string, Words>
  readonly findings: readonly Finding[]
}

/** The monthly table as printed; with `checked`, the points that follow from its figures and a mark at each finding. */
export function monthlyAsText(table: MonthlyTable, language: Language, checked?: Checked): string {
  const vi = language === 'vi'
  const head = vi ? ['STT', 'Chỉ số', 'Tỉnh', 'Cả nước'] : ['No.', 'Indicator', 'Province', 'Country']
  const more = vi ? ['Tính lại', 'Mức độ', 'Kiểm tra'] : ['By rule', 'Verdict', 'Audit']
  const rows = table.rows.map((row) => [
    row.no,
    `${row.name}${row.max === null ? '' : ` (${numberText(row.max)}đ)`}`,
    printedText(row, 'local'),
    printedText(row, 'national'),
    ...(checked ? [checked.computed.get(row.id ?? '')?.[language] ?? ''] : []),
    row.verdict?.text ?? '',
    ...(checked ? [marks(row, checked.findings, language)] : []),
  ])
  const widths = checked ? [7, 0, 16, 16, 10, 22, 12] : [7, 0, 18, 18, 30]
  const heads = checked ? [...head, ...more] : [...head, more[1] ?? '']
  const title = [table.title, table.subtitle].filter(Boolean).join('\n')
  return `${title}\n${textTable(heads, rows, { widths })}`
}

function marks(row: MonthlyRow, findings: readonly Finding[], language: Language): string {
  const own = findings.filter((item) => item.row === rowName(row))
  return [...new Set(own.map((item) => item.severity))]
    .map((severity) => `${severityWords[severity].shape} ${severityWords[severity][language]}`)
    .join('\n')
}

function portalAsText(table: PortalTable, language: Language): string {
  const codes = [...new Set(table.units.flatMap((unit) => Object.keys(unit.groups)))]
  const vi = language === 'vi'
  const head = vi ? ['Hạng', 'Mã', 'Đơn vị', ...codes, 'Tổng'] : ['Rank', 'Code', 'Unit', ...codes, 'Total']
  const figure = (value: number | null | undefined) =>
    value === null || value === undefined ? '–' : plainNumber(value, language)
  const rows = table.units.map((unit) => [
    unit.rank === null ? '–' : String(unit.rank),
    unit.code ?? '',
    unit.name ?? '',
    ...codes.map((code) => figure(unit.groups[code])),
    figure(unit.total),
  ])
  return textTable(head, rows, { widths: [7, 12, 0, ...codes.map(() => 8), 9] })
}
