import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { provincesOf } from './code-lists.ts'
import { ProvinceNames } from './province-names.ts'

const provinces = provincesOf(readFileSync(new URL('../../../code-lists/provinces.tsv', import.meta.url), 'utf8'))
const names = new ProvinceNames(provinces)

describe('a province by its printed name', () => {
  test.each([
    ['UBND tỉnh Bắc Ninh', 'H05'],
    ['Ủy ban nhân dân thành phố Huế', 'H57'],
    ['TP. Hồ Chí Minh', 'H29'],
    ['TP Hồ Chí Minh', 'H29'],
    ['THÀNH PHỐ HÀ NỘI', 'H26'],
    ['Phú Thọ', 'H44'],
    ['Phú Thọ (H44)', 'H44'],
  ])('%s is %s', (name, code) => {
    expect(names.codeOf(name)).toBe(code)
  })

  test.each([
    'Phú Thọ (H45)',
    'Phường Vân Phú, Phú Thọ',
    'Văn phòng UBND tỉnh Phú Thọ',
    'Tỉnh Nam Định',
    'Sở Tư pháp',
    '',
  ])('"%s" is none', (name) => {
    expect(names.codeOf(name)).toBeNull()
  })

  test('all 34 are found by their own names, each once', () => {
    expect(new Set(provinces.map(({ name }) => names.codeOf(name)))).toEqual(new Set(provinces.map(({ code }) => code)))
    expect(provinces).toHaveLength(34)
  })
})
