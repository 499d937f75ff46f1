import { asPercent, type Exact } from '../../core/exact.ts'
import type { NationalFigure, NationalTable, ReportedRow } from '../../core/reported/national.ts'
import { totalName } from '../../core/reported/figures.ts'
import { quartileMethod, type Spread } from '../../core/score/spread.ts'
import { formatInstant } from '../../core/time/instant.ts'
import { levelNames } from '../../core/unit/level.ts'
import type { Language } from '../../core/words.ts'
import type { NationalAnswer } from '../../office/national.ts'
import { originText } from '../../core/reported/origin-text.ts'
import { originGroups, originLines } from './origin.ts'
import { textTable } from './text-table.ts'
import { decimal, integer, points, say, signed } from './words.ts'

/** Units as published, how they spread, the national row, pooled rates; then where everything comes from. */
export function nationalText(answer: NationalAnswer, language: Language): string {
  const { table, period, version, level } = answer
  const vi = language === 'vi'
  const title = vi
    ? `SỐ ĐÃ CÔNG BỐ · ${say(levelNames[level], language)} · kỳ ${period} · ${version}`
    : `AS PUBLISHED · ${say(levelNames[level], language)} · ${period} · ${version}`
  return [
    title,
    rowsTable(answer, language),
    ...remarks(answer, language),
    spreadTable(answer, language),
    say(quartileMethod, language),
    ...(level === 'province' ? [countryTable(answer, language), nationalNote(answer, language)] : []),
    ...(table.pooled.length > 0 ? [pooledTable(answer, language)] : []),
    vi ? 'Nguồn:' : 'Sources:',
    ...originLines(table.origins, language),
  ].join('\n')
}

function rowsTable({ table, computed, computedName }: NationalAnswer, language: Language): string {
  const vi = language === 'vi'
  const refs = new Refs(table, language)
  const rows = table.rows.map((row) => [
    row.rank === null ? '–' : String(row.rank),
    row.unit,
    `${row.name}${refs.markOf(row)}`,
    ...table.codes.map((code) => points(row.groups.get(code)?.points?.value ?? null, language)),
    points(row.total?.points?.value ?? null, language),
    row.band ? say(row.band, language) : (row.printedBand ?? '–'),
  ])
  if (computed) {
    const own = table.codes.map((code) => computed.groups.find((group) => group.code === code)?.points ?? null)
    rows.push([
      '–',
      computed.unit,
      `${computedName} (${vi ? 'tính toán' : 'computed'})`,
      ...own.map((value) => points(value, language)),
      points(computed.total, language),
      computed.band ? say(computed.band, language) : '–',
    ])
  }
  const head = vi
    ? ['Hạng', 'Mã', 'Đơn vị', ...table.codes, 'Tổng', 'Xếp loại']
    : ['Rank', 'Code', 'Unit', ...table.codes, 'Total', 'Band']
  const longest = Math.max(...rows.map(([, code = '']) => code.length))
  const widths = [6, Math.max(5, longest + 2), 0, ...table.codes.map(() => 7), 7, 12]
  const right = [0, ...table.codes.map((_, index) => index + 3), table.codes.length + 3]
  return [textTable(head, rows, { widths, right }), ...refs.note].join('\n')
}

/** Which of the numbered sources a row comes from: marked where it is not that of most rows. */
class Refs {
  readonly #groups: readonly string[]
  readonly #language: Language
  readonly #usual: string
  readonly #differs: boolean

  constructor({ origins, rows }: NationalTable, language: Language) {
    this.#groups = [...originGroups(origins, language).keys()]
    this.#language = language
    const counted = Map.groupBy(rows, (row) => this.#refOf(row))
    const [[usual] = ['']] = [...counted].toSorted((a, b) => b[1].length - a[1].length)
    this.#usual = usual
    this.#differs = counted.size > 1
  }

  markOf(row: ReportedRow): string {
    const ref = this.#refOf(row)
    return ref === this.#usual ? '' : ` ${ref}`
  }

  get note(): readonly string[] {
    if (!this.#differs) return []
    return [this.#language === 'vi' ? `Dòng không ghi nguồn: ${this.#usual}.` : `Rows without a mark: ${this.#usual}.`]
  }

  #refOf({ groups, total }: ReportedRow): string {
    const used = [...groups.values(), total].flatMap((figure) => (figure ? [figure.origin] : []))
    const places = used.map((origin) => this.#groups.indexOf(originText(origin, this.#language)) + 1)
    return [...new Set(places)]
      .toSorted((a, b) => a - b)
      .map((place) => `[${place}]`)
      .join('')
  }
}

/** What to keep in mind before anyone quotes these figures. */
function remarks(
  { table, expected, outside, apart, indexSet, computed, asked }: NationalAnswer,
  language: Language,
): string[] {
  const vi = language === 'vi'
  const days = new Set(table.origins.map(({ capturedAt }) => capturedAt))
  const misplaced = table.rows.filter(({ rank, printedRank }) => printedRank !== null && printedRank !== rank)
  const few = expected !== null && table.rows.length < expected
  const at = formatInstant(asked.asOf)
  const names = misplaced.map(({ unit, printedRank }) => `${unit} (${printedRank})`).join(', ')
  return [
    ...(few
      ? [
          vi
            ? `▲ Chỉ có ${table.rows.length}/${expected} tỉnh: số dưới đây không phải của cả nước.`
            : `▲ Only ${table.rows.length} of ${expected} provinces: what follows is not the country's.`,
        ]
      : []),
    ...(outside.length > 0
      ? [
          vi
            ? `▲ Không thuộc danh sách tỉnh, không đưa vào bảng: ${outside.join(', ')}`
            : `▲ No province of the list, left out: ${outside.join(', ')}`,
        ]
      : []),
    ...(indexSet === null
      ? [
          vi
            ? '▲ Không rõ phiên bản bộ chỉ số của kỳ này: không xếp loại, không so với kỳ của phiên bản khác.'
            : '▲ The version behind this period is not known: no bands, no comparison with another version.',
        ]
      : []),
    ...apart.map(({ version, units }) =>
      vi
        ? `═══ Khác phiên bản, không đưa vào bảng: ${version}, ${units.length} đơn vị (${units.slice(0, 5).join(', ')}${units.length > 5 ? ', …' : ''}) ═══`
        : `═══ Another version, left out of the table: ${version}, ${units.length} units (${units.slice(0, 5).join(', ')}${units.length > 5 ? ', …' : ''}) ═══`,
    ),
    ...(days.size > 1 ? [vi ? '▲ Số liệu chụp ở nhiều ngày khác nhau.' : '▲ Captured on different days.'] : []),
    ...(misplaced.length > 0
      ? [vi ? `▲ Hạng đã in khác hạng theo tổng điểm: ${names}` : `▲ Printed ranks do not follow the totals: ${names}`]
      : []),
    ...(computed
      ? [
          vi
            ? `Dòng “tính toán” là số của sổ ghi nhận, tính đến ${at}; không xếp hạng chung với số công bố.`
            : `The row “computed” is counted from the ledger as of ${at}; it is not ranked among published ones.`,
        ]
      : []),
  ]
}

function spreadTable({ table }: NationalAnswer, language: Language): string {
  const vi = language === 'vi'
  const facets: readonly (readonly [string, (spread: Spread) => string])[] = [
    [vi ? 'Trung bình cộng' : 'Mean', ({ mean }) => decimal(mean, 2, language)],
    [vi ? 'Thấp nhất' : 'Least', ({ least }) => decimal(least, 2, language)],
    [vi ? 'Tứ phân vị dưới' : 'Lower quartile', ({ lower }) => decimal(lower, 2, language)],
    [vi ? 'Trung vị' : 'Median', ({ median }) => decimal(median, 2, language)],
    [vi ? 'Tứ phân vị trên' : 'Upper quartile', ({ upper }) => decimal(upper, 2, language)],
    [vi ? 'Cao nhất' : 'Most', ({ most }) => decimal(most, 2, language)],
    [vi ? 'Số đơn vị' : 'Units', ({ of }) => integer(of, language)],
  ]
  const names = [...table.codes, totalName]
  const rows = facets.map(([name, show]) => [
    name,
    ...names.map((code) => {
      const spread = table.spreads.get(code) ?? null
      return spread === null ? '–' : show(spread)
    }),
  ])
  const head = vi ? ['Phân bố điểm', ...table.codes, 'Tổng'] : ['Spread', ...table.codes, 'Total']
  return textTable(head, rows, { widths: [0, ...names.map(() => 8)], right: names.map((_, index) => index + 1) })
}

function countryTable({ table }: NationalAnswer, language: Language): string {
  const { national } = table
  const vi = language === 'vi'
  const row = (name: string, show: (figure: NationalFigure) => string) => [name, ...national.map(show)]
  const rows = [
    row(vi ? `Trung bình ${table.rows.length} tỉnh` : `Mean of ${table.rows.length} provinces`, ({ computed }) =>
      points(computed, language),
    ),
    ...(table.national.some(({ reported }) => reported !== null)
      ? [
          row(vi ? 'Số công bố' : 'As published', ({ reported }) => points(reported?.points?.value ?? null, language)),
          row(vi ? 'Chênh lệch' : 'Difference', ({ difference }) =>
            difference ? signed(difference, 2, language) : '–',
          ),
        ]
      : []),
  ]
  const head = [vi ? 'Cả nước' : 'Country', ...national.map((figure) => nationalName(figure, language))]
  return textTable(head, rows, {
    widths: [0, ...national.map(() => 8)],
    right: national.map((_, index) => index + 1),
  })
}

function nationalName({ name }: NationalFigure, language: Language): string {
  if (name === totalName) return language === 'vi' ? 'Tổng' : 'Total'
  return name
}

function nationalNote({ table }: NationalAnswer, language: Language): string {
  const total = table.national.find(({ name }) => name === totalName)?.computed ?? null
  const [sum, mean] = [points(total, language), points(table.meanOfTotals, language)]
  const joined = table.national.some(({ name }) => name === 'online')
  const online = joined ? 'online = CLGQ + TTTT. ' : ''
  return language === 'vi'
    ? `${online}Nhóm: trung bình không trọng số các tỉnh, làm tròn 2 chữ số. Tổng: cộng các số đã làm tròn (${sum}); trung bình của tổng điểm là ${mean}, không phải điểm cả nước.`
    : `${online}A group is the unweighted mean of the provinces, rounded to 2 decimals; the total adds the rounded means (${sum}). The mean of totals would be ${mean}, which is not the national total.`
}

function pooledTable({ table, indexSet }: NationalAnswer, language: Language): string {
  const vi = language === 'vi'
  const percent = (ratio: Exact | null) => (ratio ? `${decimal(asPercent(ratio), 2, language)}%` : '–')
  const rows = table.pooled.map(({ id, part, whole, ratio, of, meanOfRatios }) => {
    const name = indexSet?.indicators.get(id)?.name
    return [
      name ? say(name, language) : id,
      integer(part, language),
      integer(whole, language),
      percent(ratio),
      percent(meanOfRatios),
      integer(of, language),
    ]
  })
  const head = vi
    ? ['Tỷ lệ gộp', 'Tử số', 'Mẫu số', 'Gộp', 'TB tỷ lệ', 'Số tỉnh']
    : ['Pooled rate', 'Part', 'Whole', 'Pooled', 'Mean rate', 'Units']
  const note = vi
    ? 'Gộp = tổng tử số ÷ tổng mẫu số của các đơn vị có công bố số đếm; khác trung bình các tỷ lệ, và không phải điểm.'
    : 'Pooled = parts added ÷ wholes added, of the units whose counts are published; it is no mean of rates, and no score.'
  return `${textTable(head, rows, { widths: [0, 13, 13, 10, 11, 9], right: [1, 2, 3, 4, 5] })}\n${note}`
}
