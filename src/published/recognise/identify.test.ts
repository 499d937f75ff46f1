import { expect, test } from 'vitest'
import { readMonthly, sampleText } from '../../../test/golden/table-2023.ts'

async function idOf(no: string, name: string, change: (text: string) => string = (text) => text) {
  const renamed = change(sampleText)
    .split('\n')
    .map((line) => (line.startsWith(`${no}\t`) ? line.replace(/\t[^\t(]*[^\t(\s]/, `\t${name}`) : line))
    .join('\n')
  expect(renamed).toContain(name)
  const { rows } = await readMonthly(renamed)
  return rows.find((row) => row.no === no)?.id
}

test.each([
  ['5.3', 'Tỷ lệ tái sử dụng dữ liệu số hóa', 'data-reused'],
  ['3.1', 'Tỷ lệ cung cấp dịch vụ công trực tuyến', 'offered-online'],
  ['2', 'Tiến độ giải quyết hồ sơ', 'TDGQ'],
  ['4', 'Đánh giá mức độ hài lòng của người dân, doanh nghiệp', 'MDHL'],
  ['2.1', 'Tỷ lệ giải quyết TTHC trước và đúng hạn', 'on-time'],
  ['5.2', 'Tỷ lệ số hóa hồ sơ, kết quả giải quyết', 'digitised'],
  ['3.3', 'Hồ sơ nộp trực tuyến', 'filed-online'],
  ['3.5', 'Thanh toán trực tuyến phí, lệ phí', 'TTTT'],
  ['3.5.1', 'Tỷ lệ thanh toán trực tuyến', 'paid-online'],
  ['5.1', 'Tỷ lệ cấp kết quả giải quyết TTHC điện tử', 'e-result'],
  ['4.3', 'Mức độ hài lòng của người dân trong giải quyết TTHC', 'service-satisfaction'],
])('row %s worded "%s" is %s', async (no, name, id) => {
  expect(await idOf(no, name)).toBe(id)
})

test('a reworded row does not change the ids of the others', async () => {
  const before = (await readMonthly(sampleText)).rows.map(({ id }) => id)
  const text = sampleText.replace('Tỷ lệ TTHC cung cấp DVCTT (2đ)', 'Tỷ lệ cung cấp dịch vụ công trực tuyến (2đ)')
  expect((await readMonthly(text)).rows.map(({ id }) => id)).toEqual(before)
})

test.each([
  ['2.1', 'Số cuộc họp giao ban'],
  ['5.3', 'Số cuộc họp giao ban'],
  ['1.1', 'Số văn bản chỉ đạo đã ban hành'],
  ['2.1', 'Tỷ lệ hồ sơ giải quyết quá hạn'],
  ['3.3', 'Tỷ lệ cán bộ được tập huấn'],
])('row %s worded "%s" is unknown', async (no, name) => {
  expect(await idOf(no, name)).toBeNull()
})

test('a list of one level is known by its names', async () => {
  const { rows } = await readMonthly(
    [
      'BỘ CHỈ SỐ 766 THÁNG 11/2023',
      'STT\tTÊN CHỈ SỐ\tTỈNH\tCẢ NƯỚC\tMỨC ĐỘ',
      '1\tTỷ lệ TTHC công bố đúng hạn\t49,22\t50,36\t',
      '2\tTỷ lệ hồ sơ giải quyết đúng hạn\t74,11\t80,52\t',
      '3\tThanh toán trực tuyến\t58,55\t32,12\t',
    ].join('\n'),
  )
  expect(rows.map(({ id, kind, local }) => [id, kind, local.kind])).toEqual([
    ['announced-on-time', 'indicator', 'rate'],
    ['on-time', 'indicator', 'rate'],
    ['TTTT', 'group', 'points'],
  ])
})
