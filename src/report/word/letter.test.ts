import { describe, expect, test } from 'vitest'
import { monthlyTable, type MonthlyTable } from '../../core/table/monthly-table.ts'
import { attachmentLine, dateLine, dateText, issuerLine, numberLine } from './letter.ts'

function table(letter: MonthlyTable['letter'], issuer: string | null): MonthlyTable {
  return monthlyTable.parse({ title: '', period: null, letter, rows: [], issuer })
}

describe('the wordings of the letter', () => {
  test.each([
    ['2023-12-04', 'ngày 04 tháng 12 năm 2023'],
    ['2024-02-01', 'ngày 01 tháng 02 năm 2024'],
    ['2024-01-31', 'ngày 31 tháng 01 năm 2024'],
    ['2024-03-10', 'ngày 10 tháng 3 năm 2024'],
    ['2026-09-09', 'ngày 09 tháng 9 năm 2026'],
  ])('%s is %s', (date, text) => {
    expect(dateText(date)).toBe(text)
  })

  test('a number not yet given leaves its room', () => {
    const blank = table({ number: '/VP-NC', date: '2023-12-04' }, 'Văn phòng UBND tỉnh')
    expect(numberLine(blank)).toBe('Số:        /VP-NC')
    expect(attachmentLine(blank)).toBe(
      '(Kèm theo Công văn số        /VP-NC ngày 04 tháng 12 năm 2023 của Văn phòng UBND tỉnh)',
    )
    expect(dateLine(blank)).toBe('…………, ngày 04 tháng 12 năm 2023')
    expect(issuerLine(blank)).toBe('VĂN PHÒNG UBND TỈNH')
  })

  test('a number given is printed as it is', () => {
    const given = table({ number: '766/VP-NC', date: null }, null)
    expect(numberLine(given)).toBe('Số: 766/VP-NC')
    expect(attachmentLine(given)).toBe('(Kèm theo Công văn số 766/VP-NC)')
    expect(dateLine(given)).toBe('…………, ngày      tháng      năm')
    expect(issuerLine(given)).toBe('…………')
  })

  test('nothing is dotted where there is no letter', () => {
    const none = table(null, null)
    expect([numberLine(none), dateLine(none), attachmentLine(none), issuerLine(none)]).toEqual([null, null, null, null])
    expect(attachmentLine(table({ number: null, date: null }, 'Sở Y tế'))).toBeNull()
  })
})
