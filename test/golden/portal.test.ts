import { utils, write } from '@e965/xlsx'
import { describe, expect, test } from 'vitest'
import { publishedTable } from '../../src/cli/show/published.ts'
import { readPublished } from '../../src/published/read/read.ts'
import { indicators2026 } from './figures.ts'
import { codes, evaluation, found, oldRows, readPortal, set2026, units2025 } from './portal-tables.ts'
import { indexSets } from './table-2023.ts'

describe('the old service', () => {
  test('every figure of October 2025 comes back, codes in their new form', async () => {
    const table = await readPortal({ data: { result: oldRows } })
    expect(table).toEqual({ period: null, service: 'old', units: units2025 })
    expect(codes(table)).toEqual([])
  })

  test('a list of mixed kinds has no ranks', async () => {
    const mixed = oldRows.map((row, i) => ({ ...row, LOAI_COQUAN: i % 2 === 0 ? 1 : 3 }))
    const { units } = await readPortal(mixed)
    expect(new Set(units.map((unit) => unit.rank))).toEqual(new Set([null]))
    expect(new Set(units.map((unit) => unit.level))).toEqual(new Set(['province', 'commune']))
  })

  test('the same rows in Excel sheets, each sheet a list of its own', async () => {
    const book = utils.book_new()
    utils.book_append_sheet(book, utils.json_to_sheet(oldRows), 'Điểm năm')
    utils.book_append_sheet(
      book,
      utils.json_to_sheet(oldRows.slice(0, 3).map((row) => ({ ...row, LOAI_COQUAN: 3 }))),
      'Xã Phường',
    )
    const bytes: unknown = write(book, { type: 'buffer', bookType: 'xlsx' })
    if (!(bytes instanceof Uint8Array)) throw new Error('a buffer')
    const table = await readPortal(new Uint8Array(bytes), 'diem.xlsx')
    const { units } = table
    expect(units.filter((unit) => unit.list === 'Điểm năm').map(({ code, total }) => [code, total])).toEqual(
      units2025.map(({ code, total }) => [code, total]),
    )
    const communes = units.filter((unit) => unit.list === 'Xã Phường')
    expect(communes.map(({ level, rank }) => [level, rank])).toEqual([1, 2, 3].map((rank) => ['commune', rank]))
    expect(units.filter((unit) => unit.list === 'Điểm năm').map((unit) => unit.rank)).toEqual(
      units2025.map((unit) => unit.rank),
    )
    expect(codes(table)).toEqual([])
    expect(publishedTable({ kind: 'portal', table }, 'vi')).toContain('Danh sách')
    expect(publishedTable({ kind: 'portal', table: { ...table, units: communes } }, 'vi')).not.toContain('Danh sách')
  })

  test('two lists in one document are ranked apart; pages of one list together', async () => {
    const year = oldRows.map(({ ROW_STT, ...row }) => ({ ...row, rank: ROW_STT }))
    const two = await readPortal({ year, month: year })
    expect(new Set(two.units.map((unit) => unit.list))).toEqual(new Set(['year', 'month']))
    expect(codes(two)).toEqual([])
    const pages = await readPortal([{ result: oldRows.slice(0, 20) }, { result: oldRows.slice(20) }])
    expect(pages.units).toEqual(units2025)
  })

  test('the set of 2026 never judges it', async () => {
    const metrics = [{ code: 'PUBLISH_ON_TIME', numerator: 1, denominator: 2, score: 2.5, maxScore: 5 }]
    const row = { ...oldRows[0], metrics }
    expect(await found([row])).toEqual(['index-set-not-known null'])
    expect(await found({ period: '2026', service: 'old', rows: [row] })).toEqual(['index-set-not-known null'])
    const counts = { 'announced-on-time': [1, 2] }
    expect(await found([{ unit: 'A', counts }])).toEqual([])
    expect(await found([{ unit: 'A', counts, points: { 'announced-on-time': 2.5 } }])).toEqual([
      'index-set-not-known null',
    ])
    expect(
      await found({ period: '2026', rows: [{ unit: 'A', counts, points: { 'announced-on-time': 2.5 } }] }),
    ).toEqual(['points-do-not-follow A announced-on-time'])
  })
})

describe('the new service', () => {
  test('every figure of the evaluation of 2026 comes back', async () => {
    const table = await readPortal({ 'service-results': { evaluation } })
    const { units } = table
    expect(table.service).toBe('new')
    expect(units).toHaveLength(34)
    for (const [i, unit] of units.entries())
      expect(unit).toMatchObject({
        code: evaluation[i]?.departmentCode,
        name: evaluation[i]?.departmentName,
        total: evaluation[i]?.totalScore,
        groups: evaluation[i]?.groupScores,
      })
    expect(codes(table)).toEqual([])
  })

  const known = [...set2026.indicators.values()]
  const portalCodes = new Map(known.map((item) => [item.id, item.portalCode]))
  const maxima = new Map(known.map((item) => [item.id, item.kind === 'scored' ? item.max.valueOf() : null]))

  test.each(indicators2026)(
    '$unit: metrics with their counts and points, which follow from each other',
    async ({ counts, points, unit }) => {
      const metrics = Object.entries(points).flatMap(([id, score]) => {
        const code = portalCodes.get(id)
        const [numerator, denominator] = counts[id] ?? [null, null]
        if (!code) return []
        const ratio = numerator !== null && denominator ? numerator / denominator : null
        return [
          { code, name: id, numerator, denominator, ratio, score, maxScore: maxima.get(id), dataQualityStatus: null },
        ]
      })
      expect(metrics.length).toBe(14)
      const table = await readPortal({ departmentCode: 'H00', departmentName: unit, transparency: { metrics } })
      expect(table.units).toHaveLength(1)
      expect(table.units[0]?.indicators?.map(({ id, part, points: score }) => [id, part, score])).toEqual(
        metrics.map(({ name, numerator, score }) => [name, numerator, score]),
      )
      expect(codes(table)).toEqual([])
    },
  )

  test('a point changed by a cent is found', async () => {
    const metrics = [
      { code: 'PUBLISH_ON_TIME', numerator: 1, denominator: 48, ratio: 0.0208, score: 0.13, maxScore: 6 },
    ]
    expect(await found({ departmentCode: 'H53', departmentName: 'Tây Ninh', metrics })).toEqual([
      'points-do-not-follow H53 announced-on-time',
    ])
  })

  test.each(indicators2026)('$unit: counts in our own form follow too, by the set of 2026', async (row) => {
    const table = await readPortal([row])
    expect(table.service).toBe('unknown')
    expect(codes(table)).toEqual(['index-set-not-known null'])
    expect(codes(table, set2026)).toEqual([])
    const [group = '', printed = 0] = Object.entries(row.groups).find(([code]) => code === 'MDHL') ?? []
    const changed = await readPortal([{ ...row, groups: { ...row.groups, [group]: printed - 0.01 } }])
    expect(codes(changed, set2026)).toContain(`points-do-not-follow ${row.unit} MDHL`)
  })

  test('counts of the progress, online and payment trees', async () => {
    const tree = {
      parent: {
        departmentCode: 'H44',
        departmentName: 'Phú Thọ',
        totalReceived: 184513,
        totalOnTime: 150000,
        totalCompleted: 1,
        avgProcessingDays: 2.5,
      },
      children: [
        {
          departmentName: 'Phường Vân Phú',
          authorityCount: 89,
          partialCount: 12,
          fullCount: 40,
          channelOnlineSum: 3,
          channelDirectSum: 2,
          channelPostalSum: 1,
        },
      ],
    }
    const { units } = await readPortal({ progress: tree })
    expect(
      units.map(({ name, indicators }) => [name, indicators?.map(({ id, part, whole }) => [id, part, whole])]),
    ).toEqual([
      ['Phú Thọ', [['on-time', 150000, 184513]]],
      [
        'Phường Vân Phú',
        [
          ['offered-online', 52, 89],
          ['filed-online', 3, 6],
        ],
      ],
    ])
  })
})

test('JSON that holds no scores is refused', async () => {
  for (const json of ['{"a":1}', '[]', '[{"code":"H01"}]', '{"rows":[1,2]}']) {
    const read = await readPublished(new TextEncoder().encode(json), 'x.json', indexSets)
    expect(read).toMatchObject({ ok: false, failures: [{ code: 'table-not-found' }] })
  }
})
