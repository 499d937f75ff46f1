import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { utils, write } from '@e965/xlsx'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { groupCodes, groups2025, groups2026 } from '../golden/figures.ts'
import { evaluation, number, oldRows } from '../golden/portal-tables.ts'
import { chiso, chisoJson, file, folder, keptFolder, root } from './chiso.ts'

const summaryShape = z.object({
  new: z.number(),
  changed: z.number(),
  same: z.number(),
  quarantined: z.number(),
  files: z.array(z.object({ sheet: z.string().nullable(), failures: z.array(z.object({ code: z.string() })) })),
})
const figure = z.object({ points: z.number().nullable(), seq: z.number() }).nullable()
const nationalShape = z.object({
  indexSet: z.string().nullable(),
  version: z.string(),
  of: z.number(),
  rows: z.array(
    z.object({ rank: z.number().nullable(), unit: z.string(), total: figure, groups: z.record(z.string(), figure) }),
  ),
  national: z.object({
    total: z.object({ computed: z.number().nullable(), reported: figure, difference: z.number().nullable() }),
    meanOfTotals: z.number().nullable(),
  }),
  apart: z.array(z.object({ version: z.string(), units: z.array(z.string()) })),
  computed: z.unknown(),
  outside: z.array(z.string()),
  origins: z.array(
    z.object({ seq: z.number(), source: z.string(), form: z.string(), capturedAt: z.string().nullable() }),
  ),
})

/** The shape of our own files: rows with group codes beside name and total. */
const rows2026 = groups2026.rows.map((row) => ({
  rank: row.rank,
  code: row.code,
  name: row.unit,
  total: number(row, 'total'),
  ...Object.fromEntries(groupCodes.map((code) => [code, number(row, code)])),
}))
const answer2026 = JSON.stringify({ national: groups2026.national, rows: rows2026 })

function made(unit?: string): string {
  const data = join(folder(), 'data')
  chisoJson(['init', '--data', data, ...(unit === undefined ? [] : ['--unit', unit])])
  return data
}

function imported(data: string, path: string, ...more: string[]) {
  const { out } = chiso(['import', path, '--data', data, '--source', 'cong', '--json', ...more])
  return summaryShape.parse(JSON.parse(out))
}

function failuresOf(summary: z.infer<typeof summaryShape>): string[] {
  return summary.files.flatMap(({ failures }) => failures.map(({ code }) => code))
}

function national(data: string, ...more: string[]) {
  return nationalShape.parse(chisoJson(['national', '--data', data, ...more]))
}

describe('published tables go into the ledger', () => {
  test('once; another capture is another version, beside the first', () => {
    const data = made()
    const path = file('2026.json', answer2026)
    const counts = ({ new: added, changed, same }: z.infer<typeof summaryShape>) => [added, changed, same]
    expect(counts(imported(data, path, '--period', '2026', '--captured', '10/10/2026'))).toEqual([35, 0, 0])
    expect(counts(imported(data, path, '--period', '2026', '--captured', '10/10/2026'))).toEqual([0, 0, 35])
    const later = file('2026.json', answer2026.replace('68.8', '68.9'))
    expect(counts(imported(data, later, '--period', '2026', '--captured', '01/11/2026'))).toEqual([0, 35, 0])
    // An older capture that comes late does not become the newest.
    expect(counts(imported(data, path, '--period', '2026', '--captured', '01/10/2026'))).toEqual([0, 35, 0])
    const [first] = national(data, '--period', '2026').rows
    expect([first?.unit, first?.total?.points]).toEqual(['H20', 68.9])
  })

  test('answers of both services, with an envelope and as rows of Excel sheets', () => {
    const data = made()
    expect(
      imported(data, file('moi.json', JSON.stringify({ data: { evaluation } })), '--period', '2026'),
    ).toMatchObject({ new: 34, quarantined: 0 })
    expect(imported(data, file('cu.json', JSON.stringify({ data: oldRows })), '--period', '2025-10')).toMatchObject({
      new: 34,
      quarantined: 0,
    })
    const book = utils.book_new()
    utils.book_append_sheet(book, utils.json_to_sheet(oldRows.slice(0, 3)), 'Điểm năm')
    utils.book_append_sheet(book, utils.json_to_sheet(oldRows.slice(3, 5)), 'Điểm tháng')
    const bytes: unknown = write(book, { type: 'buffer', bookType: 'xlsx' })
    if (!(bytes instanceof Uint8Array)) throw new Error('a buffer was asked for')
    const sheets = imported(data, file('cu.xlsx', bytes), '--period', '2025-09')
    // The sheet of the year is not one of September.
    expect(sheets).toMatchObject({ new: 2, quarantined: 3 })
    expect(national(data, '--period', '2025-10').origins.map(({ form }) => form)).toContain('portal-old')
    expect(national(data, '--period', '2026').version).toBe('vn-766/2026')
  })

  test('a monthly table, as text and as Word: the province, and the country beside it', () => {
    const data = made('H99')
    const text = join(root, 'samples/bao-cao-thang-11-2023.txt')
    expect(imported(data, text)).toMatchObject({ new: 2, quarantined: 0 })
    const word = join(folder(), 'bang.docx')
    chisoJson(['published', 'write', text, '--to', word])
    expect(imported(data, word)).toMatchObject({ new: 0, changed: 0, same: 2 })
    const { rows, national: row } = national(data, '--period', '2023-11')
    expect(rows.map(({ unit, total }) => [unit, total?.points])).toEqual([['H99', 75.5]])
    expect([row.total.reported?.points, row.total.difference]).toEqual([65.7, null])
  })

  test('what is not stated is asked for, what contradicts is refused', () => {
    const data = made()
    const path = file('2026.json', answer2026)
    expect(failuresOf(imported(data, path))).toEqual(['report-period-unknown'])
    const text = join(root, 'samples/bao-cao-thang-11-2023.txt')
    expect(failuresOf(imported(data, text))).toEqual(['report-unit-unknown'])
    expect(failuresOf(imported(data, text, '--unit', 'H99', '--period', '2023-10'))).toEqual(['report-period-differs'])
    expect(chiso(['import', path, '--data', data, '--source', 'cong', '--captured', '31/12/2199']).err).toContain(
      'captured-later',
    )
  })

  test('names are matched where exactly one unit has them, others are quarantined', () => {
    const data = made()
    const counts = { 'offered-online': [52, 89], 'services-used-online': [516, 1884] }
    const rows = [
      { unit: 'Phú Thọ (H44)', period: '2026', counts },
      { unit: 'Phường Vân Phú, Phú Thọ', period: '2026-Q3', counts },
      { unit: 'UBND tỉnh Nam Định', period: '2026', counts },
    ]
    const summary = imported(data, file('truc-tuyen.json', JSON.stringify({ rows })))
    expect(summary).toMatchObject({ new: 1, quarantined: 2 })
    const sheet = readFileSync(summary.files[0]?.sheet ?? '', 'utf8')
    expect(sheet).toContain('"Phường Vân Phú, Phú Thọ",unit-unknown')
  })

  test('a code that is none is quarantined: it would be read as another unit of another period', () => {
    const rows = [{ ...rows2026[0], code: 'H20/2025' }, { ...rows2026[1], code: '012345678901' }, rows2026[2]]
    expect(imported(made(), file('ma.json', JSON.stringify({ rows })), '--period', '2026')).toMatchObject({
      new: 1,
      quarantined: 2,
    })
  })

  test('a unit that stands twice with other figures is taken once, and said', () => {
    const data = made()
    const [row] = rows2026
    const rows = [row, { ...row, total: 1 }]
    expect(imported(data, file('hai.json', JSON.stringify({ rows })), '--period', '2026')).toMatchObject({
      new: 1,
      quarantined: 1,
    })
  })
})

describe('chiso national', () => {
  const data = join(keptFolder(), 'data')
  beforeAll(() => {
    chisoJson(['init', '--data', data, '--unit', 'H99'])
    imported(data, file2('2026.json', answer2026), '--period', '2026', '--captured', '10/10/2026')
    imported(data, file2('2025.json', JSON.stringify({ data: oldRows })), '--period', '2025-10')
    const [first, second] = oldRows
    imported(data, file2('lan.json', JSON.stringify({ data: [first, second] })), '--period', '2026')
    const own = { rows: [{ code: 'H99', name: 'Tỉnh Mẫu', total: 99, CKMB: 18, TDGQ: 20, MDHL: 18 }] }
    imported(data, file2('mau.json', JSON.stringify(own)), '--period', '2026')
  }, 60_000)
  const kept = keptFolder()
  function file2(name: string, content: string): string {
    const path = join(kept, name)
    writeFileSync(path, content)
    return path
  }

  test('2026: ranks as printed, 62,59 beside the portal’s own 62,59, every figure with its origin', () => {
    const answer = national(data, '--period', '2026')
    expect(answer.rows.map(({ rank, unit }) => [rank, unit])).toEqual(
      groups2026.rows.map(({ rank, code }) => [rank, code]),
    )
    expect(answer.national).toMatchObject({
      total: { computed: 62.59, reported: { points: 62.59 }, difference: 0 },
      meanOfTotals: 62.58,
    })
    const known = new Map(answer.origins.map((origin) => [origin.seq, origin]))
    for (const { total, groups } of answer.rows)
      for (const item of [total, ...Object.values(groups)])
        expect(known.get(item?.seq ?? 0)).toMatchObject({ source: 'cong', capturedAt: '2026-10-10' })
  })

  test('rows of the old service and a province that is none stay apart, and nothing is computed from nothing', () => {
    const answer = national(data, '--period', '2026')
    expect(answer.apart).toEqual([{ version: '? (portal-old)', units: ['H05', 'H49'] }])
    expect([answer.outside, answer.computed]).toEqual([['H99'], null])
    const { out } = chiso(['national', '--data', data, '--period', '2026'])
    expect(out).toContain('═══ Khác phiên bản')
    expect(out).toContain('QUARTILE.INC')
  })

  test('October 2025 is a table of its own, under no version that is known', () => {
    const answer = national(data, '--period', '2025-10')
    expect([answer.indexSet, answer.of, answer.rows[0]?.unit]).toEqual([null, 34, groups2025.rows[0]?.code])
    for (const [period, set] of [
      ['2025-10', 'vn-766/2026'],
      ['2026', 'vn-766/2023'],
    ] as const) {
      const { code, err } = chiso(['national', '--data', data, '--period', period, '--index-set', set])
      expect([code, err]).toEqual([2, expect.stringContaining('reported-other-version')])
    }
  })

  test('nothing published for a period or a level is said', () => {
    expect(chiso(['national', '--data', data, '--period', '2024']).err).toContain('reported-missing')
    expect(chiso(['national', '--data', data, '--period', '2026', '--level', 'commune']).err).toContain(
      'reported-missing',
    )
  })
})

const comparedShape = z.object({
  series: z.array(
    z.object({
      source: z.string(),
      sameVersion: z.boolean(),
      captures: z.array(z.object({ capturedAt: z.string().nullable() })),
      groups: z.array(
        z.object({
          indicators: z.array(
            z.object({
              id: z.string(),
              outcome: z.string(),
              computed: z.object({ part: z.number().nullable(), whole: z.number().nullable() }),
              difference: z.object({
                part: z.number().nullable(),
                whole: z.number().nullable(),
                points: z
                  .object({
                    value: z.number(),
                    fromPart: z.number().nullable(),
                    fromWhole: z.number().nullable(),
                    fromOthers: z.number().nullable(),
                    unfollowed: z.number().nullable(),
                  })
                  .nullable(),
              }),
              reasons: z.array(z.object({ code: z.string(), message: z.string() })),
            }),
          ),
        }),
      ),
    }),
  ),
})

describe('chiso compare', () => {
  const data = join(keptFolder(), 'data')
  const sample = keptFolder()
  const asked = ['--data', data, '--period', '2026-10', '--as-of', '31/10/2026']
  const cardShape = z.object({
    groups: z.array(
      z.object({
        indicators: z.array(z.object({ id: z.string(), part: z.number().nullable(), whole: z.number().nullable() })),
      }),
    ),
  })
  let onTime: readonly [number, number]
  beforeAll(() => {
    chisoJson(['sample', '--dossiers', '4000', '--seed', '11', '--out', sample])
    chisoJson(['init', '--data', data, '--unit', 'H99'])
    chisoJson(['import', sample, '--data', data, '--source', 'mau'])
    const { groups } = cardShape.parse(chisoJson(['scorecard', ...asked]))
    const own = groups.flatMap(({ indicators }) => indicators).find(({ id }) => id === 'on-time')
    onTime = [own?.part ?? 0, own?.whole ?? 0]
    const [part, whole] = onTime
    const row = {
      code: 'H99',
      counts: { 'on-time': [part - 7, whole + 5], 'certified-copies': null },
      points: { 'on-time': 10 },
    }
    const path = join(sample, 'cong.json')
    writeFileSync(path, JSON.stringify({ period: '2026-10', rows: [row] }))
    imported(data, path, '--captured', '30/10/2026')
    const older = { ...row, counts: { 'on-time': [1, 2] } }
    writeFileSync(path, JSON.stringify({ period: '2026-10', rows: [older] }))
    imported(data, path, '--captured', '29/10/2026')
    chisoJson(['import', path, '--data', data, '--source', 'khac', '--captured', '28/10/2026'])
  }, 120_000)

  function seriesOf(...more: string[]) {
    return comparedShape.parse(chisoJson(['compare', ...asked, ...more])).series
  }

  test('the newest capture of each source, figure by figure', () => {
    const series = seriesOf('--unit', 'H99')
    expect(series.map(({ source, captures }) => [source, captures.map(({ capturedAt }) => capturedAt)])).toEqual([
      ['cong', ['2026-10-30', '2026-10-29']],
      ['khac', ['2026-10-28']],
    ])
    const [one] = series[0]?.groups.flatMap(({ indicators }) => indicators.filter(({ id }) => id === 'on-time')) ?? []
    expect(one?.computed).toEqual({ part: onTime[0], whole: onTime[1] })
    expect([one?.outcome, one?.difference.part, one?.difference.whole]).toEqual(['different', 7, -5])
    const { value = 0, fromPart, fromWhole, fromOthers, unfollowed } = one?.difference.points ?? {}
    const cents = [fromPart, fromWhole, fromOthers, unfollowed].map((piece) => Math.round((piece ?? Number.NaN) * 100))
    expect(cents.reduce((sum, piece) => sum + piece, 0)).toBe(Math.round(value * 100))
    expect(one?.reasons.map(({ code }) => code)).toContain('points-do-not-follow')
  })

  test('null stays null; what is not reported is not enough to compare', () => {
    const [one] = seriesOf('--source', 'cong')
    const all = one?.groups.flatMap(({ indicators }) => indicators) ?? []
    expect(all.find(({ id }) => id === 'certified-copies')?.difference).toMatchObject({ part: null, whole: null })
    expect(all.filter(({ outcome }) => outcome === 'not-enough').length).toBeGreaterThan(10)
    const { out } = chiso(['compare', ...asked, '--source', 'cong'])
    expect(out).toContain('chưa đủ đối chiếu')
    expect(out).not.toContain('Nguồn khac')
  })

  test('the installation’s own card stands beside published ones, marked as computed', () => {
    expect(chiso(['national', ...asked]).out).toContain('(tính toán)')
    expect(national(data, '--period', '2026-10', '--as-of', '31/10/2026').computed).toMatchObject({
      unit: 'H99',
      series: 'computed',
    })
  })

  test('nothing reported, and a unit that is none, are said', () => {
    expect(chiso(['compare', ...asked, '--source', 'nobody']).err).toContain('reported-missing')
    expect(chiso(['compare', ...asked, '--unit', 'H99.77']).err).toContain('unit-unknown')
  })
})
