import { numberText, printedText } from '../../core/table/cell-text.ts'
import type { MonthlyRow, MonthlyTable } from '../../core/table/monthly-table.ts'
import type { PortalNational, PortalTable, PortalUnit } from '../../core/table/portal-table.ts'
import type { Language, Words } from '../../core/words.ts'
import type { Finding } from '../../published/audit/catalogue.ts'
import { rowName } from '../../published/audit/outline.ts'
import type { Published } from '../../published/published.ts'
import { severityWords } from './findings.ts'
import { textTable } from './text-table.ts'
import { integer, plainNumber } from './words.ts'

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

/** Scores as one table, counts of units without scores as another, the national row below. */
function portalAsText(table: PortalTable, language: Language): string {
  const isScored = ({ groups, total, indicators }: PortalUnit) =>
    !indicators || total !== null || Object.values(groups).some((value) => value !== null)
  const scored = table.units.filter(isScored)
  const counted = table.units.filter((unit) => !isScored(unit))
  return [
    scored.length > 0 ? scoresAsText(scored, language) : '',
    counted.length > 0 ? countsAsText(counted, language) : '',
    table.national ? nationalAsText(table.national, language) : '',
  ]
    .filter(Boolean)
    .join('\n\n')
}

function points(value: number | null | undefined, language: Language): string {
  return value === null || value === undefined ? '–' : plainNumber(value, language)
}

function scoresAsText(units: readonly PortalUnit[], language: Language): string {
  const codes = [...new Set(units.flatMap((unit) => Object.keys(unit.groups)))]
  const { head, cells, widths } = unitColumns(units, language)
  const vi = language === 'vi'
  const rows = units.map((unit) => [
    unit.rank === null ? '–' : String(unit.rank),
    ...cells(unit),
    ...codes.map((code) => points(unit.groups[code], language)),
    points(unit.total, language),
  ])
  return textTable([vi ? 'Hạng' : 'Rank', ...head, ...codes, vi ? 'Tổng' : 'Total'], rows, {
    widths: [7, ...widths, ...codes.map(() => 8), 9],
  })
}

function countsAsText(units: readonly PortalUnit[], language: Language): string {
  const { head, cells, widths } = unitColumns(units, language)
  const heads = language === 'vi' ? ['Chỉ số', 'Tử số', 'Mẫu số', 'Điểm'] : ['Indicator', 'Part', 'Whole', 'Points']
  const count = (value: number | null, unreadable: string | undefined) => {
    if (unreadable !== undefined) return `“${unreadable}”`
    return value === null ? '–' : integer(value, language)
  }
  const rows = units.flatMap((unit) =>
    (unit.indicators ?? []).map((item) => [
      ...cells(unit),
      item.id ?? item.code,
      count(item.part, item.unreadable?.part),
      count(item.whole, item.unreadable?.whole),
      points(item.points, language),
    ]),
  )
  return textTable([...head, ...heads], rows, { widths: [...widths, 28, 20, 20, 9] })
}

/** Columns that say which unit a row is about; the list it stands in only where there are several. */
function unitColumns(units: readonly PortalUnit[], language: Language) {
  const hasLists = new Set(units.map((unit) => unit.list)).size > 1
  const vi = language === 'vi'
  return {
    head: [...(hasLists ? [vi ? 'Danh sách' : 'List'] : []), vi ? 'Mã' : 'Code', vi ? 'Đơn vị' : 'Unit'],
    cells: (unit: PortalUnit) => [...(hasLists ? [unit.list ?? ''] : []), unit.code ?? '', unit.name ?? ''],
    widths: [...(hasLists ? [14] : []), 12, 0],
  }
}

function nationalAsText({ groups, total }: PortalNational, language: Language): string {
  const vi = language === 'vi'
  const each = Object.entries(groups).map(([name, value]) => `${name} ${points(value, language)}`)
  return `${vi ? 'Cả nước' : 'Country'}: ${[...each, `${vi ? 'tổng' : 'total'} ${points(total, language)}`].join(' · ')}`
}
