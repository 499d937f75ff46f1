import { strFromU8, unzipSync } from 'fflate'
import { SaxesParser } from 'saxes'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { type MonthlyRow, monthlyTable } from '../../core/table/monthly-table.ts'
import type { AnnexFinding } from '../model.ts'
import { writeMonthlyWord } from './monthly.ts'
import { page, textWidth, twips } from './page.ts'

const group: MonthlyRow = {
  no: '1',
  id: 'group-1',
  kind: 'group',
  name: 'Công khai, minh bạch',
  max: 17.5,
  local: { kind: 'points', value: 11.4, of: 18 },
  national: { kind: 'points', value: 17, of: 18 },
  verdict: null,
  printed: { national: '17,0/18 điểm' },
}
const indicator: MonthlyRow = {
  no: '1.1',
  id: null,
  kind: 'indicator',
  name: 'Tỷ lệ <công bố> & cập nhật "đúng hạn"',
  max: 6,
  local: { kind: 'rate', value: 49.22 },
  national: { kind: 'empty' },
  verdict: { text: 'Đạt (từ 90% trở lên)', met: true, threshold: 90, inclusive: true },
}
const total: MonthlyRow = {
  ...group,
  no: '',
  kind: 'total',
  name: 'Tổng điểm',
  max: null,
  local: { kind: 'points', value: 75.5, of: null },
  national: { kind: 'none', text: 'Không có số liệu' },
  printed: undefined,
}
const table = monthlyTable.parse({
  title: 'BỘ CHỈ SỐ 766 CỦA TỈNH THÁNG 11/2023',
  subtitle: '(THEO CỔNG DỊCH VỤ CÔNG QUỐC GIA)',
  period: '2023-11',
  letter: { number: '/VP-NC', date: '2023-12-04' },
  issuer: 'Văn phòng UBND tỉnh',
  rows: [group, indicator, total],
})
const finding: AnnexFinding = {
  severity: 'error',
  row: '1.1',
  message: 'Phải ghi Chưa đạt.',
  printed: 'Đạt',
  expected: 'Chưa đạt',
}
const model = { table, annex: null }

function parts(file: Uint8Array): Map<string, string> {
  return new Map(Object.entries(unzipSync(file)).map(([path, bytes]) => [path, strFromU8(bytes)]))
}

async function part(path: string, of: Parameters<typeof writeMonthlyWord>[0] = model): Promise<string> {
  const xml = parts(await writeMonthlyWord(of)).get(path)
  if (xml === undefined) throw new Error(`no part ${path}`)
  return xml
}

function elements(xml: string, name: string): string[] {
  return [...xml.matchAll(new RegExp(`<w:${name}(?: [^>]*)?>.*?</w:${name}>`, 'gs'))].map(([whole]) => whole)
}

function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')
}

const textOf = (xml: string) =>
  unescaped([...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, text]) => text).join(''))

const cellsOf = (tableXml: string) => elements(tableXml, 'tr').map((row) => elements(row, 'tc').map(textOf))

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllEnvs()
})

describe('the Word file of the month', () => {
  test('the main table holds exactly the text of every cell', async () => {
    const [, main = ''] = elements(await part('word/document.xml'), 'tbl')
    expect(cellsOf(main)).toEqual([
      ['STT', 'TÊN CÁC CHỈ SỐ', 'TỈNH', 'TRUNG BÌNH CẢ NƯỚC', 'MỨC ĐỘ'],
      ['1', 'Công khai, minh bạch (17,5đ)', '11,4/18 điểm', '17,0/18 điểm', ''],
      ['1.1', 'Tỷ lệ <công bố> & cập nhật "đúng hạn" (6đ)', '49,22%', '', 'Đạt (từ 90% trở lên)'],
      ['', 'Tổng điểm', '75,5 điểm', 'Không có số liệu', ''],
    ])
    for (const cell of elements(main, 'tc')) expect(elements(cell, 'r')).toHaveLength(1)
  })

  test('its head is repeated on each page, no row is split, groups and total are bold', async () => {
    const [, main = ''] = elements(await part('word/document.xml'), 'tbl')
    const rows = elements(main, 'tr')
    expect(rows.map((row) => row.includes('<w:tblHeader/>'))).toEqual([true, false, false, false])
    expect(rows.every((row) => row.includes('<w:cantSplit/>'))).toBe(true)
    expect(rows.slice(1).map((row) => row.includes('<w:b/>'))).toEqual([true, false, true])
  })

  test('a heading stays with its first row and the total with the last', async () => {
    const rows = ['1', '1.1', '1.2', '1.2.1', '2'].map((no): MonthlyRow => Object.assign({}, indicator, { no }))
    const xml = await part('word/document.xml', { table: { ...table, rows: [...rows, total] }, annex: null })
    const body = elements(elements(xml, 'tbl')[1] ?? '', 'tr').slice(1)
    expect(body.map((row) => row.includes('<w:keepNext/>'))).toEqual([true, false, true, false, true, false])
  })

  test('columns have fixed widths that fill the line', async () => {
    const [, main = ''] = elements(await part('word/document.xml'), 'tbl')
    const widths = [...main.matchAll(/<w:gridCol w:w="(\d+)"/g)].map(([, width]) => Number(width))
    expect(main).toContain('<w:tblLayout w:type="fixed"/>')
    expect(widths).toHaveLength(5)
    const sum = widths.reduce((all, width) => all + width, 0)
    expect(Math.abs(sum - twips(textWidth))).toBeLessThanOrEqual(5)
    expect(Math.abs(page.width - page.margin.left - page.margin.right - twips(textWidth))).toBeLessThanOrEqual(2)
  })

  test('A4 and the margins of Decree 30', async () => {
    const [section = ''] = elements(await part('word/document.xml'), 'sectPr')
    expect(section).toMatch(/<w:pgSz w:w="11906" w:h="16838"/)
    const margin = (side: string) => Number(new RegExp(`w:${side}="(\\d+)"`).exec(section)?.[1]) / 56.6929
    expect(margin('top')).toBeCloseTo(20, 1)
    expect(margin('bottom')).toBeCloseTo(20, 1)
    expect(margin('left')).toBeCloseTo(30, 1)
    expect(margin('right')).toBeCloseTo(15, 1)
  })

  test('Times New Roman throughout, in Vietnamese', async () => {
    const files = parts(await writeMonthlyWord({ table, annex: { findings: [finding] } }))
    const [defaults = ''] = elements(files.get('word/styles.xml') ?? '', 'docDefaults')
    expect(defaults).toContain('w:ascii="Times New Roman"')
    expect(defaults).toContain('w:hAnsi="Times New Roman"')
    expect(defaults).toContain('<w:lang w:val="vi-VN"')
    for (const path of ['word/document.xml', 'word/styles.xml', 'word/header1.xml']) {
      const fonts = [...(files.get(path) ?? '').matchAll(/w:(?:ascii|hAnsi|cs)="([^"]*)"/g)].map(([, font]) => font)
      expect(fonts.filter((font) => font !== 'Times New Roman')).toEqual([])
    }
  })

  test('every paragraph style in use is defined', async () => {
    const files = parts(await writeMonthlyWord({ table, annex: { findings: [finding] } }))
    const defined = new Set(
      [...(files.get('word/styles.xml') ?? '').matchAll(/w:styleId="([^"]+)"/g)].map(([, id]) => id),
    )
    const used = [...files.values()].flatMap((xml) =>
      [...xml.matchAll(/<w:pStyle w:val="([^"]+)"/g)].map(([, id]) => id),
    )
    expect(used.length).toBeGreaterThan(20)
    expect(used.filter((id) => !defined.has(id))).toEqual([])
  })

  test('pages are numbered at the top from the second on', async () => {
    const files = parts(await writeMonthlyWord(model))
    const xml = files.get('word/document.xml') ?? ''
    const header = (type: string) => {
      const id = new RegExp(`<w:headerReference w:type="${type}" r:id="([^"]+)"`).exec(xml)?.[1]
      const target = new RegExp(`Id="${id}"[^>]*Target="([^"]+)"`).exec(files.get('word/_rels/document.xml.rels') ?? '')
      return files.get(`word/${target?.[1]}`)
    }
    expect(xml).toContain('<w:titlePg/>')
    expect(header('default')).toContain('PAGE')
    expect(header('first')).toBeDefined()
    expect(header('first')).not.toContain('PAGE')
  })

  test('letterhead, title and attachment line', async () => {
    const xml = await part('word/document.xml')
    const [head = ''] = elements(xml, 'tbl')
    expect(elements(head, 'p').map(textOf).filter(Boolean)).toEqual([
      'VĂN PHÒNG UBND TỈNH',
      'Số:        /VP-NC',
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'Độc lập - Tự do - Hạnh phúc',
      '…………, ngày 04 tháng 12 năm 2023',
    ])
    const between = xml.slice(xml.indexOf('</w:tbl>'), xml.lastIndexOf('<w:tbl>'))
    expect(elements(between, 'p').map(textOf).filter(Boolean)).toEqual([
      table.title,
      '(THEO CỔNG DỊCH VỤ CÔNG QUỐC GIA)',
      '(Kèm theo Công văn số        /VP-NC ngày 04 tháng 12 năm 2023 của Văn phòng UBND tỉnh)',
    ])
    expect(between).toContain('<w:pStyle w:val="Heading1"/>')
    expect(await part('docProps/core.xml')).toContain(`<dc:title>${table.title}</dc:title>`)
  })

  test('without a letter the motto still stands', async () => {
    const bare = { ...table, letter: null, issuer: null, subtitle: null }
    const [head = ''] = elements(await part('word/document.xml', { table: bare, annex: null }), 'tbl')
    expect(textOf(head)).toBe('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAMĐộc lập - Tự do - Hạnh phúc')
    expect(elements(head, 'pBdr')).toHaveLength(1)
  })
})

describe('the annex', () => {
  test('stands on a page of its own and is not mistaken for the main table', async () => {
    const findings: AnnexFinding[] = [finding, { ...finding, severity: 'warning', row: null, printed: null }]
    const xml = await part('word/document.xml', { table, annex: { findings } })
    const [, , remarks = ''] = elements(xml, 'tbl')
    expect(cellsOf(remarks)).toEqual([
      ['STT', 'Dòng', 'Mức', 'Nội dung', 'In trong bảng', 'Theo quy tắc'],
      ['1', '1.1', 'Lỗi', 'Phải ghi Chưa đạt.', 'Đạt', 'Chưa đạt'],
      ['2', '', 'Cảnh báo', 'Phải ghi Chưa đạt.', '', 'Chưa đạt'],
    ])
    const heading = elements(xml, 'p').find((paragraph) => textOf(paragraph) === 'GHI CHÚ KIỂM TRA')
    expect(heading).toContain('<w:pStyle w:val="Heading1"/>')
    expect(heading).toContain('<w:pageBreakBefore/>')
    expect(elements(remarks, 'tr')[0]).toContain('<w:tblHeader/>')
  })

  test('says so when nothing was found, and is left out when there was no check', async () => {
    const empty = await part('word/document.xml', { table, annex: { findings: [] } })
    expect(textOf(empty)).toContain('không phát hiện điểm nào cần ghi chú')
    expect(elements(empty, 'tbl')).toHaveLength(2)
    expect(textOf(await part('word/document.xml'))).not.toContain('GHI CHÚ')
  })
})

describe('the bytes', () => {
  test('are the same on another day, in another time zone', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-23T02:00:00Z') })
    vi.stubEnv('TZ', 'Asia/Ho_Chi_Minh')
    expect(new Date().getTimezoneOffset()).toBe(-420)
    const first = await writeMonthlyWord(model)
    vi.setSystemTime(new Date('2031-05-06T17:45:10Z'))
    vi.stubEnv('TZ', 'America/St_Johns')
    expect(new Date().getTimezoneOffset()).toBe(150)
    const second = await writeMonthlyWord(model)
    expect(Buffer.from(second).equals(Buffer.from(first))).toBe(true)
  })

  test('state the date of the letter, or none of ours', async () => {
    expect(await part('docProps/core.xml')).toMatch(/<dcterms:created [^>]*>2023-12-04T00:00:00Z</)
    expect(await part('docProps/core.xml')).toMatch(/<dcterms:modified [^>]*>2023-12-04T00:00:00Z</)
    const undated = await part('docProps/core.xml', { table: { ...table, letter: null }, annex: null })
    expect(undated).toMatch(/<dcterms:modified [^>]*>2000-01-01T00:00:00Z</)
  })

  test('are well-formed XML whatever the text holds', async () => {
    const hostile = 'a\u0000b\u0001c\u000Bd\u001Fe\uFFFEf\uD800g ]]> <w:t>&amp;'
    const rows = [{ ...indicator, name: hostile, max: null, printed: { local: hostile } }]
    const findings = [{ ...finding, message: hostile }]
    const hurt = { ...table, title: hostile, subtitle: hostile, issuer: hostile, rows }
    const files = parts(await writeMonthlyWord({ table: hurt, annex: { findings } }))
    expect(files.size).toBeGreaterThan(8)
    for (const xml of files.values()) new SaxesParser({ xmlns: true }).write(xml).close()
    const [, main = ''] = elements(files.get('word/document.xml') ?? '', 'tbl')
    const seen = 'a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\uFFFDf\uFFFDg ]]> <w:t>&amp;'
    expect(cellsOf(main)[1]?.slice(1, 3)).toEqual([seen, seen])
  })
})
