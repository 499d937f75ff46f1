import { fill, type Language, type Params } from '../words.ts'

/**
 * The closed catalogue of what can be wrong with the data of a dossier. docs/quality.md lists it; a test compares the
 * two. error: cannot be so; warning: very likely wrong; note: worth knowing. A finding flags and is counted; it never
 * changes what is counted.
 */
export const qualityCatalogue = {
  'identity-repeated': {
    severity: 'warning',
    vi: 'Một số giấy tờ đứng tên {count} hồ sơ, từ {threshold} trở lên. Có thể là số điền cho có.',
    en: 'One identity number is on {count} dossiers, at or above {threshold}. It may be a number put in for want of another.',
  },
  'settled-instead': {
    severity: 'error',
    vi: 'Hồ sơ được gửi là đã xử lý xong nhưng bước xử lý cuối là “{step}”, lúc {at}.',
    en: 'The dossier is sent as settled, but the last step of its handling is "{step}", at {at}.',
  },
  'result-is-filed-document': {
    severity: 'error',
    vi: 'Tệp kết quả chính là tệp người dân đã nộp.',
    en: 'The file sent as the result is the one that was handed in.',
  },
  'paid-online-without-fee': {
    severity: 'warning',
    vi: 'Ghi là đã thanh toán trực tuyến nhưng không có khoản phí, lệ phí nào lớn hơn 0.',
    en: 'Marked as paid online, but there is no fee above 0.',
  },
  'due-moved-after-passing': {
    severity: 'error',
    vi: 'Ngày hẹn trả {before} đã qua mới được dời sang {after}.',
    en: 'The due date {before} had passed when it was moved to {after}.',
  },
  'finished-before-received': {
    severity: 'error',
    vi: 'Kết thúc lúc {ended}, trước khi tiếp nhận lúc {received}.',
    en: 'It ended at {ended}, before it was received at {received}.',
  },
  'date-in-future': {
    severity: 'error',
    vi: 'Việc ghi lúc {at} chưa xảy ra tại thời điểm {asOf}.',
    en: 'What is written as of {at} had not happened at {asOf}.',
  },
  'agency-mismatch': {
    severity: 'warning',
    vi: 'Mã hồ sơ thuộc cơ quan {agency} nhưng đơn vị xử lý là {unit}.',
    en: 'The code of the dossier is of agency {agency}; the unit that handles it is {unit}.',
  },
  'information-service-online': {
    severity: 'warning',
    vi: 'Nộp trực tuyến nhưng thủ tục {procedure} chỉ có dịch vụ cung cấp thông tin.',
    en: 'Filed online, but procedure {procedure} only has a service that gives information.',
  },
} as const satisfies Record<string, { severity: 'error' | 'warning' | 'note'; vi: string; en: string }>

export type QualityCode = keyof typeof qualityCatalogue

export type QualityFinding = { readonly code: QualityCode; readonly params: Params }

export function qualityText({ code, params }: QualityFinding, language: Language): string {
  return fill(qualityCatalogue[code], params, language)
}
