import { fill, type Language, type Params, type Words } from '../words.ts'

/**
 * What can be said by rule of a computed figure beside a reported one: the closed catalogue, in both languages.
 * docs/compare.md lists it; a test compares the two.
 */
export const compareReasons = {
  'computed-missing': {
    vi: 'Sổ chưa đủ dữ liệu để tính.',
    en: 'The ledger has not the data to compute it.',
  },
  'reported-missing': {
    vi: 'Chưa có số công bố.',
    en: 'No figure was reported.',
  },
  'reported-no-data': {
    vi: 'Nguồn ghi “{text}”: không có số liệu, không phải 0.',
    en: 'The source says “{text}”: no data, which is not 0.',
  },
  'reported-no-counts': {
    vi: 'Nguồn chỉ công bố tỷ lệ hoặc điểm, không có số đếm nên không tách được tử số, mẫu số.',
    en: 'Only a rate or points were reported; without counts the difference cannot be split.',
  },
  'other-version': {
    vi: 'Điểm công bố không theo {set} nên không so điểm; số đếm công bố được chấm lại theo {set}.',
    en: 'The reported points are not under {set} and are not compared; the reported counts are scored under it.',
  },
  'points-do-not-follow': {
    vi: 'Số đếm công bố cho {follows} điểm theo {set}, nhưng công bố {printed}.',
    en: 'The reported counts bring {follows} points under {set}, yet {printed} are reported.',
  },
  'rate-does-not-follow': {
    vi: 'Tỷ lệ công bố cho {follows} điểm theo {set}, nhưng công bố {printed}.',
    en: 'The reported rate brings {follows} points under {set}, yet {printed} are reported.',
  },
  'group-does-not-add': {
    vi: 'Điểm công bố của các chỉ số cộng lại được {follows}, nhưng nhóm công bố {printed}.',
    en: 'The reported points of the indicators add to {follows}, yet the group is reported with {printed}.',
  },
  'verdict-differs': {
    vi: 'Cùng tỷ lệ nhưng công bố “{printed}”, tính ra {computed}.',
    en: 'The rates agree, yet the verdict is “{printed}” against {computed}.',
  },
  'verdict-contradicts': {
    vi: 'Mức độ công bố “{printed}” trái với chính tỷ lệ công bố.',
    en: 'The reported verdict “{printed}” contradicts the rate that is reported with it.',
  },
  'whole-of-another': {
    vi: 'Mẫu số công bố bằng mẫu số tính được của {indicators}.',
    en: 'The reported whole is the whole computed for {indicators}.',
  },
  'whole-by-unsynced': {
    vi: 'Mẫu số lệch đúng {count} hồ sơ chưa được Cổng DVCQG ghi nhận.',
    en: 'The wholes differ by just the {count} dossiers that the portal has not acknowledged.',
  },
  'whole-is-received': {
    vi: 'Mẫu số công bố là số tiếp nhận {received}; số trong báo cáo quốc gia là {report}.',
    en: 'The reported whole is what was received, {received}; the national report has {report}.',
  },
  'whole-is-report': {
    vi: 'Mẫu số công bố là số báo cáo quốc gia {report}; số tiếp nhận trong sổ là {received}.',
    en: 'The reported whole is the figure of the national report, {report}; the ledger received {received}.',
  },
  'report-estimated': {
    vi: 'Chưa nhập số báo cáo quốc gia của kỳ; mẫu số tính từ số năm trước là {report}.',
    en: "The national report's figure of the period was not imported; the one of last year gives {report}.",
  },
  'captured-before': {
    vi: 'Số công bố chụp ngày {captured}, trước thời điểm tính {asOf}.',
    en: 'The reported figure was captured on {captured}, before the moment of computing, {asOf}.',
  },
  'whole-zero': {
    vi: 'Một bên có mẫu số bằng 0 nên không tách được phần lệch.',
    en: 'One of the wholes is 0, so the difference cannot be split.',
  },
} as const satisfies Record<string, Words>

export type CompareCode = keyof typeof compareReasons
export type CompareReason = { readonly code: CompareCode; readonly params: Params }

export function compareReason(code: CompareCode, params: Params = {}): CompareReason {
  return { code, params }
}

export function compareText({ code, params }: CompareReason, language: Language): string {
  return fill(compareReasons[code], params, language)
}
