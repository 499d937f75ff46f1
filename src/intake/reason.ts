import type { Words } from '../core/words.ts'

/**
 * Why a row is put in quarantine: the closed catalogue, in both languages, each with what to do. docs/intake.md lists it;
 * a test compares the two.
 */
export const reasonCatalogue = {
  'json-invalid': {
    vi: 'Dòng không phải JSON hợp lệ. Xuất lại dòng này.',
    en: 'The row is not valid JSON. Export it again.',
  },
  'json-duplicate-key': {
    vi: 'Một trường có mặt hai lần trong cùng dòng. Giữ lại một giá trị.',
    en: 'A field stands twice in one row. Keep one value.',
  },
  'not-utf8': {
    vi: 'Dòng không phải văn bản UTF-8. Xuất lại dạng UTF-8.',
    en: 'The row is not UTF-8 text. Export it as UTF-8.',
  },
  'row-too-large': {
    vi: 'Dòng lớn quá {limit}. Bỏ tệp đính kèm khỏi dữ liệu.',
    en: 'The row is larger than {limit}. Leave attached files out of the data.',
  },
  'too-deep': {
    vi: 'Dòng lồng nhau quá {limit} tầng.',
    en: 'The row is nested more than {limit} levels deep.',
  },
  'row-shape': {
    vi: 'Dòng không phải một bản ghi. Cần một đối tượng JSON.',
    en: 'The row is no record. A JSON object is expected.',
  },
  'cells-extra': {
    vi: 'Dòng có nhiều ô hơn tiêu đề: {found} so với {expected}. Kiểm tra dấu phân cách.',
    en: 'The row has more cells than the heading: {found} against {expected}. Check the separators.',
  },
  'field-missing': {
    vi: 'Thiếu giá trị bắt buộc.',
    en: 'A required value is missing.',
  },
  'wrong-type': {
    vi: 'Sai kiểu giá trị: cần {expected}.',
    en: 'The value is of the wrong type: {expected} is expected.',
  },
  'value-unknown': {
    vi: 'Giá trị không có trong danh mục. Được dùng: {known}.',
    en: 'The value is not in the list. Allowed: {known}.',
  },
  'text-too-long': {
    vi: 'Giá trị dài quá {limit} ký tự.',
    en: 'The value is longer than {limit} characters.',
  },
  'text-unclean': {
    vi: 'Giá trị chứa ký tự điều khiển hoặc ký tự hỏng.',
    en: 'The value holds a control character or half a character.',
  },
  'code-invalid': {
    vi: 'Giá trị không có dạng mã. Mã gồm chữ, số và dấu . - _ /, có ít nhất một chữ số.',
    en: 'The value is no code. A code is made of letters, digits and . - _ /, with at least one digit.',
  },
  'unit-unknown': {
    vi: 'Không phải mã đơn vị và không có trong danh sách đơn vị. Nhập danh sách đơn vị trước.',
    en: 'No unit code, and not in the list of units. Import the list of units first.',
  },
  'date-impossible': {
    vi: 'Không có ngày giờ này, hoặc viết sai dạng.',
    en: 'There is no such date or time, or it is written in another way.',
  },
  'date-out-of-range': {
    vi: 'Năm ngoài khoảng 1990–2100.',
    en: 'The year is outside 1990–2100.',
  },
  'number-invalid': {
    vi: 'Không phải số được dùng ở đây: cần {expected}.',
    en: 'Not a number that can stand here: {expected} is expected.',
  },
  'too-many-items': {
    vi: 'Danh sách có quá {limit} mục.',
    en: 'The list has more than {limit} items.',
  },
  'dossier-unknown': {
    vi: 'Tiến độ của hồ sơ chưa được nhập. Nhập hồ sơ trước.',
    en: 'A step of a dossier that has not been imported. Import the dossier first.',
  },
  'period-unknown': {
    vi: 'Không rõ kỳ báo cáo. Ghi kỳ như 2026-10, 2026-Q3 hoặc 2026.',
    en: 'The period is not known. Write it as 2026-10, 2026-Q3 or 2026.',
  },
  'unit-out-of-scope': {
    vi: 'Dữ liệu của đơn vị ngoài {scope}, là phạm vi của người gửi.',
    en: 'Data of a unit outside {scope}, which is the scope of whoever sends it.',
  },
  'row-contradiction': {
    vi: 'Dòng trái với dòng trước của cùng mã. Sửa cho khớp.',
    en: 'The row contradicts an earlier row of the same code. Make them agree.',
  },
  'group-incomplete': {
    vi: 'Một dòng khác của cùng mã bị lỗi. Sửa dòng đó rồi gửi lại cả mã.',
    en: 'Another row of the same code is bad. Mend that one and send all rows of the code again.',
  },
} as const satisfies Record<string, Words>

export type Reason = keyof typeof reasonCatalogue
