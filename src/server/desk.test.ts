import { hash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setImmediate as turn } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { codesOf, valueOf } from '../../test/crash/scratch.ts'
import { failed } from '../core/failure.ts'
import { limits } from '../core/limits.ts'
import { canonicalJson } from '../core/observation/canonical.ts'
import type { SealedObservation } from '../core/observation/observation.ts'
import { hoSo } from '../intake/fixtures/files.ts'
import { databasePath } from '../ledger/file.ts'
import { newCounting } from '../office/counting/counting.ts'
import { importFiles } from '../office/import.ts'
import { type Installation, installationBeside, openInstallation } from '../office/installation.ts'
import { createApp } from './app.ts'
import type { Desk, Written } from './desk.ts'
import type { DeskData, Opened as FirstWord } from './desk-message.ts'
import { DeskThread, openDesk } from './desk-thread.ts'
import { memoryGate, token } from './fixtures/memory-gate.ts'
import { clock, testAccess, testFolder } from './fixtures/server.ts'
import { LedgerDesk } from './ledger-desk.ts'
import { silentLog } from './log.ts'
import { partsOf } from './open.ts'
import { serverSettings } from './settings.ts'

type Opened = { readonly installation: Installation; readonly desk: Desk }

const ways: readonly (readonly [string, (folder: string) => Promise<Opened>])[] = [
  [
    'in this thread',
    (folder) => {
      const installation = valueOf(openInstallation(folder, clock))
      return Promise.resolve({ installation, desk: new LedgerDesk(installation) })
    },
  ],
  ['in a thread of its own', async (folder) => valueOf(await openDesk(folder, {}))],
]

const everything = { unit: 'H99', language: 'vi' } as const
const code = (number: number, unit = 'H99.01') => `${unit}-261008-${1000 + number}`
const row = (number: number, changes: object = {}) => ({ ...hoSo, MaHoSo: code(number), ...changes })

function sent(...rows: readonly unknown[]) {
  const text = rows.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))).join('\n')
  return { source: 'mot-cua', bytes: new Uint8Array(Buffer.from(text)), isLines: true, now: clock() }
}

function sealed(kind: 'unit' | 'procedure', key: string, body: unknown): SealedObservation {
  const text = canonicalJson(body)
  const rest = { source: 'mau', version: '1', sourceTime: null, originalHash: '0'.repeat(64) }
  return { kind, key, body, text, textHash: hash('sha256', text), ...rest }
}

function unitRow(unit: string, parent: string | null): SealedObservation {
  const rest = { level: 'department', validFrom: null, validTo: null, predecessors: [], aliases: [] }
  return sealed('unit', unit, { code: unit, name: unit, parent, ...rest })
}

describe.each(ways)('a desk %s', (_, open) => {
  async function opened() {
    const folder = testFolder()
    const { installation, desk } = await open(folder)
    const written: (Written & { readonly shown: number })[] = []
    const { ledger } = installation
    const onWritten = (one: Written) => void written.push({ ...one, shown: ledger.watermark() })
    desk.listen({ onWritten, onLost: (error) => expect.fail(String(error)) })
    onTestFinished(() => desk.close())
    return { folder, installation, ledger, desk, written }
  }

  test('a receipt for each row, in their order', async () => {
    const { desk, ledger, written } = await opened()
    const first = await desk.take(sent(row(1, { PhienBan: '7' }), '{"a":', row(2)), everything)
    expect(first.broken).toEqual([])
    expect(first.receipts).toMatchObject([
      { index: 0, outcome: 'new', seq: 1 },
      { index: 1, outcome: 'quarantined', reason: 'json-invalid' },
      { index: 2, outcome: 'new', seq: 2 },
    ])
    const again = [row(1, { PhienBan: '7', TrangThaiHoSo: '9' }), row(2), row(2, { TrangThaiHoSo: '9' })]
    expect((await desk.take(sent(...again), everything)).receipts).toMatchObject([
      { outcome: 'conflict', seq: 1 },
      { outcome: 'same', seq: 2 },
      { outcome: 'changed', seq: 3 },
    ])
    expect(valueOf(ledger.record('dossier', code(2)))?.seq).toBe(3)
    expect(written).toMatchObject([
      { rows: 2, seq: 2, shown: 2, isOfUnits: false },
      { rows: 3, seq: 3, shown: 3 },
    ])
    expect(written[0]?.units).toContain('H99.01')
    expect(desk.waitingRows).toBe(0)
  })

  test('many senders at once: each is given its own, and is shown it by then', async () => {
    const { desk, ledger, written } = await opened()
    const senders = Array.from({ length: 60 }, async (__, at) => {
      const { receipts } = await desk.take(sent(row(at), row(100 + at)), everything)
      const keys = receipts.map(({ seq }) => valueOf(ledger.read(seq ?? 0, 1))[0]?.key)
      expect(keys).toEqual([code(at), code(100 + at)])
    })
    await Promise.all(senders)
    expect(ledger.watermark()).toBe(120)
    expect(written.reduce((sum, { rows }) => sum + rows, 0)).toBe(120)
    expect(written.length).toBeLessThan(60)
    for (const { seq, shown } of written) expect(shown).toBeGreaterThanOrEqual(seq)
  })

  test('a step finds the dossier that another has sent just before', async () => {
    const { desk } = await opened()
    const step = { MaHoSo: code(1), ThoiDiemXuLy: '20261014100000', TrangThai: '10' }
    const later = { ...step, ThoiDiemXuLy: '20261014110000' }
    const all = await Promise.all([row(1), step, later].map((one) => desk.take(sent(one), everything)))
    const outcomes = all.map(({ receipts: [receipt] }) => receipt?.outcome)
    expect(outcomes).toEqual(['new', 'changed', 'changed'])
  })

  test('what a token was not given for is told apart, by the list of units as it has just been written', async () => {
    const { desk } = await opened()
    const by = { unit: 'H99.07', language: 'en' } as const
    const rows = ['H99.07', 'H99.07.01', 'H99.01'].map((unit, at) =>
      row(at, { MaHoSo: code(at, unit), DonViXuLy: unit }),
    )
    const outcomes = async () => (await desk.take(sent(...rows), by)).receipts.map(({ outcome }) => outcome)
    valueOf(await desk.append([unitRow('H99', null), unitRow('H99.07', 'H99'), unitRow('H99.01', 'H99')]))
    expect(await outcomes()).toEqual(['new', 'quarantined', 'quarantined'])
    valueOf(await desk.append([unitRow('H99.07.01', 'H99.07')]))
    expect(await outcomes()).toEqual(['same', 'new', 'quarantined'])
    const [, , outside] = (await desk.take(sent(...rows), by)).receipts
    expect(outside).toMatchObject({ reason: 'unit-out-of-scope', message: expect.stringContaining('H99.07') })
  })

  test('a dossier of another unit that waits to be written is not free to whoever sends it as its own', async () => {
    const { desk, ledger } = await opened()
    valueOf(await desk.append([unitRow('H99', null), unitRow('H99.07', 'H99'), unitRow('H99.01', 'H99')]))
    const later = { MaHoSo: code(1), ThoiDiemXuLy: '20261014110000', TrangThai: '10' }
    const moved = row(1, { DonViXuLy: 'H99.07', TrangThaiHoSo: '9', NgayKetThucXuLy: '20261014100000' })
    const by = (unit: string, one: object) => desk.take(sent(one), { unit, language: 'vi' })
    const all = await Promise.all([by('H99.01', row(1)), by('H99.07', moved), by('H99.01', later)])
    const outcomes = all.map(({ receipts: [receipt] }) => receipt?.reason ?? receipt?.outcome)
    expect(outcomes).toEqual(['new', 'unit-out-of-scope', 'changed'])
    expect(valueOf(ledger.record('dossier', code(1)))?.body).toMatchObject({ responsibleUnit: 'H99.01' })
  })

  test('observations that were read elsewhere, at the limit and one above', async () => {
    const { desk, ledger } = await opened()
    const rows = Array.from({ length: limits.turnRows }, (__, at) => sealed('procedure', `K${at}`, { a: at }))
    const receipts = valueOf(await desk.append(rows))
    expect(receipts.map(({ seq }) => Number(seq))).toEqual(rows.map((__, at) => at + 1))
    expect(valueOf(ledger.record('procedure', 'K9'))?.body).toEqual({ a: 9 })
    expect(desk.batchRows).toBe(limits.turnRows)
    await expect(async () => desk.append([...rows, ...rows])).rejects.toThrow(RangeError)
    expect(codesOf(await desk.append([{ ...sealed('procedure', 'K', {}), originalHash: 'x' }]))).toEqual([
      'observation-invalid',
    ])
  })

  test('a file that is read beside it goes in by the same way, in its batches', async () => {
    const { desk, folder, installation, written } = await opened()
    const path = join(folder, 'ho-so.ndjson')
    const rows = Array.from({ length: 600 }, (__, at) => JSON.stringify(row(at)))
    const step = { MaHoSo: code(1), ThoiDiemXuLy: '20261014100000', TrangThai: '10' }
    writeFileSync(path, [...rows, JSON.stringify(step), '{}'].join('\n'))
    const options = { source: 'mau', confirmed: {}, unit: null, period: null, now: clock(), lane: desk }
    const [summary] = await importFiles(installation, [path], { ...options, onProgress: () => undefined })
    expect(summary).toMatchObject({ read: 602, new: 600, changed: 1, quarantined: 1, failures: [] })
    expect(written.map(({ rows: size }) => size)).toEqual([256, 256, 89])
    expect(valueOf(installation.ledger.history('dossier', code(1))).map(({ seq }) => Number(seq))).toEqual([601, 2])
  })

  test('a body that breaks off: what was whole has its receipt', async () => {
    const { desk } = await opened()
    const text = JSON.stringify([row(1), row(2)]).slice(0, -20)
    const { receipts, broken } = await desk.take({ ...sent(text), isLines: false }, everything)
    expect(receipts).toMatchObject([{ index: 0, outcome: 'new' }])
    expect(broken).toMatchObject([{ code: 'file-truncated' }])
  })

  test('stopped, it writes what waits and takes nothing more; closed, it leaves one file that others may open', async () => {
    const { desk, folder, ledger } = await opened()
    const waiting = desk.append([sealed('procedure', 'A', {})])
    expect(desk.isTaking).toBe(true)
    await desk.stop()
    expect(valueOf(await waiting)).toMatchObject([{ seq: 1 }])
    expect(desk.isTaking).toBe(false)
    expect((await desk.take(sent(row(1)), everything)).broken).toMatchObject([{ code: 'server-stopping' }])
    expect(codesOf(await desk.append([sealed('procedure', 'B', {})]))).toEqual(['server-stopping'])
    expect(ledger.watermark()).toBe(1)
    await Promise.all([desk.close(), desk.close()])
    expect(existsSync(join(folder, 'ledger.sqlite-wal'))).toBe(false)
    expect((await desk.take(sent(row(1)), everything)).broken).toMatchObject([{ code: 'server-stopping' }])
    expect(codesOf(await desk.append([sealed('procedure', 'B', {})]))).toEqual(['server-stopping'])
    const again = valueOf(openInstallation(folder, clock))
    expect(again.ledger.watermark()).toBe(1)
    again.ledger.close()
  })

  test('a folder that cannot be opened says why', async () => {
    const { folder } = await opened()
    expect(codesOf(await openDesk(folder, {}))).toEqual(['ledger-in-use'])
    expect(codesOf(await openDesk(join(folder, 'none'), {}))).toEqual(['data-folder-missing'])
  })
})

test('a ledger that the thread can open and this one cannot read is said, and nothing keeps it', async () => {
  const folder = testFolder()
  const error = Object.assign(new Error('unable to open database file'), { code: 'ERR_SQLITE_ERROR', errcode: 14 })
  const asked = vi.spyOn(DatabaseSync.prototype, 'exec').mockThrow(error) // in this thread
  const closed = vi.spyOn(DatabaseSync.prototype, 'close')
  onTestFinished(() => void vi.restoreAllMocks())
  const opened = await openDesk(folder, {})
  asked.mockRestore()
  expect(opened).toMatchObject({ failures: [{ code: 'file-unwritable', place: { file: databasePath(folder) } }] })
  expect(closed).toHaveBeenCalledOnce()
  valueOf(openInstallation(folder, clock)).ledger.close()
})

describe('a thread that dies', () => {
  async function served() {
    const folder = testFolder()
    const workerData: DeskData = { folder, sizes: {} }
    const worker = new Worker(new URL('./desk-worker.ts', import.meta.url), { workerData })
    const [first = failed('writing-lost')]: FirstWord[] = await once(worker, 'message')
    const desk = new DeskThread(worker, folder, valueOf(first))
    const installation = valueOf(installationBeside(folder, desk.ledger))
    const bugs: unknown[] = []
    const parts = partsOf({
      installation,
      counting: newCounting(installation, { workers: 0 }),
      desk,
      access: testAccess({ folder }),
      gate: () => memoryGate({ clock }),
      settings: serverSettings.parse({}),
      log: { ...silentLog, bug: (error) => void bugs.push(error) },
      clock,
      stopwatch: () => performance.now(),
      newId: () => 'so-1',
    })
    onTestFinished(() => {
      parts.live.close()
      return desk.close()
    })
    const app = createApp(parts)
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson' }
    const post = async (...rows: readonly unknown[]) =>
      app.request('/api/observations', { method: 'POST', headers, body: sent(...rows).bytes })
    return { app, desk, worker, folder, bugs, post }
  }

  test('whoever waits is told that nothing is known, and so is whoever comes', async () => {
    const { app, desk, worker, folder, bugs, post } = await served()
    const taken = await post(row(0))
    expect(taken.status).toBe(200)
    expect((await app.request('/readyz')).status).toBe(503) // it has not counted yet
    const batch = desk.append(Array.from({ length: limits.turnRows }, (_, at) => sealed('procedure', `K${at}`, {})))
    const rows = desk.take(sent(row(1)), everything)
    await turn() // on their way
    await worker.terminate()
    expect(codesOf(await batch)).toEqual(['writing-lost'])
    expect(await rows).toMatchObject({ receipts: [], broken: [{ code: 'writing-lost' }] })
    const late = await post(row(2))
    expect(late.status).toBe(503)
    expect(late.headers.get('retry-after')).toBe('5')
    expect(await late.json()).toMatchObject({ code: 'writing-lost', receipts: [] })
    expect(await (await app.request('/readyz')).json()).toMatchObject({ ledger: 'good', taking: 'bad', ready: false })
    expect(bugs.map(String)).toEqual([expect.stringContaining('thread of the desk')])
    await desk.lost
    await desk.close()
    const again = valueOf(openInstallation(folder, clock))
    expect(valueOf(again.ledger.record('dossier', code(0)))?.seq).toBe(1)
    expect(again.ledger.verify().ok).toBe(true)
    again.ledger.close()
  })

  test('closed as it should be, it is not lost; gone before it has answered, it is', async () => {
    const { desk } = await served()
    const closed = desk.close()
    await turn() // it has been told
    expect(codesOf(await desk.append([sealed('procedure', 'A', {})]))).toEqual(['server-stopping'])
    await closed
    expect(desk.isLost).toBe(false)
    const { desk: other, worker, bugs } = await served()
    const closing = other.close()
    await worker.terminate()
    await closing
    expect([other.isLost, bugs.length]).toEqual([true, 1])
  })
})
