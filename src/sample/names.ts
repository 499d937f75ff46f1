/** Names of the made-up province. They sound like names of the country; as a whole none of it exists. */

export const provinceName = 'Tỉnh Mẫu'

export const departmentNames: readonly (readonly [name: string, field: string, objects: readonly [string, string]])[] =
  [
    ['Văn phòng Ủy ban nhân dân tỉnh', 'Hành chính', ['văn bản lưu trữ', 'thẻ ra vào trụ sở']],
    ['Sở Nội vụ', 'Lao động, tiền lương', ['giấy phép lao động', 'nội quy lao động']],
    ['Sở Tư pháp', 'Lý lịch tư pháp', ['phiếu lý lịch tư pháp', 'thẻ công chứng viên']],
    ['Sở Tài chính', 'Đăng ký kinh doanh', ['đăng ký doanh nghiệp', 'văn phòng đại diện']],
    ['Sở Công Thương', 'Kinh doanh khí', ['giấy chứng nhận bán lẻ LPG', 'giấy phép bán buôn rượu']],
    ['Sở Nông nghiệp và Môi trường', 'Đất đai', ['giấy chứng nhận quyền sử dụng đất', 'giấy phép khai thác nước']],
    ['Sở Xây dựng', 'Đường bộ', ['giấy phép kinh doanh vận tải', 'chứng chỉ hành nghề xây dựng']],
    ['Sở Khoa học và Công nghệ', 'An toàn bức xạ', ['giấy phép sử dụng thiết bị X-quang', 'đăng ký mã số mã vạch']],
    ['Sở Văn hóa, Thể thao và Du lịch', 'Lữ hành', ['thẻ hướng dẫn viên du lịch', 'giấy phép biểu diễn']],
    ['Sở Giáo dục và Đào tạo', 'Văn bằng, chứng chỉ', ['bản sao văn bằng', 'giấy phép dạy thêm']],
    ['Sở Y tế', 'Khám bệnh, chữa bệnh', ['giấy phép hành nghề khám bệnh', 'giấy chứng nhận cơ sở dược']],
    ['Sở Ngoại vụ', 'Lễ tân, lãnh sự', ['thẻ đi lại doanh nhân', 'văn bản cử đoàn đi nước ngoài']],
    ['Sở Dân tộc và Tôn giáo', 'Tôn giáo', ['đăng ký hoạt động tôn giáo', 'công nhận người có uy tín']],
    ['Thanh tra tỉnh', 'Khiếu nại, tố cáo', ['đơn khiếu nại', 'kết luận thanh tra']],
    [
      'Ban Quản lý các khu công nghiệp',
      'Đầu tư',
      ['giấy chứng nhận đăng ký đầu tư', 'giấy phép xây dựng trong khu công nghiệp'],
    ],
  ]

export const branchNames = ['I', 'II', 'III'].map((area) => `Chi nhánh Văn phòng đăng ký đất đai khu vực ${area}`)

/** Departments that were merged on 1 March 2025: the new one's place in the list, and the old ones. */
export const mergedDepartments: readonly (readonly [place: number, names: readonly string[]])[] = [
  [1, ['Sở Nội vụ (cũ)', 'Sở Lao động - Thương binh và Xã hội']],
  [3, ['Sở Tài chính (cũ)', 'Sở Kế hoạch và Đầu tư']],
  [5, ['Sở Tài nguyên và Môi trường', 'Sở Nông nghiệp và Phát triển nông thôn']],
  [6, ['Sở Xây dựng (cũ)', 'Sở Giao thông vận tải']],
]

const firsts = ['An', 'Bình', 'Châu', 'Đông', 'Hòa', 'Khánh', 'Lộc', 'Mỹ', 'Phước', 'Tân']
const seconds = ['Thạnh', 'Lâm', 'Sơn', 'Điền', 'Giang', 'Phong', 'Hải', 'Thới', 'Quang']

/** Ninety: 26 wards, 63 communes, one special zone. */
export const communeNames: readonly string[] = seconds.flatMap((second, row) =>
  firsts.map((first, column) => {
    const place = row * firsts.length + column
    if (place === 89) return 'Đặc khu Hòn Mẫu'
    return `${place % 7 < 2 ? 'Phường' : 'Xã'} ${first} ${second}`
  }),
)

/** Verbs of the eight procedures of a department. */
export const departmentVerbs = [
  'Cấp mới',
  'Cấp lại',
  'Điều chỉnh',
  'Gia hạn',
  'Cấp đổi',
  'Thông báo thay đổi',
  'Xác nhận',
  'Đề nghị thu hồi',
]

export const communeObjects: readonly (readonly [field: string, object: string])[] = [
  ['Hộ tịch', 'đăng ký khai sinh'],
  ['Hộ tịch', 'đăng ký kết hôn'],
  ['Hộ tịch', 'đăng ký khai tử'],
  ['Hộ tịch', 'giấy xác nhận tình trạng hôn nhân'],
  ['Chứng thực', 'chứng thực bản sao từ bản chính'],
  ['Chứng thực', 'chứng thực chữ ký'],
  ['Bảo trợ xã hội', 'trợ cấp xã hội hằng tháng'],
  ['Bảo trợ xã hội', 'xác nhận mức độ khuyết tật'],
  ['Người có công', 'trợ cấp mai táng'],
  ['Đất đai', 'đăng ký biến động đất đai'],
  ['Hoạt động xây dựng', 'giấy phép xây dựng nhà ở riêng lẻ'],
  ['Thành lập và hoạt động hộ kinh doanh', 'đăng ký hộ kinh doanh'],
]
export const communeVerbs = ['Giải quyết', 'Giải quyết lại', 'Thay đổi, cải chính', 'Trích lục, xác nhận']
