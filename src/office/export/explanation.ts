import { quotient, roundHalfUp, toNumber } from '../../core/exact.ts'
import { isPeriod } from '../../core/period/period.ts'
import { periodWords } from '../../core/period/words.ts'
import type { Words } from '../../core/words.ts'
import type { Cell, ExportTable } from '../../report/sheet/table.ts'
import type { Explanation, Shared } from '../counting/explain.ts'
import { column, factsOf, markOf, type Stand } from './facts.ts'

const heads = {
  by: { vi: 'Theo', en: 'By' },
  code: { vi: 'Mã', en: 'Code' },
  name: { vi: 'Tên', en: 'Name' },
  part: { vi: 'Tử số', en: 'Part' },
  whole: { vi: 'Mẫu số', en: 'Whole' },
  failing: { vi: 'Không đạt', en: 'Not met' },
  ratio: { vi: 'Tỷ lệ', en: 'Ratio' },
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
    shared.map((row) => [by[language], row.of, nameOf(row.of), ...figures(row)])
  return {
    name: language === 'vi' ? 'Diễn giải' : 'Explanation',
    title: `${indicator.name[language]}: ${unit.name}`,
    mark: markOf(stand),
    facts: factsOf(scorecards.asked, stand, `${unit.code} · ${unit.name}`),
    notes: [
      ...told(heads.partIs, part?.conditions ?? part?.words),
      ...told(heads.wholeIs, whole?.conditions ?? whole?.words),
    ],
    columns: [
      column(heads.by, language, 14),
      column(heads.code, language, 20),
      column(heads.name, language, 60),
      column(heads.part, language, 10, 'count'),
      column(heads.whole, language, 10, 'count'),
      column(heads.failing, language, 10, 'count'),
      column(heads.ratio, language, 10, 'ratio'),
    ],
    strong: new Set([0]),
    rows: [
      [heads.total[language], scorecards.asked.period, null, ...figures(score)],
      ...rows(heads.month, explanation.months, (month) => (isPeriod(month) ? periodWords(month)[language] : null)),
      ...rows(heads.unit, explanation.below, (code) => scorecards.tree.nameOf(code)),
      ...rows(heads.procedure, explanation.procedures, (code) => explanation.procedureList.get(code)?.name ?? null),
    ],
  }
}

/** Part, whole, what is not in the part, and the rate. */
function figures({ part, whole }: { readonly part: number | null; readonly whole: number | null }): Cell[] {
  if (part === null || whole === null) return [part, whole, null, null]
  return [part, whole, whole - part, whole === 0 ? null : toNumber(roundHalfUp(quotient(part, whole), 8))]
}
