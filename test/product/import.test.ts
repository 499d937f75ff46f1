import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { instant } from '../../src/core/time/instant.ts'
import { openInstallation } from '../../src/office/installation.ts'
import { chiso, chisoJson, file, folder, keptFolder, root } from './chiso.ts'

const truthShape = z.object({
  expected: z.object({
    dossiers: z.number(),
    quarantined: z.record(z.string(), z.number()),
    same: z.number(),
    changed: z.number(),
    findings: z.record(z.string(), z.number()),
  }),
})
const summaryShape = z.object({
  read: z.number(),
  new: z.number(),
  changed: z.number(),
  same: z.number(),
  conflicts: z.number(),
  quarantined: z.number(),
  files: z.array(z.object({ file: z.string(), sheet: z.string().nullable(), failures: z.array(z.unknown()) })),
})

/** A sample province and a data folder, made once: reading 4 000 dossiers takes a second or two. */
const sample = keptFolder()
const data = join(keptFolder(), 'data')
let truth: z.infer<typeof truthShape>['expected']
let summary: z.infer<typeof summaryShape>

function importSample(to: string) {
  return summaryShape.parse(chisoJson(['import', sample, '--data', to, '--source', 'mau']))
}

beforeAll(() => {
  chisoJson(['sample', '--dossiers', '4000', '--seed', '11', '--out', sample])
  truth = truthShape.parse(JSON.parse(readFileSync(join(sample, 'truth.json'), 'utf8'))).expected
  chisoJson(['init', '--data', data, '--unit', 'H99'])
  summary = importSample(data)
}, 120_000)

describe('a list that goes back to what it said before', () => {
  const list = (name: string) =>
    file('don-vi.csv', `Mã đơn vị,Tên đơn vị,Cấp,Đơn vị cha,Từ ngày\nH99.01,${name},sở,H99,01/01/2025\n`)

  /** Imports the lists one after the other, each as of its moment; the names that then stand. */
  function namesAfter(...lists: readonly (readonly [name: string, asOf?: string])[]) {
    const to = join(folder(), 'data')
    chisoJson(['init', '--data', to, '--unit', 'H99'])
    return lists.map(([name, asOf]) => {
      const moment = asOf === undefined ? [] : ['--as-of', asOf]
      chisoJson(['import', list(name), '--data', to, '--source', 'mau', ...moment])
      return nameIn(to)
    })
  }

  function nameIn(to: string): string {
    const opened = openInstallation(to, () => instant(Date.UTC(2026, 11, 1)))
    if (!opened.ok) throw new Error('not opened')
    const record = opened.value.ledger.record('unit', 'H99.01')
    opened.value.ledger.close()
    if (!record.ok) throw new Error('not read')
    return z.object({ name: z.string() }).parse(record.value?.body).name
  }

  test('without a moment the third is the first once more', () => {
    expect(namesAfter(['A'], ['B'], ['A'])).toEqual(['A', 'B', 'B'])
  })

  test('with moments the newest stands, and an old list changes nothing', () => {
    const [january, february, march] = ['31/01/2025', '28/02/2025', '31/03/2025']
    const names = namesAfter(['A', january], ['B', february], ['A', march], ['B', february], ['A', january])
    expect(names).toEqual(['A', 'B', 'A', 'A', 'A'])
  })

  test.each(['31/02/2025', '2100-01-01', 'x'])('as of %s is refused', (asOf) => {
    const to = join(folder(), 'data')
    chisoJson(['init', '--data', to, '--unit', 'H99'])
    const { code, err } = chiso(['import', list('A'), '--data', to, '--source', 'mau', '--as-of', asOf])
    expect([code, err]).toEqual([2, expect.stringContaining(asOf)])
  })
})

describe('a sample province', () => {
  test('goes in as its generator meant it: new, changed, same, quarantined', () => {
    expect(summary.quarantined).toBe(Object.values(truth.quarantined).reduce((sum, count) => sum + count, 0))
    expect([summary.changed, summary.same, summary.conflicts]).toEqual([truth.changed, truth.same, 0])
    expect(summary.files.flatMap((item) => item.failures)).toEqual([])
    expect(summary.read).toBe(summary.new + summary.changed + summary.same + summary.quarantined)
  })

  test('imported again it changes nothing', () => {
    const again = importSample(data)
    expect([again.new, again.changed, again.conflicts]).toEqual([0, 0, 0])
    expect([again.same, again.quarantined]).toEqual([summary.read - summary.quarantined, summary.quarantined])
  })

  test('bad rows stand in a sheet with file, row, column, value and reason', () => {
    const sheets = summary.files.flatMap((item) => item.sheet ?? [])
    const lines = sheets.flatMap((path) => readFileSync(path, 'utf8').split('\r\n'))
    expect(lines[0]).toBe('\uFEFFTệp,Dòng,Cột,Giá trị,Mã lý do,Lý do')
    const rows = lines.filter((line) => line.startsWith('ho-so-'))
    expect(rows).toHaveLength(summary.quarantined)
    for (const [reason, count] of Object.entries(truth.quarantined))
      expect(rows.filter((line) => line.includes(`,${reason},`))).toHaveLength(count)
  })

  test('what is wrong with its data is counted, and listed', () => {
    const { dossiers, counts } = z
      .object({ dossiers: z.number(), counts: z.record(z.string(), z.number()) })
      .parse(chisoJson(['findings', '--data', data]))
    expect(dossiers).toBe(truth.dossiers)
    expect(counts).toEqual(truth.findings)
    expect(chiso(['findings', '--data', data]).out).toContain('đã qua mới được dời sang')
  })

  test('no name, identity number, phone or address of a person is anywhere in the data folder', () => {
    const personal = personalTexts()
    expect(personal.size).toBeGreaterThan(100)
    for (const name of readdirSync(data, { recursive: true, withFileTypes: true })) {
      if (!name.isFile()) continue
      const bytes = readFileSync(join(name.parentPath, name.name)).toString('latin1')
      const found = [...personal].filter((text) => bytes.includes(Buffer.from(text).toString('latin1')))
      expect(found.slice(0, 3)).toEqual([])
    }
  })

  test('the ledger is whole; a backup restores into an empty folder and verifies', () => {
    const whole = chisoJson(['ledger', 'verify', '--data', data])
    const backup = join(folder(), 'so.sqlite')
    chisoJson(['backup', backup, '--data', data])
    const restored = join(folder(), 'again')
    chisoJson(['restore', backup, '--data', restored])
    expect(chisoJson(['ledger', 'verify', '--data', restored])).toEqual(whole)
    expect(chiso(['restore', backup, '--data', restored]).err).toContain('folder-not-empty')
    expect(chiso(['doctor', '--data', data]).code).toBe(0)
  })

  test('a dossier is explained with its timeline and each rule', () => {
    const code =
      /"MaHoSo":\s*"([^"]+-2602\d\d-\d+)"/.exec(readFileSync(join(sample, 'ho-so-2026-02.json'), 'utf8'))?.[1] ?? ''
    const explained = z
      .object({
        code: z.string(),
        receivedAt: z.iso.datetime({ offset: true }),
        dueAt: z.iso.datetime({ offset: true }).nullable(),
        endedAt: z.iso.datetime({ offset: true }).nullable(),
        supplements: z.array(z.unknown()),
        judgement: z.enum(['on-time', 'late', 'within', 'overdue', 'unknown']),
        asOf: z.string(),
        steps: z.array(z.object({ rule: z.string(), text: z.string() })).min(3),
      })
      .parse(chisoJson(['dossier', code, '--data', data, '--as-of', '31/10/2026']))
    expect(explained).toMatchObject({ code, asOf: '2026-10-31T23:59:59.999+07:00' })
    expect(chiso(['dossier', code, '--data', data]).out).toMatch(/Kết luận: (Đúng hạn|Trễ hạn|Còn hạn|Quá hạn)/)
  })
})

describe('killed half-way', () => {
  test('and run again, every row is there once', async () => {
    const again = join(folder(), 'data')
    chisoJson(['init', '--data', again, '--unit', 'H99'])
    for (const delay of [350, 700, 1100]) await killAfter(delay, ['import', sample, '--data', again, '--source', 'mau'])
    const last = importSample(again)
    expect(last.quarantined).toBe(summary.quarantined)
    expect(last.conflicts).toBe(0)
    expect(observations(again)).toBe(observations(data))
  }, 60_000)

  test('two processes at a time are one too many, and that is said', () => {
    const held = openInstallation(data, () => instant(Date.now()))
    if (!held.ok) throw new Error(JSON.stringify(held.failures))
    const { code, err } = chiso(['findings', '--data', data])
    held.value.ledger.close()
    expect([code, err]).toEqual([2, expect.stringMatching(`^ledger-in-use: .*tiến trình ${process.pid} dùng`)])
    expect(chiso(['findings', '--data', data]).code).toBe(0)
  })
})

function killAfter(delay: number, args: readonly string[]): Promise<unknown> {
  const child = spawn(process.execPath, [join(root, 'bin/chiso.js'), ...args], { stdio: 'ignore' })
  const exited = new Promise((resolve) => child.once('exit', resolve))
  setTimeout(() => child.kill('SIGKILL'), delay)
  return exited
}

function observations(folderOf: string): number {
  return z.object({ seq: z.number() }).parse(chisoJson(['ledger', 'verify', '--data', folderOf])).seq
}

/** Every personal text of a month of dossiers: what must not be found again. */
function personalTexts(): Set<string> {
  const text = readFileSync(join(sample, 'ho-so-2026-03.json'), 'utf8')
  const found = text.matchAll(/"(?:ChuHoSo|SoGiayToChuHoSo|Email|SoDienThoai|NguoiXuLy|DiaChi)":\s*"([^"]{6,})"/g)
  return new Set([...found].map(([, value = '']) => value))
}

describe('lists and templates', () => {
  const list =
    '\uFEFFSố hồ sơ;Ngày nhận;Hẹn trả;Ngày xử lý xong;Đơn vị giải quyết;Kênh\nH99.01-261008-0975;08/10/2026 09:00;15/10/2026 17:00;14/10/2026 10:00;H99.01;2\nH99.01-261008-0976;31/02/2026;15/10/2026;;H99.01;1\n'

  test('columns are guessed, confirmed for the source, and used', () => {
    const to = join(folder(), 'data')
    chisoJson(['init', '--data', to])
    const path = file('danh-sach.csv', list)
    const guessed = chisoJson(['mapping', path, '--data', to, '--save', 'motcua'])
    expect(guessed).toMatchObject({ saved: true, mapping: { columns: { code: 'Số hồ sơ' } } })
    const { new: added, quarantined } = summaryShape.parse(
      chisoJson(['import', path, '--data', to, '--source', 'motcua']),
    )
    expect([added, quarantined]).toEqual([1, 1])
    expect(chisoJson(['dossier', 'H99.01-261008-0975', '--data', to, '--as-of', '31/10/2026'])).toMatchObject({
      judgement: 'on-time',
    })
  })

  test.each(['csv', 'xlsx'])('an empty template as %s imports as nothing, without a complaint', (format) => {
    const to = join(folder(), 'data')
    chisoJson(['init', '--data', to])
    const path = join(folder(), `phan-anh-kien-nghi.${format}`)
    chisoJson(['template', 'phan-anh-kien-nghi', '--to', path])
    expect(summaryShape.parse(chisoJson(['import', path, '--data', to, '--source', 'x']))).toMatchObject({
      read: 0,
      quarantined: 0,
    })
  })

  test('what cannot be read is said and costs the other files nothing', () => {
    const to = join(folder(), 'data')
    chisoJson(['init', '--data', to])
    const bad = file('la.pdf', '%PDF-1.4 nothing')
    const good = file('ds.csv', list)
    const ran = chiso(['import', bad, good, 'khong-co.csv', '--data', to, '--source', 'motcua', '--json'])
    expect(ran.code).toBe(3)
    expect(summaryShape.parse(JSON.parse(ran.out))).toMatchObject({ new: 1, quarantined: 1 })
    expect(ran.out).toContain('file-not-found')
  })
})
