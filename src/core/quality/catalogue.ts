import { fill, type Language, type Params } from '../words.ts'

/**
 * The closed catalogue of what can be wrong with the data: of a dossier, of a procedure's decisions, of all that a source
 * sends. docs/quality.md lists it; a test compares the two. error: cannot be so; warning: very likely wrong; note: worth knowing. A finding flags and is counted; it never
 * changes what is counted.
 */
export const qualityCatalogue = {
  'identity-repeated': {
    about: 'dossier',
    severity: 'warning',
    vi: 'Một số giấy tờ đứng tên {count} hồ sơ, từ {threshold} trở lên. Có thể là số điền cho có.',
    en: 'One identity number is on {count} dossiers, at or above {threshold}. It may be a number put in for want of another.',
  },
  'settled-instead': {
    about: 'dossier',
    severity: 'error',
    vi: 'Hồ sơ được gửi là đã xử lý xong nhưng bước xử lý cuối là “{step}”, lúc {at}.',
    en: 'The dossier is sent as settled, but the last step of its handling is "{step}", at {at}.',
  },
  'result-is-filed-document': {
    about: 'dossier',
    severity: 'error',
    vi: 'Tệp kết quả chính là tệp người dân đã nộp.',
    en: 'The file sent as the result is the one that was handed in.',
  },
  'paid-online-without-fee': {
    about: 'dossier',
    severity: 'warning',
    vi: 'Ghi là đã thanh toán trực tuyến nhưng không có khoản phí, lệ phí nào lớn hơn 0.',
    en: 'Marked as paid online, but there is no fee above 0.',
  },
  'due-moved-after-passing': {
    about: 'dossier',
    severity: 'error',
    vi: 'Ngày hẹn trả {before} đã qua mới được dời sang {after}.',
    en: 'The due date {before} had passed when it was moved to {after}.',
  },
  'finished-before-received': {
    about: 'dossier',
    severity: 'error',
    vi: 'Kết thúc lúc {ended}, trước khi tiếp nhận lúc {received}.',
    en: 'It ended at {ended}, before it was received at {received}.',
  },
  'date-in-future': {
    about: 'dossier',
    severity: 'error',
    vi: 'Việc ghi lúc {at} chưa xảy ra tại thời điểm {asOf}.',
    en: 'What is written as of {at} had not happened at {asOf}.',
  },
  'agency-mismatch': {
    about: 'dossier',
    severity: 'warning',
    vi: 'Mã hồ sơ thuộc cơ quan {agency} nhưng đơn vị xử lý là {unit}.',
    en: 'The code of the dossier is of agency {agency}; the unit that handles it is {unit}.',
  },
  'information-service-online': {
    about: 'dossier',
    severity: 'warning',
    vi: 'Nộp trực tuyến nhưng thủ tục {procedure} chỉ có dịch vụ cung cấp thông tin.',
    en: 'Filed online, but procedure {procedure} only has a service that gives information.',
  },
  'announcement-undated': {
    about: 'procedure',
    severity: 'warning',
    vi: 'Quyết định công bố {decision} không ghi ngày ban hành, nên tính là công bố, công khai không đúng hạn (1.1, 1.2).',
    en: 'The announcing decision {decision} has no date, so it counts as neither announced nor published on time (1.1, 1.2).',
  },
  'legal-basis-undated': {
    about: 'procedure',
    severity: 'warning',
    vi: 'Quyết định công bố {decision} không ghi ngày có hiệu lực của văn bản làm căn cứ, nên tính là công bố không đúng hạn (1.1).',
    en: 'For the announcing decision {decision} no date is stated on which its legal basis takes effect, so it counts as not announced on time (1.1).',
  },
  'field-never-stated': {
    about: 'source',
    severity: 'warning',
    vi: 'Trong {count} hồ sơ của nguồn này không hồ sơ nào ghi {field}. Nếu nguồn không có mục này thì {indicators} thiếu số liệu, dù được tính như là không có.',
    en: 'None of the {count} dossiers of this source states {field}. If the source does not have it, data is missing for {indicators}, though it counts as "no".',
  },
} as const satisfies Record<
  string,
  { about: QualityAbout; severity: 'error' | 'warning' | 'note'; vi: string; en: string }
>

/** What a finding is about; its key is the code of the dossier or procedure, or the name of the source. */
export type QualityAbout = 'dossier' | 'procedure' | 'source'

export type QualityCode = keyof typeof qualityCatalogue

export type QualityFinding = { readonly code: QualityCode; readonly params: Params }

/** The codes of findings about such things, in the order of the catalogue. */
export function qualityCodes(about: QualityAbout): readonly QualityCode[] {
  return Object.keys(qualityCatalogue)
    .filter(isQualityCode)
    .filter((code) => qualityCatalogue[code].about === about)
}

export function isQualityCode(code: string): code is QualityCode {
  return Object.hasOwn(qualityCatalogue, code)
}

export function qualityText({ code, params }: QualityFinding, language: Language): string {
  return fill(qualityCatalogue[code], params, language)
}
