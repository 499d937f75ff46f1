import { utils, write } from '@e965/xlsx'
import { describe, expect, test } from 'vitest'
import type { PortalTable } from '../../src/core/table/portal-table.ts'
import { audit } from '../../src/published/audit/audit.ts'
import { readPublished } from '../../src/published/read/read.ts'
import { groupCodes, groups2025, groups2026, indicators2026 } from './figures.ts'
import { indexSets } from './table-2023.ts'

async function readPortal(content: unknown, name = 'cong.json'): Promise<PortalTable> {
  const bytes = content instanceof Uint8Array ? content : new TextEncoder().encode(JSON.stringify(content))
  const read = await readPublished(bytes, name, indexSets)
  if (!read.ok || read.value.kind !== 'portal') throw new Error(JSON.stringify(read))
  return read.value.table
}

function codes(table: PortalTable): string[] {
  return audit({ kind: 'portal', table }, indexSets).map(({ code, row }) => `${code} ${row}`)
}

const number = (row: (typeof groups2025.rows)[number], key: (typeof groupCodes)[number] | 'total') =>
  row.points.get(key)?.valueOf() ?? Number.NaN

/** The published list itself mixes the two forms: one province stands as 000.00.00.H37. */
function bodyOf(code: string): string {
  return code.slice(code.lastIndexOf('.') + 1)
}

/** A row as the old service sent it: numbers as strings with a comma, code in the older form. */
const oldRows = groups2025.rows.map((row) => ({
  ID: row.rank * 10,
  TEN: row.unit,
  MA_COQUAN: `000.00.00.${bodyOf(row.code)}`,
  LOAI_COQUAN: 1,
  CAPDONVIID: 1,
  ...Object.fromEntries(groupCodes.map((code) => [code, String(number(row, code)).replace('.', ',')])),
  TONG_SCORE: String(number(row, 'total')),
  ROW_STT: row.rank,
}))

const units2025 = groups2025.rows.map((row) => ({
  code: bodyOf(row.code),
  name: row.unit,
  total: number(row, 'total'),
  rank: row.rank,
  level: 'province',
  groups: Object.fromEntries(groupCodes.map((code) => [code, number(row, code)])),
}))

describe('the old service', () => {
  test('every figure of October 2025 comes back, codes in their new form', async () => {
    const { units } = await readPortal({ data: { result: oldRows } })
    expect(units).toEqual(units2025)
    expect(codes({ period: null, units })).toEqual([])
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
    utils.book_append_sheet(book, utils.json_to_sheet(oldRows.slice(0, 3)), 'Xã Phường')
    const bytes: unknown = write(book, { type: 'buffer', bookType: 'xlsx' })
    if (!(bytes instanceof Uint8Array)) throw new Error('a buffer')
    const { units } = await readPortal(new Uint8Array(bytes), 'diem.xlsx')
    expect(units.filter((unit) => unit.list === 'Điểm năm').map(({ code, total }) => [code, total])).toEqual(
      units2025.map(({ code, total }) => [code, total]),
    )
    expect(units.filter((unit) => unit.list === 'Xã Phường')).toHaveLength(3)
  })
})

const evaluation = groups2026.rows.map((row) => ({
  departmentId: row.rank,
  departmentName: row.unit,
  departmentCode: row.code,
  totalScore: number(row, 'total'),
  scoreDelta: 0.1,
  groupScores: Object.fromEntries(groupCodes.map((code) => [code, number(row, code)])),
  childGroup: 'AGENCY',
}))

describe('the new service', () => {
  test('every figure of the evaluation of 2026 comes back', async () => {
    const { units } = await readPortal({ 'service-results': { evaluation } })
    expect(units).toHaveLength(34)
    for (const [i, unit] of units.entries())
      expect(unit).toMatchObject({
        code: evaluation[i]?.departmentCode,
        name: evaluation[i]?.departmentName,
        total: evaluation[i]?.totalScore,
        groups: evaluation[i]?.groupScores,
      })
    expect(codes({ period: null, units })).toEqual([])
  })

  const portalCodes = new Map([...(indexSets[1]?.indicators.values() ?? [])].map((item) => [item.id, item.portalCode]))

  test.each(indicators2026)(
    '$unit: metrics with their counts and points, which follow from each other',
    async ({ counts, points, unit }) => {
      const metrics = Object.entries(points).flatMap(([id, score]) => {
        const code = portalCodes.get(id)
        const [numerator, denominator] = counts[id] ?? [null, null]
        return code
          ? [{ code, name: id, numerator, denominator, ratio: null, score, maxScore: 6, dataQualityStatus: null }]
          : []
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
    const table = await readPortal({ departmentCode: 'H53', departmentName: 'Tây Ninh', metrics })
    expect(codes(table)).toEqual(['points-do-not-follow H53 announced-on-time'])
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

describe('what does not fit is found', () => {
  const change = (changes: object) =>
    ({ period: null, units: units2025.map((unit, i) => (i === 4 ? { ...unit, ...changes } : unit)) }) as PortalTable

  test.each([
    [{ rank: 7 }, ['rank-does-not-fit H42']],
    [{ total: 88.89 }, ['total-does-not-add H42']],
    [{ band: 'Xuất sắc' }, ['band-does-not-fit H42']],
    [{ band: 'Tốt' }, []],
    [{ groups: { ...units2025[4]?.groups, CKMB: 19, TDGQ: 16.97 } }, ['points-exceed-maximum H42 CKMB']],
  ])('%j', (changes, found) => {
    expect(codes(change(changes))).toEqual(found)
  })

  test('units of one printed total may share a rank or follow each other', () => {
    const tied = (ranks: readonly number[]) => ({
      period: null,
      units: ranks.map((rank, i) => ({ code: `H${i}`, name: null, groups: {}, total: i < 2 ? 80 : 70, rank })),
    })
    expect(codes(tied([1, 1, 3]))).toEqual([])
    expect(codes(tied([2, 1, 3]))).toEqual([])
    expect(codes(tied([1, 1, 2]))).toEqual(['rank-does-not-fit H2'])
  })
})

test('JSON that holds no scores is refused', async () => {
  for (const json of ['{"a":1}', '[]', '[{"code":"H01"}]', '{"rows":[1,2]}']) {
    const read = await readPublished(new TextEncoder().encode(json), 'x.json', indexSets)
    expect(read).toMatchObject({ ok: false, failures: [{ code: 'table-not-found' }] })
  }
})
