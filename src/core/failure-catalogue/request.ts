import type { FailureEntry } from './entry.ts'

/** What is wrong with a request to the server, or with the server itself. */
export const requestFailures = {
  'route-unknown': {
    status: 404,
    exit: 2,
    vi: 'Không có địa chỉ này. Danh sách địa chỉ ở trang /api.',
    en: 'There is no such address. The page /api lists them.',
  },
  'method-wrong': {
    status: 405,
    exit: 2,
    vi: 'Địa chỉ này không nhận {method}. Dùng {allowed}.',
    en: 'This address does not take {method}. Use {allowed}.',
  },
  'media-type-wrong': {
    status: 415,
    exit: 2,
    vi: 'Nội dung gửi kiểu "{given}" không được nhận. Dùng {expected}, không nén.',
    en: 'A body of type "{given}" is not taken. Use {expected}, not compressed.',
  },
  'request-too-large': {
    status: 413,
    exit: 3,
    vi: 'Nội dung gửi lớn quá {limit} byte. Chia nhỏ rồi gửi nhiều lần.',
    en: 'The body is larger than {limit} bytes. Send it in several parts.',
  },
  'request-rows': {
    status: 413,
    exit: 3,
    vi: 'Một lần gửi có quá {limit} dòng. Chia nhỏ rồi gửi nhiều lần.',
    en: 'There are more than {limit} rows in one request. Send them in several parts.',
  },
  'request-empty': {
    status: 400,
    exit: 3,
    vi: 'Không có dòng dữ liệu nào trong nội dung gửi.',
    en: 'The body holds no row of data.',
  },
  'address-too-long': {
    status: 414,
    exit: 2,
    vi: 'Địa chỉ dài quá {limit} ký tự.',
    en: 'The address is longer than {limit} characters.',
  },
  'parameter-invalid': {
    status: 400,
    exit: 2,
    vi: 'Tham số {field}: {reason}.',
    en: 'Parameter {field}: {reason}.',
  },
  'request-timeout': {
    status: 408,
    exit: 2,
    vi: 'Nội dung gửi không đến hết trong {seconds} giây. Gửi lại; phần đã gửi không được ghi.',
    en: 'The body did not arrive within {seconds} seconds. Send it again; nothing of it was kept.',
  },
  'answer-timeout': {
    status: 503,
    exit: 2,
    vi: 'Chưa trả lời được trong {seconds} giây. Thử lại; gửi lại cùng dữ liệu không tạo bản ghi trùng.',
    en: 'No answer within {seconds} seconds. Try again; the same data sent again makes no second record.',
  },
  'server-busy': {
    status: 503,
    exit: 2,
    vi: 'Máy chủ đang quá tải nên không nhận yêu cầu này. Thử lại sau {seconds} giây.',
    en: 'The server has too much to do and did not take this request. Try again in {seconds} seconds.',
  },
  'server-stopping': {
    status: 503,
    exit: 2,
    vi: 'Máy chủ đang dừng nên không nhận yêu cầu mới. Thử lại sau ít phút.',
    en: 'The server is stopping and takes no new requests. Try again in some minutes.',
  },
  'not-signed-in': {
    status: 401,
    exit: 2,
    vi: 'Chưa đăng nhập, hoặc phiên làm việc đã hết. Đăng nhập lại.',
    en: 'Not signed in, or the session has ended. Sign in again.',
  },
  'token-invalid': {
    status: 401,
    exit: 2,
    vi: 'Mã truy cập của nguồn không đúng hoặc đã bị thu hồi. Xin mã mới.',
    en: 'The access token of the source is wrong or was revoked. Ask for a new one.',
  },
  'not-allowed': {
    status: 403,
    exit: 2,
    vi: 'Không có quyền làm việc này.',
    en: 'This is not allowed.',
  },
  'csrf-mismatch': {
    status: 403,
    exit: 2,
    vi: 'Yêu cầu không đến từ trang của hệ thống. Tải lại trang rồi làm lại.',
    en: 'The request does not come from a page of this system. Load the page again and repeat.',
  },
  'sso-off': {
    status: 404,
    exit: 2,
    vi: 'Chưa cài đặt đăng nhập một lần (SSO).',
    en: 'Single sign-on is not set up.',
  },
  'observations-conflict': {
    status: 409,
    exit: 3,
    vi: 'Mọi dòng đều trùng phiên bản đã nhận nhưng khác nội dung; bản đã nhận được giữ nguyên.',
    en: 'Every row repeats a version that was taken before, with other content; what was taken stays as it is.',
  },
  'observations-refused': {
    status: 422,
    exit: 3,
    vi: 'Không dòng nào được nhận. Xem lý do của từng dòng.',
    en: 'No row was taken. Each one says why.',
  },
  'import-unknown': {
    status: 404,
    exit: 2,
    vi: 'Không có lần nhập tệp này, hoặc máy chủ đã khởi động lại. Gửi lại tệp; dữ liệu không bị trùng.',
    en: 'There is no such import, or the server was started anew. Send the file again; nothing is doubled.',
  },
  'quarantine-none': {
    status: 404,
    exit: 2,
    vi: 'Lần nhập này không có dòng cách ly.',
    en: 'This import has no quarantined rows.',
  },
  'setting-invalid': {
    status: 500,
    exit: 2,
    vi: 'Thiết đặt {field}: {reason}. Sửa theo docs/van-hanh/cai-dat.md.',
    en: 'Setting {field}: {reason}. docs/van-hanh/cai-dat.md says what it may be.',
  },
  'address-in-use': {
    status: 500,
    exit: 2,
    vi: 'Không mở được cổng {port} trên {host} ({reason}). Chọn cổng khác hoặc dừng chương trình đang dùng cổng này.',
    en: 'Port {port} of {host} cannot be opened ({reason}). Choose another, or stop the program that uses it.',
  },
  internal: {
    status: 500,
    exit: 1,
    vi: 'Lỗi bất ngờ của chương trình, mã yêu cầu {request}. Báo mã này cho người quản trị.',
    en: 'An unexpected error of the program, request {request}. Give that number to the administrator.',
  },
} as const satisfies Record<string, FailureEntry>
