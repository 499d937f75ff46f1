import { asPercent, quotient, toNumber } from '../../core/exact.ts'
import type { Language } from '../../core/words.ts'
import type { Explanation, Shared, ToldMeasure } from '../../office/counting/explain.ts'
import { basis } from './counting.ts'
import { appliedText } from './scorecard.ts'
import { textTable } from './text-table.ts'
import { decimal, integer, plainNumber, say } from './words.ts'

const shown = 12

/** A number opened, for a person: the figure, what is counted, the rule it brings points by, how it is made up. */
export function explanationText(explanation: Explanation, language: Language): string {
  const { unit, indicator, scorecards, months, below, procedures, procedureList } = explanation
  const vi = language === 'vi'
  const nameOf = (code: string) => [code, procedureList.get(code)?.name].filter(Boolean).join(' ')
  const note = indicator.numbers['note'] ?? ''
  const unitName = (of: string) =>
    of === unit.code
      ? vi
        ? 'Trực tiếp, hoặc không rõ đơn vị trong danh sách'
        : 'Its own, or of no unit that the list knows'
      : `${of} ${scorecards.tree.nameOf(of)}`
  const parts = [
    `${note} ${say(indicator.name, language)} · ${unit.name} · ${scorecards.asked.period}`.trim(),
    figure(explanation, language),
    ...formula(explanation, language),
    ...rule(explanation, language),
    receivedNote(explanation, language),
    ...basis(scorecards, language),
    shares(vi ? 'Theo tháng' : 'By month', months, (of) => of, language),
    statesNote(explanation, language),
    shares(vi ? 'Theo đơn vị trực thuộc' : 'By unit', below, unitName, language),
    shares(vi ? 'Theo thủ tục' : 'By procedure', procedures, (of) => nameOf(of), language),
  ]
  return parts.filter((part) => part !== '').join('\n')
}

function figure({ score }: Explanation, language: Language): string {
  const { part, whole, ratio, points, max } = score
  const count = (value: number | null) => (value === null ? '–' : integer(value, language))
  const rate = ratio === null ? '–' : `${decimal(asPercent(ratio), 2, language)}%`
  const worth = points === null || max === null ? '' : ` → ${decimal(points, 2, language)}/${decimal(max, 2, language)}`
  const word = worth === '' ? '' : language === 'vi' ? ' điểm' : ' points'
  return `${count(part)} / ${count(whole)} = ${rate}${worth}${word}`
}

function formula({ part, whole, report }: Explanation, language: Language): readonly string[] {
  const vi = language === 'vi'
  const line = (name: string, measure: ToldMeasure | null) => {
    if (measure === null) return ''
    const conditions = measure.conditions === null ? '' : ` (${say(measure.conditions, language)})`
    return `${name}: ${say(measure.words, language)}${conditions}`
  }
  const origins = {
    report: { vi: 'theo báo cáo của kỳ', en: 'as reported for the period' },
    months: { vi: 'cộng các tháng', en: 'the sum of the months' },
    'so-far': { vi: 'cộng các tháng đã hết của kỳ', en: 'the sum of the months that are over' },
    'last-year': {
      vi: 'kỳ này không có báo cáo: lấy tổng năm trước chia theo kỳ',
      en: "no report: a share of last year's total",
    },
  } as const
  const reported =
    report === null
      ? ''
      : `${vi ? 'Báo cáo quốc gia' : 'National report'}: ${integer(report.received, language)} (${say(origins[report.from], language)})`
  return [line(vi ? 'Tử số' : 'Part', part), line(vi ? 'Mẫu số' : 'Whole', whole), reported]
}

function rule({ indicator, unit, score, scorecards }: Explanation, language: Language): readonly string[] {
  const vi = language === 'vi'
  const { legalBasis, id } = scorecards.asked.indexSet
  const basisText = legalBasis.map(({ document }) => document).join(', ')
  const source = indicator.source === null ? '' : `; ${say(indicator.source, language)}`
  const lines = [vi ? `Căn cứ: ${basisText}${source} (${id})` : `Legal basis: ${basisText}${source} (${id})`]
  if (indicator.kind === 'scored') {
    const target = plainNumber(toNumber(asPercent(indicator.target(unit.level))), language)
    const most = decimal(indicator.max, 2, language)
    lines.push(
      vi
        ? `Quy tắc điểm: đạt ${target}% trở lên được ${most} điểm; dưới đó điểm = ${most} × tỷ lệ ÷ ${target}%.`
        : `Points: ${most} at ${target}% or more; below that ${most} × ratio ÷ ${target}%.`,
    )
  }
  if (indicator.multiplyBy !== null) {
    const factor = scorecards.asked.indexSet.indicators.get(indicator.multiplyBy)
    const name = factor ? say(factor.name, language) : indicator.multiplyBy
    lines.push(vi ? `Tỷ lệ được nhân với: ${name}.` : `The ratio is multiplied by that of: ${name}.`)
  }
  if (score.applied !== null) lines.push(`${vi ? 'Xử lý' : 'Policy'}: ${appliedText(score.applied, language)}.`)
  return lines
}

function shares(title: string, rows: readonly Shared[], name: (of: string) => string, language: Language): string {
  if (rows.length === 0) return ''
  const vi = language === 'vi'
  const cells = rows
    .slice(0, shown)
    .map(({ of, part, whole }) => [
      name(of),
      integer(part, language),
      integer(whole, language),
      integer(whole - part, language),
      whole === 0 ? '–' : `${decimal(asPercent(quotient(part, whole)), 2, language)}%`,
    ])
  const more = rows.length - shown
  const rest = more > 0 ? (vi ? `\n… và ${more} dòng nữa (--json)` : `\n… and ${more} more (--json)`) : ''
  const head = vi ? [title, 'Tử số', 'Mẫu số', 'Thiếu', 'Tỷ lệ'] : [title, 'Part', 'Whole', 'Missing', 'Ratio']
  return textTable(head, cells, { widths: [0, 12, 12, 12, 10], right: [1, 2, 3, 4] }) + rest
}

/** A dossier in process for three months stands in each of them, and once in the quarter. */
function statesNote({ part, whole, months }: Explanation, language: Language): string {
  if (months.length === 0 || ![part, whole].some((measure) => measure?.over === 'state')) return ''
  return language === 'vi'
    ? 'Hồ sơ đang xử lý qua nhiều tháng có mặt ở từng tháng, nên các tháng không cộng thành cả kỳ.'
    : 'What is in process over several months stands in each of them: the months do not add to the period.'
}

/** The whole of 1.4 is reported, not counted: what it is made up of can only be told of dossiers in the ledger. */
export function receivedNote({ whole, score }: Pick<Explanation, 'whole' | 'score'>, language: Language): string {
  if (whole?.id !== 'dossiers-reported-or-on-portal' || score.whole === null) return ''
  return language === 'vi'
    ? 'Mẫu số là số báo cáo. Các dòng theo tháng, đơn vị, thủ tục và danh sách tính trên hồ sơ tiếp nhận có trong sổ.'
    : 'The whole is a reported figure. Rows by month, unit and procedure, and lists, are of the dossiers received in the ledger.'
}
