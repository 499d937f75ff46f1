import { hash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Observation } from '../src/core/observation/observation.ts'
import { openLedger } from '../src/ledger/ledger.ts'
import { instantOf } from '../src/ledger/row.ts'
import { bareLane, type Lane, timed } from './bare-lane.ts'

/**
 * Durable rows a second: the ledger beside a bare insert loop into an equal table, in one run, turn by turn, so that a
 * disturbance of the machine meets both. `node bench/ledger.ts --rows 200000 --batch 10000 [--folder <on the disk to measure>]`
 */
const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '200000' },
    batch: { type: 'string', default: '10000' },
    folder: { type: 'string', default: tmpdir() },
  },
})
const rows = Number(values.rows)
const batch = Number(values.batch)
const day = 86_400_000
const start = Date.UTC(2023, 10, 1)
const recorded = instantOf(start)

/** A dossier as the portal's sync gives it: about 26 fields, 700 characters. */
function dossier(index: number): Observation {
  const unit = (index * 7919) % 240
  const received = start + (index % 360) * 60_000
  const code = `000.00.${String(unit).padStart(2, '0')}.H40-231101-${String(index).padStart(6, '0')}`
  const body = {
    code,
    procedureCode: `1.${String(1000 + (index % 1700)).padStart(6, '0')}`,
    procedureName: 'Đăng ký biến động quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất',
    unitCode: `000.00.${unit}.H40`,
    unitName: `Ủy ban nhân dân xã số ${unit}`,
    level: unit % 3 === 0 ? 'province' : 'commune',
    personHash: hash('sha256', code).slice(0, 32),
    receivedAt: received,
    dueAt: received + 15 * day,
    endedAt: index % 5 === 0 ? null : received + 9 * day,
    returnedAt: null,
    status: index % 5 === 0 ? 4 : 10,
    channel: index % 2,
    serviceLevel: 4,
    feeDue: 50_000,
    feePaid: index % 3 === 0 ? 50_000 : 0,
    paidOnline: index % 6 === 0,
    digitised: index % 2 === 0,
    eResult: index % 4 !== 0,
    supplements: index % 17 === 0 ? [{ from: received + day, to: received + 3 * day }] : [],
    note: null,
    agency: 'H40',
    field: 'Đất đai',
    reused: false,
    postal: false,
    group: 'A',
  }
  const originalHash = hash('sha256', `original ${code}`)
  return {
    source: 'dvc-sync',
    kind: 'dossier',
    key: code,
    version: `${received}`,
    sourceTime: null,
    body,
    originalHash,
  }
}

function ledgerLane(folder: string): Lane {
  const opened = openLedger(folder, { clock: () => recorded })
  if (!opened.ok) throw new Error(JSON.stringify(opened.failures))
  const ledger = opened.value
  return {
    name: 'ledger.append',
    write: (observations) =>
      timed(() => {
        const outcome = ledger.append(observations)
        if (!outcome.ok) throw new Error(JSON.stringify(outcome.failures))
      }),
    close: () => ledger.close(),
  }
}

const folder = mkdtempSync(join(values.folder, 'chiso-bench-'))
const lanes = [
  bareLane(join(folder, 'bare'), false),
  bareLane(join(folder, 'hashes'), true),
  ledgerLane(join(folder, 'ledger')),
]
const seconds = lanes.map(() => 0)
for (let from = 0; from < rows; from += batch) {
  const observations = Array.from({ length: Math.min(batch, rows - from) }, (_, index) => dossier(from + index))
  // Turns change places, so that none always pays for what another left to the disk.
  for (const turn of lanes.keys()) {
    const lane = (turn + from / batch) % lanes.length
    seconds[lane] = (seconds[lane] ?? 0) + (lanes[lane]?.write(observations) ?? 0)
  }
}
for (const lane of lanes) lane.close()
rmSync(folder, { recursive: true })

const rates = seconds.map((each) => rows / each)
const [bare = 1] = rates
process.stdout.write(`${rows} rows, ${batch} a transaction, synced\n`)
for (const [lane, { name }] of lanes.entries()) {
  const rate = rates[lane] ?? 0
  process.stdout.write(`${name.padEnd(18)} ${rate.toFixed(0).padStart(8)} rows/s  ${(rate / bare).toFixed(2)}\n`)
}
