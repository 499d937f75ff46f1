import { applicantKinds, channels, dossierStatuses, onlinePayments } from '../../core/dossier/dossier.ts'
import { headerKey } from '../table/heading.ts'

/** What lists write for statuses, channels and so on, besides the numbers of the sync format. Compared by `headerKey`. */

type Named<T extends string> = Readonly<Partial<Record<T, readonly string[]>>>

function byWord<T extends string>(values: readonly T[], from: number, names: Named<T>): ReadonlyMap<string, T> {
  return new Map(
    values.flatMap((value, index) =>
      [String(index + from), ...(names[value] ?? [])].map((word) => [headerKey(word), value] as const),
    ),
  )
}

export const statusWords = byWord(dossierStatuses, 1, {
  registered: ['mới đăng ký', 'mới nộp', 'chờ tiếp nhận'],
  accepted: ['được tiếp nhận', 'đã tiếp nhận', 'mới tiếp nhận'],
  refused: ['không được tiếp nhận', 'không tiếp nhận', 'từ chối', 'từ chối tiếp nhận'],
  'in-process': ['đang xử lý', 'đang giải quyết', 'chờ xử lý'],
  'supplement-requested': ['yêu cầu bổ sung giấy tờ', 'yêu cầu bổ sung', 'chờ bổ sung', 'đang bổ sung'],
  'payment-requested': ['yêu cầu thực hiện nghĩa vụ tài chính', 'chờ thanh toán', 'chờ thực hiện nghĩa vụ tài chính'],
  withdrawn: ['công dân yêu cầu rút', 'công dân yêu cầu rút hồ sơ', 'rút hồ sơ', 'đã rút'],
  stopped: ['dừng xử lý', 'hủy', 'đã hủy'],
  settled: ['đã xử lý xong', 'xử lý xong', 'hoàn thành', 'đã hoàn thành', 'có kết quả', 'chờ trả kết quả'],
  returned: ['đã trả kết quả', 'đã trả'],
})

export const channelWords = byWord(channels, 1, {
  direct: ['trực tiếp', 'tại một cửa', 'tại bộ phận một cửa', 'bộ phận một cửa'],
  online: ['trực tuyến', 'qua mạng', 'online', 'nộp trực tuyến', 'cổng dịch vụ công'],
  postal: ['bưu chính', 'bưu điện', 'bưu chính công ích', 'qua bưu chính', 'qua bưu điện'],
})

export const applicantWords = byWord(applicantKinds, 1, {
  citizen: ['công dân', 'người dân', 'cá nhân'],
  enterprise: ['doanh nghiệp', 'tổ chức', 'doanh nghiệp tổ chức'],
  'state-body': ['cơ quan nhà nước'],
  other: ['khác'],
})

export const paymentWords = byWord(onlinePayments, 0, {
  none: ['không'],
  'national-gateway': ['cổng quốc gia', 'cổng dịch vụ công quốc gia', 'cổng dvcqg'],
  'provincial-gateway': ['cổng tỉnh', 'cổng thanh toán của tỉnh'],
})
