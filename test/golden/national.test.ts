import { describe, expect, test } from 'vitest'
import { toNumber } from '../../src/core/exact.ts'
import { ReportedFigures } from '../../src/core/reported/figures.ts'
import { nationalTable, type ReportedUnit } from '../../src/core/reported/national.ts'
import { report } from '../../src/core/reported/fixtures/reports.ts'
import { groupCodes, groups2025, groups2026, indicators2026 } from './figures.ts'
import { number, set2026 } from './portal-tables.ts'

type Rows = (typeof groups2026)['rows']

function unitsOf(rows: Rows, period: string): ReportedUnit[] {
  return rows.map((row) => {
    const figures = Object.fromEntries([...groupCodes, 'total' as const].map((code) => [code, number(row, code)]))
    const one = report(figures, { body: { unit: row.code, period, rank: row.rank } })
    return { unit: row.code, name: row.unit, figures: new ReportedFigures([one]) }
  })
}

const country = new ReportedFigures([report({ ...groups2026.national }, { body: { unit: 'VN', period: '2026' } })])
const provinces = unitsOf(groups2026.rows.toReversed(), '2026')
const table = nationalTable({ units: provinces, country, isWhole: true }, set2026, groupCodes)

describe('34 provinces of 2026', () => {
  test('ranks and order are those printed', () => {
    expect(table.rows.map(({ unit, rank }) => [rank, unit])).toEqual(
      groups2026.rows.map(({ rank, code }) => [rank, code]),
    )
    expect(table.rows.every(({ rank, printedRank }) => rank === printedRank)).toBe(true)
  })

  test('the national row is that of the portal: 62,59 is the sum of rounded means, 62,58 would be the mean of totals', () => {
    const row = Object.fromEntries(table.national.map(({ name, computed }) => [name, computed && toNumber(computed)]))
    expect(row).toMatchObject({ ...groups2026.national })
    expect(row['total']).toBe(62.59)
    expect(table.meanOfTotals && toNumber(table.meanOfTotals)).toBe(62.58)
    const differences = table.national.flatMap(({ name, difference }) =>
      difference ? [[name, toNumber(difference)]] : [],
    )
    expect(differences).toEqual(['CKMB', 'TDGQ', 'MDSH', 'MDHL', 'online', 'total'].map((name) => [name, 0]))
  })

  test('all of them are average', () => {
    expect(new Set(table.rows.map(({ band }) => band?.vi))).toEqual(new Set(['Trung bình']))
  })

  test('without one of them the mean is not the country’s, and is held against nothing', () => {
    const short = nationalTable({ units: provinces.slice(1), country, isWhole: false }, set2026, groupCodes)
    expect(short.national.map(({ difference }) => difference)).toEqual(short.national.map(() => null))
  })
})

test('a pooled rate is no mean of rates', () => {
  const units = indicators2026.map(({ unit, counts }) => {
    const pairs = Object.entries(counts).flatMap(([id, pair]) => [
      [`${id}.part`, pair?.[0] ?? null],
      [`${id}.whole`, pair?.[1] ?? null],
    ])
    return { unit, name: unit, figures: new ReportedFigures([report(Object.fromEntries(pairs))]) }
  })
  const { pooled } = nationalTable({ units, country: new ReportedFigures([]), isWhole: false }, set2026, groupCodes)
  const onTime = pooled.find(({ id }) => id === 'on-time')
  const counts = indicators2026.map((row) => row.counts['on-time'] ?? [0, 0])
  const [part, whole] = [0, 1].map((place) => counts.reduce((sum, pair) => sum + (pair[place] ?? 0), 0))
  expect(onTime).toMatchObject({ part, whole, of: 4 })
  // 1 947 680 / 2 422 709, and the mean of four rates
  expect([onTime?.ratio, onTime?.meanOfRatios].map((ratio) => ratio && toNumber(ratio))).toEqual([
    0.80392651, 0.82755205,
  ])
  // null/null of certified copies is no count, and is not pooled as 0
  expect(pooled.map(({ id }) => id)).not.toContain('certified-copies')
})

test('October 2025 has no version: no bands, and no rates under the set of 2026', () => {
  const units = unitsOf(groups2025.rows, '2025-10')
  const old = nationalTable({ units, country: new ReportedFigures([]), isWhole: true }, null, groupCodes)
  expect(old.codes).toEqual(groupCodes)
  expect([old.rows.every(({ band }) => band === null), old.pooled]).toEqual([true, []])
  expect(old.rows.map(({ rank }) => rank)).toEqual(groups2025.rows.map(({ rank }) => rank))
})
