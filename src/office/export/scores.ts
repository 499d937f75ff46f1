import type { Level } from '../../core/unit/level.ts'
import { levelNames } from '../../core/unit/level.ts'
import type { Language, Words } from '../../core/words.ts'
import type { Cell, ExportTable } from '../../report/sheet/table.ts'
import type { rankingAnswer, scorecardAnswer } from '../counting/json.ts'
import type { Scorecards } from '../counting/scorecards.ts'
import { column, factsOf, type Stand } from './facts.ts'

const heads = {
  code: { vi: 'Mã', en: 'Code' },
  name: { vi: 'Chỉ số', en: 'Indicator' },
  part: { vi: 'Tử số', en: 'Part' },
  whole: { vi: 'Mẫu số', en: 'Whole' },
  ratio: { vi: 'Tỷ lệ', en: 'Ratio' },
  points: { vi: 'Điểm', en: 'Points' },
  max: { vi: 'Điểm tối đa', en: 'Maximum' },
  verdict: { vi: 'Mức độ', en: 'Verdict' },
  rank: { vi: 'Hạng', en: 'Rank' },
  unit: { vi: 'Đơn vị', en: 'Unit' },
  band: { vi: 'Xếp loại', en: 'Band' },
  small: { vi: 'Mẫu số nhỏ', en: 'Small whole' },
  total: { vi: 'TỔNG ĐIỂM', en: 'TOTAL' },
} as const satisfies Record<string, Words>

const verdicts = { met: { vi: 'Đạt', en: 'Met' }, unmet: { vi: 'Chưa đạt', en: 'Not met' } } as const

/** A scorecard as it was answered, counts left out where they were. */
export function scorecardTable(
  answer: ReturnType<typeof scorecardAnswer>,
  { asked }: Scorecards,
  stand: Stand,
): ExportTable {
  const { language } = stand
  const rows: Cell[][] = []
  for (const group of asked.indexSet.groups) {
    const own = answer.groups.find(({ code }) => code === group.code)
    if (own === undefined) continue
    rows.push([group.code, group.name[language], null, null, null, own.points, own.max, null])
    for (const one of own.indicators) {
      const name = asked.indexSet.indicators.get(one.id)?.name[language] ?? one.id
      const verdict = one.verdict && (one.verdict.met ? verdicts.met : verdicts.unmet)[language]
      rows.push([one.id, name, one.part, one.whole, one.ratio, one.points, one.max, verdict])
    }
  }
  rows.push([null, heads.total[language], null, null, null, answer.total, null, answer.band])
  return {
    name: language === 'vi' ? 'Phiếu điểm' : 'Scorecard',
    title: language === 'vi' ? `Phiếu điểm: ${answer.name}` : `Scorecard: ${answer.name}`,
    facts: factsOf(asked, stand, `${answer.unit} · ${answer.name}`),
    columns: [
      column(heads.code, language, 26),
      column(heads.name, language, 60),
      column(heads.part, language, 12, 'count'),
      column(heads.whole, language, 12, 'count'),
      column(heads.ratio, language, 12, 'ratio'),
      column(heads.points, language, 12, 'points'),
      column(heads.max, language, 12, 'points'),
      column(heads.verdict, language, 14),
    ],
    rows,
  }
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
    title: titleOf(answer.level, language),
    facts: factsOf(asked, stand, null),
    columns: [
      column(heads.rank, language, 8, 'count'),
      column(heads.code, language, 14),
      column(heads.unit, language, 44),
      ...groups.map(({ code }) => column({ vi: code, en: code }, language, 10, 'points')),
      column(heads.points, language, 12, 'points'),
      column(heads.max, language, 12, 'points'),
      column(heads.band, language, 14),
      column(heads.small, language, 12),
    ],
    rows: answer.rows.map(({ rank, unit, name, groups: own, total, max, band, small }) => [
      rank,
      unit,
      name,
      ...groups.map(({ code }) => own[code] ?? null),
      total,
      max,
      band,
      small ? 'x' : null,
    ]),
  }
}

function titleOf(level: Level, language: Language): string {
  return language === 'vi' ? `Xếp hạng: ${levelNames[level].vi}` : `Ranking: ${levelNames[level].en}`
}
