import type { FailureEntry } from './entry.ts'

/** What is wrong with the ledger. */
export const ledgerFailures = {
  'observation-invalid': {
    status: 422,
    exit: 3,
    vi: 'Bản ghi nhận, trường {field}: {reason}. Sửa dòng nguồn rồi gửi lại.',
    en: 'Observation, field {field}: {reason}. Mend the row it came from and send it again.',
  },
  'disk-full': {
    status: 507,
    exit: 2,
    vi: 'Đĩa đầy, không ghi được gì. Giải phóng dung lượng rồi gửi lại; dữ liệu đã ghi vẫn nguyên vẹn.',
    en: 'The disk is full; nothing was written. Free some space and send it again; what was written before is intact.',
  },
  'folder-not-empty': {
    status: 409,
    exit: 2,
    vi: 'Thư mục không rỗng. Chọn thư mục khác, hoặc yêu cầu ghi đè.',
    en: 'The folder is not empty. Choose another one, or ask for it to be overwritten.',
  },
  'ledger-in-use': {
    status: 409,
    exit: 2,
    vi: 'Sổ ghi nhận đang được tiến trình {pid} dùng. Dừng tiến trình đó rồi thử lại.',
    en: 'The ledger is in use by process {pid}. Stop that process and try again.',
  },
  'ledger-too-new': {
    status: 409,
    exit: 2,
    vi: 'Sổ ghi nhận thuộc phiên bản {found}, chương trình chỉ biết đến {known}. Cập nhật chiso.',
    en: 'The ledger is of version {found}; this program knows up to {known}. Update chiso.',
  },
  'ledger-unreadable': {
    status: 500,
    exit: 3,
    vi: 'Tệp sổ ghi nhận hỏng ({reason}). Khôi phục từ bản sao lưu.',
    en: 'The file of the ledger is damaged ({reason}). Restore a backup.',
  },
  'ledger-schema': {
    status: 500,
    exit: 3,
    vi: 'Các bảng trong tệp không phải của sổ ghi nhận. Kiểm tra lại tệp, hoặc khôi phục từ bản sao lưu.',
    en: 'The tables in the file are not those of a ledger. Check which file it is, or restore a backup.',
  },
  'ledger-behind': {
    status: 500,
    exit: 3,
    vi: 'Đã xác nhận đến số {seq} nhưng sổ ghi nhận chỉ đến số {found}, hoặc khác nội dung. Khôi phục từ bản sao lưu, gửi lại phần sau.',
    en: 'The ledger acknowledged up to number {seq}; the file ends at {found}, or differs. Restore a backup and send again what came later.',
  },
  'ledger-head': {
    status: 500,
    exit: 3,
    vi: 'Tệp ledger.head hỏng. Nếu bản sao lưu gần nhất không mới hơn sổ thì xóa tệp này rồi kiểm tra lại.',
    en: 'The file ledger.head is damaged. If no backup is newer than the ledger, delete this file and verify again.',
  },
  'ledger-gap': {
    status: 500,
    exit: 3,
    vi: 'Sổ thiếu bản ghi nhận số {seq}. Khôi phục từ bản sao lưu.',
    en: 'The ledger lacks observation number {seq}. Restore a backup.',
  },
  'ledger-body': {
    status: 500,
    exit: 3,
    vi: 'Nội dung bản ghi nhận số {seq} đã bị thay đổi. Khôi phục từ bản sao lưu.',
    en: 'The body of observation number {seq} was changed. Restore a backup.',
  },
  'ledger-chain': {
    status: 500,
    exit: 3,
    vi: 'Bản ghi nhận số {seq} đã bị thay đổi hoặc thay thế: chuỗi băm đứt tại đó. Khôi phục từ bản sao lưu.',
    en: 'Observation number {seq} was changed or replaced: the hash chain breaks there. Restore a backup.',
  },
  'ledger-conflicts': {
    status: 500,
    exit: 3,
    vi: 'Xung đột số {number} đã bị thay đổi hoặc mất. Khôi phục từ bản sao lưu.',
    en: 'Conflict number {number} was changed or is missing. Restore a backup.',
  },
  'ledger-records': {
    status: 500,
    exit: 3,
    vi: 'Bản ghi hiện hành của {kind} "{key}" không khớp các bản ghi nhận. Dựng lại bản ghi hiện hành.',
    en: 'The record of {kind} "{key}" does not follow from its observations. Rebuild the records.',
  },
} as const satisfies Record<string, FailureEntry>
