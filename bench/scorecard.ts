import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { hoSo } from '../src/intake/fixtures/files.ts'
import { Sender, serverChild } from '../test/server/sender.ts'
import { cookieOf, figure, within } from './reader.ts'

/**
 * The scorecard of one unit, asked again and again while dossiers are written, on a data folder that is full already:
 * `node bench/scorecard.ts --data <folder> [--rate 500] [--asks 50] [--seconds 60]`. It writes into the folder.
 */
const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    rate: { type: 'string', default: '500' },
    asks: { type: 'string', default: '50' },
    seconds: { type: 'string', default: '60' },
    unit: { type: 'string', default: 'H99.06' },
  },
})
if (values.data === undefined) throw new Error('--data <folder>')
const [rate, asks, seconds] = [values.rate, values.asks, values.seconds].map(Number)
const child = await serverChild(values.data)
process.on('exit', () => void child.process.kill('SIGKILL'))
const cookie = await cookieOf(child)
const address = `http://127.0.0.1:${child.port}/api/scorecards/${values.unit}?period=2026-10`
const opening = performance.now()
// What the engine has to read anew is read first.
while ((await fetch(`http://127.0.0.1:${child.port}/readyz`)).status !== 200) await sleep(200)
const first = await fetch(address, { headers: { cookie } })
if (!first.ok) throw new Error(await first.text())
process.stdout.write(`ready after ${((performance.now() - opening) / 1000).toFixed(1)} s\n`)

const free = await Promise.all(Array.from({ length: 20 }, () => Sender.open(child)))
const start = Math.floor(Date.now() / 1000) % 10_000_000
const times: number[] = []
const ages: number[] = []
const yardstick: number[] = []
const begun = performance.now()
const passed = () => (performance.now() - begun) / 1000
let sent = 0
let asked = 0
let seq = 0
const pending: Promise<void>[] = []

/** Beside each a question that costs nothing: what it takes is the machine's other work. */
async function askNothing(): Promise<void> {
  const at = performance.now()
  await (await fetch(`http://127.0.0.1:${child.port}/healthz`)).text()
  yardstick.push(performance.now() - at)
}

async function ask(): Promise<void> {
  const at = performance.now()
  const answer = await fetch(address, { headers: { cookie } })
  const text = await answer.text()
  times.push(performance.now() - at)
  if (!answer.ok) throw new Error(text)
  ages.push(seq - Number(/"watermark":(\d+)/.exec(text)?.[1]))
}

async function send(sender: Sender, row: string): Promise<void> {
  const { body } = await sender.post(row)
  free.push(sender)
  seq = Math.max(seq, Number(/"seq":(\d+)/.exec(body)?.[1] ?? 0))
}

while (passed() < (seconds ?? 0)) {
  while (sent < passed() * (rate ?? 0)) {
    const sender = free.pop()
    if (sender === undefined) break
    const row = { ...hoSo, MaHoSo: `H99.06-261008-${start}-${sent++}`, DonViXuLy: '000.00.06.H99', TienDo: [] }
    void send(sender, JSON.stringify(row))
  }
  while (asked < passed() * (asks ?? 0)) {
    asked++
    pending.push(ask(), askNothing())
  }
  await sleep(1)
}
await Promise.all(pending)
process.stdout.write(
  `ledger ${await figure(child, 'chiso_ledger_seq')}, ${(sent / (seconds ?? 1)).toFixed(0)} dossiers/s written: scorecard ` +
    `p50 ${within(times, 0.5)} ms, p90 ${within(times, 0.9)} ms, p99 ${within(times, 0.99)} ms, longest ${within(times, 1)} ms over ` +
    `${times.length}; /healthz p50 ${within(yardstick, 0.5)} ms, p99 ${within(yardstick, 0.99)} ms; answers p99 ${within(ages, 0.99)} observations behind; ` +
    `${((await figure(child, 'process_resident_memory_bytes')) / 1e6).toFixed(0)} MB\n`,
)
child.process.kill('SIGTERM')
await once(child.process, 'exit')
process.exit()
