import { verdictNames } from '../../core/time/judgement.ts'
import { type Instant, parseInstant } from '../../core/time/instant.ts'
import { limitOf } from '../../core/time/limit.ts'
import { qualityCatalogue, qualityText } from '../../core/quality/catalogue.ts'
import type { Language, Words } from '../../core/words.ts'
import type { Cell, Column, ExportTable } from '../../report/sheet/table.ts'
import type { behindAnswer } from '../counting/json.ts'
import type { Asked } from '../counting/scorecards.ts'
import type { QualityReport } from '../findings.ts'
import { column, factsNow, factsOf, markOf, type Stand } from './facts.ts'

type ListRows = ReturnType<typeof behindAnswer>['rows']

/** The part of a list that a sheet holds. */
export type Extent = { readonly offset: number; readonly total: number }

const heads = {
  code: { vi: 'Mã', en: 'Code' },
  unit: { vi: 'Mã đơn vị', en: 'Unit code' },
  unitName: { vi: 'Đơn vị', en: 'Unit' },
  procedure: { vi: 'Mã thủ tục', en: 'Procedure' },
  procedureName: { vi: 'Tên thủ tục', en: 'Name of the procedure' },
  received: { vi: 'Tiếp nhận', en: 'Received' },
  due: { vi: 'Hạn', en: 'Time limit' },
  ended: { vi: 'Kết thúc', en: 'Ended' },
  state: { vi: 'Tình trạng', en: 'State' },
  lateDays: { vi: 'Số ngày làm việc trễ', en: 'Working days late' },
  severity: { vi: 'Mức', en: 'Severity' },
  finding: { vi: 'Mã lỗi', en: 'Finding' },
  message: { vi: 'Nội dung', en: 'Message' },
  rows: { vi: 'Các dòng', en: 'Rows' },
} as const satisfies Record<string, Words>

const severities: Readonly<Record<'error' | 'warning' | 'note', Words>> = {
  error: { vi: 'lỗi', en: 'error' },
  warning: { vi: 'cảnh báo', en: 'warning' },
  note: { vi: 'ghi chú', en: 'note' },
}

export type Listed = { readonly title: Words; readonly unit: string; readonly rows: ListRows; readonly extent: Extent }

/** What stands behind a number, or is to be done. */
export function listTable({ title, unit, rows, extent }: Listed, asked: Asked, stand: Stand): ExportTable {
  const { language } = stand
  const shown = columnsFor(rows, language)
  return {
    name: language === 'vi' ? 'Danh sách' : 'List',
    title: title[language],
    mark: markOf(stand),
    facts: [...factsOf(asked, stand, unit), [heads.rows[language], extentText(extent, rows.length, language)]],
    columns: shown.map(({ head }) => head),
    rows: rows.map((row) => shown.map(({ of }) => of(row))),
  }
}

type ListRow = ListRows[number]
type Shown = { readonly head: Column; readonly of: (row: ListRow) => Cell }

/** Only what there is: procedures have no time limit, and a unit is its own unit. */
function columnsFor(rows: ListRows, language: Language): readonly Shown[] {
  const text = (head: Words, width: number, of: Shown['of']): Shown => ({ head: column(head, language, width), of })
  const timed = (head: Column, of: (row: TimedRow) => Cell): Shown => ({
    head,
    of: (row) => (isTimed(row) ? of(row) : null),
  })
  const moment = (head: Words) => column(head, language, 17, 'moment')
  const hasTimes = rows.some(isTimed)
  const areUnits = rows.every(({ code, unit }) => code === unit)
  const areProcedures = rows.every(({ code, procedure }) => code === procedure)
  const hasProcedures = rows.some(({ procedure }) => procedure !== null)
  return [
    text(heads.code, 27, ({ code }) => code),
    ...(areUnits ? [] : [text(heads.unit, 12, ({ unit }) => unit)]),
    text(heads.unitName, 32, ({ unitName }) => unitName),
    ...(hasProcedures && !areProcedures ? [text(heads.procedure, 24, ({ procedure }) => procedure)] : []),
    ...(hasProcedures ? [text(heads.procedureName, 50, ({ procedureName }) => procedureName)] : []),
    ...(hasTimes
      ? [
          timed(moment(heads.received), ({ receivedAt }) => receivedAt),
          timed(moment(heads.due), ({ inTimeUntil }) => limitCell(inTimeUntil)),
          timed(moment(heads.ended), ({ endedAt }) => endedAt),
          timed(column(heads.state, language, 14), ({ state }) => verdictNames[state][language]),
          timed(column(heads.lateDays, language, 11, 'days'), ({ lateDays }) => lateDays),
        ]
      : []),
  ]
}

type TimedRow = Extract<ListRow, { readonly state: unknown }>

function isTimed(row: ListRow): row is TimedRow {
  return 'state' in row
}

/** Findings about the data, as far as they are listed: so many of each kind. */
export function findingsTable(report: QualityReport, asOf: Instant, unit: string | null, stand: Stand): ExportTable {
  const { language } = stand
  const counts = [...report.counts].map(([code, count]) => [code, String(count)] as const)
  return {
    name: language === 'vi' ? 'Lỗi dữ liệu' : 'Findings',
    title: language === 'vi' ? 'Lỗi dữ liệu của hồ sơ hiện hành' : 'Findings about the data of current dossiers',
    mark: markOf(stand),
    facts: factsNow(asOf, stand, unit),
    notes: counts,
    columns: [
      column(heads.severity, language, 11),
      column(heads.code, language, 26),
      column(heads.unit, language, 12),
      column(heads.message, language, 80),
      column(heads.finding, language, 30),
    ],
    rows: report.list.map(({ key, unit: own, finding }) => [
      severities[qualityCatalogue[finding.code].severity][language],
      key,
      own,
      qualityText(finding, language),
      finding.code,
    ]),
  }
}

function limitCell(lastSecond: string | null): string | null {
  const at = lastSecond === null ? null : parseInstant(lastSecond)
  return at === null ? null : limitOf(at)
}

function extentText({ offset, total }: Extent, count: number, language: Language): string {
  const from = count === 0 ? 0 : offset + 1
  return language === 'vi' ? `${from}–${offset + count} trong ${total}` : `${from}–${offset + count} of ${total}`
}
