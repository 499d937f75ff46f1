import type { Words } from '../words.ts'
import type { DossierStatus } from './dossier.ts'

/** The statuses as the national portal names them. */
export const statusNames: Readonly<Record<DossierStatus, Words>> = {
  registered: { vi: 'Mới đăng ký', en: 'Registered' },
  accepted: { vi: 'Được tiếp nhận', en: 'Accepted' },
  refused: { vi: 'Không được tiếp nhận', en: 'Refused' },
  'in-process': { vi: 'Đang xử lý', en: 'In process' },
  'supplement-requested': { vi: 'Yêu cầu bổ sung giấy tờ', en: 'Supplement requested' },
  'payment-requested': { vi: 'Yêu cầu thực hiện nghĩa vụ tài chính', en: 'Payment requested' },
  withdrawn: { vi: 'Công dân yêu cầu rút', en: 'Withdrawn' },
  stopped: { vi: 'Dừng xử lý', en: 'Stopped' },
  settled: { vi: 'Đã xử lý xong', en: 'Settled' },
  returned: { vi: 'Đã trả kết quả', en: 'Result returned' },
}
