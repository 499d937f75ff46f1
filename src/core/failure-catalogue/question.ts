import type { FailureEntry } from './entry.ts'

/** What is wrong with a question, an entry or the folder that is asked about. */
export const questionFailures = {
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
  'portal-answer-written': {
    status: 422,
    exit: 3,
    vi: 'Tệp là bảng điểm của Cổng DVCQG, không phải bảng tháng của tỉnh nên không viết được thành biểu. Dùng "published read" để đọc.',
    en: 'The file is a portal score table, not a province\'s monthly table, so the form cannot be written. Use "published read".',
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
} as const satisfies Record<string, FailureEntry>
