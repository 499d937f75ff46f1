import { describe, expect, test } from 'vitest'
import { exact, sum, toNumber } from '../../src/core/exact.ts'
import { scorecardJson } from '../../src/core/score/json.ts'
import { nationalRow } from '../../src/core/score/national.ts'
import { rank } from '../../src/core/score/rank.ts'
import { bandOf } from '../../src/core/score/score.ts'
import { groupCodes, groups2025, groups2026, indicators2026, loadSet, onlinePayment2026, scored } from './figures.ts'

const set2026 = await loadSet('vn-766/2026')

describe('portal 2026: counts come out as the points published', () => {
  test.each(
    indicators2026.flatMap((p) => Object.entries(p.points).map(([id, points]) => ({ unit: p.unit, id, points, p }))),
  )('$unit $id = $points', ({ p, id, points }) => {
    const json = scorecardJson(scored(set2026, { unit: p.unit, level: 'province', period: '2026', counts: p.counts }))
    const indicator = json.groups.flatMap((group) => group.indicators).find((item) => item.id === id)
    expect(indicator?.points).toBe(points)
  })

  test.each(indicators2026)('$unit: groups whose counts are all there, and null where one is not', (p) => {
    const json = scorecardJson(scored(set2026, { unit: p.unit, level: 'province', period: '2026', counts: p.counts }))
    const groups = Object.fromEntries(json.groups.map((group) => [group.code, group.points]))
    const { CKMB, TDGQ, MDSH, MDHL } = p.groups
    expect(groups).toEqual({ CKMB, TDGQ, MDSH, MDHL, CLGQ: null, TTTT: null })
    expect(json.total).toBeNull()
    expect(json.missing).toEqual(['offered-online', 'services-used-online', 'filed-online', 'payment-used'])
  })

  test.each(indicators2026)('$unit: payment-used is the one figure that makes up the payment group', (p) => {
    const whole = p.counts['payment-integrated']?.[1] ?? 0
    const fits = Array.from({ length: whole + 1 }, (_, part) => part).filter((part) => {
      const counts = { ...p.counts, 'payment-used': [part, whole] }
      const card = scored(set2026, { unit: p.unit, level: 'province', period: '2026', counts })
      return scorecardJson(card).groups.find((group) => group.code === 'TTTT')?.points === p.groups.TTTT
    })
    expect(fits.length).toBeGreaterThan(0)
  })

  test.each(indicators2026)('$unit: published groups add to the published total', (p) => {
    expect(toNumber(sum(Object.values(p.groups).map(exact)))).toBe(p.total)
  })

  test.each(onlinePayment2026)(
    '$unit $period: online services and payment',
    ({ unit, level, period, counts, groups }) => {
      const json = scorecardJson(scored(set2026, { unit, level, period, counts }))
      for (const [code, points] of Object.entries(groups))
        expect(json.groups.find((group) => group.code === code)?.points).toBe(points)
    },
  )

  test('the two rounding traps', () => {
    const counts = { 'announced-on-time': [1, 48], 'payment-integrated': [8, 32] }
    const json = scorecardJson(scored(set2026, { unit: 'x', level: 'province', period: '2026', counts }))
    const find = (id: string) => json.groups.flatMap((group) => group.indicators).find((item) => item.id === id)
    expect(find('announced-on-time')).toMatchObject({ ratio: 0.02083333, points: 0.12 })
    expect(find('payment-integrated')).toMatchObject({ ratio: 0.25, points: 0.63 })
  })
})

describe.each([
  { table: '2026', ...groups2026 },
  { table: 'October 2025', ...groups2025 },
])('portal group table $table', ({ rows }) => {
  test('34 provinces, whose groups add to their totals', () => {
    expect(rows).toHaveLength(34)
    for (const { unit, points } of rows)
      expect([unit, toNumber(sum(groupCodes.map((code) => points.get(code) ?? exact(0))))]).toEqual([
        unit,
        toNumber(points.get('total') ?? exact(0)),
      ])
  })

  test('ranks follow from totals', () => {
    const shuffled = rows
      .toReversed()
      .map(({ code, points }) => ({ unit: code, total: points.get('total') ?? null, small: false }))
    expect(rank(shuffled).map(({ unit, rank: place }) => [place, unit])).toEqual(
      rows.map(({ rank: place, code }) => [place, code]),
    )
  })
})

test('bands of October 2025 run from excellent down', () => {
  const bands = groups2025.rows.map(({ points }) => bandOf(set2026, points.get('total') ?? exact(0), exact(100)).vi)
  const firstGood = bands.indexOf('Tốt')
  expect(new Set(bands.slice(0, firstGood))).toEqual(new Set(['Xuất sắc']))
  expect(toNumber(groups2025.rows[firstGood]?.points.get('total') ?? exact(0))).toBeLessThan(90)
})

test('national row of 2026: mean of each group, rounded, then added', () => {
  const row = nationalRow(
    groups2026.rows.map(({ points }) => ({ groups: points })),
    groupCodes,
  )
  const mean = (code: string) => row.groups.find((group) => group.code === code)?.mean ?? exact(0)
  const published = groups2026.national
  expect(published).toBeDefined()
  expect({
    CKMB: toNumber(mean('CKMB')),
    TDGQ: toNumber(mean('TDGQ')),
    online: toNumber(mean('CLGQ').add(mean('TTTT'))),
    MDHL: toNumber(mean('MDHL')),
    MDSH: toNumber(mean('MDSH')),
    total: row.total && toNumber(row.total),
  }).toEqual(published)
})
