import { toNumber } from '../../core/exact.ts'
import { totalName } from '../../core/reported/figures.ts'
import type { NationalFigure, ReportedRow } from '../../core/reported/national.ts'
import { originText } from '../../core/reported/origin-text.ts'
import type { ReportedPoints } from '../../core/reported/figures.ts'
import { cohortNames } from '../../core/unit/level.ts'
import { periodWords } from '../../core/period/words.ts'
import type { Language, Words } from '../../core/words.ts'
import type { Cell, ExportTable, SheetFact } from '../../report/sheet/table.ts'
import type { NationalAnswer } from '../national.ts'
import { column, markOf, type Stand } from './facts.ts'

const heads = {
  rank: { vi: 'Hạng', en: 'Rank' },
  unit: { vi: 'Đơn vị', en: 'Unit' },
  total: { vi: 'Tổng điểm', en: 'Total' },
  band: { vi: 'Xếp loại', en: 'Band' },
  code: { vi: 'Mã đơn vị', en: 'Unit code' },
  mean: { vi: 'Trung bình các đơn vị trong bảng', en: 'Mean of the units in the table' },
  country: { vi: 'Cả nước, như đã công bố', en: 'The country, as published' },
  period: { vi: 'Kỳ', en: 'Period' },
  indexSet: { vi: 'Bộ chỉ số', en: 'Index set' },
  count: { vi: 'Số đơn vị', en: 'Units' },
  watermark: { vi: 'Sổ ghi nhận đến số', en: 'Ledger up to number' },
  source: { vi: 'Nguồn', en: 'Source' },
  left: { vi: 'Không đưa vào bảng', en: 'Left out' },
  figures: { vi: 'Số liệu', en: 'Figures' },
} as const satisfies Record<string, Words>

const asPublished: Words = {
  vi: 'như đã công bố; hạng theo tổng điểm đã công bố; trung bình là trung bình cộng từng nhóm, tổng là tổng các trung bình',
  en: 'as published; ranks by the published totals; means are of each group, unweighted, the total is the sum of the means',
}

/** Units as they were published for a period, with the national row; nothing of them is computed here. */
export function nationalSheet(answer: NationalAnswer, stand: Stand): ExportTable {
  const { table, level, indexSet } = answer
  const { language } = stand
  const groupName = (code: string) =>
    indexSet?.groups.find((group) => group.code === code)?.name ?? { vi: code, en: code }
  const country = table.national.filter(({ reported }) => reported !== null)
  const means = [figuresRow(heads.mean, table.codes, table.national, ({ computed }) => computed, language)]
  const published = figuresRow(heads.country, table.codes, country, ({ reported }) => valueOf(reported), language)
  const below = country.length > 0 ? [...means, published] : means
  return {
    name: language === 'vi' ? 'Số đã công bố' : 'As published',
    title: `${language === 'vi' ? 'Số đã công bố' : 'As published'}: ${cohortNames[level][language]}`,
    mark: markOf(stand),
    facts: factsOf(answer, stand),
    columns: [
      column(heads.rank, language, 8, 'count'),
      column(heads.unit, language, 36),
      column(heads.total, language, 10, 'points'),
      column(heads.band, language, 13),
      ...table.codes.map((code) => column(groupName(code), language, 13, 'points')),
      column(heads.code, language, 12),
    ],
    rows: [...table.rows.map((row) => rowOf(row, table.codes, language)), ...below],
    strong: new Set(below.map((_, index) => table.rows.length + index)),
    notes: notesOf(answer, language),
  }
}

function factsOf({ period, indexSet, version, table, expected }: NationalAnswer, stand: Stand): readonly SheetFact[] {
  const { language, watermark } = stand
  const count = expected === null ? String(table.rows.length) : `${table.rows.length}/${expected}`
  return [
    [heads.period[language], periodWords(period)[language]],
    [heads.indexSet[language], indexSet === null ? version : `${indexSet.id} · ${indexSet.name[language]}`],
    [heads.count[language], count],
    [heads.watermark[language], String(watermark)],
  ]
}

function notesOf({ table, outside, apart }: NationalAnswer, language: Language): readonly SheetFact[] {
  const sources = [...new Set(table.origins.map((origin) => originText(origin, language)))]
  const left = [...outside, ...apart.map(({ version, units }) => `${version}: ${units.join(', ')}`)]
  return [
    [heads.figures[language], asPublished[language]],
    ...sources.map((text) => [heads.source[language], text] as const),
    ...left.map((text) => [heads.left[language], text] as const),
  ]
}

function rowOf({ rank, unit, name, total, band, groups }: ReportedRow, codes: readonly string[], language: Language) {
  const points = codes.map((code) => pointsOf(groups.get(code)))
  return [rank, name, pointsOf(total), band?.[language] ?? null, ...points, unit]
}

/** One row about all of them. */
function figuresRow(
  name: Words,
  codes: readonly string[],
  figures: readonly NationalFigure[],
  valueIn: (figure: NationalFigure) => NationalFigure['computed'],
  language: Language,
): Cell[] {
  const shown = (wanted: string) => {
    const figure = figures.find((one) => one.name === wanted)
    const value = figure === undefined ? null : valueIn(figure)
    return value && toNumber(value)
  }
  return [null, name[language], shown(totalName), null, ...codes.map((code) => shown(code)), null]
}

function valueOf(figure: ReportedPoints | null | undefined): NationalFigure['computed'] {
  return figure?.points?.value ?? null
}

function pointsOf(figure: ReportedPoints | null | undefined): number | null {
  const value = valueOf(figure)
  return value && toNumber(value)
}
