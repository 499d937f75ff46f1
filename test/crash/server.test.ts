import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { hoSo } from '../../src/intake/fixtures/files.ts'
import { openLedger } from '../../src/ledger/ledger.ts'
import { instantOf } from '../../src/ledger/row.ts'
import { type Child, Sender, serverChild } from '../server/sender.ts'
import { randomOf } from './observations.ts'

/** kill -9 in the middle of posting: whatever has a receipt is in the ledger, once. */

const seed = 766
const kills = 12
const senders = 20
const answer = z.object({ receipts: z.array(z.object({ index: z.int(), outcome: z.string(), seq: z.int() })) })

type Receipt = { readonly code: string; readonly seq: number }
type Toll = { readonly receipts: Receipt[]; cut: number }

let next = 0

/** Posts until the connection breaks. Each dossier is sent once, so that a second one in the ledger would be a fault. */
async function post(child: Child, toll: Toll): Promise<void> {
  const sender = await Sender.open(child).catch(() => null)
  if (sender === null) return
  for (;;) {
    const codes = Array.from({ length: 1 + (next % 3) }, () => `H99.01-261008-${1_000_000 + next++}`)
    const body = codes.map((code) => JSON.stringify({ ...hoSo, MaHoSo: code })).join('\n')
    const given = await sender.post(body).catch(() => null)
    if (given === null) {
      toll.cut++
      return
    }
    expect(given.status).toBe(200)
    for (const { index, seq } of answer.parse(JSON.parse(given.body)).receipts)
      toll.receipts.push({ code: codes[index] ?? '', seq })
  }
}

function keysBySeq(folder: string): ReadonlyMap<number, string> {
  const opened = openLedger(folder, { clock: () => instantOf(0) })
  if (!opened.ok) throw new Error(JSON.stringify(opened.failures))
  try {
    const sound = opened.value.verify()
    if (!sound.ok) throw new Error(JSON.stringify(sound.failures))
    const keys = new Map<number, string>()
    for (let from = 1; from <= opened.value.watermark(); from += 5_000) {
      const page = opened.value.read(from, 5_000)
      if (!page.ok) throw new Error(JSON.stringify(page.failures))
      for (const { seq, key } of page.value) keys.set(seq, key)
    }
    return keys
  } finally {
    opened.value.close()
  }
}

test(`through ${kills} kills of the server, seed ${seed}`, { timeout: 300_000 }, async () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'chiso-crash-')), 'data')
  onTestFinished(() => rmSync(join(folder, '..'), { recursive: true, force: true }))
  const random = randomOf(seed)
  const toll: Toll = { receipts: [], cut: 0 }
  for (let run = 0; run < kills; run++) {
    const child = await serverChild(folder)
    const exit = once(child.process, 'exit')
    const posting = Promise.all(Array.from({ length: senders }, () => post(child, toll)))
    await sleep(100 + random(400))
    child.process.kill('SIGKILL')
    await posting
    await exit
    const keys = keysBySeq(folder)
    expect(toll.receipts.filter(({ code, seq }) => keys.get(seq) !== code)).toEqual([])
    expect(new Set(keys.values()).size).toBe(keys.size)
  }
  // Kills that never cut a request off would prove nothing.
  expect(toll.cut).toBeGreaterThan(kills)
  expect(toll.receipts.length).toBeGreaterThan(100)
})
