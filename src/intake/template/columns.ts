import type { ObservationKind } from '../../core/observation/observation.ts'

/**
 * The import templates: CSV or XLSX with Vietnamese headers, for what no source exchanges in a public format. Headers are
 * matched without tone marks and case; the order of columns is free; unknown columns are ignored and said.
 */

export type CellType =
  | 'text'
  | 'unit'
  | 'day'
  | 'moment'
  | 'count'
  | 'number'
  | 'yes-no'
  | { readonly oneOf: Readonly<Record<string, string>> }

export type TemplateColumn = {
  /** Field of the body, or of what the body is made from. */
  readonly field: string
  readonly header: string
  readonly type: CellType
  readonly required: boolean
  /** What stands in the example row of the template. */
  readonly example: string
}

export type Template = {
  /** File name without its ending: `thu-tuc`. A file is recognised by its headers, not by its name. */
  readonly name: string
  readonly kind: ObservationKind
  readonly columns: readonly TemplateColumn[]
}

function column(field: string, header: string, type: CellType, example: string, required = false): TemplateColumn {
  return { field, header, type, required, example }
}

const audience = {
  oneOf: { 'công dân': 'citizen', 'doanh nghiệp': 'enterprise', 'cơ quan nhà nước': 'state-body', khác: 'other' },
}
const level = { oneOf: { tỉnh: 'province', sở: 'department', xã: 'commune', bộ: 'ministry', huyện: 'district' } }
const onlineLevel = { oneOf: { 'toàn trình': 'full', 'một phần': 'partial', 'cung cấp thông tin': 'information' } }
const status = { oneOf: { 'công khai': 'public', dừng: 'stopping', 'thử nghiệm': 'under-test', đóng: 'closed' } }
const satisfied = { oneOf: { 'hài lòng': 'yes', 'không hài lòng': 'no' } }

export const templates: readonly Template[] = [
  {
    name: 'don-vi',
    kind: 'unit',
    columns: [
      column('code', 'Mã đơn vị', 'unit', 'H99.01', true),
      column('name', 'Tên đơn vị', 'text', 'Sở Tư pháp', true),
      column('level', 'Cấp', level, 'sở', true),
      column('parent', 'Đơn vị cha', 'unit', 'H99'),
      column('validFrom', 'Từ ngày', 'day', '01/07/2025'),
      column('validTo', 'Đến ngày', 'day', ''),
      column('predecessors', 'Tiền thân', 'text', 'H99.11; H99.12'),
      column('aliases', 'Bí danh', 'text', '000.00.01.H99'),
    ],
  },
  {
    name: 'thu-tuc',
    kind: 'procedure',
    columns: [
      column('code', 'Mã TTHC', 'text', '1.004194', true),
      column('name', 'Tên TTHC', 'text', 'Đăng ký tạm trú', true),
      column('field', 'Lĩnh vực', 'text', 'Đăng ký, quản lý cư trú'),
      column('authority', 'Cơ quan có thẩm quyền', 'unit', 'H99'),
      column('commonTo', 'Chung cho mọi đơn vị cấp', level, 'xã'),
      column('decision', 'Số quyết định công bố', 'text', '123/QĐ-UBND'),
      column('decidedOn', 'Ngày quyết định công bố', 'day', '05/10/2026'),
      column('legalBasisEffectiveOn', 'Ngày hiệu lực văn bản', 'day', '20/10/2026'),
      column('publishedOn', 'Ngày công khai', 'day', '08/10/2026'),
      column('withdrawnOn', 'Ngày hủy công khai', 'day', ''),
      column('publicParts', 'Số bộ phận công khai', 'count', '7'),
      column('audiences', 'Đối tượng', audience, 'công dân'),
      column('hasFee', 'Có phí, lệ phí', 'yes-no', 'có'),
      column('paymentIntegrated', 'Tích hợp thanh toán trực tuyến', 'yes-no', 'có'),
      column('returnsPaper', 'Trả kết quả giấy tờ', 'yes-no', 'có'),
      column('maxWorkingDays', 'Thời hạn (ngày làm việc)', 'number', '5'),
    ],
  },
  {
    name: 'dich-vu-cong',
    kind: 'service',
    columns: [
      column('code', 'Mã DVC', 'text', '1.004194.01', true),
      column('name', 'Tên DVC', 'text', 'Đăng ký tạm trú', true),
      column('procedure', 'Mã TTHC', 'text', '1.004194', true),
      column('onlineLevel', 'Mức độ', onlineLevel, 'toàn trình', true),
      column('status', 'Trạng thái', status, 'công khai', true),
      column('unit', 'Cơ quan', 'unit', 'H99'),
    ],
  },
  {
    name: 'phan-anh-kien-nghi',
    kind: 'petition',
    columns: [
      column('code', 'Mã PAKN', 'text', 'PAKN.20261008.0001', true),
      column('responsibleUnit', 'Đơn vị xử lý', 'unit', 'H99.01', true),
      column('receivedAt', 'Thời điểm tiếp nhận', 'moment', '08/10/2026 09:30', true),
      column('refusedAt', 'Thời điểm từ chối', 'moment', ''),
      column('passedOnAt', 'Thời điểm chuyển', 'moment', ''),
      column('askedAt', 'Thời điểm yêu cầu bổ sung', 'moment', ''),
      column('answeredAt', 'Thời điểm nhận bổ sung', 'moment', ''),
      column('settledAt', 'Thời điểm xử lý xong', 'moment', '20/10/2026 15:00'),
      column('publishedAt', 'Thời điểm công khai', 'moment', '21/10/2026 08:00'),
      column('satisfied', 'Kết quả đánh giá', satisfied, 'hài lòng'),
      column('repeats', 'Lặp lại PAKN', 'text', ''),
      column('dossier', 'Mã hồ sơ', 'text', 'H99.01-261008-0975'),
      column('procedure', 'Mã thủ tục', 'text', '1.004194'),
    ],
  },
  {
    name: 'chung-thuc-ban-sao',
    kind: 'certified-copy-unit',
    columns: [
      column('unit', 'Mã đơn vị', 'unit', 'H99.30', true),
      column('due', 'Thuộc diện chứng thực bản sao điện tử', 'yes-no', 'có', true),
      column('provides', 'Đã cung cấp', 'yes-no', 'có', true),
      column('since', 'Cung cấp từ ngày', 'day', '01/01/2026'),
    ],
  },
  {
    name: 'bao-cao-quoc-gia',
    kind: 'national-report',
    columns: [
      column('unit', 'Mã đơn vị', 'unit', 'H99', true),
      column('period', 'Kỳ', 'text', '2026-10', true),
      column('received', 'Số hồ sơ tiếp nhận theo báo cáo', 'count', '12.345', true),
    ],
  },
  {
    name: 'ghi-nhan-dong-bo',
    kind: 'sync-receipt',
    columns: [
      column('dossier', 'Mã hồ sơ', 'text', 'H99.01-261008-0975', true),
      column('acknowledgedAt', 'Thời điểm Cổng ghi nhận', 'moment', '08/10/2026 23:15', true),
    ],
  },
  {
    name: 'danh-gia',
    kind: 'rating',
    columns: [
      column('dossier', 'Mã hồ sơ', 'text', 'H99.01-261008-0975', true),
      column('at', 'Thời điểm đánh giá', 'moment', '21/10/2026 10:00', true),
      column('satisfied', 'Kết quả đánh giá', satisfied, 'hài lòng', true),
    ],
  },
]
