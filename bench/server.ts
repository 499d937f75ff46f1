import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { hoSo } from '../src/intake/fixtures/files.ts'
import { instantOf } from '../src/ledger/row.ts'
import { openLedger } from '../src/ledger/ledger.ts'
import { Sender, serverChild } from '../test/server/sender.ts'

/**
 * Single dossiers a second into a server over loopback, from senders that each wait for the receipt before they send the
 * next. Every receipt is looked up in the ledger afterwards.
 * `node bench/server.ts --senders 100 --rows 60000 [--each 1] [--folder <on the disk to measure>]`
 */
const { values } = parseArgs({
  options: {
    senders: { type: 'string', default: '100' },
    rows: { type: 'string', default: '60000' },
    each: { type: 'string', default: '1' },
    folder: { type: 'string', default: tmpdir() },
  },
})
const [senders, rows, each] = [Number(values.senders), Number(values.rows), Number(values.each)]
const folder = mkdtempSync(join(values.folder, 'chiso-bench-'))
const child = await serverChild(join(folder, 'data'))

const body = (at: number) =>
  Array.from({ length: each }, (_, index) =>
    JSON.stringify({ ...hoSo, MaHoSo: `H99.01-261008-${1_000_000 + at * each + index}` }),
  ).join('\n')

let next = 0
const times: number[] = []

async function send(count: number): Promise<void> {
  const sender = await Sender.open(child)
  while (next < count) {
    const text = body(next++)
    const start = performance.now()
    const answer = await sender.post(text)
    times.push(performance.now() - start)
    if (answer.status !== 200 || !answer.body.includes(`"new":${each},`)) throw new Error(answer.body)
  }
  sender.close()
}

async function run(count: number): Promise<number> {
  times.length = 0
  const start = performance.now()
  await Promise.all(Array.from({ length: senders }, () => send(count)))
  return (performance.now() - start) / 1000
}

async function metricsText(): Promise<string> {
  return (await fetch(`http://127.0.0.1:${child.port}/metrics`)).text()
}

function figure(name: string, text = metrics): number {
  return Number(new RegExp(`^${name} (.*)$`, 'm').exec(text)?.[1])
}

const requests = Math.ceil(rows / each)
// The first requests meet code that is not compiled yet.
const warm = Math.ceil(requests / 5)
await run(warm)
const before = await metricsText()
const seconds = await run(warm + requests)
const metrics = await metricsText()
child.process.kill('SIGTERM')
await once(child.process, 'exit')
const opened = openLedger(join(folder, 'data'), { clock: () => instantOf(0) })
if (!opened.ok) throw new Error(JSON.stringify(opened.failures))
const kept = opened.value.watermark()
opened.value.close()
rmSync(folder, { recursive: true })

const sorted = times.toSorted((a, b) => a - b)
const at = (share: number) => (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1)
const turns = figure('chiso_commit_rows_count')
const processor = figure('process_cpu_seconds_total') - figure('process_cpu_seconds_total', before)
process.stdout.write(
  `${senders} senders, ${each} a request: ${((requests * each) / seconds).toFixed(0)} rows/s, ` +
    `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, longest ${at(1)} ms, ` +
    `${((processor * 1e6) / requests).toFixed(0)} µs of processor a request, ` +
    `${(figure('chiso_commit_rows_sum') / turns).toFixed(1)} rows a sync, ${figure('process_resident_memory_bytes') / 1e6} MB; ` +
    `${kept} of ${(warm + requests) * each} in the ledger\n`,
)
