import { assert, double, property } from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CellValue, MonthlyRow } from './monthly-table.ts'
import { cellText, numberText, printedText } from './cell-text.ts'

describe('the text of a figure cell', () => {
  test.each<[CellValue, string]>([
    [{ kind: 'rate', value: 49.22 }, '49,22%'],
    [{ kind: 'rate', value: 80.984 }, '80,984%'],
    [{ kind: 'rate', value: 100 }, '100%'],
    [{ kind: 'rate', value: 0 }, '0%'],
    [{ kind: 'points', value: 17.1, of: 18 }, '17,1/18 điểm'],
    [{ kind: 'points', value: 11.45, of: 17.5 }, '11,45/17,5 điểm'],
    [{ kind: 'points', value: 75.5, of: null }, '75,5 điểm'],
    [{ kind: 'fraction', part: 86, whole: 90 }, '86/90'],
    [{ kind: 'fraction', part: 999, whole: 1000 }, '999/1.000'],
    [{ kind: 'fraction', part: 1086, whole: 1190 }, '1.086/1.190'],
    [{ kind: 'fraction', part: 1_234_567, whole: 12_345_678 }, '1.234.567/12.345.678'],
    [{ kind: 'none', text: 'Không có số liệu' }, 'Không có số liệu'],
    [{ kind: 'empty' }, ''],
  ])('%o is %s', (value, text) => {
    expect(cellText(value)).toBe(text)
  })

  test('the printed wording wins over the figure', () => {
    const row: MonthlyRow = {
      no: '4',
      id: 'MDHL',
      kind: 'group',
      name: 'Mức độ hài lòng',
      max: 18,
      verdict: null,
      local: { kind: 'points', value: 17.1, of: 18 },
      national: { kind: 'points', value: 17, of: 18 },
      printed: { national: '17,0/18 điểm' },
    }
    expect(printedText(row, 'national')).toBe('17,0/18 điểm')
    expect(printedText(row, 'local')).toBe('17,1/18 điểm')
  })

  test('no number is written with an exponent or loses a digit', () => {
    expect(numberText(1e-7)).toBe('0,0000001')
    expect(numberText(1.25e-9)).toBe('0,00000000125')
    assert(
      property(double({ min: 0, max: 1e15, noNaN: true }), (value) => {
        const text = numberText(value)
        expect(text).toMatch(/^\d+(,\d+)?$/)
        expect(Number(text.replace(',', '.'))).toBe(Math.abs(value))
      }),
    )
  })
})
