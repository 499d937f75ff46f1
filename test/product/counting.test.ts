import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { chiso, chisoJson, file, keptFolder } from './chiso.ts'

/** The way of an official: from the total to one late dossier, and why it is late. */

const data = join(keptFolder(), 'mau')
const october = ['--data', data, '--period', '2026-10', '--as-of', '31/10/2026']
let firstPage = ''

beforeAll(() => {
  firstPage = chiso(['start', '--print', '--data', data]).out
}, 120_000)

const indicator = z.object({
  id: z.string(),
  part: z.number().nullable(),
  whole: z.number().nullable(),
  ratio: z.number().nullable(),
  points: z.number().nullable(),
})
const scorecardShape = z.object({
  unit: z.string(),
  total: z.number(),
  band: z.string(),
  rank: z.number().nullable(),
  of: z.number().nullable(),
  cohort: z.string(),
  watermark: z.number(),
  provisional: z.boolean(),
  groups: z.array(z.object({ code: z.string(), points: z.number(), indicators: z.array(indicator) })),
})
const rankingShape = z.object({
  of: z.number(),
  rows: z.array(z.object({ rank: z.number().nullable(), unit: z.string(), total: z.number().nullable() })),
})
const listShape = z.object({
  table: z.string(),
  total: z.number(),
  rows: z.array(z.object({ code: z.string(), state: z.string().optional() })),
})

function scorecard(...more: readonly string[]) {
  return scorecardShape.parse(chisoJson(['scorecard', ...october, ...more]))
}

function find(card: z.infer<typeof scorecardShape>, id: string) {
  return card.groups.flatMap(({ indicators }) => indicators).find((item) => item.id === id)
}

describe('npm start -- --print', () => {
  test('loads the sample province once, marked as a sample, and shows scorecard, ranking and the way on', () => {
    for (const text of [
      'DỮ LIỆU MẪU',
      'Tỉnh Mẫu',
      '74,11%',
      '75,02%',
      'TỔNG ĐIỂM',
      'sở, ban, ngành · 2026-10',
      'chiso.js dossiers --unit H99',
    ])
      expect(firstPage).toContain(text)
    const again = chiso(['start', '--print', '--data', data])
    expect(again.err).toBe('')
    const undated = (text: string) => text.replaceAll(/Tính đến \S+ \S+,/g, '')
    expect(undated(again.out)).toBe(undated(firstPage))
  })
})

describe('scorecard', () => {
  test('of the province: the rates of November 2023 that its dossiers determine', () => {
    const card = scorecard()
    const rates = ['dossiers-synced', 'on-time', 'filed-online', 'paid-online', 'e-result', 'digitised'].map((id) =>
      ((find(card, id)?.ratio ?? 0) * 100).toFixed(2),
    )
    expect(rates).toEqual(['75.02', '74.11', '49.08', '58.55', '57.30', '50.43'])
    expect(card).toMatchObject({ unit: 'H99', rank: null, provisional: false })
  })

  test('of a commune: inherits 1.1 to 1.3, has a rank in its cohort', () => {
    const [province, commune] = [scorecard(), scorecard('--unit', '000.07.50.H99')]
    expect(commune).toMatchObject({ unit: 'H99.50.07', cohort: 'commune', of: 90 })
    for (const id of ['announced-on-time', 'published-on-time', 'content-complete'])
      expect(find(commune, id)?.points).toBe(find(province, id)?.points)
  })

  test('as of a moment within the period: provisional, and less than at its end', () => {
    const middle = scorecardShape.parse(
      chisoJson(['scorecard', '--data', data, '--period', '2026-10', '--as-of', '15/10/2026 12:00']),
    )
    expect(middle.provisional).toBe(true)
    expect(find(middle, 'filed-online')?.whole ?? 0).toBeLessThan(find(scorecard(), 'filed-online')?.whole ?? 0)
  })

  test('for people, in both languages', () => {
    expect(chiso(['scorecard', ...october, '--unit', 'H99.06']).out).toMatch(/Sở Nông nghiệp[\s\S]*Hạng \d+\/15/)
    expect(chiso(['--lang', 'en', 'scorecard', ...october, '--unit', 'H99.06']).out).toMatch(/Rank \d+ of 15/)
  })
})

test('ranking: one level, ties share a rank, best first', () => {
  const { of, rows } = rankingShape.parse(chisoJson(['ranking', ...october, '--level', 'commune']))
  expect([of, rows.length]).toEqual([90, 90])
  // By unrounded totals: the rounded ones of 22 indicators may stand a few hundredths the other way round.
  const totals = rows.map(({ total }) => total ?? 0)
  for (const [index, total] of totals.entries()) expect(totals[index + 1] ?? 0).toBeLessThan(total + 0.11)
  expect(rows.map(({ rank }) => rank)).toEqual(rows.map(({ rank }) => rank).toSorted((a, b) => (a ?? 0) - (b ?? 0)))
  expect(rows[0]?.rank).toBe(1)
})

describe('from a number to a dossier', () => {
  const unit = ['--unit', 'H99.06', '--indicator', 'on-time']
  const list = (...more: readonly string[]) => listShape.parse(chisoJson(['dossiers', ...october, ...unit, ...more]))

  test('explain opens part and whole, rule and source, months, units and procedures', () => {
    const shape = z.object({
      score: indicator,
      formula: z.object({ part: z.object({ conditions: z.object({ vi: z.string() }) }) }),
      legalBasis: z.array(z.object({ document: z.string() })),
      below: z.array(z.object({ of: z.string(), part: z.number(), whole: z.number() })),
      procedures: z.array(z.object({ part: z.number(), whole: z.number(), name: z.string() })),
    })
    const { score, formula, legalBasis, below, procedures } = shape.parse(chisoJson(['explain', ...october, ...unit]))
    expect(formula.part.conditions.vi).toContain('kết thúc xử lý đúng hạn')
    expect(legalBasis[0]?.document).toBe('766/QĐ-TTg')
    // Last, what the department handles itself: then the rows add up to the figure.
    expect(below.map(({ of }) => of).toSorted()).toEqual(['H99.06', 'H99.06.01', 'H99.06.02', 'H99.06.03'])
    expect(below.reduce((sum, { whole }) => sum + whole, 0)).toBe(score.whole)
    const sum = (key: 'part' | 'whole') => procedures.reduce((all, row) => all + row[key], 0)
    expect([sum('part'), sum('whole')]).toEqual([score.part, score.whole])
  })

  test('months of events add up to the quarter', () => {
    const shape = z.object({ score: indicator, months: z.array(z.object({ part: z.number(), whole: z.number() })) })
    const { score, months } = shape.parse(
      chisoJson(['explain', '--data', data, '--period', '2026-Q3', '--indicator', 'digitised']),
    )
    expect(months).toHaveLength(3)
    expect(months.reduce((sum, { whole }) => sum + whole, 0)).toBe(score.whole)
    expect(months.reduce((sum, { part }) => sum + part, 0)).toBe(score.part)
  })

  test('the list is as long as the number says; pages follow each other', () => {
    const score = find(scorecard('--unit', 'H99.06'), 'on-time')
    const failing = list('--limit', '10000')
    expect(failing.total).toBe((score?.whole ?? 0) - (score?.part ?? 0))
    expect(list('--passing').total).toBe(score?.part)
    const pages = [list('--limit', '7').rows, list('--offset', '7', '--limit', '7').rows].flat()
    expect(pages).toEqual(failing.rows.slice(0, 14))
    expect(failing.rows.every(({ state }) => state === 'late' || state === 'overdue' || state === 'unknown')).toBe(true)
  })

  test('one of them says why it is late', () => {
    const late = list('--limit', '10000').rows.find(({ state }) => state === 'late')
    const shape = z.object({ judgement: z.string(), steps: z.array(z.object({ rule: z.string(), text: z.string() })) })
    const told = shape.parse(chisoJson(['dossier', late?.code ?? '', ...october]))
    expect(told.judgement).toBe('late')
    expect(told.steps.at(-1)?.text).toMatch(/^Trễ hạn: .*trễ/)
  })

  test('of procedures it lists procedures', () => {
    expect(listShape.parse(chisoJson(['dossiers', ...october, '--indicator', 'payment-used'])).table).toBe('procedure')
  })
})

describe('what cannot be asked', () => {
  test.each([
    [['scorecard', ...october, '--unit', 'H99.99'], 'unit-unknown'],
    [['scorecard', ...october, '--unit', 'H99.21'], 'unit-not-current'],
    [['scorecard', '--data', data, '--period', '2026-13'], 'moment-invalid'],
    [['scorecard', '--data', data, '--period', '2026', '--as-of', 'hôm qua'], 'moment-invalid'],
    [['dossiers', ...october, '--indicator', 'mean-handling-time'], 'indicator-not-counted'],
    [['scorecard', ...october, '--index-set', 'vn-766/2099'], 'index-set-unknown'],
  ])('%j: %s', (args, code) => {
    const { err, code: exit } = chiso(args)
    expect(err).toMatch(new RegExp(`^${code}: `))
    expect(exit).toBe(2)
  })

  test('an index set with a measure that nobody knows: the known ones are listed', () => {
    const set = file(
      'la.yaml',
      `id: tinh/1
name: { vi: Lạ, en: Strange }
legalBasis: [{ document: 1/QĐ, title: { vi: Lạ, en: Strange } }]
validFrom: null
validTo: null
evidence: [made up]
rounding: { ratioDecimals: 8, pointsDecimals: 2, displayDecimals: 2 }
total: 10
bands: [{ from: 0, name: { vi: Yếu, en: Weak } }]
groups:
  - code: LA
    numbers: {}
    name: { vi: Lạ, en: Strange }
    max: 10
    indicators:
      - { id: la, numbers: {}, name: { vi: Lạ, en: Strange }, max: 10, target: 100, part: dossiers-on-tme, whole: given }
`,
    )
    const { err, code } = chiso(['scorecard', ...october, '--index-set', set])
    expect(code).toBe(3)
    expect(err).toMatch(/^measure-unknown: .*la\.yaml: dòng 16.*"dossiers-on-tme".*dossiers-on-time/)
  })
})

test('a period that was never imported has no data, not 0 points', () => {
  const shape = z.object({ total: z.number().nullable(), missing: z.array(z.string()) })
  const { total, missing } = shape.parse(
    chisoJson(['scorecard', '--data', data, '--period', '2024-05', '--index-set', 'vn-766/2026']),
  )
  expect(total).toBeNull()
  expect(missing).toContain('on-time')
})
