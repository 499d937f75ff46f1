import { asPercent } from '../../core/exact.ts'
import type { IndexSet } from '../../core/index-set/index-set.ts'
import type { AppliedPolicy, IndicatorScore, MissingReason, Scorecard } from '../../core/score/scorecard.ts'
import type { Policy } from '../../core/index-set/schema.ts'
import type { Language, Words } from '../../core/words.ts'
import { textTable } from './text-table.ts'
import { decimal, integer, say } from './words.ts'

const heads = {
  vi: ['Nhóm', 'Chỉ số', 'Tử số', 'Mẫu số', 'Tỷ lệ', 'Điểm', 'Tối đa', 'Mất', 'Ghi chú'],
  en: ['Group', 'Indicator', 'Part', 'Whole', 'Ratio', 'Points', 'Max', 'Lost', 'Remark'],
} as const

const policies: Record<Policy, Words> = {
  lost: { vi: '0 điểm', en: '0 points' },
  full: { vi: 'điểm tối đa', en: 'full points' },
  redistribute: { vi: 'chia điểm cho chỉ số khác', en: 'shared among the others' },
  inherit: { vi: 'theo điểm cấp trên', en: 'inherited' },
  'not-applicable': { vi: 'không áp dụng', en: 'not applicable' },
}

/** Why a policy was applied: a whole of 0 is not the same as no data. */
const reasons: Record<AppliedPolicy['because'], Words> = {
  empty: { vi: 'mẫu số bằng 0: ', en: 'whole of 0: ' },
  null: { vi: 'không có số liệu: ', en: 'no data: ' },
  scope: { vi: '', en: '' },
}

const missing: Record<MissingReason, Words> = {
  'not-given': { vi: 'chưa có số đếm', en: 'no count given' },
  'no-data': { vi: 'Không có số liệu', en: 'no data' },
  'parent-unknown': { vi: 'chưa có điểm cấp trên', en: "parent's points not given" },
  'part-without-whole': { vi: 'tử số trên mẫu số 0', en: 'a part of a whole of 0' },
  'factor-missing': { vi: 'thiếu tỷ lệ nhân kèm', en: 'factor not given' },
}

/** One unit's scorecard for the terminal. */
export function scorecardTable(card: Scorecard, indexSet: IndexSet, language: Language): string {
  const rows = card.groups.flatMap((group) => {
    const name = indexSet.groups.find((item) => item.code === group.code)?.name
    const head = [
      group.code,
      name ? say(name, language) : '',
      '',
      '',
      '',
      points(group.points, language),
      decimal(group.max, 2, language),
      '',
      '',
    ]
    return [head, ...group.indicators.map((item) => indicatorRow(item, indexSet, language))]
  })
  const band = card.band ? say(card.band, language) : ''
  const total = [
    '',
    language === 'vi' ? 'TỔNG ĐIỂM' : 'TOTAL',
    '',
    '',
    '',
    points(card.total, language),
    decimal(card.max, 2, language),
    '',
    band,
  ]
  const title = `${card.unit} · ${card.period} · ${card.indexSet}`
  const table = textTable(heads[language], [...rows, total], {
    widths: [6, 0, 11, 11, 9, 8, 8, 8, 20],
    right: [2, 3, 4, 5, 6, 7],
  })
  return `${title}\n${table}`
}

function points(value: Scorecard['total'], language: Language): string {
  return value ? decimal(value, 2, language) : '–'
}

function indicatorRow(item: IndicatorScore, indexSet: IndexSet, language: Language): string[] {
  const name = indexSet.indicators.get(item.id)?.name
  const { ratio, max } = item
  return [
    '',
    name ? say(name, language) : item.id,
    item.part === null ? '–' : integer(item.part, language),
    item.whole === null ? '–' : integer(item.whole, language),
    ratio ? `${decimal(asPercent(ratio), 2, language)}%` : '–',
    item.kind === 'shown' ? '' : points(item.points, language),
    max ? decimal(max, 2, language) : '',
    item.points && max ? decimal(max.sub(item.points), 2, language) : '',
    remark(item, language),
  ]
}

/** Which policy, and why: for whoever reads the explanation of one figure. */
export function appliedText(applied: AppliedPolicy, language: Language): string {
  return say(reasons[applied.because], language) + say(policies[applied.policy], language)
}

function remark({ applied, missing: why, verdict, kind }: IndicatorScore, language: Language): string {
  if (why && kind === 'scored') return say(missing[why], language)
  if (applied) return appliedText(applied, language)
  if (!verdict) return ''
  return say(verdict.met ? { vi: 'Đạt', en: 'met' } : { vi: 'Chưa đạt', en: 'not met' }, language)
}
