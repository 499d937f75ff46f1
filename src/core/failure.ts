import { fill, type Language, type Params } from './words.ts'

/**
 * The closed catalogue of what can go wrong for a person: what it is and what to do, in both languages, with the exit
 * code of the command line and the HTTP status. docs/failures.md lists it; a test compares the two.
 */
export const failureCatalogue = {
  'file-not-found': {
    status: 404,
    exit: 2,
    vi: 'Không tìm thấy tệp. Kiểm tra lại đường dẫn.',
    en: 'The file does not exist. Check the path.',
  },
  'file-unreadable': {
    status: 400,
    exit: 2,
    vi: 'Không đọc được tệp ({reason}). Kiểm tra quyền truy cập.',
    en: 'The file cannot be read ({reason}). Check its permissions.',
  },
  'file-unwritable': {
    status: 500,
    exit: 2,
    vi: 'Không ghi được tệp ({reason}). Chọn thư mục khác hoặc kiểm tra quyền ghi.',
    en: 'The file cannot be written ({reason}). Choose another folder or check its permissions.',
  },
  'file-too-large': {
    status: 413,
    exit: 3,
    vi: 'Tệp lớn {size} byte, quá giới hạn {limit} byte. Chỉ gửi tệp chứa bảng cần đọc.',
    en: 'The file has {size} bytes; the limit is {limit}. Send only the file that holds the table.',
  },
  'file-empty': {
    status: 422,
    exit: 3,
    vi: 'Tệp rỗng. Xuất lại tệp từ chương trình gốc.',
    en: 'The file is empty. Export it again from the program it came from.',
  },
  'format-unknown': {
    status: 415,
    exit: 3,
    vi: 'Không nhận ra định dạng của tệp. Dùng .txt, .docx, .pdf, .xlsx hoặc JSON của Cổng DVCQG.',
    en: 'The format is not recognised. Use .txt, .docx, .pdf, .xlsx or a JSON answer of the national portal.',
  },
  'format-mismatch': {
    status: 415,
    exit: 3,
    vi: 'Tên tệp là {named} nhưng nội dung là {found}. Mở tệp bằng đúng chương trình rồi lưu lại.',
    en: 'The name says {named}, the content is {found}. Open it in the right program and save it again.',
  },
  'format-old-office': {
    status: 415,
    exit: 3,
    vi: 'Tệp Office đời cũ hoặc có mật khẩu. Mở tệp, bỏ mật khẩu, lưu lại thành .docx hoặc .xlsx.',
    en: 'An old Office file, or one with a password. Open it, remove the password, save it as .docx or .xlsx.',
  },
  'format-encrypted': {
    status: 415,
    exit: 3,
    vi: 'Tệp được mã hóa. Bỏ mật khẩu rồi gửi lại.',
    en: 'The file is encrypted. Remove the password and send it again.',
  },
  'format-damaged': {
    status: 422,
    exit: 3,
    vi: 'Tệp hỏng: {reason}. Xuất lại tệp từ chương trình gốc.',
    en: 'The file is damaged: {reason}. Export it again from the program it came from.',
  },
  'text-has-nul': {
    status: 422,
    exit: 3,
    vi: 'Văn bản chứa byte NUL, không phải văn bản thuần. Lưu lại dạng UTF-8.',
    en: 'The text holds a NUL byte, so it is not plain text. Save it as UTF-8.',
  },
  'text-encoding-legacy': {
    status: 415,
    exit: 3,
    vi: 'Văn bản dùng bảng mã cũ ({encoding}). Chuyển sang Unicode (UTF-8) rồi gửi lại.',
    en: 'The text is in an old encoding ({encoding}). Convert it to Unicode (UTF-8) and send it again.',
  },
  'archive-too-large': {
    status: 413,
    exit: 3,
    vi: 'Tệp nén bung ra quá {limit} byte. Tệp có thể là bom nén; không đọc.',
    en: 'The file unpacks to more than {limit} bytes. It may be a zip bomb; it is not read.',
  },
  'archive-too-many-parts': {
    status: 413,
    exit: 3,
    vi: 'Tệp nén có hơn {limit} phần. Không đọc.',
    en: 'The container holds more than {limit} parts. It is not read.',
  },
  'archive-nested': {
    status: 422,
    exit: 3,
    vi: 'Tệp nén chứa tệp nén khác. Bỏ tệp nhúng rồi lưu lại.',
    en: 'The container holds another archive. Remove the embedded file and save again.',
  },
  'xml-doctype': {
    status: 422,
    exit: 3,
    vi: 'Phần XML có khai báo DOCTYPE, không được phép. Lưu lại bằng Word hoặc Excel.',
    en: 'An XML part declares a DOCTYPE, which is not allowed. Save it again in Word or Excel.',
  },
  'xml-too-many-elements': {
    status: 413,
    exit: 3,
    vi: 'Tệp có quá {limit} phần tử XML. Chỉ gửi tệp chứa bảng cần đọc.',
    en: 'The file has more than {limit} XML elements. Send only the file that holds the table.',
  },
  'xml-too-much-text': {
    status: 413,
    exit: 3,
    vi: 'Tệp chứa quá {limit} ký tự. Chỉ gửi tệp chứa bảng cần đọc.',
    en: 'The file holds more than {limit} characters. Send only the file that holds the table.',
  },
  'too-deep': {
    status: 422,
    exit: 3,
    vi: 'Nội dung lồng nhau quá {limit} tầng.',
    en: 'The content is nested more than {limit} levels deep.',
  },
  'cell-too-long': {
    status: 413,
    exit: 3,
    vi: 'Một ô dài quá {limit} ký tự. Ô của bảng báo cáo không thể dài như vậy; kiểm tra tệp.',
    en: 'A cell is longer than {limit} characters. No cell of a report is; check the file.',
  },
  'too-many-rows': {
    status: 413,
    exit: 3,
    vi: 'Bảng có quá {limit} dòng. Chia nhỏ tệp.',
    en: 'The table has more than {limit} rows. Split the file.',
  },
  'too-many-cells': {
    status: 413,
    exit: 3,
    vi: 'Một dòng có quá {limit} ô. Bỏ các cột trống.',
    en: 'A row has more than {limit} cells. Remove the empty columns.',
  },
  'too-many-pages': {
    status: 413,
    exit: 3,
    vi: 'Tệp PDF có quá {limit} trang. Chỉ gửi các trang chứa bảng.',
    en: 'The PDF has more than {limit} pages. Send only the pages that hold the table.',
  },
  'pdf-has-no-text': {
    status: 422,
    exit: 3,
    vi: 'Tệp PDF là ảnh quét, không có chữ. Dùng bản Word hoặc PDF xuất từ Word.',
    en: 'The PDF is a scan without text. Use the Word file, or a PDF exported from Word.',
  },
  'pdf-filter': {
    status: 415,
    exit: 3,
    vi: 'Tệp PDF nén theo cách {filter}, không đọc được an toàn. Xuất lại PDF từ Word.',
    en: 'The PDF is packed by {filter}, which cannot be read safely. Export the PDF from Word again.',
  },
  'pdf-too-complex': {
    status: 413,
    exit: 3,
    vi: 'Tệp PDF phức tạp bất thường, đọc quá thời gian hoặc bộ nhớ cho phép. Dùng bản Word hoặc xuất lại PDF.',
    en: 'The PDF is unusually complex: reading took more time or memory than allowed. Use the Word file or export it again.',
  },
  'table-not-found': {
    status: 422,
    exit: 3,
    vi: 'Không thấy bảng Bộ chỉ số 766 nào. Bảng cần có cột STT, tên chỉ số, tỉnh, cả nước, mức độ; hoặc các trường điểm của Cổng DVCQG.',
    en: 'No table of the index set was found. One needs the columns number, indicator, province, country, verdict; or the score fields of the national portal.',
  },
  'json-invalid': {
    status: 400,
    exit: 3,
    vi: 'JSON sai cú pháp: {reason}.',
    en: 'The JSON cannot be parsed: {reason}.',
  },
  'json-duplicate': {
    status: 422,
    exit: 3,
    vi: 'Trường "{key}" được ghi hai lần. Giữ lại một.',
    en: 'The field "{key}" is given twice. Keep one.',
  },
  'json-number': {
    status: 422,
    exit: 3,
    vi: 'Số {number} có nhiều chữ số hơn mức đọc được chính xác.',
    en: 'The number {number} has more digits than can be read exactly.',
  },
  'json-shape': {
    status: 422,
    exit: 3,
    vi: 'Trường {field}: {reason}.',
    en: 'Field {field}: {reason}.',
  },
  'yaml-invalid': {
    status: 422,
    exit: 3,
    vi: 'YAML sai cú pháp: {reason}. Sửa dòng được nêu.',
    en: 'The YAML cannot be parsed: {reason}. Mend the line named.',
  },
  'calendar-invalid': {
    status: 422,
    exit: 3,
    vi: 'Lịch làm việc, mục {field}: {reason}. Sửa mục này theo docs/calendar.md.',
    en: 'Working calendar, entry {field}: {reason}. Mend the entry; docs/calendar.md says what it may hold.',
  },
  'index-set-invalid': {
    status: 422,
    exit: 3,
    vi: 'Bộ chỉ số, mục {field}: {reason}. Sửa mục này theo index-sets/schema.json.',
    en: 'Index set, entry {field}: {reason}. Mend the entry; index-sets/schema.json says what it may hold.',
  },
  'index-set-duplicate': {
    status: 422,
    exit: 3,
    vi: 'Bộ chỉ số có hai mục "{id}". Đổi tên hoặc xóa một mục.',
    en: 'The index set holds "{id}" twice. Rename or remove one.',
  },
  'index-set-unknown': {
    status: 404,
    exit: 2,
    vi: 'Không có bộ chỉ số "{id}". Hiện có: {known}.',
    en: 'There is no index set "{id}". Known: {known}.',
  },
  'indicator-unknown': {
    status: 422,
    exit: 3,
    vi: 'Bộ chỉ số {indexSet} không có chỉ số "{id}". Hiện có: {known}.',
    en: 'Index set {indexSet} has no indicator "{id}". Known: {known}.',
  },
  'count-invalid': {
    status: 422,
    exit: 3,
    vi: 'Số đếm của "{id}": {reason}. Mỗi chỉ số là [tử số, mẫu số] nguyên không âm, hoặc null khi không có số liệu.',
    en: 'Count of "{id}": {reason}. Each is [part, whole] of non-negative integers, or null for no data.',
  },
  'inherited-invalid': {
    status: 422,
    exit: 3,
    vi: 'Điểm cấp trên của "{id}" là {points}: phải từ 0 đến điểm tối đa của chỉ số, nhiều nhất 2 chữ số thập phân.',
    en: 'The parent unit\'s points of "{id}" are {points}: 0 to the indicator\'s maximum, at most 2 decimals.',
  },
  'output-not-word': {
    status: 422,
    exit: 2,
    vi: 'Tên tệp cần ghi phải kết thúc bằng .docx.',
    en: 'The name of the file to write must end in .docx.',
  },
  'text-damaged': {
    status: 422,
    exit: 3,
    vi: 'Chữ có dấu trong bảng đã mất thành “?” ở {rows} dòng nên không viết thành biểu để gửi. Lấy lại tệp gốc.',
    en: 'Letters are lost to “?” in {rows} rows, so no form to be sent is written. Get the original file.',
  },
  'portal-answer-written': {
    status: 422,
    exit: 3,
    vi: 'Tệp là bảng điểm của Cổng DVCQG, không phải bảng tháng của tỉnh nên không viết được thành biểu. Dùng "published read" để đọc.',
    en: 'The file is a portal score table, not a province\'s monthly table, so the form cannot be written. Use "published read".',
  },
  'file-truncated': {
    status: 422,
    exit: 3,
    vi: 'Tệp bị cắt cụt sau {rows} dòng. Các dòng đó đã được đọc; xuất lại tệp để có phần còn lại.',
    en: 'The file breaks off after {rows} rows. They were read; export the file again for the rest.',
  },
  'file-partial': {
    status: 422,
    exit: 3,
    vi: 'Tệp số liệu tổng hợp không trọn vẹn ({reason}) nên không nhận số nào. Xuất lại tệp.',
    en: 'The file of sums is not whole ({reason}), so no figure is taken. Export it again.',
  },
  'data-not-recognised': {
    status: 415,
    exit: 3,
    vi: 'Không nhận ra dữ liệu trong tệp. Dùng JSON đồng bộ hồ sơ, danh sách hồ sơ, mẫu nhập hoặc bảng tổng hợp nêu ở docs/intake.md.',
    en: 'The data in the file is not recognised. Use sync JSON, a list of dossiers, an import template or a table of sums as in docs/intake.md.',
  },
  'mapping-invalid': {
    status: 422,
    exit: 3,
    vi: 'Ánh xạ cột, mục {field}: {reason}. Sửa ánh xạ của nguồn.',
    en: 'Column mapping, entry {field}: {reason}. Mend the mapping of the source.',
  },
  'mapping-incomplete': {
    status: 422,
    exit: 3,
    vi: 'Không có cột "{header}" mà ánh xạ của nguồn cần. Sửa tệp hoặc ánh xạ.',
    en: 'There is no column "{header}", which the mapping of the source needs. Mend the file or the mapping.',
  },
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
  'data-folder-missing': {
    status: 404,
    exit: 2,
    vi: 'Thư mục này không phải thư mục dữ liệu của chiso. Chạy "chiso init --data …" trước.',
    en: 'This is no data folder of chiso. Run "chiso init --data …" first.',
  },
  'data-folder-exists': {
    status: 409,
    exit: 2,
    vi: 'Thư mục đã là thư mục dữ liệu; giữ nguyên.',
    en: 'The folder is a data folder already; it is left as it is.',
  },
  'data-folder-damaged': {
    status: 500,
    exit: 3,
    vi: 'Tệp của thư mục dữ liệu bị hỏng hoặc mất. Lấy lại tệp này từ bản sao giữ riêng.',
    en: 'A file of the data folder is damaged or lost. Put back the copy that was kept apart.',
  },
  'dossier-unknown': {
    status: 404,
    exit: 2,
    vi: 'Không có hồ sơ "{code}" trong sổ. Kiểm tra lại mã, hoặc nhập dữ liệu.',
    en: 'There is no dossier "{code}" in the ledger. Check the code, or import the data.',
  },
  'list-expected': {
    status: 422,
    exit: 2,
    vi: 'Tệp không phải danh sách hồ sơ nên không có cột để ghép. Nhập thẳng bằng "chiso import".',
    en: 'The file is no list of dossiers, so there are no columns to map. Import it with "chiso import".',
  },
  'source-invalid': {
    status: 400,
    exit: 2,
    vi: 'Tên nguồn "{source}" không hợp lệ. Dùng chữ thường không dấu, số và dấu gạch, như motcua-tinh.',
    en: 'The source name "{source}" is not valid. Use lower-case letters, digits and dashes, as in motcua-tinh.',
  },
  'template-unknown': {
    status: 404,
    exit: 2,
    vi: 'Không có biểu mẫu "{name}". Hiện có: {known}.',
    en: 'There is no template "{name}". Known: {known}.',
  },
  'moment-invalid': {
    status: 400,
    exit: 2,
    vi: 'Không hiểu thời điểm hoặc kỳ "{text}". Ghi 31/10/2026, 31/10/2026 17:00, hoặc kỳ 2026-10, 2026-Q3, 2026.',
    en: 'The moment or period "{text}" is not understood. Write 31/10/2026, 31/10/2026 17:00, or a period 2026-10, 2026-Q3, 2026.',
  },
} as const satisfies Record<string, { status: number; exit: number; vi: string; en: string }>

export type FailureCode = keyof typeof failureCatalogue

/** Where it is wrong. Lines, rows and columns count from 1. */
export type Place = {
  readonly file?: string
  readonly part?: string
  readonly line?: number
  readonly column?: number
  readonly row?: number
  readonly page?: number
}

export type Failure = {
  readonly code: FailureCode
  readonly params: Params
  readonly place: Place
}

/** A value, or everything that is wrong with the input. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failures: readonly Failure[] }

export function failure(code: FailureCode, params: Failure['params'] = {}, place: Place = {}): Failure {
  return { code, params, place }
}

export function failed(code: FailureCode, params: Failure['params'] = {}, place: Place = {}): Result<never> {
  return { ok: false, failures: [failure(code, params, place)] }
}

/** Thrown deep inside a reader and caught at the door of its room, where it becomes a Result. */
export class Refusal extends Error {
  readonly failure: Failure
  constructor(code: FailureCode, params: Failure['params'] = {}, place: Place = {}) {
    super(code)
    this.failure = failure(code, params, place)
  }
}

const placeWords: readonly (readonly [keyof Place, string, string])[] = [
  ['part', 'phần', 'part'],
  ['page', 'trang', 'page'],
  ['line', 'dòng', 'line'],
  ['row', 'hàng', 'row'],
  ['column', 'cột', 'column'],
]

/** `bang.xlsx: phần Tháng 11, hàng 7`; empty when nothing is known. */
export function placeText(place: Place, language: Language): string {
  const where = placeWords
    .filter(([key]) => place[key] !== undefined)
    .map(([key, vi, en]) => `${language === 'vi' ? vi : en} ${place[key]}`)
  return [place.file, where.join(', ')].filter(Boolean).join(': ')
}

/** One line for a person: file, place, what is wrong, what to do. */
export function failureText({ code, params, place }: Failure, language: Language): string {
  const head = placeText(place, language)
  const text = fill(failureCatalogue[code], params, language)
  return head ? `${head}: ${text}` : text
}
