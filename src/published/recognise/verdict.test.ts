import { expect, test } from 'vitest'
import { printedVerdict } from './verdict.ts'

test.each([
  ['Đạt (từ 90% trở lên)', true, 90, true],
  ['Chưa đạt( từ 100% trở lên)', false, 100, true],
  ['Chưa đạt (từ 50% trở lên là đạt)', false, 50, true],
  ['Chưa đạt (trên 90%)', false, 90, false],
  ['Đạt (từ 25 % trở lên)', true, 25, true],
  ['Chưa đạt (yêu cầu 100%)', false, 100, true],
  ['Đạt (≥ 90%)', true, 90, true],
  ['Đạt (>= 90,5%)', true, 90.5, true],
  ['Đạt (> 90%)', true, 90, false],
  ['Không đạt', false, null, null],
  ['Đ?t (t? 90% tr? lên)', true, 90, true],
  ['Chưa đ?t( t? 100% tr? lên)', false, 100, true],
  ['Cộng cả toàn trình, một phần tỉnh đạt 80,984% (Vượt chỉ tiêu Chính phủ giao)', null, null, null],
  ['Đạt 95%', null, null, null],
])('%s', (text, met, threshold, inclusive) => {
  expect(printedVerdict(text)).toEqual({ text, met, threshold, inclusive })
})

test('an empty cell has no verdict', () => {
  expect(printedVerdict('  ')).toBeNull()
})
