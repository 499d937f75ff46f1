import type { Words } from '../words.ts'
import type { FlagOf, Table, TimeOf } from './tables.ts'

/** How the columns read: what happened, and what holds or does not. */

export const tableWords: Readonly<Record<Table, Words>> = {
  dossier: { vi: 'hồ sơ', en: 'dossier' },
  petition: { vi: 'phản ánh, kiến nghị', en: 'petition' },
  procedure: { vi: 'thủ tục hành chính', en: 'procedure' },
  announcement: { vi: 'quyết định công bố', en: 'announcement' },
  service: { vi: 'dịch vụ công', en: 'service' },
  'certified-copy-unit': { vi: 'đơn vị', en: 'unit' },
}

const words = (vi: string, en: string): Words => ({ vi, en })

export const timeWords: { readonly [T in Table]: Readonly<Record<TimeOf<T>, Words>> } = {
  dossier: {
    received: words('tiếp nhận', 'received'),
    endedAt: words('kết thúc xử lý', 'ended'),
    lateFrom: words('quá hạn', 'late'),
    from: words('được ghi nhận', 'told of'),
    until: words('được ghi nhận lại', 'told of anew'),
    synced: words('được Cổng DVCQG ghi nhận', 'acknowledged by the national portal'),
    complained: words('bị phản ánh hoặc đánh giá không hài lòng', 'complained about'),
  },
  petition: {
    received: words('tiếp nhận', 'received'),
    endedAt: words('xử lý xong', 'ended'),
    lateFrom: words('quá hạn', 'late'),
    from: words('được ghi nhận', 'told of'),
    until: words('được ghi nhận lại', 'told of anew'),
  },
  procedure: {
    published: words('công khai', 'made public'),
    withdrawn: words('bị hủy công khai', 'withdrawn'),
  },
  announcement: {
    decided: words('ban hành', 'decided'),
    publishBy: words('đến hạn công khai', 'due to be made public'),
    published: words('công khai', 'made public'),
  },
  service: {},
  'certified-copy-unit': { since: words('cung cấp', 'provided') },
}

type YesNo = { readonly yes: Words; readonly no: Words }

const yesNo = (yes: Words, no: Words): YesNo => ({ yes, no })

export const flagWords: { readonly [T in Table]: Readonly<Record<FlagOf<T>, YesNo>> } = {
  dossier: {
    online: yesNo(words('nộp trực tuyến', 'filed online'), words('không nộp trực tuyến', 'not filed online')),
    returnsPaper: yesNo(
      words('thủ tục trả kết quả là giấy tờ', 'the procedure returns a paper'),
      words('thủ tục không trả giấy tờ', 'the procedure returns no paper'),
    ),
    hasResult: yesNo(
      words('có tệp kết quả điện tử', 'with an electronic result'),
      words('không có tệp kết quả điện tử', 'without an electronic result'),
    ),
    hasDigitisedComponent: yesNo(
      words('có thành phần được số hóa', 'with a digitised component'),
      words('không có thành phần được số hóa', 'without a digitised component'),
    ),
    reusesData: yesNo(
      words('có sử dụng lại dữ liệu số hóa', 'reuses digitised data'),
      words('không sử dụng lại dữ liệu số hóa', 'does not reuse digitised data'),
    ),
    usesStorage: yesNo(
      words('lấy giấy tờ từ kho dữ liệu cá nhân', "takes a paper from the person's storage"),
      words('không dùng kho dữ liệu cá nhân', "does not use the person's storage"),
    ),
    usesPopulationData: yesNo(
      words('xác thực VNeID hoặc dùng CSDL dân cư', 'verified by VNeID or uses the population database'),
      words('không dùng dữ liệu dân cư', 'does not use population data'),
    ),
    hasFee: yesNo(
      words(
        'thủ tục có phí, lệ phí, trừ hồ sơ có mọi khoản bằng 0',
        'of a procedure with a fee, unless all its fees are 0',
      ),
      words('không phải nộp phí, lệ phí', 'no fee to pay'),
    ),
    paidOnline: yesNo(
      words('đã thanh toán trực tuyến', 'paid online'),
      words('không thanh toán trực tuyến', 'not paid online'),
    ),
    awaitsSupplement: yesNo(
      words('đang chờ bổ sung', 'waiting for a supplement'),
      words('không chờ bổ sung', 'not waiting for a supplement'),
    ),
  },
  petition: {
    dissatisfied: yesNo(
      words('bị đánh giá không hài lòng', 'found dissatisfying'),
      words('không bị đánh giá không hài lòng', 'not found dissatisfying'),
    ),
    repeats: yesNo(words('lặp lại phản ánh trước', 'repeats another'), words('không lặp lại', 'repeats no other')),
  },
  procedure: {
    isComplete: yesNo(
      words('đủ bảy bộ phận tạo thành', 'with all seven parts'),
      words('không đủ bảy bộ phận tạo thành', 'without all seven parts'),
    ),
    isForCitizens: yesNo(
      words('đối tượng có công dân', 'addressed to citizens'),
      words('đối tượng không có công dân', 'not addressed to citizens'),
    ),
    hasFee: yesNo(words('có phí, lệ phí', 'with a fee'), words('không có phí, lệ phí', 'without a fee')),
    isPaymentIntegrated: yesNo(
      words('đã tích hợp thanh toán trực tuyến', 'accepts online payment'),
      words('chưa tích hợp thanh toán trực tuyến', 'does not accept online payment'),
    ),
    isOfferedOnline: yesNo(
      words('có dịch vụ công một phần hoặc toàn trình', 'offered partly or fully online'),
      words('không có dịch vụ công trực tuyến', 'not offered online'),
    ),
  },
  announcement: {
    decidedOnTime: yesNo(
      words(
        'ban hành đúng hạn (trước ngày văn bản có hiệu lực 5 ngày làm việc; bộ: 20)',
        'decided on time (5 working days before the legal basis takes effect; ministry: 20)',
      ),
      words('ban hành không đúng hạn', 'not decided on time'),
    ),
    publishedOnTime: yesNo(
      words(
        'công khai trong 5 ngày làm việc từ ngày quyết định (bộ: 10)',
        'made public within 5 working days of the decision (ministry: 10)',
      ),
      words('không công khai đúng hạn', 'not made public on time'),
    ),
  },
  service: {
    isOnline: yesNo(
      words('một phần hoặc toàn trình', 'partly or fully online'),
      words('chỉ cung cấp thông tin', 'information only'),
    ),
    isClosed: yesNo(words('đã đóng', 'closed'), words('chưa đóng', 'not closed')),
  },
  'certified-copy-unit': {
    isDue: yesNo(
      words('thuộc diện cung cấp', 'due to provide it'),
      words('không thuộc diện cung cấp', 'not due to provide it'),
    ),
    provides: yesNo(words('đã cung cấp', 'provides it'), words('chưa cung cấp', 'does not provide it')),
  },
}
