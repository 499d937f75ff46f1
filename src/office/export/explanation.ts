import { isPeriod } from '../../core/period/period.ts'
import type { Language, Words } from '../../core/words.ts'
import type { Cell, ExportTable } from '../../report/sheet/table.ts'
import type { Explanation, Shared } from '../counting/explain.ts'
import { column, factsOf, type Stand } from './facts.ts'

const heads = {
  by: { vi: 'Theo', en: 'By' },
  code: { vi: 'Mã', en: 'Code' },
  name: { vi: 'Tên', en: 'Name' },
  part: { vi: 'Tử số', en: 'Part' },
  whole: { vi: 'Mẫu số', en: 'Whole' },
  month: { vi: 'tháng', en: 'month' },
  unit: { vi: 'đơn vị', en: 'unit' },
  procedure: { vi: 'thủ tục', en: 'procedure' },
  total: { vi: 'cả kỳ', en: 'whole period' },
  partIs: { vi: 'Tử số đếm', en: 'The part counts' },
  wholeIs: { vi: 'Mẫu số đếm', en: 'The whole counts' },
} as const satisfies Record<string, Words>

/** One number, how it is made up: by month, by unit below, by procedure. */
export function explanationTable(explanation: Explanation, stand: Stand): ExportTable {
  const { scorecards, unit, indicator, score, part, whole } = explanation
  const { language } = stand
  const told = (head: Words, words: Words | undefined) =>
    words === undefined ? [] : [[head[language], words[language]] as const]
  const rows = (by: Words, shared: readonly Shared[], nameOf: (code: string) => string | null): Cell[][] =>
    shared.map((row) => [by[language], row.of, nameOf(row.of), row.part, row.whole])
  return {
    name: language === 'vi' ? 'Diễn giải' : 'Explanation',
    title: `${indicator.name[language]}: ${unit.name}`,
    facts: [
      ...factsOf(scorecards.asked, stand, `${unit.code} · ${unit.name}`),
      ...told(heads.partIs, part?.conditions ?? part?.words),
      ...told(heads.wholeIs, whole?.conditions ?? whole?.words),
    ],
    columns: [
      column(heads.by, language, 14),
      column(heads.code, language, 20),
      column(heads.name, language, 60),
      column(heads.part, language, 12, 'count'),
      column(heads.whole, language, 12, 'count'),
    ],
    rows: [
      [heads.total[language], scorecards.asked.period, null, score.part, score.whole],
      ...rows(heads.month, explanation.months, (month) => monthName(month, language)),
      ...rows(heads.unit, explanation.below, (code) => scorecards.tree.nameOf(code)),
      ...rows(heads.procedure, explanation.procedures, (code) => explanation.procedureList.get(code)?.name ?? null),
    ],
  }
}

function monthName(month: string, language: Language): string | null {
  if (!isPeriod(month)) return null
  const [year = '', number = ''] = month.split('-')
  return language === 'vi' ? `tháng ${number}/${year}` : month
}
