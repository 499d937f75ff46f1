import { type Level, levelNames } from '../../core/unit/level.ts'
import { formatInstant } from '../../core/time/instant.ts'
import type { Language } from '../../core/words.ts'
import { type CardFound, placeOf, rankLevel, type Scorecards } from '../../office/counting/scorecards.ts'
import { scorecardTable } from './scorecard.ts'
import { textTable } from './text-table.ts'
import { decimal, integer, say } from './words.ts'

/** The scorecard with what it was counted from. */
export function countedScorecard(scorecards: Scorecards, { card, unit }: CardFound, language: Language): string {
  const vi = language === 'vi'
  const place = placeOf(scorecards, unit)
  const level = say(levelNames[unit.level], language)
  const rank =
    place === null || place.rank === null
      ? null
      : vi
        ? `Hạng ${place.rank}/${place.of} trong các đơn vị cấp ${level}${place.small ? '; có mẫu số nhỏ' : ''}.`
        : `Rank ${place.rank} of ${place.of} at the level ${level}${place.small ? '; some wholes are small' : ''}.`
  return [unit.name, scorecardTable(card, scorecards.asked.indexSet, language), rank, ...basis(scorecards, language)]
    .filter((line) => line !== null)
    .join('\n')
}

/** As of when, from how many observations, and what to keep in mind. */
export function basis(
  { asked, watermark, provisional, inForce }: Pick<Scorecards, 'asked' | 'watermark' | 'provisional' | 'inForce'>,
  language: Language,
): string[] {
  const vi = language === 'vi'
  const at = formatInstant(asked.asOf)
  const seen = integer(watermark, language)
  return [
    vi ? `Tính đến ${at}, từ ${seen} bản ghi nhận.` : `As of ${at}, from ${seen} observations.`,
    ...(provisional ? [vi ? 'Tạm tính: kỳ chưa kết thúc.' : 'Provisional: the period is not over.'] : []),
    ...(inForce
      ? []
      : [
          vi
            ? `Lưu ý: không rõ ${asked.indexSet.id} có hiệu lực cho kỳ ${asked.period}; điểm chỉ để tham khảo.`
            : `Note: ${asked.indexSet.id} is not known to be in force for ${asked.period}; for reference only.`,
        ]),
  ]
}

export function rankingText(scorecards: Scorecards, level: Level, language: Language): string {
  const vi = language === 'vi'
  const { asked, cards, tree } = scorecards
  const codes = asked.indexSet.groups.map(({ code }) => code)
  const rows = rankLevel(scorecards, level).map(({ unit, rank, small }) => {
    const card = cards.get(unit)
    const total = card?.total ?? null
    return [
      rank === null ? '–' : String(rank),
      unit,
      tree.nameOf(unit),
      total === null ? '–' : decimal(total, 2, language),
      ...codes.map((code) => {
        const points = card?.groups.find((group) => group.code === code)?.points ?? null
        return points === null ? '–' : decimal(points, 2, language)
      }),
      [card?.band ? say(card.band, language) : '', small ? (vi ? 'mẫu số nhỏ' : 'small whole') : '']
        .filter(Boolean)
        .join('; '),
    ]
  })
  const head = vi
    ? ['Hạng', 'Mã', 'Đơn vị', 'Tổng', ...codes, 'Ghi chú']
    : ['Rank', 'Code', 'Unit', 'Total', ...codes, 'Remark']
  const right = [0, 3, ...codes.map((_, index) => index + 4)]
  const table = textTable(head, rows, { widths: [6, 12, 0, 8, ...codes.map(() => 7), 14], right })
  const title = `${say(levelNames[level], language)} · ${asked.period} · ${asked.indexSet.id}`
  return [title, table, ...basis(scorecards, language)].join('\n')
}
