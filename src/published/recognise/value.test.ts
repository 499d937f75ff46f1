import { describe, expect, test } from 'vitest'
import { cellValue } from './value.ts'

describe('figures as Vietnamese tables write them', () => {
  test.each([
    ['49,22% ', { kind: 'rate', value: 49.22 }],
    ['49.22%', { kind: 'rate', value: 49.22 }],
    ['80,984 %', { kind: 'rate', value: 80.984 }],
    ['100%', { kind: 'rate', value: 100 }],
    ['59,2', { kind: 'rate', value: 59.2 }],
    ['95,56% (86/90)', { kind: 'rate', value: 95.56 }],
    ['86/90 đơn vị', { kind: 'fraction', part: 86, whole: 90 }],
    ['1.086/1.190', { kind: 'fraction', part: 1086, whole: 1190 }],
    ['5,9/6 điểm', { kind: 'points', value: 5.9, of: 6 }],
    ['Không có số liệu', { kind: 'none', text: 'Không có số liệu' }],
    ['', { kind: 'empty' }],
    ['   ', { kind: 'empty' }],
    ['1.2.3%', { kind: 'none', text: '1.2.3%' }],
    ['49,2,2%', { kind: 'none', text: '49,2,2%' }],
    ['-5%', { kind: 'none', text: '-5%' }],
    ['12 TTHC', { kind: 'none', text: '12 TTHC' }],
    ['04/12/2023', { kind: 'none', text: '04/12/2023' }],
    ['5,9/6', { kind: 'points', value: 5.9, of: 6 }],
    ['5.9/6', { kind: 'points', value: 5.9, of: 6 }],
    ['5,0/6', { kind: 'points', value: 5, of: 6 }],
    ['5/6,0', { kind: 'points', value: 5, of: 6 }],
    ['6/6', { kind: 'fraction', part: 6, whole: 6 }],
    ['49 ,22%', { kind: 'rate', value: 49.22 }],
    ['49 , 22 %', { kind: 'rate', value: 49.22 }],
    ['~49%', { kind: 'rate', value: 49 }],
    ['≈ 49,22%', { kind: 'rate', value: 49.22 }],
    ['khoảng 49%', { kind: 'rate', value: 49 }],
    ['(49,22%)', { kind: 'rate', value: 49.22 }],
    ['49,22 phần trăm', { kind: 'rate', value: 49.22 }],
    ['49,22％', { kind: 'rate', value: 49.22 }],
  ])('indicator %j', (text, value) => {
    expect(cellValue(text, 'indicator')).toEqual(value)
  })

  test.each([
    ['11,4/18 điểm', { kind: 'points', value: 11.4, of: 18 }],
    ['11,4/18', { kind: 'points', value: 11.4, of: 18 }],
    ['11,4/18 đi?m', { kind: 'points', value: 11.4, of: 18 }],
    ['11,4/18đ', { kind: 'points', value: 11.4, of: 18 }],
    ['75,5 điểm', { kind: 'points', value: 75.5, of: null }],
    ['75.5', { kind: 'points', value: 75.5, of: null }],
  ])('group or total %j', (text, value) => {
    expect(cellValue(text, 'group')).toEqual(value)
    expect(cellValue(text, 'total')).toEqual(value)
  })

  test('a remark that holds a figure is no figure', () => {
    const text = 'Không có số liệu, không có điểm (Điểm tối đa của chỉ số này là 2 điểm)'
    expect(cellValue(text, 'indicator')).toEqual({ kind: 'none', text })
  })
})
