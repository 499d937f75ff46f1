import type { Words } from '../../core/words.ts'
import type { ExportTable } from '../../report/sheet/table.ts'
import type { Handling } from '../counting/handling.ts'
import { handlingAnswer } from '../counting/json.ts'
import { column, factsOf, markOf, type Stand } from './facts.ts'

const heads = {
  code: { vi: 'Mã thủ tục', en: 'Procedure' },
  name: { vi: 'Tên thủ tục', en: 'Name' },
  dossiers: { vi: 'Hồ sơ', en: 'Dossiers' },
  unknown: { vi: 'Không tính được', en: 'Not known' },
  mean: { vi: 'Trung bình (ngày làm việc)', en: 'Mean (working days)' },
  median: { vi: 'Trung vị (ngày làm việc)', en: 'Median (working days)' },
  p90: { vi: 'P90 (ngày làm việc)', en: 'P90 (working days)' },
  limit: { vi: 'Tối đa (ngày làm việc)', en: 'Limit (working days)' },
} as const satisfies Record<string, Words>

/** Handling times by procedure, as they are answered. */
export function handlingTable(handling: Handling, stand: Stand): ExportTable {
  const { language } = stand
  const { unit, asked } = handling
  const title = language === 'vi' ? 'Thời gian giải quyết theo thủ tục' : 'Handling times by procedure'
  return {
    name: language === 'vi' ? 'Thời gian giải quyết' : 'Handling times',
    title: `${title}: ${unit.name}`,
    mark: markOf(stand),
    facts: factsOf(asked, stand, `${unit.code} · ${unit.name}`),
    columns: [
      column(heads.code, language, 22),
      column(heads.name, language, 60),
      column(heads.dossiers, language, 10, 'count'),
      column(heads.unknown, language, 12, 'count'),
      column(heads.mean, language, 14, 'points'),
      column(heads.median, language, 14, 'points'),
      column(heads.p90, language, 14, 'points'),
      column(heads.limit, language, 14, 'points'),
    ],
    rows: handlingAnswer(handling).procedures.map((row) => [
      row.code === '' ? null : row.code,
      row.name,
      row.dossiers,
      row.unknown,
      row.meanDays,
      row.medianDays,
      row.p90Days,
      row.maxWorkingDays,
    ]),
  }
}
