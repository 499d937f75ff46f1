import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { hoSo } from '../src/intake/fixtures/files.ts'
import { Sender, serverChild } from '../test/server/sender.ts'
import { asking, cookieOf, figure, within } from './reader.ts'

/**
 * From the receipt of a dossier to the event that tells of it, on streams that are open meanwhile.
 * `node bench/live.ts --streams 100 --rate 500 --seconds 20 [--slow 0]`; --slow: streams that take nothing.
 */
const { values } = parseArgs({
  options: {
    streams: { type: 'string', default: '100' },
    slow: { type: 'string', default: '0' },
    rate: { type: 'string', default: '500' },
    seconds: { type: 'string', default: '20' },
  },
})
const [streams, slow, rate, seconds] = [values.streams, values.slow, values.rate, values.seconds].map(Number)
const folder = mkdtempSync(join(tmpdir(), 'chiso-live-'))
const child = await serverChild(join(folder, 'data'))
process.on('exit', () => void child.process.kill('SIGKILL'))
const cookie = await cookieOf(child)
const empty = (await figure(child, 'process_resident_memory_bytes')) / 1e6

/** Seqs that have a receipt and were not yet heard of on a stream, with the moment of the receipt. */
const waiting = new Map<number, number>()
const times: number[] = []
let heard = 0

for (let at = 0; at < (streams ?? 0); at++) {
  const socket = await asking(child, cookie, '/api/live')
  let text = ''
  let last = 0
  socket.on('data', (chunk) => {
    text += chunk.toString('latin1')
    for (const [, digits = ''] of text.matchAll(/"seq":(\d+),[^\n]*\n\n/g)) {
      heard++
      const now = performance.now()
      for (let seq = last + 1; seq <= Number(digits); seq++) {
        const since = waiting.get(seq)
        if (since !== undefined) times.push(now - since)
      }
      last = Math.max(last, Number(digits))
    }
    text = text.slice(text.lastIndexOf('\n\n') + 2)
  })
}
for (let at = 0; at < (slow ?? 0); at++) (await asking(child, cookie, '/api/live')).pause()

const senders = await Promise.all(Array.from({ length: 20 }, () => Sender.open(child)))
const free = [...senders]
async function send(sender: Sender, row: string): Promise<void> {
  const { body } = await sender.post(row)
  free.push(sender)
  waiting.set(Number(/"seq":(\d+)/.exec(body)?.[1]), performance.now())
}

const begun = performance.now()
let sent = 0
let most = 0
while (performance.now() - begun < (seconds ?? 0) * 1000) {
  const due = Math.floor(((performance.now() - begun) / 1000) * (rate ?? 0))
  while (sent < due) {
    const sender = free.pop()
    if (sender === undefined) break
    const row = { ...hoSo, MaHoSo: `H99.01-261008-${1_000_000 + sent++}` }
    void send(sender, JSON.stringify(row))
  }
  if (sent % 500 === 0) most = Math.max(most, await figure(child, 'chiso_live_streams'))
  await sleep(1)
}
await sleep(500)
const memory = (await figure(child, 'process_resident_memory_bytes')) / 1e6
const left = await figure(child, 'chiso_live_streams')
process.stdout.write(
  `${streams} streams and ${slow} that take nothing, ${(sent / (seconds ?? 1)).toFixed(0)} dossiers/s: ` +
    `p50 ${within(times, 0.5)} ms, p99 ${within(times, 0.99)} ms, longest ${within(times, 1)} ms over ${times.length} ` +
    `receipts heard of, in ${heard} events; ${empty.toFixed(0)} MB before, ${memory.toFixed(0)} MB after; ${left} streams left\n`,
)
child.process.kill('SIGKILL')
await once(child.process, 'exit')
rmSync(folder, { recursive: true })
process.exit()
