import { isPolicy, policyWords } from '../../core/index-set/policy-words.ts'
import { exactOf, numberText } from '../../core/table/cell-text.ts'
import { sum, toNumber } from '../../core/exact.ts'
import { numberIn } from '../../core/index-set/number.ts'
import { cohortNames } from '../../core/unit/level.ts'
import type { Language, Words } from '../../core/words.ts'
import type { Cell, ExportTable } from '../../report/sheet/table.ts'
import type { rankingAnswer, scorecardAnswer } from '../counting/json.ts'
import type { Scorecards } from '../counting/scorecards.ts'
import { column, factsOf, markOf, type Stand } from './facts.ts'

const heads = {
  no: { vi: 'STT', en: 'No.' },
  id: { vi: 'Mã', en: 'Id' },
  code: { vi: 'Mã đơn vị', en: 'Unit code' },
  name: { vi: 'Tên các chỉ số', en: 'Indicator' },
  part: { vi: 'Tử số', en: 'Part' },
  whole: { vi: 'Mẫu số', en: 'Whole' },
  ratio: { vi: 'Tỷ lệ', en: 'Ratio' },
  points: { vi: 'Điểm', en: 'Points' },
  max: { vi: 'Điểm tối đa', en: 'Maximum' },
  lost: { vi: 'Điểm mất', en: 'Lost' },
  verdict: { vi: 'Mức độ', en: 'Verdict' },
  threshold: { vi: 'Ngưỡng Đạt', en: 'Threshold' },
  policy: { vi: 'Ghi chú', en: 'Note' },
  rank: { vi: 'Hạng', en: 'Rank' },
  unit: { vi: 'Đơn vị', en: 'Unit' },
  band: { vi: 'Xếp loại', en: 'Band' },
  small: { vi: 'Mẫu số nhỏ', en: 'Small whole' },
  total: { vi: 'TỔNG ĐIỂM', en: 'TOTAL' },
  order: { vi: 'Thứ hạng', en: 'Ranks' },
} as const satisfies Record<string, Words>

const verdicts = { met: { vi: 'Đạt', en: 'Met' }, unmet: { vi: 'Chưa đạt', en: 'Not met' } } as const

const unrounded: Words = {
  vi: 'xếp theo tổng điểm chưa làm tròn; bằng nhau thì cùng hạng',
  en: 'by unrounded totals; equal totals share a rank',
}

/** A scorecard as it was answered, counts left out where they were. */
export function scorecardTable(
  answer: ReturnType<typeof scorecardAnswer>,
  { asked }: Scorecards,
  stand: Stand,
): ExportTable {
  const { language } = stand
  const { indexSet } = asked
  const rows: Cell[][] = []
  const strong = new Set<number>()
  for (const group of indexSet.groups) {
    const own = answer.groups.find(({ code }) => code === group.code)
    if (own === undefined) continue
    const no = numberIn(group.numbers, indexSet.id)
    strong.add(rows.length)
    rows.push([no, group.name[language], ...empty, ...pointsOf(own.points, own.max), null, group.code])
    for (const one of own.indicators) {
      const indicator = indexSet.indicators.get(one.id)
      const verdict = one.verdict && (one.verdict.met ? verdicts.met : verdicts.unmet)[language]
      const note = isPolicy(one.policy) ? policyWords[one.policy][language] : null
      const counted = [one.part, one.whole, one.ratio, verdict, one.verdict && thresholdText(one.verdict, language)]
      const named = [numberIn(indicator?.numbers ?? {}, indexSet.id), indicator?.name[language] ?? one.id]
      rows.push([...named, ...counted, one.points, one.max, one.lost, note, one.id])
    }
  }
  strong.add(rows.length)
  const most = sum(answer.groups.flatMap(({ max }) => (max === null ? [] : [exactOf(max)])))
  const band = answer.bandName?.[language] ?? null
  rows.push([
    null,
    heads.total[language],
    null,
    null,
    null,
    band,
    null,
    ...pointsOf(answer.total, toNumber(most)),
    null,
    null,
  ])
  return {
    name: language === 'vi' ? 'Phiếu điểm' : 'Scorecard',
    title: language === 'vi' ? `Phiếu điểm: ${answer.name}` : `Scorecard: ${answer.name}`,
    mark: markOf(stand),
    facts: factsOf(asked, stand, `${answer.unit} · ${answer.name}`),
    columns: [
      column(heads.no, language, 7),
      column(heads.name, language, 58),
      column(heads.part, language, 11, 'count'),
      column(heads.whole, language, 11, 'count'),
      column(heads.ratio, language, 11, 'ratio'),
      column(heads.verdict, language, 13),
      column(heads.threshold, language, 10),
      column(heads.points, language, 10, 'points'),
      column(heads.max, language, 11, 'points'),
      column(heads.lost, language, 10, 'points'),
      column(heads.policy, language, 31),
      column(heads.id, language, 27),
    ],
    rows,
    strong,
  }
}

const empty = [null, null, null, null, null] as const

/** `≥ 90%`, `> 90%`. */
function thresholdText({ threshold, inclusive }: Verdict, language: Language): string {
  const number = language === 'vi' ? numberText(threshold) : String(threshold)
  return `${inclusive ? '≥' : '>'} ${number}%`
}

type Verdict = { readonly threshold: number; readonly inclusive: boolean }

/** Points, the most there could be, and what is missing from it. */
function pointsOf(points: number | null, max: number | null): readonly [Cell, Cell, Cell] {
  return [points, max, points === null || max === null ? null : toNumber(exactOf(max).sub(exactOf(points)))]
}

export function rankingTable(
  answer: ReturnType<typeof rankingAnswer>,
  { asked }: Scorecards,
  stand: Stand,
): ExportTable {
  const { language } = stand
  const groups = asked.indexSet.groups
  return {
    name: language === 'vi' ? 'Xếp hạng' : 'Ranking',
    title: `${language === 'vi' ? 'Xếp hạng' : 'Ranking'}: ${cohortNames[answer.level][language]}`,
    mark: markOf(stand),
    facts: [...factsOf(asked, stand, null), [heads.order[language], unrounded[language]]],
    columns: [
      column(heads.rank, language, 8, 'count'),
      column(heads.unit, language, 36),
      column(heads.points, language, 10, 'points'),
      column(heads.max, language, 11, 'points'),
      column(heads.band, language, 13),
      ...groups.map(({ name }) => column(name, language, 13, 'points')),
      column(heads.small, language, 10),
      column(heads.code, language, 12),
    ],
    rows: answer.rows.map(({ rank, unit, name, groups: own, total, max, bandName, small }) => [
      rank,
      name,
      total,
      max,
      bandName?.[language] ?? null,
      ...groups.map(({ code }) => own[code] ?? null),
      small ? 'x' : null,
      unit,
    ]),
  }
}
