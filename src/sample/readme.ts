import type { SampleOptions } from './truth-file.ts'

/** README.txt of a sample: for whoever finds the folder later. */
export function readmeText({ dossiers, seed, until }: SampleOptions): string {
  const [year, month] = until.split('-')
  return `DỮ LIỆU MẪU

Toàn bộ dữ liệu trong thư mục này do phần mềm chiso tự tạo (chiso sample). Không có tỉnh, đơn vị, người dân,
doanh nghiệp hay hồ sơ nào trong đây là thật. Không dùng để báo cáo.

Tỉnh Mẫu, mã định danh H99: ${dossiers} hồ sơ, mười tháng đến hết tháng ${month}/${year}, hạt giống "${seed}".
Cùng số hồ sơ, hạt giống và tháng thì được đúng các tệp này.

ho-so-*.json hoặc *.ndjson   hồ sơ theo định dạng đồng bộ; ho-so-cap-nhat là bản cập nhật, nhập sau cùng
don-vi.csv                   đơn vị, kể cả đơn vị trước sáp nhập
thu-tuc.csv                  thủ tục hành chính, quyết định công bố, ngày công khai
dich-vu-cong.csv             dịch vụ công trực tuyến
phan-anh-kien-nghi.csv       phản ánh, kiến nghị
chung-thuc-ban-sao.csv       đơn vị chứng thực bản sao điện tử
bao-cao-quoc-gia.csv         số hồ sơ tiếp nhận theo hệ thống báo cáo quốc gia
ghi-nhan-dong-bo.csv         hồ sơ Cổng DVCQG đã ghi nhận
danh-gia.csv                 đánh giá của người nộp
truth.json                   điều phần mềm chủ ý tạo ra: số đếm của từng đơn vị, từng chỉ số, từng kỳ. Ghi sau cùng:
                             thiếu tệp này là bộ mẫu chưa tạo xong

Số giấy tờ bắt đầu bằng 999, số thuế bằng 99999, điện thoại bằng 0000 và thư điện tử @example.invalid là số không
có thật, đặt vào để kiểm tra rằng khi nhập chúng bị loại bỏ.
`
}
