import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { toNumber } from '../exact.ts'
import { parsePlainDate } from '../time/plain-date.ts'
import { ReportedFigures, ratioIn } from './figures.ts'
import { report, setIn } from './fixtures/reports.ts'
import { isUnder, versionOf } from './report.ts'

const shipped = (name: string) =>
  setIn(readFileSync(new URL(`../../../index-sets/vn-766/${name}.yaml`, import.meta.url), 'utf8'))
const sets = ['2023', '2026', 'note'].map(shipped)
const captured = (day: string) => ({ origin: { capturedAt: parsePlainDate(day) } })

describe('figures of one series', () => {
  test('each from the newest capture that has it; part, whole and points of one capture', () => {
    const figures = new ReportedFigures([
      report({ 'on-time.part': 5, 'on-time.whole': 10, 'on-time.points': 10 }, captured('2026-11-01')),
      report({ 'on-time.part': 6, 'on-time.whole': 10 }, captured('2026-11-03')),
      report({ total: 60, CKMB: 10 }, captured('2026-11-02')),
    ])
    expect(figures.indicator('on-time')).toMatchObject({ count: { part: 6, whole: 10 }, points: null })
    expect(toNumber(figures.total()?.points?.value ?? expect.fail())).toBe(60)
    expect(figures.group('MDHL')).toBeNull()
  })

  test('a group stands beside the total that it adds to, not one of a later partial answer', () => {
    const figures = new ReportedFigures([
      report({ total: 60, CLGQ: 8.48 }, captured('2026-10-10')),
      report({ CLGQ: 8.56, 'offered-online.part': 1, 'offered-online.whole': 2 }, captured('2026-11-01')),
    ])
    expect(toNumber(figures.group('CLGQ')?.points?.value ?? expect.fail())).toBe(8.48)
  })

  test('null is no data, absent is not reported, unreadable is neither', () => {
    const body = { printed: { 'c.part': '12 nghìn', d: 'Không có số liệu' } }
    const figures = new ReportedFigures([
      report({ 'a.part': null, 'a.whole': null, 'b.points': 2, 'c.part': null, 'c.whole': null, CKMB: null }, { body }),
    ])
    expect(figures.indicator('a')?.count).toBeNull()
    expect(figures.indicator('b')?.count).toBeUndefined()
    expect(figures.indicator('c')?.count).toBeUndefined()
    expect(figures.indicator('d')).toMatchObject({ count: undefined, text: 'Không có số liệu' })
    expect(figures.indicator('e')).toBeNull()
    expect(figures.group('CKMB')).toMatchObject({ points: null })
  })

  test('a ratio comes from counts, else from the printed rate; a whole of 0 has none', () => {
    const figures = new ReportedFigures([
      report({ 'a.part': 1, 'a.whole': 4, 'a.percent': 26, 'b.percent': 49.22, 'c.part': 0, 'c.whole': 0 }),
    ])
    const ratios = ['a', 'b', 'c'].map((id) => {
      const found = figures.indicator(id)
      const ratio = found && ratioIn(found)
      return ratio && toNumber(ratio)
    })
    expect(ratios).toEqual([0.25, 0.4922, null])
  })
})

describe('the version behind a report', () => {
  test.each([
    ['portal-new', '2026-10', 'vn-766/2026'],
    ['portal', '2026', 'vn-766/2026'],
    ['portal-old', '2026', null],
    ['portal-old', '2025-10', null],
    ['portal', '2025-10', null],
    ['monthly-table', '2023-11', 'vn-766/2023'],
  ] as const)('%s of %s: %s', (form, period, version) => {
    const one = report({}, { origin: { form }, body: { period } })
    expect(versionOf(one, sets)?.id ?? null).toBe(version)
    expect(sets.filter((set) => isUnder(one, set)).map(({ id }) => id)).toEqual(version === null ? [] : [version])
  })
})
