import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, test } from 'vitest'
import { templates } from '../intake/template/columns.ts'
import { envelopeRows } from './dossier-files.ts'
import { isSampleFile } from './file-names.ts'
import { SampleFolder, type Truth } from './fixtures/read-sample.ts'
import { fewestDossiers } from './sample.ts'

const folders: SampleFolder[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) folder.remove()
})

function fresh(): SampleFolder {
  const folder = new SampleFolder()
  folders.push(folder)
  return folder
}

function digest(folder: SampleFolder): string {
  const hash = createHash('sha256')
  for (const name of folder.names()) hash.update(`${name}\n${folder.text(name)}`)
  return hash.digest('hex')
}

describe('the same seed', () => {
  test('gives the same bytes, in any time zone; another seed others', { timeout: 30_000 }, async () => {
    const [one, other] = [fresh(), fresh()]
    await one.make({ dossiers: 2000, seed: 'a' })
    await other.make({ dossiers: 2000, seed: 'b' })
    expect(digest(other)).not.toBe(digest(one))
    const abroad = fresh()
    const path = fileURLToPath(new URL('sample.ts', import.meta.url))
    const wish = JSON.stringify({ dossiers: 2000, seed: 'a', out: abroad.folder })
    const script = `import { makeSample } from ${JSON.stringify(path)}; await makeSample(${wish})`
    execFileSync(process.execPath, ['--input-type=module', '-e', script], { env: { TZ: 'America/Los_Angeles' } })
    expect(digest(abroad)).toBe(digest(one))
  })

  test('as lines it has the same dossiers', async () => {
    const [envelopes, lines] = [fresh(), fresh()]
    await envelopes.make({ dossiers: 800, seed: 'a' })
    await lines.make({ dossiers: 800, seed: 'a', isLines: true })
    expect(lines.names().filter((name) => name.endsWith('.ndjson'))).toHaveLength(11)
    expect(lines.dossiers()).toEqual(envelopes.dossiers())
  })
})

const targets = {
  'dossiers-synced': 75.02,
  'on-time': 74.11,
  'filed-online': 49.08,
  'paid-online': 58.55,
  'e-result': 57.3,
  digitised: 50.43,
}

/** Rounded half up to two decimals, in whole numbers. */
function percent([part, whole]: readonly [number, number]): number {
  return Number((BigInt(part) * 20_000n + BigInt(whole)) / (2n * BigInt(whole))) / 100
}

describe.each([2000, 5000, 20_000])('%d dossiers', { timeout: 60_000 }, (dossiers) => {
  test('have the rates of November 2023 to the second decimal, and a truth that agrees with itself', async () => {
    const folder = fresh()
    const made = await folder.make({ dossiers, seed: 'rates' })
    expect(made.missed).toEqual([])
    const truth = folder.truth()
    const province = truth.periods['2026-10']?.counts['H99'] ?? {}
    for (const [id, target] of Object.entries(targets))
      expect([id, percent(province[id] ?? [0, 1])]).toEqual([id, target])
    expect(Math.abs(percent(province['service-satisfaction'] ?? [0, 1]) - 75.72)).toBeLessThan(0.1)
    expect(province['announced-on-time']).toEqual([63, 128])
    expect(province['certified-copies']).toEqual([86, 90])
    expect(percent(province['petitions-on-time'] ?? [0, 1])).toBe(100)
    expect(rowsOf(folder)).toEqual(Object.fromEntries(truth.files.map(({ name, rows }) => [name, rows])))
    expect(folder.dossiers()).toHaveLength(truth.expected.rows)
    expect(additiveProblems(truth)).toEqual([])
  })
})

/** Rows by file, read back. */
function rowsOf(folder: SampleFolder): Record<string, number> {
  const names = folder.names().filter((name) => name !== 'truth.json')
  return Object.fromEntries(names.map((name) => [name, countRows(name, folder.text(name))]))
}

function countRows(name: string, text: string): number {
  if (name.endsWith('.csv')) return text.split('\r\n').length - 2
  return [...text.matchAll(/^\{"MaHoSo"/gm)].length
}

const additive = [...Object.keys(targets), 'data-reused', 'petitions-on-time', 'certified-copies', 'online-on-time']

/** The province is the sum of its departments and communes; a branch is in its department already. */
function additiveProblems({ periods }: Truth): string[] {
  return Object.entries(periods).flatMap(([period, { counts }]) => {
    const own = Object.entries(counts).filter(([code]) => /^H99\.(?:\d\d|50\.\d\d)$/.test(code))
    expect(own).toHaveLength(105)
    return additive.flatMap((id) => {
      const sum = (place: 0 | 1) => own.reduce((all, [, unit]) => all + (unit[id]?.[place] ?? 0), 0)
      const whole = counts['H99']?.[id]
      const isAlike =
        whole?.[0] === sum(0) && (whole[1] === sum(1) || (id === 'dossiers-synced' && !period.endsWith('-10')))
      return isAlike ? [] : [`${period} ${id}: ${whole?.join('/')} against ${sum(0)}/${sum(1)}`]
    })
  })
}

describe('the files', () => {
  test('have the headers of the templates, and values that they allow', async () => {
    const folder = fresh()
    await folder.make({ dossiers: fewestDossiers, seed: 'files' })
    const tables = folder.names().filter((name) => name.endsWith('.csv'))
    expect(tables).toEqual(templates.map(({ name }) => `${name}.csv`).toSorted())
    for (const { name, columns } of templates) {
      expect(folder.headers(name)).toEqual(columns.map(({ header }) => header))
      // Spreadsheets take a file without the mark for another encoding.
      expect(folder.text(`${name}.csv`)).toMatch(/^\u{FEFF}[^\u{FEFF}]+$/u)
      for (const row of folder.table(name))
        for (const { header, type, required } of columns) {
          const cell = row[header] ?? ''
          if (required) expect(cell).not.toBe('')
          if (typeof type === 'object' && cell !== '') expect(Object.keys(type.oneOf)).toContain(cell)
          if (type === 'day') expect(cell).toMatch(/^(?:\d\d\/\d\d\/\d{4})?$/)
          if (type === 'moment') expect(cell).toMatch(/^(?:\d\d\/\d\d\/\d{4} \d\d:\d\d)?$/)
        }
    }
    expect(folder.names().filter((name) => !isSampleFile(name))).toEqual([])
    expect(folder.text('README.txt')).toMatch(/^DỮ LIỆU MẪU/)
  })

  test('name no one who could exist', async () => {
    const folder = fresh()
    await folder.make({ dossiers: fewestDossiers, seed: 'people' })
    for (const row of folder.dossiers()) {
      expect(row['ChuHoSo']).toMatch(/^(?:Nguyễn Văn Mẫu|Công ty TNHH Mẫu) \d+$/)
      // 999 is the number of no province, 99999 starts no tax number.
      expect(row['SoGiayToChuHoSo']).toMatch(/^(?:999\d{9}|99999\d{8})$/)
      expect(row['SoDienThoai']).toMatch(/^0000\d{6}$/)
      expect(row['Email']).toMatch(/@example\.invalid$/)
    }
    const text = folder
      .names()
      .map((name) => folder.text(name))
      .join('\n')
    expect([...text.matchAll(/https?:\/\/([^/"]+)/g)].filter(([, host]) => !host?.endsWith('.invalid'))).toEqual([])
  })

  test('are of bounded size: no envelope has more than its limit', async () => {
    const { DossierFiles } = await import('./dossier-files.ts')
    const folder = fresh()
    const files = new DossierFiles(folder.folder, 'ho-so-2026-01', { rows: envelopeRows + 1, isLines: false })
    for (let row = 0; row <= envelopeRows; row++) await files.row('{"MaHoSo":"1"}')
    expect(await files.close()).toMatchObject([
      { name: 'ho-so-2026-01-01.json', rows: envelopeRows },
      { name: 'ho-so-2026-01-02.json', rows: 1 },
    ])
    expect(folder.dossiers()).toHaveLength(envelopeRows + 1)
  })
})

describe('other wishes', () => {
  test('without dirt nothing is to be quarantined or found', async () => {
    const folder = fresh()
    const { expected } = await folder.make({ dossiers: 2000, seed: 'clean', dirt: 0 })
    expect(Object.values({ ...expected.quarantined, ...expected.findings }).every((count) => count === 0)).toBe(true)
    expect([expected.same, expected.changed]).toEqual([0, 0])
  })

  test('another last month moves everything, over the turn of the year too', async () => {
    const folder = fresh()
    await folder.make({ dossiers: 2000, seed: 'earlier', until: '2026-03' })
    const { periods, tuned } = folder.truth()
    const ids =
      '2025 2025-06 2025-07 2025-08 2025-09 2025-10 2025-11 2025-12 2025-H2 2025-Q3 2025-Q4 2026 2026-01 2026-02 2026-03 2026-Q1'
    expect(Object.keys(periods).toSorted()).toEqual(ids.split(' '))
    expect(tuned.period).toBe('2026-03')
    expect(percent(periods['2026-03']?.counts['H99']?.['on-time'] ?? [0, 1])).toBe(74.11)
  })

  test('too few dossiers for the second decimal are said to be', async () => {
    const folder = fresh()
    const { missed } = await folder.make({ dossiers: fewestDossiers, seed: 'few' })
    expect(missed).not.toEqual([])
    expect(folder.truth().tuned.missed).toEqual(missed)
  })
})
