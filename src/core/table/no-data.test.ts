import { describe, expect, test } from 'vitest'
import { fold } from '../text/fold.ts'
import { leadingNoData, saysNoData, saysNoPoints } from './no-data.ts'

describe('a cell that says there is no figure', () => {
  test.each([
    'Không có số liệu',
    'Không có số liệu.',
    'không có dữ liệu',
    'Chưa có số liệu',
    'Không có',
    'Chưa có',
    'Không phát sinh',
    '(Không có số liệu)',
    'Không có số liệu, không có điểm',
    'Không có số liệu, không có điểm (Điểm tối đa của chỉ số này là 2 điểm)',
    'Không tính điểm',
    'Kh?ng c? s? li?u',
    'Không có s? li?u, không có đi?m (Đi?m t?i đa c?a ch? s? này là 2 đi?m)',
    'Không có số liệu'.normalize('NFD'),
    '-',
    '–',
    '…',
    '...',
    'x',
    'X',
    'N/A',
  ])('%s', (text) => {
    expect(saysNoData(text)).toBe(true)
  })

  test.each([
    '',
    '49,22%',
    '0',
    '12 TTHC',
    'Không có số liệu của 3 huyện, còn lại 49,22%',
    'Không có hồ sơ quá hạn',
    'Đạt',
    'Có số liệu',
    '86/90 đơn vị',
    '-5%',
  ])('not %j', (text) => {
    expect(saysNoData(text)).toBe(false)
  })
})

test.each([
  ['Không có số liệu, không có điểm (Điểm tối đa …)', true],
  ['Không tính điểm', true],
  ['Không có đi?m', true],
  ['Không có số liệu', false],
  ['-', false],
  ['', false],
])('%j says that there are no points: %s', (text, points) => {
  expect(saysNoPoints(text)).toBe(points)
})

test.each([
  ['Không có số liệu 10,53%', 16],
  ['Không có số liệu, không có điểm (tối đa 2 điểm) 10,53%', 47],
  ['10,53%', 0],
  ['- 10%', 0],
  ['không có yêu cầu nghĩa vụ tài chính', 0],
])('in running text %j takes %i letters', (text, length) => {
  expect(leadingNoData(fold(text))).toBe(length)
})
