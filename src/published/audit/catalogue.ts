import { fill, type Language, type Params } from '../../core/words.ts'

/**
 * The closed catalogue of what an audit can find, with its text in both languages. docs/findings.md lists it; a test
 * compares the two. error: contradicts itself or the rule; warning: very likely wrong; note: worth knowing.
 */
export const findingCatalogue = {
  'verdict-contradicts-threshold': {
    severity: 'error',
    vi: 'Mức độ ghi “{verdict}” nhưng {value} {relation} ngưỡng {threshold}.',
    en: 'The verdict says “{verdict}”, but {value} is {relation} {threshold}.',
  },
  'verdict-contradicts-set': {
    severity: 'warning',
    vi: 'Mức độ ghi “{verdict}” không nêu ngưỡng; theo bộ chỉ số {set} ngưỡng là {threshold} mà số liệu là {value}.',
    en: 'The verdict says “{verdict}” without a threshold; in {set} the threshold is {threshold} and the figure is {value}.',
  },
  'parts-do-not-add': {
    severity: 'error',
    vi: 'Các dòng {parts} cộng lại được {sum}, nhưng dòng này ghi {stated}.',
    en: 'Rows {parts} add to {sum}, but this row says {stated}.',
  },
  'maxima-do-not-add': {
    severity: 'error',
    vi: 'Điểm tối đa các dòng con cộng lại được {sum}, nhưng nhóm ghi {stated}.{unlisted}',
    en: 'The maxima of the rows below add to {sum}, but the group says {stated}.{unlisted}',
  },
  'maximum-stated-twice': {
    severity: 'error',
    vi: 'Tên nhóm ghi {stated} điểm nhưng ô điểm ghi trên {of}.',
    en: 'The name of the group says {stated} points, its cell says out of {of}.',
  },
  'maximum-differs': {
    severity: 'warning',
    vi: 'Điểm tối đa in là {printed}, theo bộ chỉ số {set} là {expected}.',
    en: 'The maximum printed is {printed}; in {set} it is {expected}.',
  },
  'group-scored-in-blocks': {
    severity: 'note',
    vi: 'Nhóm ghi {stated} điểm nhưng chấm trên {of}: khối {blocks} được chấm riêng.',
    en: 'The group says {stated} points but is scored out of {of}: block {blocks} is scored on its own.',
  },
  'total-does-not-add': {
    severity: 'error',
    vi: 'Điểm các nhóm cộng lại được {sum}, nhưng tổng ghi {stated} (cột {column}).{rounding}',
    en: 'The group scores add to {sum}, but the total says {stated} ({column}).{rounding}',
  },
  'points-do-not-follow': {
    severity: 'error',
    vi: 'Điểm in {printed} không suy ra được từ số liệu in: theo bộ chỉ số {set} là {expected}. {explanation}',
    en: 'The {printed} points printed do not follow from the figures printed: by {set} they are {expected}. {explanation}',
  },
  'points-exceed-maximum': {
    severity: 'error',
    vi: 'Điểm in {printed} nằm ngoài khoảng từ 0 đến điểm tối đa {max}.',
    en: 'The {printed} points printed are outside 0 to the maximum of {max}.',
  },
  'rate-out-of-range': {
    severity: 'error',
    vi: 'Tỷ lệ {printed} nằm ngoài khoảng 0–100% (cột {column}).',
    en: 'The rate {printed} is outside 0–100 % ({column}).',
  },
  'copied-figure': {
    severity: 'warning',
    vi: 'Cùng con số {printed} với {other}: có thể chép nhầm.',
    en: 'The same figure {printed} as {other}: possibly copied by mistake.',
  },
  'no-data-worded-twice': {
    severity: 'note',
    vi: 'Không có số liệu được ghi nhiều cách: “{printed}” ở đây, “{other}” ở dòng {rows}.',
    en: 'Missing data is worded in more than one way: “{printed}” here, “{other}” in row {rows}.',
  },
  'mixed-kinds': {
    severity: 'note',
    vi: 'Ghi “{printed}” trong cột mà các dòng khác ghi {usual}.',
    en: '“{printed}” stands in a column where the other rows have {usual}.',
  },
  'figure-missing': {
    severity: 'warning',
    vi: 'Thiếu {what}.',
    en: '{what} is missing.',
  },
  'thresholds-worded-differently': {
    severity: 'note',
    vi: 'Ngưỡng đạt được ghi {count} cách: {wordings}.',
    en: 'Thresholds are worded in {count} ways: {wordings}.',
  },
  'damaged-copy-dropped': {
    severity: 'note',
    vi: 'Tệp chứa bảng nhiều lần. Bản thứ hai từ dòng {line} ({rows} dòng, {damaged} dòng mất dấu, dừng ở {last}) bị bỏ; bản đủ được giữ.',
    en: 'The file holds the table more than once. The other copy from line {line} ({rows} rows, {damaged} with lost letters, ending at {last}) was dropped; the whole one is kept.',
  },
  'damaged-text': {
    severity: 'warning',
    vi: 'Chữ có dấu bị mất thành “?” ở {rows} dòng. Số liệu đọc được; nên lấy lại tệp gốc.',
    en: 'Letters are lost to “?” in {rows} rows. The figures were read; get the original file.',
  },
  'row-missing': {
    severity: 'warning',
    vi: 'Bảng thiếu dòng {what}.',
    en: 'The table lacks the row {what}.',
  },
  'several-tables': {
    severity: 'warning',
    vi: 'Tệp còn một bảng khác với số liệu khác: “{title}” ({rows} dòng). Chỉ một bảng được đọc; tách tệp để đọc bảng kia.',
    en: 'The file holds another table with other figures: “{title}” ({rows} rows). Only one was read; split the file to read the other.',
  },
  'number-repeated': {
    severity: 'warning',
    vi: 'Số thứ tự {no} có nhiều hơn một lần: đã dùng cho “{name}”. Các dòng đều được giữ.',
    en: 'The number {no} stands more than once: it was used for “{name}”. All rows are kept.',
  },
  'figure-unreadable': {
    severity: 'warning',
    vi: 'Dòng {no}: “{text}” không đọc được thành số liệu; giữ nguyên như in.',
    en: 'Row {no}: “{text}” could not be read as a figure; it is kept as printed.',
  },
  'row-unknown': {
    severity: 'note',
    vi: 'Không bộ chỉ số nào có dòng này; giữ nguyên như in.',
    en: 'No index set knows this row; it is kept as printed.',
  },
  'index-set-not-known': {
    severity: 'note',
    vi: 'Không biết bộ chỉ số nào có hiệu lực cho kỳ {period}; không kiểm tra được điểm từ số liệu. Chọn bằng --index-set.',
    en: 'No index set is known for the period {period}; points were not checked against figures. Choose one with --index-set.',
  },
  'rank-does-not-fit': {
    severity: 'error',
    vi: '{unit} xếp hạng {printed}, nhưng theo tổng điểm là hạng {expected}.',
    en: '{unit} is ranked {printed}, but by its total it is {expected}.',
  },
  'band-does-not-fit': {
    severity: 'error',
    vi: '{unit} ghi xếp loại “{printed}”, nhưng {total} điểm là “{expected}”.',
    en: '{unit} is rated “{printed}”, but {total} points are “{expected}”.',
  },
  'count-unreadable': {
    severity: 'error',
    vi: 'Số đếm của {unit}, chỉ số {indicator}, ghi “{printed}”: không phải số nguyên từ 0 trở lên.',
    en: 'A count of {unit} for {indicator} reads “{printed}”, which is no whole number from 0 on.',
  },
  'ratio-does-not-follow': {
    severity: 'error',
    vi: 'Tỷ lệ in {printed} không khớp với {counts}, tức {expected}.',
    en: 'The ratio {printed} printed does not follow from {counts}, which is {expected}.',
  },
  'national-does-not-follow': {
    severity: 'error',
    vi: 'Dòng cả nước ghi {group} là {printed}, nhưng trung bình của {count} đơn vị cho ra {expected}.',
    en: 'The national row says {printed} for {group}, but the means of {count} units give {expected}.',
  },
} as const satisfies Record<string, { severity: Severity; vi: string; en: string }>

export type Severity = 'error' | 'warning' | 'note'
export type FindingCode = keyof typeof findingCatalogue

/** One thing found. `row` is the printed number, or a unit's code; null for the table as a whole. */
export type Finding = {
  readonly code: FindingCode
  readonly severity: Severity
  readonly row: string | null
  readonly params: Params
  /** What stands in the table, and what the rule gives; null where that makes no sense. */
  readonly printed: string | null
  readonly expected: string | null
}

export function finding(
  code: FindingCode,
  row: string | null,
  detail: { readonly printed?: string | null; readonly expected?: string | null; readonly severity?: Severity } & {
    readonly params?: Params
  } = {},
): Finding {
  const { printed = null, expected = null, params = {}, severity = findingCatalogue[code].severity } = detail
  const filled = { ...(printed !== null && { printed }), ...(expected !== null && { expected }), ...params }
  return { code, severity, row, params: filled, printed, expected }
}

export function findingText({ code, params }: Finding, language: Language): string {
  return fill(findingCatalogue[code], params, language).trim()
}
