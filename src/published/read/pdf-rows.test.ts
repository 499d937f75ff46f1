import { describe, expect, test } from 'vitest'
import type { Glyph, PdfPage, Rule } from './pdf-page.ts'
import { pdfBlocks } from './pdf-rows.ts'

/** Words as glyphs of size 10; letters are 5 wide. */
type Placed = readonly [text: string, x: number, y: number]

function words(...placed: readonly Placed[]): Glyph[] {
  return placed.map(([text, x, y]) => ({ text, x, end: x + text.length * 5, y, size: 10 }))
}

function page(glyphs: readonly Glyph[], xs: readonly number[] = [], ys: readonly number[] = []): PdfPage {
  return { glyphs, level: rules(ys, xs), upright: rules(xs, ys) }
}

function rules(places: readonly number[], across: readonly number[]): Rule[] {
  return places.map((at) => ({ at, from: across[0] ?? 0, to: across.at(-1) ?? 0 }))
}

const texts = (...pages: readonly PdfPage[]) =>
  pdfBlocks(pages).map((block) => (block.kind === 'line' ? block.text : block.cells))

const xs = [0, 50, 200, 300]

describe('ruled tables', () => {
  test('a number centred beside a name of two lines', () => {
    const glyphs = words(['1.1', 10, 25], ['Tỷ lệ', 60, 18], ['đúng hạn', 60, 32], ['49%', 210, 25])
    expect(texts(page(glyphs, xs, [5, 40]))).toEqual([['1.1', 'Tỷ lệ đúng hạn', '49%']])
  })

  test('letters drawn later find their place', () => {
    const glyphs = words(['t', 60, 20], ['l', 75, 20], ['ỷ', 65, 20], ['ệ', 80, 20])
    expect(texts(page(glyphs, xs, [5, 40]))).toEqual([['', 'tỷ lệ', '']])
  })

  test('where a border is missing, cells are one', () => {
    const whole = page(words(['Tổng', 30, 55], ['75', 210, 55], ['a', 10, 20]), xs, [5, 40, 70])
    const upright = whole.upright.map((rule) => (rule.at === 50 ? { ...rule, to: 40 } : rule))
    expect(texts({ ...whole, upright })).toEqual([
      ['a', '', ''],
      ['Tổng', '', '75'],
    ])
  })

  test('text around a table is lines; a box of one column is no table', () => {
    const glyphs = words(['Tiêu đề', 10, 10], ['a', 10, 30], ['b', 60, 30], ['Nơi nhận', 10, 90])
    expect(texts(page(glyphs, xs, [20, 40]))).toEqual(['Tiêu đề', ['a', 'b', ''], 'Nơi nhận'])
    expect(texts(page(words(['a', 10, 30]), [0, 50], [20, 40]))).toEqual(['a'])
  })
})

/** Of two pages with a row each and this text at the foot. */
function tableNames(foot: string): readonly string[] {
  const pages = ['a', 'c'].map((text) => page(words([text, 10, 20], ['b', 60, 20], [foot, 100, 800]), xs, [5, 30]))
  return pdfBlocks(pages).flatMap((block) => (block.kind === 'row' ? [block.table] : []))
}

describe('over pages', () => {
  const head = words(['STT', 10, 20], ['Tên', 60, 20], ['Tỉnh', 210, 20])
  const second = (...rest: readonly Placed[]) => page([...head, ...words(...rest)], xs, [5, 30, 60, 90])

  test('repeated headings are dropped and a broken row is mended', () => {
    const first = page([...head, ...words(['1.1', 10, 50], ['Tỷ lệ', 60, 50], ['49%', 210, 50])], xs, [5, 30, 60])
    expect(texts(first, second(['hồ sơ', 60, 50], ['1.2', 10, 80], ['b', 60, 80]))).toEqual([
      ['STT', 'Tên', 'Tỉnh'],
      ['1.1', 'Tỷ lệ hồ sơ', '49%'],
      ['1.2', 'b', ''],
    ])
  })

  test('a total is a row of its own', () => {
    const first = page([...head, ...words(['1.1', 10, 50], ['Tỷ lệ', 60, 50], ['49%', 210, 50])], xs, [5, 30, 60])
    expect(texts(first, second(['Tổng điểm', 60, 50])).at(-1)).toEqual(['', 'Tổng điểm', ''])
  })

  test('a page number parts nothing, any other text does', () => {
    expect(tableNames('- 2 -')).toEqual(['table 1', 'table 1'])
    expect(tableNames('Tháng 12')).toEqual(['table 1', 'table 2'])
  })
})

test('without borders, text drawn line by line is parted by the numbers', () => {
  const glyphs = words(
    ['STT', 10, 10],
    ['Tên chỉ số', 60, 10],
    ['Tỉnh', 210, 10],
    ['1.1', 10, 30],
    ['Tỷ lệ thủ tục', 60, 30],
    ['49%', 210, 30],
    ['đúng hạn', 60, 42],
    ['1.2', 10, 60],
    ['Tỷ lệ', 60, 60],
  )
  expect(texts(page(glyphs))).toEqual([
    ['STT', 'Tên chỉ số', 'Tỉnh'],
    ['1.1', 'Tỷ lệ thủ tục đúng hạn', '49%'],
    ['1.2', 'Tỷ lệ', ''],
  ])
})
