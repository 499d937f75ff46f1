import { readFileSync } from 'node:fs'
import {
  assert,
  constantFrom,
  dictionary,
  integer,
  oneof,
  property,
  record,
  shuffledSubarray,
  tuple,
  constant,
} from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import { exact, sum, toFixed, ZERO } from '../exact.ts'
import type { IndexSet } from '../index-set/index-set.ts'
import { loadIndexSet } from '../index-set/load.ts'
import { type Level, levels } from '../unit/level.ts'
import type { Count, Counts } from './counts.ts'
import { scorecardJson } from './json.ts'
import { contenders, rank } from './rank.ts'
import { scoreUnit } from './score.ts'
import { shareOut } from './share.ts'

function open(path: string): IndexSet {
  const loaded = loadIndexSet(readFileSync(new URL(path, import.meta.url), 'utf8'), path)
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.failures))
  return loaded.value.indexSet
}

const set2026 = open('../../../index-sets/vn-766/2026.yaml')
const note = open('../../../index-sets/vn-766/note.yaml')
const province = open('../index-set/fixtures/made-up-province.yaml')

function json(
  set: IndexSet,
  counts: Record<string, [number, number] | null>,
  level: Level = 'province',
  inherited = {},
) {
  const map = new Map(
    Object.entries(counts).map(([id, count]) => [id, count && { part: count[0], whole: count[1] }] as const),
  )
  const points = new Map(Object.entries(inherited).map(([id, value]) => [id, exact(String(value))] as const))
  return scorecardJson(scoreUnit(set, map, { unit: 'x', level, period: '2026', inherited: points }))
}

function find(card: ReturnType<typeof json>, id: string) {
  return card.groups.flatMap((group) => group.indicators).find((item) => item.id === id)
}

describe('policies of version 2026', () => {
  test('dossiers and payments: an empty whole loses the points', () => {
    const card = json(set2026, { 'on-time': [0, 0], 'paid-online': [0, 0], 'service-satisfaction': [0, 0] })
    for (const id of ['on-time', 'paid-online', 'service-satisfaction'])
      expect(find(card, id)).toMatchObject({ points: 0, ratio: null, policy: 'lost', because: 'empty' })
  })

  test('petitions: no petitions are full points', () => {
    const card = json(set2026, { 'petitions-on-time': [0, 0], 'petition-satisfaction': [0, 0] })
    expect(find(card, 'petitions-on-time')).toMatchObject({ points: 6, lost: 0, policy: 'full' })
  })

  test('certified copies: null is full points; not given is missing', () => {
    expect(find(json(set2026, { 'certified-copies': null }), 'certified-copies')).toMatchObject({
      points: 2,
      policy: 'full',
      because: 'null',
    })
    expect(json(set2026, {}).missing).toContain('certified-copies')
  })

  test('null is not 0: no points, and neither group nor total has any', () => {
    const card = json(set2026, { 'data-reused': null, 'on-time': [1, 2] })
    expect(find(card, 'data-reused')).toMatchObject({ points: null, lost: null, missing: 'no-data' })
    expect(card.groups.find((group) => group.code === 'MDSH')?.points).toBeNull()
    expect(card.total).toBeNull()
    expect(card.band).toBeNull()
  })

  test('departments and communes inherit 1.1 to 1.3', () => {
    const parent = { 'announced-on-time': 0.13, 'published-on-time': 3.66, 'content-complete': 2 }
    const card = json(set2026, { 'dossiers-synced': [1, 1] }, 'commune', parent)
    expect(card.groups[0]).toMatchObject({ code: 'CKMB', points: 11.79 })
    expect(find(card, 'announced-on-time')).toMatchObject({ policy: 'inherit', because: 'scope', part: null })
  })

  test('an inherited indicator without its parent is missing, or counted where counts are given', () => {
    expect(find(json(set2026, {}, 'commune'), 'announced-on-time')).toMatchObject({
      points: null,
      missing: 'parent-unknown',
    })
    expect(find(json(set2026, { 'announced-on-time': [1, 2] }, 'commune'), 'announced-on-time')).toMatchObject({
      points: 3,
      policy: null,
    })
  })

  test('online-on-time is shown and never missed', () => {
    const card = json(set2026, { 'online-on-time': [8496, 10000] })
    expect(find(card, 'online-on-time')).toMatchObject({
      ratio: 0.8496,
      points: null,
      max: null,
      verdict: { met: false, threshold: 90, inclusive: false },
    })
    expect(json(set2026, {}).missing).not.toContain('online-on-time')
    expect(find(card, 'mean-handling-time')).toBeUndefined()
  })

  test('a part above its whole is kept, scored as full and named', () => {
    const card = json(set2026, { 'on-time': [11, 10] })
    expect(find(card, 'on-time')).toMatchObject({ part: 11, whole: 10, points: 20 })
    expect(card.partExceedsWhole).toEqual(['on-time'])
  })

  test('a part of a whole of 0 is no empty whole: it is missing', () => {
    expect(find(json(set2026, { 'petitions-on-time': [5, 0] }), 'petitions-on-time')).toMatchObject({
      points: null,
      missing: 'part-without-whole',
    })
  })

  test('the verdict has its own threshold: at 90 % "từ" is met, "trên" is not', () => {
    const card = json(set2026, { 'on-time': [9, 10], 'e-result': [9, 10] })
    expect(find(card, 'on-time')?.verdict).toEqual({ text: 'Đạt', met: true, threshold: 90, inclusive: true })
    expect(find(card, 'e-result')?.verdict).toEqual({ text: 'Chưa đạt', met: false, threshold: 90, inclusive: false })
  })
})

describe('a set of a province', () => {
  const all = {
    'on-time': [9, 10],
    'within-a-day': [1, 2],
    'petitions-on-time': [1, 2],
    'mobile-service-days': [1, 3],
    'leader-meetings': [1, 1],
  } as const
  const counts = (changes: Record<string, [number, number] | null> = {}) =>
    Object.assign(structuredClone(all) as unknown as Record<string, [number, number] | null>, changes)

  test('its own maxima, rounding, bands', () => {
    const card = json(province, counts())
    expect(card).toMatchObject({ total: 8.5, band: 'Tốt' })
    expect(find(card, 'mobile-service-days')).toMatchObject({ ratio: 0.3333, points: 0.5 })
  })

  test('redistribute: the points go to the rest of the group, in proportion to the maxima', () => {
    const card = json(province, counts({ 'petitions-on-time': [0, 0] }))
    const group = card.groups[1]
    expect(group?.indicators.map(({ max }) => max)).toEqual([0, 2, 2, null])
    expect(group).toMatchObject({ max: 4, points: 2.7 })
    expect(find(card, 'petitions-on-time')).toMatchObject({ points: 0, max: 0, policy: 'redistribute' })
  })

  test('not applicable: the maximum leaves group and total, and the band is judged by share', () => {
    const card = json(province, counts({ 'mobile-service-days': [0, 0] }))
    expect(card.groups[1]).toMatchObject({ max: 2.5, points: 2 })
    expect(card.missing).toEqual([])
    expect(card.band).toBe('Tốt')
    expect(find(json(province, counts(), 'department'), 'mobile-service-days')).toMatchObject({
      points: null,
      max: null,
      policy: 'not-applicable',
      because: 'scope',
    })
  })

  test('a policy per level: the same empty whole is lost in one, full in another', () => {
    expect(find(json(province, counts({ 'within-a-day': [0, 0] })), 'within-a-day')).toMatchObject({ points: 0 })
    expect(
      find(json(province, counts({ 'within-a-day': [0, 0] }), 'commune', { 'leader-meetings': 1 }), 'within-a-day'),
    ).toMatchObject({ points: 2 })
  })

  test('redistributing a whole group takes it out', () => {
    const empty = counts({ 'on-time': [0, 0], 'within-a-day': null })
    expect(json(province, empty).missing).toEqual(['within-a-day'])
  })
})

describe('the note: filed-online is multiplied by the sync rate', () => {
  test('30 % filed × 50 % synced is 15 % of a target of 50 %', () => {
    const card = json(note, { 'filed-online': [30, 100], 'dossiers-synced': [1, 2] })
    expect(find(card, 'filed-online')).toMatchObject({ ratio: 0.15, points: 1.8 })
  })

  test('without a sync rate it is missing', () => {
    expect(find(json(note, { 'filed-online': [30, 100] }), 'filed-online')).toMatchObject({
      points: null,
      missing: 'factor-missing',
    })
  })
})

const count = tuple(integer({ min: 0, max: 2_000_000 }), integer({ min: 0, max: 2_000_000 })).map(
  ([part, more]): Count => ({ part, whole: part + more }),
)
const ids = [...set2026.indicators.values()].filter((item) => item.kind !== 'per-procedure').map((item) => item.id)
const someCounts = dictionary(constantFrom(...ids), oneof(count, constant(null)), { maxKeys: ids.length })
const allCounts = record(Object.fromEntries(ids.map((id) => [id, count])))
const anySet = constantFrom(set2026, note, open('../../../index-sets/vn-766/2023.yaml'))
const anyLevel = constantFrom(...levels)

function asCounts(counts: Record<string, Count | null>): Counts {
  return new Map(Object.entries(counts))
}

describe('for all counts', () => {
  test('points never exceed the maximum, groups are sums, the total is the sum of groups', () => {
    assert(
      property(anySet, allCounts, anyLevel, (set, counts, level) => {
        const card = scoreUnit(set, asCounts(counts), { unit: 'x', level, period: '2026' })
        for (const group of card.groups) {
          const scored = group.indicators.filter((item) => item.kind === 'scored')
          for (const { points, max } of scored)
            expect(points && max && points.compare(max) <= 0 && points.compare(0) >= 0).toBe(true)
          expect(group.points?.equals(sum(scored.map((item) => item.points ?? ZERO)))).toBe(true)
        }
        expect(card.total?.equals(sum(card.groups.map((group) => group.points ?? ZERO)))).toBe(true)
        expect(card.total && toFixed(card.total, 2)).toBe(card.total?.valueOf().toFixed(2))
      }),
    )
  })

  test('one more in the part never brings fewer points', () => {
    assert(
      property(anySet, allCounts, constantFrom(...ids), integer({ min: 1, max: 1000 }), (set, counts, id, more) => {
        const before = counts[id] ?? { part: 0, whole: 1 }
        const after = { ...counts, [id]: { part: before.part + more, whole: before.whole } }
        const total = (input: Record<string, Count>) =>
          scoreUnit(set, asCounts(input), { unit: 'x', level: 'province', period: '2026' }).total
        const [a, b] = [total(counts), total(after)]
        expect(a && b && b.compare(a) >= 0).toBe(true)
      }),
    )
  })

  test('the order of input makes no difference, nor does a trip through YAML', () => {
    assert(
      property(someCounts, shuffledSubarray(ids, { minLength: ids.length }), (counts, order) => {
        const score = (entries: Counts) =>
          JSON.stringify(scorecardJson(scoreUnit(set2026, entries, { unit: 'x', level: 'commune', period: '2026' })))
        const shuffled = new Map(order.flatMap((id) => (id in counts ? [[id, counts[id] ?? null]] : [])))
        const travelled = parse(stringify(counts)) as Record<string, Count | null>
        expect(score(shuffled)).toBe(score(asCounts(counts)))
        expect(score(asCounts(travelled))).toBe(score(asCounts(counts)))
      }),
    )
  })

  test('a missing or null count makes group and total null, and nothing else does', () => {
    assert(
      property(someCounts, (counts) => {
        const card = scoreUnit(set2026, asCounts(counts), { unit: 'x', level: 'province', period: '2026' })
        const without = [...set2026.indicators.values()].filter(
          ({ id, kind }) =>
            kind === 'scored' && (!(id in counts) || (counts[id] === null && id !== 'certified-copies')),
        )
        expect(card.missing).toEqual(without.map((item) => item.id))
        expect(card.total === null).toBe(without.length > 0)
      }),
    )
  })

  test('shared-out maxima are whole cents and add up exactly', () => {
    const cents = integer({ min: 1, max: 2000 }).map((value) => exact(value).div(100))
    assert(
      property(cents, tuple(cents, cents, cents), (amount, maxima) => {
        const shared = shareOut(amount, maxima, 2)
        expect(sum(shared).equals(sum([amount, ...maxima]))).toBe(true)
        for (const [i, max] of shared.entries())
          expect(max.compare(maxima[i] ?? ZERO) >= 0 && max.mul(100).d === 1n).toBe(true)
      }),
    )
  })
})

describe('ranking one cohort', () => {
  const unit = (name: string, total: string | null) => ({
    unit: name,
    total: total === null ? null : exact(total),
    small: false,
  })

  test('ties share a place and the next is skipped: 1-2-2-4; the unknown are not ranked', () => {
    const ranked = rank([unit('a', '70'), unit('b', '80.5'), unit('c', null), unit('d', '80.50'), unit('e', '90')])
    expect(ranked.map(({ unit: name, rank: place }) => [name, place])).toEqual([
      ['e', 1],
      ['b', 2],
      ['d', 2],
      ['a', 4],
      ['c', null],
    ])
    expect(ranked[0]?.of).toBe(4)
  })

  test('the order of input makes no difference to the places', () => {
    const cohort = ['10', '30', '30', '20', '5'].map((total, i) => unit(String(i), total))
    assert(
      property(shuffledSubarray(cohort, { minLength: cohort.length }), (shuffled) => {
        const places = new Map(rank(shuffled).map((item) => [item.unit, item.rank]))
        expect(['0', '1', '2', '3', '4'].map((name) => places.get(name))).toEqual([4, 1, 1, 3, 5])
      }),
    )
  })

  test('unrounded totals decide where rounded ones are alike, and small denominators are marked', () => {
    const base: Record<string, Count | null> = Object.fromEntries(ids.map((id) => [id, { part: 1000, whole: 1000 }]))
    const card = (name: string, onTime: Count) =>
      scoreUnit(set2026, asCounts({ ...base, 'on-time': onTime }), {
        unit: name,
        level: 'commune',
        period: '2026',
        inherited: new Map(['announced-on-time', 'published-on-time', 'content-complete'].map((id) => [id, exact(2)])),
      })
    const [a, b, c] = [
      card('a', { part: 900_000, whole: 1_000_000 }),
      card('b', { part: 900_001, whole: 1_000_000 }),
      card('c', { part: 9, whole: 10 }),
    ]
    expect(a.total?.equals(b.total ?? ZERO)).toBe(true)
    const ranked = rank(contenders([a, b, c], set2026))
    expect(ranked.map(({ unit: name, rank: place, small }) => [name, place, small])).toEqual([
      ['b', 1, false],
      ['a', 2, false],
      ['c', 2, true],
    ])
  })

  test('units of different kinds or versions are never ranked together', () => {
    const card = (level: Level) => scoreUnit(set2026, new Map(), { unit: level, level, period: '2026' })
    expect(() => contenders([card('commune'), card('province')], set2026)).toThrow(/one cohort/)
    expect(() => contenders([card('commune')], note)).toThrow(/one cohort/)
  })
})
