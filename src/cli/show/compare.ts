import { asPercent, type Exact } from '../../core/exact.ts'
import type { ComparedGroup, ComparedIndicator, ComparedPoints, Outcome } from '../../core/reported/compare.ts'
import { ratioIn, type ReportedIndicator } from '../../core/reported/figures.ts'
import { type CompareReason, compareText as reasonText } from '../../core/reported/reason.ts'
import type { Language } from '../../core/words.ts'
import type { CompareAnswer, ComparedSeries } from '../../office/compare.ts'
import { basis } from './counting.ts'
import { originLines } from './origin.ts'
import { textTable } from './text-table.ts'
import { decimal, integer, points, say, signed } from './words.ts'

const shapes: Record<Outcome, string> = { same: '=', different: '≠', 'not-enough': '?' }

/** A unit's computed figures beside each reported series, with what can be said of the differences. */
export function compareText(answer: CompareAnswer, language: Language): string {
  const vi = language === 'vi'
  const { unit, scorecards, series } = answer
  const { period, indexSet } = scorecards.asked
  const title = vi
    ? `TÍNH TOÁN VÀ CÔNG BỐ · ${unit.name} (${unit.code}) · kỳ ${period} · ${indexSet.id}`
    : `COMPUTED AND PUBLISHED · ${unit.name} (${unit.code}) · ${period} · ${indexSet.id}`
  return [title, ...basis(scorecards, language), ...series.map((one) => seriesText(answer, one, language))].join('\n')
}

function seriesText(answer: CompareAnswer, one: ComparedSeries, language: Language): string {
  const vi = language === 'vi'
  const { comparison, captures, source } = one
  const rows = comparison.groups.flatMap((group) => [
    groupRow(answer, group, language),
    ...group.indicators.map((item) => indicatorRow(item, language)),
  ])
  const total = pointsRow(vi ? 'TỔNG ĐIỂM' : 'TOTAL', comparison.total, language)
  const head = vi
    ? ['', 'Chỉ số', 'Tính toán', 'Công bố', 'Lệch %', 'Lệch điểm', 'do tử', 'do mẫu', 'khác']
    : ['', 'Indicator', 'Computed', 'Published', 'Ratio', 'Points', 'part', 'whole', 'other']
  const layout = { widths: [3, 0, 21, 21, 9, 8, 8, 8, 8], right: [2, 3, 4, 5, 6, 7, 8] }
  const legend = vi
    ? 'Mỗi ô: số đếm, dưới là tỷ lệ và điểm. = khớp (kể cả làm tròn khi in), ≠ lệch, ? chưa đủ đối chiếu. Lệch = tính toán − công bố. Tách: thay tử số trên mẫu số công bố trước, rồi thay mẫu số; “khác” là điểm công bố không suy ra được từ số đếm công bố, hoặc do chỉ số khác.'
    : 'Each cell: the count, below it rate and points. = agrees (as far as it is printed), ≠ differs, ? not enough to compare. Difference = computed − published. Split: the part first, at the published whole, then the whole; “other” is what the published points have not from the published counts, or what other indicators change.'
  return [
    '',
    vi ? `Nguồn ${source}:` : `Source ${source}:`,
    ...originLines(captures, language),
    textTable(head, [...rows, total], layout),
    legend,
    ...reasonLines(answer, one, language),
  ].join('\n')
}

function groupRow({ scorecards }: CompareAnswer, group: ComparedGroup, language: Language): string[] {
  const name = scorecards.asked.indexSet.groups.find(({ code }) => code === group.code)?.name
  return pointsRow(`${group.code} ${name ? say(name, language) : ''}`, group, language)
}

function pointsRow(
  name: string,
  { computed, reported, difference, outcome }: ComparedPoints,
  language: Language,
): string[] {
  return [
    shapes[outcome],
    name,
    points(computed, language),
    points(reported?.points?.value ?? null, language),
    '',
    difference ? signed(difference, 2, language) : '–',
    '',
    '',
    '',
  ]
}

function indicatorRow(
  { indicator, computed, reported, ratio, points: apart, outcome }: ComparedIndicator,
  language: Language,
): string[] {
  const { part, whole } = computed
  const split = apart?.split ?? null
  const other = split && apart?.unfollowed ? split.rest.add(apart.unfollowed) : null
  return [
    shapes[outcome],
    say(indicator.name, language),
    cell(part, whole, computed.ratio, computed.points, language),
    reported ? reportedCell(reported, language) : '–',
    ratio ? signed(asPercent(ratio.difference), 2, language) : '–',
    apart ? signed(apart.difference, 2, language) : '–',
    split ? signed(split.part, 2, language) : '–',
    split ? signed(split.whole, 2, language) : '–',
    other ? signed(other, 2, language) : '–',
  ]
}

function reportedCell(reported: ReportedIndicator, language: Language): string {
  const { count, points: printed, text } = reported
  if (text !== null) return `“${text}”`
  return cell(count?.part ?? null, count?.whole ?? null, ratioIn(reported), printed?.value ?? null, language)
}

/** Count above, ratio and points below: "358.660/405.424" and "88,46% 17,69". */
function cell(
  part: number | null,
  whole: number | null,
  ratio: Exact | null,
  value: Exact | null,
  language: Language,
): string {
  const count = part === null || whole === null ? '–' : `${integer(part, language)}/${integer(whole, language)}`
  const percent = ratio ? `${decimal(asPercent(ratio), 2, language)}%` : '–'
  return `${count}\n${percent} ${points(value, language)}`
}

/** What can be said of the figures, the same thing of several once; and where to look next. */
function reasonLines(answer: CompareAnswer, { comparison }: ComparedSeries, language: Language): string[] {
  const { scorecards, unit } = answer
  const said = comparison.groups.flatMap((group) => [
    ...textsOf(
      group.code,
      group.reasons.filter(({ code }) => code === 'group-does-not-add'),
      language,
    ),
    ...group.indicators.flatMap((item) => textsOf(say(item.indicator.name, language), item.reasons, language)),
  ])
  const lines = [...Map.groupBy(said, ({ text }) => text)].map(
    ([text, names]) => `  • ${text} (${names.map(({ name }) => name).join('; ')})`,
  )
  const synced = comparison.groups
    .flatMap(({ indicators }) => indicators)
    .find(({ indicator, outcome }) => indicator.part === 'dossiers-synced' && outcome !== 'not-enough')
  const { period } = scorecards.asked
  const what = language === 'vi' ? 'Hồ sơ chưa được Cổng ghi nhận' : 'Dossiers the portal has not acknowledged'
  const list = synced
    ? [`${what}: chiso dossiers --unit ${unit.code} --period ${period} --indicator ${synced.indicator.id}`]
    : []
  const head = language === 'vi' ? 'Giải thích:' : 'Remarks:'
  return [...(lines.length > 0 ? [head, ...lines] : []), ...list]
}

function textsOf(name: string, reasons: readonly CompareReason[], language: Language) {
  return reasons.map((reason) => ({ name, text: reasonText(reason, language) }))
}
