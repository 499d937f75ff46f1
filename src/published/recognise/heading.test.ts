import { describe, expect, test } from 'vitest'
import { heading, printedPeriod } from './heading.ts'

test.each([
  ['BỘ CHỈ SỐ 766 CỦA TỈNH THÁNG 11/2023', '2023-11'],
  ['tháng 9 năm 2023', '2023-09'],
  ['THÁNG 01-2024', '2024-01'],
  ['Quý III/2026', '2026-Q3'],
  ['QUÝ 4 NĂM 2025', '2025-Q4'],
  ['6 tháng đầu năm 2026', '2026-H1'],
  ['06 tháng cuối năm 2026', '2026-H2'],
  ['9 tháng năm 2026', '2026-9M'],
  ['năm 2026', '2026'],
  ['N?M 2023', '2023'],
  ['Bộ chỉ số 766', null],
])('the period of %j is %s', (line, period) => {
  expect(printedPeriod(line)).toBe(period)
})

describe('the lines before the table', () => {
  test('title, source, letter and who sends it', () => {
    expect(
      heading([
        'CÁC CHỈ SỐ THÀNH PHẦN BỘ CHỈ SỐ 766 CỦA TỈNH',
        'THÁNG 11/2023',
        '( THEO CỔNG DỊCH VỤ CÔNG QUỐC GIA)',
        '(Kèm theo Công văn số 1234/VP-NC ngày 04 tháng 12 năm 2023 của Văn phòng UBND tỉnh)',
      ]),
    ).toEqual({
      title: 'CÁC CHỈ SỐ THÀNH PHẦN BỘ CHỈ SỐ 766 CỦA TỈNH THÁNG 11/2023',
      subtitle: '( THEO CỔNG DỊCH VỤ CÔNG QUỐC GIA)',
      period: '2023-11',
      letter: { number: '1234/VP-NC', date: '2023-12-04' },
      issuer: 'Văn phòng UBND tỉnh',
    })
  })

  test("a letter's date is not the period", () => {
    expect(heading(['BỘ CHỈ SỐ 766', '(Kèm theo Công văn số /VP ngày 04 tháng 12 năm 2023)']).period).toBeNull()
  })

  test('number and date of a letterhead', () => {
    const lines = [
      'VĂN PHÒNG UBND TỈNH Số: 56/VP-KSTT',
      'Lào Cai, ngày 5 tháng 1 năm 2024',
      'BẢNG CHỈ SỐ 766 THÁNG 12/2023',
    ]
    expect(heading(lines)).toMatchObject({ letter: { number: '56/VP-KSTT', date: '2024-01-05' }, period: '2023-12' })
  })

  test('nothing there is nothing made up', () => {
    expect(heading([])).toEqual({ title: '', subtitle: null, period: null, letter: null, issuer: null })
  })
})
