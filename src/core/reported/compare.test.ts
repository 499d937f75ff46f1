import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exact, toNumber, ZERO } from '../exact.ts'
import type { IndexSet } from '../index-set/index-set.ts'
import type { Count } from '../score/counts.ts'
import { scoreUnit } from '../score/score.ts'
import { instant } from '../time/instant.ts'
import { parsePlainDate } from '../time/plain-date.ts'
import { compare, type ComparedIndicator } from './compare.ts'
import { ReportedFigures } from './figures.ts'
import { report, setIn } from './fixtures/reports.ts'
import type { Report } from './report.ts'
import { splitSum } from './split.ts'

const shipped = (name: string) =>
  setIn(readFileSync(new URL(`../../../index-sets/vn-766/${name}.yaml`, import.meta.url), 'utf8'))
const set2026 = shipped('2026')
const asOf = instant(Date.UTC(2026, 10, 26))
type Given = Readonly<Record<string, readonly [number, number] | null>>

function cardOf(counts: Given, set: IndexSet = set2026) {
  const entries = Object.entries(counts).map(([id, pair]): [string, Count | null] => [
    id,
    pair && { part: pair[0], whole: pair[1] },
  ])
  return scoreUnit(set, new Map(entries), { unit: 'H99', level: 'province', period: '2026-10' })
}

function compared(counts: Given, reports: readonly Report[], set: IndexSet = set2026, national: number | null = null) {
  const context = {
    indexSet: set,
    report: national === null ? null : { received: national, from: 'report' as const },
    asOf,
  }
  return compare(cardOf(counts, set), new ReportedFigures(reports), context)
}

function indicator(comparison: ReturnType<typeof compare>, id: string): ComparedIndicator {
  const found = comparison.groups.flatMap(({ indicators }) => indicators).find((item) => item.indicator.id === id)
  if (!found) throw new Error(id)
  return found
}

function codes({ reasons }: ComparedIndicator): string[] {
  return reasons.map(({ code }) => code)
}

function onTime(part: number, whole: number, points: number) {
  return { 'on-time.part': part, 'on-time.whole': whole, 'on-time.points': points }
}

describe('the difference of an indicator', () => {
  test('split by hand: first the part at the reported whole, then the whole', () => {
    const one = indicator(compared({ 'on-time': [664, 896] }, [report(onTime(650, 811, 16.03))]), 'on-time')
    // 664/811 × 20 = 16,37; 16,37 − 16,03 = 0,34; 664/896 × 20 = 14,82; 14,82 − 16,37 = −1,55
    const { difference, split, unfollowed } = one.points ?? expect.fail()
    expect(
      [difference, split?.part, split?.whole, split?.rest, unfollowed].map((item) => item && toNumber(item)),
    ).toEqual([-1.21, 0.34, -1.55, 0, 0])
    // 0,74107143 − 0,80147965; 0,81874229 − 0,80147965; 0,74107143 − 0,81874229
    const ratio = one.ratio ?? expect.fail()
    expect([ratio.difference, ratio.split?.part, ratio.split?.whole].map((item) => item && toNumber(item))).toEqual([
      -0.06040822, 0.01726264, -0.07767086,
    ])
    expect([one.part, one.whole, one.outcome]).toEqual([14, 85, 'different'])
  })

  test('published points that do not follow from the published counts are a piece of their own', () => {
    const one = indicator(compared({ 'on-time': [650, 811] }, [report(onTime(650, 811, 15.5))]), 'on-time')
    const { difference, split, unfollowed } = one.points ?? expect.fail()
    expect([difference, unfollowed].map((item) => item && toNumber(item))).toEqual([0.53, 0.53])
    expect(split && splitSum(split).equals(ZERO)).toBe(true)
    expect(codes(one)).toContain('points-do-not-follow')
  })

  test.each(['2026', 'note'])('pieces add up to it exactly, whatever the counts (%s)', (name) => {
    const set = shipped(name)
    const ids = ['on-time', 'filed-online', 'digitised', 'petitions-on-time']
    const count = fc.nat(2_000_000).chain((whole) => fc.tuple(fc.nat(whole + 10), fc.constant(whole + 1)))
    const counts = fc.record({
      id: fc.constantFrom(...ids),
      own: count,
      theirs: count,
      synced: count,
      alsoSynced: count,
    })
    const points = fc.option(fc.integer({ min: 0, max: 2000 }), { nil: null })
    fc.assert(
      fc.property(counts, points, ({ id, own, theirs, synced, alsoSynced }, cents) => {
        const given = report({
          [`${id}.part`]: theirs[0],
          [`${id}.whole`]: theirs[1],
          'dossiers-synced.part': alsoSynced[0],
          'dossiers-synced.whole': alsoSynced[1],
          ...(cents !== null && { [`${id}.points`]: cents / 100 }),
        })
        const one = indicator(compared({ [id]: own, 'dossiers-synced': synced }, [given], set), id)
        const { difference, split, unfollowed } = one.points ?? expect.fail()
        if (split === null || unfollowed === null || !one.ratio?.split) throw new Error('both sides have counts')
        expect(splitSum(split).add(unfollowed).sub(difference).equals(ZERO)).toBe(true)
        expect(splitSum(one.ratio.split).equals(one.ratio.difference)).toBe(true)
      }),
      { numRuns: 150 },
    )
  })

  test('where nothing differs, nothing is said', () => {
    const one = indicator(compared({ 'on-time': [650, 811] }, [report(onTime(650, 811, 16.03))]), 'on-time')
    expect([one.outcome, codes(one)]).toEqual(['same', []])
  })
})

describe('a side that is missing is not a difference of 0', () => {
  test('nothing reported, nothing computed, nothing said by the source', () => {
    const body = { printed: { 'data-reused': 'Không có số liệu' } }
    const found = compared({ 'e-result': [1, 2], 'data-reused': [1, 2] }, [
      report({ 'on-time.part': 1, 'on-time.whole': 2, 'data-reused.percent': null }, { body }),
    ])
    const outcomes = ['e-result', 'on-time', 'data-reused'].map((id) => {
      const one = indicator(found, id)
      return [one.outcome, one.points, codes(one)[0]]
    })
    expect(outcomes).toEqual([
      ['not-enough', null, 'reported-missing'],
      ['not-enough', null, 'computed-missing'],
      ['not-enough', null, 'reported-no-data'],
    ])
    expect([found.total.outcome, found.total.difference]).toEqual(['not-enough', null])
  })

  test('null/null with full points against a count: points differ, nothing is split', () => {
    const given = report({
      'certified-copies.part': null,
      'certified-copies.whole': null,
      'certified-copies.points': 2,
    })
    const one = indicator(compared({ 'certified-copies': [86, 90] }, [given]), 'certified-copies')
    expect(one.points && [toNumber(one.points.difference), one.points.split]).toEqual([-0.09, null])
    expect([one.part, one.ratio, codes(one)]).toEqual([null, null, ['reported-no-data']])
  })

  test('a whole of 0 has no ratio in between', () => {
    const one = indicator(
      compared({ 'petitions-on-time': [1, 4] }, [
        report({ 'petitions-on-time.part': 0, 'petitions-on-time.whole': 0, 'petitions-on-time.points': 6 }),
      ]),
      'petitions-on-time',
    )
    // 1/4 of 6 against full points
    expect(one.points && [toNumber(one.points.difference), one.points.split]).toEqual([-4.5, null])
    expect(codes(one)).toContain('whole-zero')
  })
})

describe('what can be told by rule', () => {
  const synced = (whole: number) => ({ 'dossiers-synced.part': 751, 'dossiers-synced.whole': whole })
  const counts: Given = { 'dossiers-synced': [751, 1001], digitised: [409, 811], 'on-time': [664, 896] }

  test('1.4: the whole is what was received, or the national report', () => {
    expect(codes(indicator(compared(counts, [report(synced(811))], set2026, 1001), 'dossiers-synced'))).toContain(
      'whole-is-received',
    )
    const own: Given = { ...counts, 'dossiers-synced': [751, 1100] }
    expect(codes(indicator(compared(own, [report(synced(1001))], set2026, 1001), 'dossiers-synced'))).toContain(
      'whole-is-report',
    )
  })

  test('a whole that is the one of another indicator, or differs by the dossiers not synchronised', () => {
    const other = indicator(compared(counts, [report(onTime(650, 811, 16.03))]), 'on-time')
    expect(codes(other)).toContain('whole-of-another')
    const short = indicator(compared(counts, [report({ 'on-time.part': 600, 'on-time.whole': 646 })]), 'on-time')
    expect(codes(short)).toContain('whole-by-unsynced')
  })

  test('a verdict that differs though the rates agree, and one that contradicts its own rate', () => {
    const verdict = { text: 'Đạt (từ 90% trở lên)', met: true, threshold: 90, inclusive: true }
    const given = report(
      { 'on-time.percent': 74.11 },
      { origin: { form: 'monthly-table' }, body: { verdicts: { 'on-time': verdict } } },
    )
    const one = indicator(compared(counts, [given]), 'on-time')
    expect(one.outcome).toBe('different')
    expect(codes(one)).toEqual(['reported-no-counts', 'verdict-contradicts', 'verdict-differs'])
  })

  test('a capture older than the moment of computing', () => {
    const origin = { capturedAt: parsePlainDate('2026-11-05') }
    expect(codes(indicator(compared(counts, [report(onTime(1, 2, 10), { origin })]), 'on-time'))).toContain(
      'captured-before',
    )
  })

  test('a group that is not the sum of its published points', () => {
    const [, group] = compared(counts, [report({ ...onTime(650, 811, 16.03), TDGQ: 16.5 })]).groups
    expect(group?.reasons.map(({ code }) => code)).toEqual(['group-does-not-add'])
    expect(group && [group.difference, group.fromIndicators, group.left].map((item) => item && toNumber(item))).toEqual(
      [-1.68, -1.21, -0.47],
    )
  })
})

test('a printed figure stands for what rounds to it: 11,4 of a table with one decimal is 11,39', () => {
  const counts: Given = {
    'announced-on-time': [63, 128],
    'published-on-time': [63, 128],
    'content-complete': [156, 158],
    'dossiers-synced': [751, 1001],
  }
  const origin = { form: 'monthly-table' as const }
  const [printed] = compared(counts, [report({ CKMB: 11.4 }, { origin })]).groups
  const [portal] = compared(counts, [report({ CKMB: 11.4 })]).groups
  expect([printed?.outcome, portal?.outcome]).toEqual(['same', 'different'])
  expect(printed?.computed?.equals(exact('11.39'))).toBe(true)
})

test('points of another version are never compared; the counts are scored under the one asked for', () => {
  const old = report({ ...onTime(650, 811, 19), total: 88 }, { origin: { form: 'portal-old' } })
  const found = compared({ 'on-time': [664, 896] }, [old])
  const one = indicator(found, 'on-time')
  expect([found.sameVersion, found.total.difference]).toEqual([false, null])
  expect(one.points && toNumber(one.points.difference)).toBe(-1.21)
  expect(codes(one)).toContain('other-version')
})
