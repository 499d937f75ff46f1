import type { Verdict } from '../../core/time/judgement.ts'
import type { Instant } from '../../core/time/instant.ts'
import { qualityCatalogue, qualityText } from '../../core/quality/catalogue.ts'
import type { Language, Words } from '../../core/words.ts'
import type { ExportTable } from '../../report/sheet/table.ts'
import type { behindAnswer } from '../counting/json.ts'
import type { Asked } from '../counting/scorecards.ts'
import type { QualityReport } from '../findings.ts'
import { column, factsNow, factsOf, type Stand, timeCell } from './facts.ts'

type ListRows = ReturnType<typeof behindAnswer>['rows']

/** The part of a list that a sheet holds. */
export type Extent = { readonly offset: number; readonly total: number }

const heads = {
  code: { vi: 'Mã', en: 'Code' },
  unit: { vi: 'Mã đơn vị', en: 'Unit code' },
  unitName: { vi: 'Đơn vị', en: 'Unit' },
  procedure: { vi: 'Mã thủ tục', en: 'Procedure' },
  received: { vi: 'Tiếp nhận', en: 'Received' },
  due: { vi: 'Đúng hạn đến', en: 'In time until' },
  ended: { vi: 'Kết thúc', en: 'Ended' },
  state: { vi: 'Tình trạng', en: 'State' },
  severity: { vi: 'Mức', en: 'Severity' },
  finding: { vi: 'Mã lỗi', en: 'Finding' },
  message: { vi: 'Nội dung', en: 'Message' },
  rows: { vi: 'Các dòng', en: 'Rows' },
} as const satisfies Record<string, Words>

const states: Readonly<Record<Verdict, Words>> = {
  'on-time': { vi: 'đúng hạn', en: 'on time' },
  late: { vi: 'trễ hạn', en: 'late' },
  within: { vi: 'còn hạn', en: 'within its time' },
  overdue: { vi: 'quá hạn', en: 'overdue' },
  unknown: { vi: 'không rõ hạn', en: 'time limit not known' },
}

const severities: Readonly<Record<'error' | 'warning' | 'note', Words>> = {
  error: { vi: 'lỗi', en: 'error' },
  warning: { vi: 'cảnh báo', en: 'warning' },
  note: { vi: 'ghi chú', en: 'note' },
}

export type Listed = { readonly title: Words; readonly unit: string; readonly rows: ListRows; readonly extent: Extent }

/** What stands behind a number, or is to be done. */
export function listTable({ title, unit, rows, extent }: Listed, asked: Asked, stand: Stand): ExportTable {
  const { language } = stand
  return {
    name: language === 'vi' ? 'Danh sách' : 'List',
    title: title[language],
    facts: [...factsOf(asked, stand, unit), [heads.rows[language], extentText(extent, rows.length, language)]],
    columns: [
      column(heads.code, language, 28),
      column(heads.unit, language, 14),
      column(heads.unitName, language, 40),
      column(heads.procedure, language, 14),
      column(heads.received, language, 18),
      column(heads.due, language, 18),
      column(heads.ended, language, 18),
      column(heads.state, language, 16),
    ],
    rows: rows.map((row) => {
      const at = 'state' in row ? [row.receivedAt, row.inTimeUntil, row.endedAt].map(timeCell) : [null, null, null]
      const state = 'state' in row ? states[row.state][language] : null
      return [row.code, row.unit, row.unitName, row.procedure, ...at, state]
    }),
  }
}

/** Findings about the data, as far as they are listed: so many of each kind. */
export function findingsTable(report: QualityReport, asOf: Instant, unit: string | null, stand: Stand): ExportTable {
  const { language } = stand
  const counts = [...report.counts].map(([code, count]) => [code, String(count)] as const)
  return {
    name: language === 'vi' ? 'Lỗi dữ liệu' : 'Findings',
    title: language === 'vi' ? 'Lỗi dữ liệu của hồ sơ hiện hành' : 'Findings about the data of current dossiers',
    facts: [...factsNow(asOf, stand, unit), ...counts],
    columns: [
      column(heads.severity, language, 12),
      column(heads.finding, language, 28),
      column(heads.code, language, 28),
      column(heads.unit, language, 14),
      column(heads.message, language, 90),
    ],
    rows: report.list.map(({ key, unit: own, finding }) => [
      severities[qualityCatalogue[finding.code].severity][language],
      finding.code,
      key,
      own,
      qualityText(finding, language),
    ]),
  }
}

function extentText({ offset, total }: Extent, count: number, language: Language): string {
  const from = count === 0 ? 0 : offset + 1
  return language === 'vi' ? `${from}–${offset + count} trong ${total}` : `${from}–${offset + count} of ${total}`
}
