import { hash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { type Result } from '../core/failure.ts'
import { limits } from '../core/limits.ts'
import { canonicalJson } from '../core/observation/canonical.ts'
import type { SealedObservation } from '../core/observation/observation.ts'
import type { Receipt } from '../ledger/append.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { observation } from '../../test/crash/observations.ts'
import { scratchLedger } from '../../test/crash/scratch.ts'
import type { Written } from './desk.ts'
import { Lane } from './lane.ts'

function sealed(key: string, changes: Partial<SealedObservation> = {}): SealedObservation {
  const made = observation({ key, kind: 'procedure', ...changes })
  const text = canonicalJson(made.body)
  return { ...made, text, textHash: hash('sha256', text) }
}

/** The real ledger, and how large each of its transactions was. */
function counted(ledger: Ledger) {
  const turns: number[] = []
  const append: Ledger['append'] = (rows) => {
    turns.push(rows.length)
    return ledger.append(rows)
  }
  return { turns, ledger: { append, watermark: () => ledger.watermark() } }
}

const seqs = (result: Result<readonly Receipt[]>) =>
  result.ok ? result.value.map(({ seq }) => Number(seq)) : result.failures

describe('the lane', () => {
  test('what waits goes together, each sender gets its own receipts', async () => {
    using ledger = scratchLedger()
    const { turns, ledger: watched } = counted(ledger)
    const written: Written[] = []
    const lane = new Lane(watched, (each) => written.push(each))
    const all = await Promise.all([
      lane.append([sealed('A')]),
      lane.append([sealed('B'), sealed('C')]),
      lane.append([sealed('A')]),
    ])
    expect(all.map(seqs)).toEqual([[1], [2, 3], [1]])
    expect(turns).toEqual([4])
    expect(written).toMatchObject([{ rows: 4, seq: 3 }])
    expect(lane.waitingRows).toBe(0)
  })

  test('a turn is bounded, and between turns others have theirs', async () => {
    using ledger = scratchLedger()
    const { turns, ledger: watched } = counted(ledger)
    const lane = new Lane(watched, () => undefined)
    const order: string[] = []
    const send = (from: number) => Array.from({ length: 200 }, (_, index) => sealed(`K${from + index}`))
    const first = lane.append(send(0)).then(() => order.push('first'))
    const second = lane.append(send(200)).then(() => order.push('second'))
    setImmediate(() => setImmediate(() => order.push('other')))
    await Promise.all([first, second])
    expect(turns).toEqual([200, 200])
    expect(order.indexOf('other')).toBeLessThanOrEqual(1 + order.indexOf('second'))
    expect(() => lane.append(Array.from({ length: limits.turnRows + 1 }, () => sealed('K')))).toThrow(RangeError)
  })

  test('rows that wait, at the limit and one above', async () => {
    using ledger = scratchLedger()
    const lane = new Lane(ledger, () => undefined)
    const batch = Array.from({ length: 250 }, (_, index) => sealed(`K${index}`))
    const taken = Array.from({ length: limits.waitingRows / 250 }, () => lane.append(batch))
    expect(await lane.append([sealed('X')])).toMatchObject({ ok: false, failures: [{ code: 'server-busy' }] })
    expect((await Promise.all(taken)).every(({ ok }) => ok)).toBe(true)
    expect((await lane.append([sealed('X')])).ok).toBe(true)
  })

  test('a row that the ledger refuses is the failure of its sender only', async () => {
    using ledger = scratchLedger()
    const lane = new Lane(ledger, () => undefined)
    const [good, bad] = await Promise.all([
      lane.append([sealed('A')]),
      lane.append([sealed('B', { originalHash: 'x' })]),
    ])
    expect(seqs(good)).toEqual([1])
    expect(bad).toMatchObject({ ok: false, failures: [{ code: 'observation-invalid' }] })
  })

  test('what the disk does not take is told to everybody, and taken when there is room', async () => {
    using ledger = scratchLedger()
    let isFull = true
    const full = { ok: false, failures: [{ code: 'disk-full', params: {}, place: {} }] } as const
    const append: Ledger['append'] = (rows) => (isFull ? full : ledger.append(rows))
    const lane = new Lane({ append, watermark: () => ledger.watermark() }, () => undefined)
    const refused = await Promise.all([lane.append([sealed('A')]), lane.append([sealed('B')])])
    expect(refused).toMatchObject([{ failures: [{ code: 'disk-full' }] }, { failures: [{ code: 'disk-full' }] }])
    isFull = false
    expect(seqs(await lane.append([sealed('A')]))).toEqual([1])
  })

  test('what was committed and not acknowledged is told of when it is', async () => {
    using ledger = scratchLedger()
    let isFailing = true
    const failing = {
      ok: false,
      failures: [{ code: 'file-unwritable', params: { reason: 'EIO' }, place: {} }],
    } as const
    const append: Ledger['append'] = (rows) => {
      const receipts = ledger.append(rows)
      return isFailing ? failing : receipts
    }
    const written: Written[] = []
    const lane = new Lane({ append, watermark: () => ledger.watermark() }, (each) => written.push(each))
    expect((await lane.append([sealed('H99.01', { kind: 'unit' })])).ok).toBe(false)
    expect(written).toEqual([])
    isFailing = false
    expect(seqs(await lane.append([sealed('A')]))).toEqual([2])
    expect(seqs(await lane.append([sealed('B')]))).toEqual([3])
    expect(written).toMatchObject([
      { seq: 2, units: new Set(['H99.01']), isOfUnits: true },
      { seq: 3, units: new Set(), isOfUnits: false },
    ])
  })

  test('closing writes what waits and takes nothing more', async () => {
    using ledger = scratchLedger()
    const lane = new Lane(ledger, () => undefined)
    const waiting = lane.append([sealed('A')])
    lane.close()
    expect(seqs(await waiting)).toEqual([1])
    expect(await lane.append([sealed('B')])).toMatchObject({ failures: [{ code: 'server-stopping' }] })
  })
})
