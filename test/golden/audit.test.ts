import { assert, constant, integer, oneof, pre, property, record, tuple } from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { IndexSet } from '../../src/core/index-set/index-set.ts'
import type { Count } from '../../src/core/score/counts.ts'
import { scoreUnit } from '../../src/core/score/score.ts'
import type { MonthlyRow, MonthlyTable } from '../../src/core/table/monthly-table.ts'
import { audit } from '../../src/published/audit/audit.ts'
import { findingText } from '../../src/published/audit/catalogue.ts'
import { asCells, damaged, indexSets, readMonthly, sampleText } from './table-2023.ts'
import { ownTable } from './own-table.ts'

async function findings(text: string) {
  const table = await readMonthly(text)
  return audit({ kind: 'monthly', table }, indexSets)
}

async function codes(text: string): Promise<string[]> {
  return (await findings(text)).map(({ code, row }) => `${code} ${row ?? '–'}`)
}

/** Everything that is wrong in the table of November 2023, found by rule. */
const november = [
  'verdict-contradicts-threshold 1.1',
  'verdict-contradicts-threshold 1.2',
  'points-do-not-follow 2',
  'points-do-not-follow 3',
  'parts-do-not-add 3.1',
  'points-do-not-follow 3.5',
  'maxima-do-not-add 5',
  'copied-figure 1.2',
  'figure-missing 4.1',
  'figure-missing 5.4',
  'figure-missing 2.1',
  'group-scored-in-blocks 3',
  'figure-missing 3.4',
  'no-data-worded-twice 5.3',
  'mixed-kinds 5.4',
  'thresholds-worded-differently –',
]

describe('the November 2023 table', () => {
  test('each mistake is found, and nothing else', async () => {
    expect(await codes(sampleText)).toEqual(november)
  })

  test('a damaged second copy is said', async () => {
    expect(await codes(`${asCells(sampleText)}\n${damaged(sampleText).slice(0, 1800)}`)).toEqual([
      ...november,
      'damaged-copy-dropped –',
    ])
  })

  test('printed and expected figures, and the nearest explanation', async () => {
    const found = await findings(sampleText)
    const follow = found.filter((item) => item.code === 'points-do-not-follow')
    expect(follow.map(({ row, printed, expected }) => [row, printed, expected])).toEqual([
      ['2', '15,1/20 điểm', '14,82'],
      ['3', '10,8/12 điểm', '8,36'],
      ['3.5', '9,2/10 điểm', '8,26'],
    ])
    expect(follow.map((item) => findingText(item, 'vi'))).toEqual([
      expect.stringContaining('2.1 lấy tỷ lệ 75,72% của dòng 4.3'),
      expect.stringContaining('Không cách tính nào đã thử'),
      expect.stringContaining('3.5.3 được điểm tối đa'),
    ])
  })

  test.each(['vi', 'en'] as const)('every text is complete in %s', async (language) => {
    for (const item of await findings(sampleText))
      expect(findingText(item, language)).not.toMatch(/\{|\}|undefined|NaN/)
  })
})

/** What a change of the table brings, and takes away. */
async function change(from: string | RegExp, to: string | ((digit: string) => string)) {
  const changed = typeof to === 'string' ? sampleText.replace(from, to) : sampleText.replace(from, to)
  expect(changed).not.toBe(sampleText)
  const now = await codes(changed)
  return { more: now.filter((code) => !november.includes(code)), fewer: november.filter((code) => !now.includes(code)) }
}

describe('by rule, not by name', () => {
  test.each([
    [
      'the verdicts put right',
      /\tĐạt \(từ 90% trở lên\)(?=\n1\.[23])/g,
      '\tChưa đạt (từ 90% trở lên)',
      [],
      ['verdict-contradicts-threshold 1.1', 'verdict-contradicts-threshold 1.2'],
    ],
    [
      'a right verdict turned wrong',
      'Chưa đạt (trên 90%)\n3.5',
      'Đạt (trên 90%)\n3.5',
      ['verdict-contradicts-threshold 3.4'],
      [],
    ],
    [
      'at the threshold, "trên" is not met',
      '84,96%\t90,91%\tChưa đạt (trên 90%)',
      '90%\t90,91%\tĐạt (trên 90%)',
      ['verdict-contradicts-threshold 3.4'],
      [],
    ],
    [
      'at the threshold, "từ" is met',
      '74,11%\t80,52%\tChưa đạt (từ 90%',
      '90%\t80,52%\tChưa đạt (từ 90%',
      ['verdict-contradicts-threshold 2.1'],
      [],
    ],
    ['a wrong total', '75,5 điểm', '76,5 điểm', ['total-does-not-add Tổng điểm'], []],
    ['a wrong total of the country', '65,7 điểm', '64,7 điểm', ['total-does-not-add Tổng điểm'], []],
    ['a total wrong by a little', '75,5 điểm', '75,6 điểm', ['total-does-not-add Tổng điểm'], []],
    [
      'points that do not follow from rates',
      '11,4/18',
      '12,4/18',
      ['points-do-not-follow 1', 'total-does-not-add Tổng điểm'],
      [],
    ],
    ['points that do follow', '15,1/20', '14,8/20', ['total-does-not-add Tổng điểm'], ['points-do-not-follow 2']],
    ['parts that add', '80,984%', '80,84%', [], ['parts-do-not-add 3.1']],
    ['a maximum changed', 'minh bạch (18đ)', 'minh bạch (19đ)', ['maximum-stated-twice 1'], []],
    ['a denominator broken over a line', '11,4/18 điểm', '11,4/1 8 điểm', [], []],
    [
      'a maximum of a row changed',
      'công bố đúng hạn (6đ)',
      'công bố đúng hạn (5đ)',
      ['maxima-do-not-add 1', 'maximum-differs 1.1'],
      [],
    ],
    ['another figure copied', '49,08%\t43,93%', '49,08%\t49,08%', ['copied-figure 3.3'], []],
    ['a figure taken away', '75,02%\t62,86%', '75,02%\t', ['figure-missing 1.4'], []],
    ['a rate over 100 %', '84,96%', '184,96%', ['rate-out-of-range 3.4', 'verdict-contradicts-threshold 3.4'], []],
    [
      'points over the maximum',
      '17,1/18',
      '18,1/18',
      ['points-exceed-maximum 4', 'points-do-not-follow 4', 'total-does-not-add Tổng điểm'],
      [],
    ],
    [
      'a row that nobody knows',
      '2.1\ttỷ lệ giải quyết hồ sơ đúng hạn trung bình của tỉnh',
      '2.1\tSố cuộc họp giao ban',
      ['row-unknown 2.1'],
      ['points-do-not-follow 2'],
    ],
    [
      'missing data worded one way',
      ', không có điểm (Điểm tối đa của chỉ số này là 2 điểm)',
      '',
      [],
      ['no-data-worded-twice 5.3'],
    ],
    [
      'Roman numbers of groups',
      /^([1-5])(?=\t)/gm,
      (digit: string) => ['I', 'II', 'III', 'IV', 'V'][Number(digit) - 1] ?? digit,
      ['points-do-not-follow II', 'points-do-not-follow III', 'maxima-do-not-add V', 'group-scored-in-blocks III'],
      ['points-do-not-follow 2', 'points-do-not-follow 3', 'maxima-do-not-add 5', 'group-scored-in-blocks 3'],
    ],
    ['points without "/12"', /(\d+,\d)\/\d+ điểm/g, '$1 điểm', [], []],
    ['one score with two decimals, which is right', '11,4/18', '11,42/18', [], []],
    ['figures of one decimal that are alike by chance', '84,96%\t90,91%', '11,8%\t90,91%', [], []],
    ['neighbours of one decimal that are alike', '49,08%\t43,93%', '11,8%\t43,93%', ['copied-figure 3.3'], []],
    ['a rank in a row of its own', '65,7 điểm\t', '65,7 điểm\t\n\tXếp hạng\t12/63\t\t', [], []],
    ['a rating that fits', '65,7 điểm\t', '65,7 điểm\tXếp loại Khá', [], []],
    ['a rating that does not', '65,7 điểm\t', '65,7 điểm\tXếp loại: Tốt', ['band-does-not-fit Tổng điểm'], []],
    [
      'a rating in a row of its own',
      '65,7 điểm\t',
      '65,7 điểm\t\n\tXếp loại\tXuất sắc\tTrung bình\t',
      ['band-does-not-fit Xếp loại'],
      [],
    ],
    ['the total left out', /\n\tTổng điểm.*/, '', ['row-missing –'], []],
    [
      'a group left out',
      /\n4\t[^\n]*/,
      '',
      ['row-missing –', 'total-does-not-add Tổng điểm', 'total-does-not-add Tổng điểm'],
      [],
    ],
    ['parts that make more than all', '58,26%\t', '98,26%\t', ['rate-out-of-range 3.1'], []],
    [
      'a remark that only says how much was reached',
      'Cộng cả toàn trình, một phần tỉnh đạt 80,984%',
      'Toàn tỉnh đạt 80,984%',
      [],
      [],
    ],
    [
      'a period without a known set',
      'THÁNG 11/2023',
      'THÁNG 11/2025',
      ['index-set-not-known –'],
      november.filter((code) => code.startsWith('points-do-not-follow')),
    ],
  ] as const)('%s', async (_, from, to, more, fewer) => {
    const found = await change(from, to)
    expect([...found.more].toSorted()).toEqual([...more].toSorted())
    expect([...found.fewer].toSorted()).toEqual([...fewer].toSorted())
  })

  test('parts are added in the column of the country too, in any order of rows', async () => {
    const national = sampleText.replace('(2đ)\t\t\tCộng', '(2đ)\t80,84%\t99,19%\tCộng')
    const parts = (await findings(national)).filter((item) => item.code === 'parts-do-not-add')
    expect(parts.map(({ printed, expected }) => [printed, expected])).toEqual([['99,19%', '69,19%']])
    for (const rates of [
      ['20%', '30,5%', '20,5%'],
      ['30,5%', '20,5%', '20%'],
      ['20,5%', '20%', '30,5%'],
    ]) {
      const rows = rates.map((rate, i) => `3.1.${i + 1}\tPhần ${i + 1}\t${rate}\t1,1${i}%\t`).join('\n')
      const text = sampleText.replace(/3\.1\.1\t.*\n3\.1\.2\t.*/, rows).replace('80,984%', '71,4%')
      expect(await codes(text)).toContain('parts-do-not-add 3.1')
    }
  })

  test('with the mistakes put right there is no error', async () => {
    const right = sampleText
      .replaceAll(/\tĐạt \(từ 90% trở lên\)(?=\n1\.[23])/g, '\tChưa đạt (từ 90% trở lên)')
      .replace('80,984%', '80,84%')
      .replace('15,1/20', '14,8/20')
      .replace('10,8/12', '8,4/12')
      .replace('9,2/10', '8,3/10')
      .replace('75,5 điểm', '71,9 điểm')
      .replace(
        '\tTổng điểm',
        '5.6\tHồ sơ sử dụng dữ liệu dân cư (2đ)\t100%\t100%\t\n5.7\tTTHC kết nối, chia sẻ dữ liệu dân cư (2đ)\t100%\t100%\t\n\tTổng điểm',
      )
    expect((await findings(right)).filter((item) => item.severity === 'error')).toEqual([])
  })
})

describe('a table made by us gives no finding', () => {
  const find = (id: string): IndexSet => indexSets.find((set) => set.id === id) ?? indexSets[0]!
  const whole = integer({ min: 1_000_000, max: 9_000_000 })
  /** Ordinary counts, all of the whole, none of it, and wholes of 0. */
  const someCount = oneof(
    {
      weight: 8,
      arbitrary: tuple(integer({ min: 1, max: 999_999 }), whole).map(([part, of]) => ({ part, whole: of })),
    },
    { weight: 2, arbitrary: whole.map((of) => ({ part: of, whole: of })) },
    { weight: 1, arbitrary: whole.map((of) => ({ part: 0, whole: of })) },
    { weight: 1, arbitrary: constant({ part: 0, whole: 0 }) },
  )

  test.each([
    ['vn-766/2023', '2023-11'],
    ['vn-766/2026', '2026-10'],
  ])('%s', (id, period) => {
    const set = find(id)
    const ids = [...set.indicators.values()].filter((item) => item.kind !== 'per-procedure').map((item) => item.id)
    const counts = record(Object.fromEntries(ids.map((name) => [name, someCount])))
    assert(
      property(counts, counts, (own, country) => {
        const score = (input: Record<string, Count>) =>
          scoreUnit(set, new Map(Object.entries(input)), { unit: 'H00', level: 'province', period })
        const table = ownTable(score(own), score(country), set)
        pre(ratesDiffer(table))
        const found = audit({ kind: 'monthly', table }, indexSets)
        expect(found.map(({ code, row, printed, expected }) => ({ code, row, printed, expected }))).toEqual([])
      }),
      { numRuns: 200, endOnFailure: true },
    )
  })

  /** Two rates alike by chance do look copied. */
  function ratesDiffer({ rows }: MonthlyTable): boolean {
    const broken = (row: MonthlyRow, column: 'local' | 'national') =>
      row[column].kind === 'rate' && !Number.isInteger(row[column].value) ? [row[column].value] : []
    const columns = (['local', 'national'] as const).map((column) => rows.flatMap((row) => broken(row, column)))
    const pairs = rows.map((row) => [...broken(row, 'local'), ...broken(row, 'national')])
    return [...columns, ...pairs].every((rates) => new Set(rates).size === rates.length)
  }
})
