import { describe, expect, test } from 'vitest'
import { heading } from './heading.ts'
import { printedPeriod } from './printed-period.ts'

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
  ['11 THÁNG NĂM 2023', null],
  ['11 tháng đầu năm 2023', null],
  ['3 tháng đầu năm 2023', '2023-Q1'],
  ['12 tháng năm 2023', '2023'],
  ['TỪ THÁNG 01 ĐẾN THÁNG 06/2023', '2023-H1'],
  ['Từ tháng 01 đến tháng 09 năm 2023', '2023-9M'],
  ['Từ tháng 01/2023 đến tháng 11/2023', null],
  ['Từ tháng 10/2022 đến tháng 12/2023', null],
  ['LŨY KẾ ĐẾN THÁNG 11/2023', null],
  ['Lũy kế 6 tháng đầu năm 2023', '2023-H1'],
  ['tính đến hết tháng 11/2023', null],
  ['Tháng Mười một năm 2023', '2023-11'],
  ['Tháng Mười năm 2023', '2023-10'],
  ['THÁNG MƯỜI HAI/2023', '2023-12'],
  ['Tháng Năm năm 2023', '2023-05'],
  ['Tháng Tư/2024', '2024-04'],
  ['THÁNG NĂM 2023', null],
  ['THÁNG … NĂM 2023', null],
  ['Quý … năm 2023', null],
  ['Lạng Sơn, ngày 04 tháng 12 năm 2023', null],
  ['tính đến ngày 30/11/2023', null],
  ['THÁNG 11/2023, số liệu tính đến ngày 04/12/2023', '2023-11'],
  ['Bộ chỉ số 766 theo Quyết định năm 2022', '2022'],
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

  test('a bracket that a PDF breaks over lines', () => {
    const lines = [
      'BỘ CHỈ SỐ 766 THÁNG 11/2023',
      '(THEO CỔNG DỊCH VỤ CÔNG',
      'QUỐC GIA)',
      '(Kèm theo Công văn số        /VP-NC ngày 04 tháng 12',
      'năm 2023 của Văn phòng UBND',
      'tỉnh)',
    ]
    expect(heading(lines)).toMatchObject({
      subtitle: '(THEO CỔNG DỊCH VỤ CÔNG QUỐC GIA)',
      period: '2023-11',
      letter: { number: '/VP-NC', date: '2023-12-04' },
      issuer: 'Văn phòng UBND tỉnh',
    })
  })

  test.each([
    ['(Kèm theo Công văn số 1.234/VP-NC ngày 04/12/2023 của VP)', { number: '1.234/VP-NC', date: '2023-12-04' }],
    ['(Kèm theo Công văn số 12/VP ngày 04-12-2023)', { number: '12/VP', date: '2023-12-04' }],
    ['(Kèm theo Công văn số 12/VP, 04-12-2023)', { number: '12/VP', date: '2023-12-04' }],
    ['(Kèm theo Công văn số 12/VP ngày 31/02/2023)', { number: '12/VP', date: null }],
    ['(Kèm theo Công văn số 12/VP ngày 29 tháng 02 năm 2024)', { number: '12/VP', date: '2024-02-29' }],
    ['(Kèm theo Công văn số 12/VP ngày 29 tháng 02 năm 2023)', { number: '12/VP', date: null }],
  ])('letter of %j', (line, letter) => {
    expect(heading(['BỘ CHỈ SỐ 766', line]).letter).toEqual(letter)
  })

  test('a decision referred to and a day of figures are no letter', () => {
    const lines = ['BỘ CHỈ SỐ 766 theo Quyết định số 766/QĐ-TTg ngày 23/6/2022', 'Số liệu tính đến ngày 30/11/2023']
    expect(heading(lines)).toMatchObject({ letter: null, period: null })
  })

  test('a time that no period stands for is not replaced by another line', () => {
    expect(heading(['BỘ CHỈ SỐ 766 LŨY KẾ ĐẾN THÁNG 11/2023', 'Năm 2023']).period).toBeNull()
  })

  test('nothing there is nothing made up', () => {
    expect(heading([])).toEqual({ title: '', subtitle: null, period: null, letter: null, issuer: null })
  })
})
