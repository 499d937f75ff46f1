import { describe, expect, test } from 'vitest'
import { publishedTable } from '../../src/cli/show/published.ts'
import type { PortalUnit } from '../../src/core/table/portal-table.ts'
import { audit } from '../../src/published/audit/audit.ts'
import { groupCodes, groups2026 } from './figures.ts'
import { codes, evaluation, found, number, readPortal, tableOf, units2025 } from './portal-tables.ts'
import { indexSets } from './table-2023.ts'

/** One answer with one metric. */
function metric(changes: object): object {
  const fields = { code: 'PUBLISH_ON_TIME', numerator: 1, denominator: 48, score: 0.12, maxScore: 6 }
  return { departmentCode: 'H53', departmentName: 'Tây Ninh', metrics: [{ ...fields, ...changes }] }
}

describe('counts', () => {
  test.each([
    ['184.513', '369.026', [184_513, 369_026], []],
    ['1', 2, [1, 2], []],
    [12.5, 48, [null, 48], ['12.5']],
    [-1, 48, [null, 48], ['-1']],
    ['-1', '12,5', [null, null], ['-1', '12,5']],
    ['0.513', 48, [null, 48], ['0.513']],
    [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER + 1, [Number.MAX_SAFE_INTEGER, null], ['9007199254740992']],
    [1e21, [1], [null, null], ['1e+21', '[1]']],
    [null, null, [null, null], []],
  ])('%j of %j', async (numerator, denominator, read, unreadable) => {
    const table = await readPortal(metric({ numerator, denominator, score: null }))
    expect(table.units[0]?.indicators?.map(({ part, whole }) => [part, whole])).toEqual([read])
    const findings = audit({ kind: 'portal', table }, indexSets)
    expect(findings.map(({ code, row, printed }) => [code, row, printed])).toEqual(
      unreadable.map((printed) => ['count-unreadable', 'H53 announced-on-time', printed]),
    )
    for (const { params } of findings)
      expect(params).toMatchObject({ unit: 'Tây Ninh', indicator: 'announced-on-time' })
    for (const printed of unreadable) expect(publishedTable({ kind: 'portal', table }, 'vi')).toContain(`“${printed}”`)
  })

  test('in trees and in our own form', async () => {
    expect(await found({ departmentName: 'A', totalReceived: 10, totalOnTime: 'nhiều' })).toEqual([
      'count-unreadable A on-time',
    ])
    expect(await found({ unit: 'A', counts: { 'on-time': [1, 2.5], 'e-result': 3 } })).toEqual([
      'count-unreadable A on-time',
      'count-unreadable A e-result',
    ])
  })

  test('half a count is missing, not scored', async () => {
    expect(await found(metric({ denominator: null }))).toEqual(['figure-missing H53 announced-on-time'])
  })

  test('units without scores show their counts', async () => {
    const table = await readPortal(metric({ numerator: 184513, denominator: 369026 }))
    expect(publishedTable({ kind: 'portal', table }, 'vi')).toMatch(/H53.*announced-on-time.*184\.513.*369\.026.*0,12/)
    expect(publishedTable({ kind: 'portal', table }, 'en')).toMatch(/H53.*announced-on-time.*184,513.*369,026.*0\.12/)
  })
})

describe('a metric that does not fit', () => {
  test.each([
    [{}, []],
    [{ ratio: 0.0208 }, []],
    [{ ratio: 0.02083333 }, []],
    [{ ratio: 1 / 48 }, []],
    [{ ratio: 2.1 }, []],
    [{ ratio: '2,08%' }, []],
    [{ ratio: 100 / 48 }, []],
    [{ ratio: 0 }, []],
    [{ numerator: 1, denominator: 5_000_000, score: 0, ratio: 2e-7 }, []],
    [{ ratio: 0.0308 }, ['ratio-does-not-follow']],
    [{ ratio: 2.18 }, ['ratio-does-not-follow']],
    [{ numerator: 48, score: 6, ratio: 1 }, []],
    [{ numerator: 48, score: 6, ratio: 100 }, []],
    [{ numerator: 48, score: 6, ratio: 0 }, ['ratio-does-not-follow']],
    [{ maxScore: 5 }, ['maximum-differs']],
    [{ maxScore: 0.1 }, ['points-exceed-maximum', 'maximum-differs']],
    [{ numerator: 48, score: 6.01 }, ['points-exceed-maximum', 'points-do-not-follow']],
    [{ score: -0.12 }, ['points-exceed-maximum', 'points-do-not-follow']],
    [{ score: 1e-7 }, ['points-do-not-follow']],
  ])('%j', async (changes, expected) => {
    const all = (await found(metric(changes))).map((code) => code.split(' ')[0])
    expect(all).toEqual(expected)
  })
})

describe('two answers about one unit', () => {
  const first = metric({ numerator: 24, score: 3 })
  const scores = { ...evaluation[0], departmentCode: 'H53', departmentName: 'Tây Ninh' }

  test('are one unit where each says something else', async () => {
    const { units } = await readPortal([first, metric({ code: 'DOSSIER_SYNC' }), scores])
    expect(units).toHaveLength(1)
    expect(units[0]).toMatchObject({ code: 'H53', total: scores.totalScore, groups: scores.groupScores })
    expect(units[0]?.indicators?.map(({ id }) => id)).toEqual(['announced-on-time', 'dossiers-synced'])
  })

  test('stay two where they say something twice, each judged by its own counts', async () => {
    const table = await readPortal([first, metric({})])
    expect(table.units.map(({ indicators }) => indicators?.map(({ part }) => part))).toEqual([[24], [1]])
    expect(codes(table)).toEqual([])
    expect(await found([first, metric({ score: 0.13 })])).toEqual(['points-do-not-follow H53 announced-on-time'])
  })

  test('a metric that one answer gives twice is judged twice', async () => {
    const fields = { code: 'PUBLISH_ON_TIME', denominator: 48, maxScore: 6 }
    const metrics = (score: number) => [
      { ...fields, numerator: 24, score: 3 },
      { ...fields, numerator: 1, score },
    ]
    expect(await found({ departmentCode: 'H53', metrics: metrics(0.12) })).toEqual([])
    expect(await found({ departmentCode: 'H53', metrics: metrics(3) })).toEqual([
      'points-do-not-follow H53 announced-on-time',
    ])
  })
})

describe('the national row', () => {
  const rows = groups2026.rows.map((row) => ({
    rank: row.rank,
    code: row.code,
    name: row.unit,
    ...Object.fromEntries([...groupCodes, 'total' as const].map((key) => [key, number(row, key)])),
  }))
  const { national } = groups2026
  if (!national) throw new Error('the file of 2026 has a national row')

  test('is read, and is the mean of the provinces', async () => {
    const table = await readPortal({ national: { ...national, note: 'x' }, rows })
    const { total, ...groups } = national
    expect(table.national).toEqual({ groups, total })
    expect(table.units).toHaveLength(34)
    expect(codes(table)).toEqual([])
    expect(publishedTable({ kind: 'portal', table }, 'vi')).toMatch(/Cả nước: .*online 14,72 · tổng 62,59$/)
    expect(await readPortal(table)).toEqual(table)
  })

  test.each([
    [{ CKMB: 10.47 }, ['national-does-not-follow national CKMB']],
    [{ online: 14.71 }, ['national-does-not-follow national online']],
    [{ total: 62.58 }, ['national-does-not-follow national total']],
    [{ TDGQ: null }, []],
  ])('%j', async (changes, expected) => {
    expect(await found({ national: { ...national, ...changes }, rows })).toEqual(expected)
  })

  test('is only added up where provinces are missing', async () => {
    for (const some of [rows.slice(0, 12), rows.slice(1)])
      expect(await found({ national: { ...national, CKMB: 10.47, total: 62.6 }, rows: some })).not.toContain(
        'national-does-not-follow national CKMB',
      )
    expect(await found({ national: { ...national, total: 62.58 }, rows: rows.slice(0, 12) })).toEqual([
      'total-does-not-add national total',
    ])
  })
})

describe('what does not fit is found', () => {
  const change = (changes: Partial<PortalUnit>) =>
    tableOf(units2025.map((unit, i) => (i === 4 ? { ...unit, ...changes } : unit)))
  const groups = units2025[4]?.groups

  test.each<[Partial<PortalUnit>, string[]]>([
    [{ rank: 7 }, ['rank-does-not-fit H42']],
    [{ total: 88.89 }, ['total-does-not-add H42']],
    [{ band: 'Xuất sắc' }, ['band-does-not-fit H42']],
    [{ band: 'Tốt' }, []],
    [{ groups: { ...groups, CKMB: 19, TDGQ: 16.97 } }, ['points-exceed-maximum H42 CKMB']],
    [{ groups: { ...groups, CKMB: -1 } }, ['total-does-not-add H42', 'points-exceed-maximum H42 CKMB']],
    [{ groups: { ...groups, CKMB: null } }, ['figure-missing H42 CKMB']],
    [{ groups: { ...groups, CKMB: null }, total: null }, []],
    [{ groups: {}, rank: null, list: 'b', total: 100.5 }, ['points-exceed-maximum H42']],
    [{ groups: {}, rank: null, list: 'b', total: -1, band: 'Yếu' }, ['points-exceed-maximum H42']],
  ])('%j', (changes, expected) => {
    expect(codes(change(changes))).toEqual(expected)
  })

  test('an extract of a list has gaps in its ranks, but an order', () => {
    const some = units2025.filter((_, i) => i % 3 === 1)
    expect(codes(tableOf(some))).toEqual([])
    expect(codes(tableOf(some.map((unit, i) => (i === 4 ? { ...unit, rank: 3 } : unit))))).toEqual([
      `rank-does-not-fit ${some[4]?.code}`,
    ])
  })

  test('units of one printed total may share a rank or follow each other', () => {
    const tied = (ranks: readonly number[]) =>
      tableOf(ranks.map((rank, i) => ({ code: `H${i}`, name: null, groups: {}, total: i < 2 ? 80 : 70, rank })))
    expect(codes(tied([1, 1, 3]))).toEqual([])
    expect(codes(tied([2, 1, 3]))).toEqual([])
    expect(codes(tied([1, 1, 2]))).toEqual(['rank-does-not-fit H2'])
  })

  test('a group is the sum of its indicators where all are there', async () => {
    const tree = (TDGQ: number) => ({
      departmentCode: 'H53',
      groupScores: { TDGQ },
      metrics: [
        { code: 'PETITION_PROCESSING_ON_TIME', numerator: 0, denominator: 0, score: 6 },
        { code: 'PETITION_HANDLING_SATISFACTION', numerator: 1, denominator: 2, score: 3 },
        { code: 'DOSSIER_RECEIVING_SATISFACTION', numerator: 9, denominator: 10, score: 6 },
      ],
    })
    const grouped = (MDHL: number) => ({ ...tree(1), groupScores: { MDHL } })
    expect(await found(tree(1))).toEqual([])
    expect(await found(grouped(15))).toEqual([])
    expect(await found(grouped(15.01))).toEqual(['points-do-not-follow H53 MDHL'])
  })
})
