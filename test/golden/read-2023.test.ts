import { describe, expect, test } from 'vitest'
import { monthlyTable } from '../../src/core/table/monthly-table.ts'
import { writeMonthlyWord } from '../../src/report/word/monthly.ts'
import { asCells, damaged, readMonthly, sampleText } from './table-2023.ts'

const rate = (value: number) => ({ kind: 'rate', value })
const points = (value: number, of: number | null) => ({ kind: 'points', value, of })
const none = (text: string) => ({ kind: 'none', text })
const empty = { kind: 'empty' }
const at = (met: boolean, threshold: number, inclusive = true) => ({ met, threshold, inclusive })

/** no, id, kind, max, local, national, verdict: every figure of the November 2023 table. */
const expected = [
  ['1', 'CKMB', 'group', 18, points(11.4, 18), points(10.5, 18), null],
  ['1.1', 'announced-on-time', 'indicator', 6, rate(49.22), rate(50.36), at(true, 90)],
  ['1.2', 'published-on-time', 'indicator', 4, rate(49.22), rate(42.44), at(true, 90)],
  ['1.3', 'content-complete', 'indicator', 2, rate(100), rate(100), at(true, 90)],
  ['1.4', 'dossiers-synced', 'indicator', 6, rate(75.02), rate(62.86), at(false, 100)],
  ['2', 'TDGQ', 'group', 20, points(15.1, 20), points(16.2, 20), null],
  ['2.1', 'on-time', 'indicator', null, rate(74.11), rate(80.52), at(false, 90)],
  ['3', 'CLGQ', 'group', 22, points(10.8, 12), points(5.4, 12), null],
  ['3.1', 'offered-online', 'indicator', 2, empty, empty, { met: null, threshold: null, inclusive: null }],
  ['3.1.1', null, 'indicator', null, rate(21.64), rate(58.26), null],
  ['3.1.2', null, 'indicator', null, rate(59.2), rate(10.93), null],
  ['3.2', 'services-used-online', 'indicator', 4, rate(11.8), rate(24.5), null],
  ['3.3', 'filed-online', 'indicator', 6, rate(49.08), rate(43.93), at(false, 50)],
  ['3.4', 'online-on-time', 'indicator', null, rate(84.96), rate(90.91), at(false, 90, false)],
  ['3.5', 'TTTT', 'group', null, points(9.2, 10), points(5.5, 10), null],
  ['3.5.1', 'paid-online', 'indicator', 6, rate(58.55), rate(32.12), at(true, 25)],
  ['3.5.2', 'payment-used', 'indicator', 2, rate(46.19), rate(39.77), at(true, 25)],
  ['3.5.3', 'payment-integrated', 'indicator', 2, rate(44.39), rate(100), at(false, 100)],
  ['4', 'MDHL', 'group', 18, points(17.1, 18), points(17, 18), null],
  ['4.1', 'petitions-on-time', 'indicator', 6, rate(100), empty, at(true, 90)],
  ['4.2', 'petition-satisfaction', 'indicator', 6, rate(100), rate(100), at(true, 90)],
  ['4.3', 'service-satisfaction', 'indicator', 6, rate(75.72), rate(80.59), at(false, 90, false)],
  ['5', 'MDSH', 'group', 22, points(11.9, 22), points(11.1, 22), null],
  ['5.1', 'e-result', 'indicator', 6, rate(57.3), rate(50.28), at(false, 90, false)],
  ['5.2', 'digitised', 'indicator', 4, rate(50.43), rate(46.1), at(false, 90, false)],
  [
    '5.3',
    'data-reused',
    'indicator',
    2,
    none('Không có số liệu, không có điểm (Điểm tối đa của chỉ số này là 2 điểm)'),
    rate(10.53),
    null,
  ],
  ['5.4', 'certified-copies', 'indicator', 2, { kind: 'fraction', part: 86, whole: 90 }, empty, null],
  ['5.5', 'personal-storage', 'indicator', 4, none('Không có số liệu'), none('Không có số liệu'), null],
  ['', null, 'total', null, points(75.5, null), points(65.7, null), null],
] as const

async function figuresOf(text: string) {
  const { rows } = await readMonthly(text)
  return rows.map(({ no, id, kind, max, local, national, verdict }) => {
    const { text: _, ...judged } = verdict ?? { text: '' }
    return [no, id, kind, max, local, national, verdict && judged]
  })
}

describe('the November 2023 table', () => {
  test('a row a line, cells parted by tabs', async () => {
    expect(await figuresOf(sampleText)).toEqual(expected)
  })

  test('a cell a line, as extracted from Word', async () => {
    expect(await figuresOf(asCells(sampleText))).toEqual(expected)
  })

  test('title, period and letter', async () => {
    expect(await readMonthly(sampleText)).toMatchObject({
      title: 'CÁC CHỈ SỐ THÀNH PHẦN BỘ CHỈ SỐ 766 CỦA TỈNH THÁNG 11/2023',
      subtitle: '(THEO CỔNG DỊCH VỤ CÔNG QUỐC GIA)',
      period: '2023-11',
      letter: { number: '/VP-NC', date: '2023-12-04' },
      issuer: 'Văn phòng UBND tỉnh',
      notes: [],
    })
  })

  test('names lose their maximum, and only that', async () => {
    const { rows } = await readMonthly(sampleText)
    expect(rows[1]?.name).toBe('Tỷ lệ thủ tục hành chính công bố đúng hạn')
    expect(rows[18]?.name).toBe('Mức độ hài lòng')
    expect(rows[8]?.verdict?.text).toBe('Cộng cả toàn trình, một phần tỉnh đạt 80,984% (Vượt chỉ tiêu Chính phủ giao)')
  })

  test.each([24, 40, 70])('running text with every mark lost to "?", broken at %i characters', async (width) => {
    const ids = (await figuresOf(damaged(sampleText, width))).map(([no, id, , , local]) => [no, id, local])
    const wanted = expected.map(([no, id, , , local]) => [no, id, local])
    // What an empty cell left behind cannot be told from running text, and words stay damaged.
    const told = (rows: unknown[][]) => rows.filter(([no]) => !['5.3', '5.5'].includes(String(no)))
    expect(told(ids)).toEqual(told(wanted as unknown as unknown[][]))
  })

  test('NFD text is read as NFC', async () => {
    expect(await figuresOf(sampleText.normalize('NFD'))).toEqual(expected)
  })

  test('a cell a line with nothing to mark it, as word processors save a table as text', async () => {
    const plain = sampleText.replaceAll(/^.*\t.*$/gm, (line) => line.split('\t').join('\n'))
    const rows = await figuresOf(plain)
    expect(rows.map(([no, id]) => [no, id])).toEqual(expected.map(([no, id]) => [no, id]))
    expect(rows.slice(0, 5)).toEqual(expected.slice(0, 5))
  })

  test('three columns, parted by tabs, with a total of two cells', async () => {
    const three = sampleText.replaceAll(/^.*\t.*$/gm, (line) => line.split('\t').slice(0, 3).join('\t'))
    const { rows } = await readMonthly(three)
    expect(rows.at(-1)).toMatchObject({ kind: 'total', name: 'Tổng điểm', local: points(75.5, null), national: empty })
  })

  test('line ends of old Macintoshes', async () => {
    expect(await figuresOf(sampleText.replaceAll('\n', '\r'))).toEqual(expected)
  })

  test('Windows line ends and UTF-16', async () => {
    expect(await figuresOf(sampleText.replaceAll('\n', '\r\n'))).toEqual(expected)
    const utf16 = new Uint8Array(Buffer.from(`\uFEFF${sampleText}`, 'utf16le'))
    expect((await readMonthly(utf16)).rows).toEqual((await readMonthly(sampleText)).rows)
  })

  test('a table drawn with "|"', async () => {
    const drawn = sampleText.replaceAll(/^.*\t.*$/gm, (line) => `| ${line.split('\t').join(' | ')} |`)
    expect(await figuresOf(drawn.replace('| 1 |', '|---|---|---|---|---|\n| 1 |'))).toEqual(expected)
  })
})

describe('two copies in one file', () => {
  test.each([
    ['the damaged one second and cut off', `${asCells(sampleText)}\n${damaged(sampleText).slice(0, 1800)}`],
    ['the damaged one first', `${damaged(sampleText)}\n\n${asCells(sampleText)}`],
  ])('%s: the whole one is kept and the other is said', async (_, text) => {
    expect(await figuresOf(text)).toEqual(expected)
    const { notes, title } = await readMonthly(text)
    expect(title).not.toContain('?')
    expect(notes).toEqual([expect.objectContaining({ code: 'damaged-copy-dropped' })])
  })
})

describe('one mistyped number', () => {
  test.each([
    ['3.3', '3.2', 'Tỷ lệ TTHC có DVCTT có phát sinh hồ sơ'],
    ['4.2', '4.1', 'Tỷ lệ phản ánh, kiến nghị xử lý đúng hạn'],
    ['2.1', '1.4', 'Tỷ lệ hồ sơ đồng bộ lên cổng Dịch vụ công quốc gia'],
    ['4', '1', 'Công khai, minh bạch'],
  ])('%s typed %s takes no row away and is said', async (no, typed, name) => {
    for (const text of [sampleText, asCells(sampleText)]) {
      const changed = text.replace(`\n${no}\t`, `\n${typed}\t`).replace(`\n\t${no}\n`, `\n\t${typed}\n`)
      const { rows, notes } = await readMonthly(changed)
      expect(rows.map(({ name: printed, id, local }) => [printed, id, local])).toEqual(
        (await readMonthly(sampleText)).rows.map(({ name: printed, id, local }) => [printed, id, local]),
      )
      expect(notes).toEqual([{ code: 'number-repeated', params: { no: typed, name } }])
    }
  })

  test('a number repeated below other headings is none', async () => {
    const text = [
      'BỘ CHỈ SỐ 766',
      'STT\tTÊN CHỈ SỐ\tTỈNH\tCẢ NƯỚC\tMỨC ĐỘ',
      'I\tCông khai, minh bạch\t11,4/18 điểm\t10,5/18 điểm\t',
      '1\tTỷ lệ TTHC công bố đúng hạn\t49,22%\t50,36%\t',
      '2\tTỷ lệ hồ sơ đồng bộ lên Cổng DVCQG\t75,02%\t62,86%\t',
      'II\tTiến độ, kết quả giải quyết\t15,1/20 điểm\t16,2/20 điểm\t',
      '1\tTỷ lệ hồ sơ giải quyết đúng hạn\t74,11%\t80,52%\t',
    ]
    const { rows, notes } = await readMonthly(text.join('\n'))
    expect(rows.map(({ no, id }) => [no, id])).toEqual([
      ['I', 'CKMB'],
      ['1', 'announced-on-time'],
      ['2', 'dossiers-synced'],
      ['II', 'TDGQ'],
      ['1', 'on-time'],
    ])
    expect(notes).toEqual([])
  })

  test('headers repeated on every page begin nothing', async () => {
    const header = 'STT\tTÊN CÁC CHỈ SỐ\tTỈNH\tTRUNG BÌNH CẢ NƯỚC\tMỨC ĐỘ\n'
    const pages = sampleText.replace('\n3\t', `\n${header}3\t`).replace('\n5\t', `\n${header}5\t`)
    expect(await figuresOf(pages)).toEqual(expected)
  })
})

describe('two tables in one file', () => {
  const december = sampleText
    .replace('THÁNG 11/2023', 'THÁNG 12/2023')
    .replaceAll(/(\d),(\d)/g, (_, a: string, b: string) => `${a},${(Number(b) + 3) % 10}`)

  test('the first is kept and the other is said', async () => {
    const table = await readMonthly(`${sampleText}\n${december}`)
    expect({ ...table, notes: [] }).toEqual(await readMonthly(sampleText))
    const title = 'CÁC CHỈ SỐ THÀNH PHẦN BỘ CHỈ SỐ 766 CỦA TỈNH THÁNG 12/2023'
    expect(table.notes).toEqual([{ code: 'several-tables', params: { title, rows: 29 } }])
  })

  test('the same table twice is a copy', async () => {
    const { rows, notes } = await readMonthly(`${sampleText}\n${sampleText}`)
    expect(rows).toEqual((await readMonthly(sampleText)).rows)
    expect(notes).toMatchObject([{ code: 'damaged-copy-dropped', params: { rows: 29, damaged: 0, last: 'Tổng điểm' } }])
  })

  test('one that is cut off is a copy, unless its figures are others', async () => {
    const cut = (text: string) => text.slice(0, text.indexOf('\n4\t'))
    const noteOf = async (text: string) => (await readMonthly(text)).notes.map(({ code }) => code)
    expect(await noteOf(`${sampleText}\n${cut(sampleText)}`)).toEqual(['damaged-copy-dropped'])
    expect(await noteOf(`${cut(sampleText)}\n${sampleText}`)).toEqual(['damaged-copy-dropped'])
    expect(await noteOf(`${sampleText}\n${cut(december)}`)).toEqual(['several-tables'])
  })
})

describe('figures that cannot be read', () => {
  test.each([
    ['84,96%', '12 TTHC', ['figure-unreadable', '3.4', 'local', '12 TTHC']],
    ['84,96%', '-5%', ['figure-unreadable', '3.4', 'local', '-5%']],
    ['90,91%', '49,2,2%', ['figure-unreadable', '3.4', 'national', '49,2,2%']],
    ['84,96%', 'Chưa có số liệu', null],
    ['84,96%', '5,9/6', null],
    ['84,96%', 'x', null],
  ])('%s printed as %s', async (from, to, note) => {
    const { notes } = await readMonthly(sampleText.replace(from, to))
    expect(notes.map(({ code, params }) => [code, params['no'], params['column'], params['text']])).toEqual(
      note ? [note] : [],
    )
  })
})

describe('written and read again', () => {
  test('Word gives the same rows, title, period and letter', async () => {
    const table = await readMonthly(sampleText)
    const { rows, title, subtitle, period, letter, issuer } = await readMonthly(
      await writeMonthlyWord({ table, annex: null }),
      'bang.docx',
    )
    expect({ rows, title, subtitle, period, letter, issuer }).toEqual({
      rows: table.rows,
      title: table.title,
      subtitle: table.subtitle,
      period: table.period,
      letter: table.letter,
      issuer: table.issuer,
    })
  })

  test('the annex of findings is not mistaken for the table', async () => {
    const table = await readMonthly(sampleText)
    const findings = Array.from({ length: 40 }, (_, i) => ({
      severity: 'error' as const,
      row: `1.${i}`,
      message: 'Tỷ lệ hồ sơ',
      printed: '1%',
      expected: '2%',
    }))
    const again = await readMonthly(await writeMonthlyWord({ table, annex: { findings } }), 'bang.docx')
    expect(again.rows).toEqual(table.rows)
    expect(again.notes).toEqual([])
  })

  test('the JSON of "published read" reads as the same table', async () => {
    const table = await readMonthly(sampleText)
    expect(await readMonthly(JSON.stringify(table), 'bang.json')).toEqual(monthlyTable.parse(table))
  })
})
