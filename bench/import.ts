import { spawnSync } from 'node:child_process'
import { hash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { instant } from '../src/core/time/instant.ts'
import { importFiles, straightInto } from '../src/office/import.ts'
import { initInstallation, openInstallation } from '../src/office/installation.ts'
import { bareLane } from './bare-lane.ts'

/**
 * Dossiers a second from NDJSON files into the ledger, durable, with the memory it takes; then, in the same run, the same
 * rows into an equal table by a bare insert loop; and what the least is that any import must do with them. `node bench/import.ts --dossiers 1000000 [--folder <on the disk to measure>]`
 */
const { values } = parseArgs({
  options: {
    dossiers: { type: 'string', default: '1000000' },
    folder: { type: 'string', default: tmpdir() },
    child: { type: 'string' },
    at: { type: 'string' },
  },
})
const clock = () => instant(Date.UTC(2026, 10, 1))
const batch = 5_000

function filesOf(folder: string): readonly string[] {
  const sample = join(folder, 'sample')
  return readdirSync(sample)
    .filter((name) => name.endsWith('.ndjson'))
    .map((name) => join(sample, name))
}

type Measured = { readonly rows: number; readonly seconds: number; readonly megabytes: number }

function measured(rows: number, seconds: number): Measured {
  return { rows, seconds, megabytes: process.resourceUsage().maxRSS / 1024 }
}

async function importAll(folder: string): Promise<Measured> {
  const data = join(folder, 'data')
  initInstallation(data, { unit: 'H99' }, clock)
  const opened = openInstallation(data, clock)
  if (!opened.ok) throw new Error(JSON.stringify(opened.failures))
  const before = performance.now()
  const options = {
    source: 'mau',
    confirmed: {},
    unit: null,
    period: null,
    now: clock(),
    listedAt: null,
    lane: straightInto(opened.value.ledger),
    onProgress: () => undefined,
  }
  const summaries = await importFiles(opened.value, filesOf(folder), options)
  const seconds = (performance.now() - before) / 1000
  opened.value.ledger.close()
  const rows = summaries.reduce((sum, { read }) => sum + read, 0)
  return measured(rows, seconds)
}

/** The observations that the import made, inserted without anything else, batch by batch. */
function insertAll(folder: string): Measured {
  const opened = openInstallation(join(folder, 'data'), clock)
  if (!opened.ok) throw new Error(JSON.stringify(opened.failures))
  const { ledger } = opened.value
  const lane = bareLane(join(folder, 'bare'), false)
  let seconds = 0
  let rows = 0
  for (;;) {
    const page = ledger.read(rows + 1, batch)
    if (!page.ok) throw new Error(JSON.stringify(page.failures))
    if (page.value.length === 0) break
    seconds += lane.write(page.value)
    rows += page.value.length
  }
  lane.close()
  ledger.close()
  return measured(rows, seconds)
}

/** Each line parsed, and hashed as a whole: what is left of an import without looking at a field and without writing. */
function parseAll(folder: string): Measured {
  const before = performance.now()
  let rows = 0
  for (const file of filesOf(folder)) {
    const bytes = readFileSync(file)
    for (let from = 0, to = bytes.indexOf(10); to >= 0; from = to + 1, to = bytes.indexOf(10, from)) {
      const line = bytes.subarray(from, to)
      hash('sha256', line)
      JSON.parse(line.toString())
      rows++
    }
  }
  return measured(rows, (performance.now() - before) / 1000)
}

const lanes = new Map<string, (folder: string) => Measured | Promise<Measured>>([
  ['import', importAll],
  ['bare', insertAll],
  ['parse', parseAll],
])

/** In a process of its own, so that memory is that of the work measured. */
function inChild(child: string, at: string): Measured {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [fileURLToPath(import.meta.url), '--child', child, '--at', at],
    { encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(stdout)
}

if (values.child !== undefined && values.at !== undefined) {
  process.stdout.write(JSON.stringify(await lanes.get(values.child)?.(values.at)))
} else {
  const folder = mkdtempSync(join(values.folder, 'chiso-bench-'))
  const bin = fileURLToPath(new URL('../bin/chiso.js', import.meta.url))
  const made = spawnSync(process.execPath, [
    bin,
    'sample',
    '--dossiers',
    values.dossiers,
    '--ndjson',
    '--out',
    join(folder, 'sample'),
  ])
  if (made.status !== 0) throw new Error(made.stderr.toString())
  const imported = inChild('import', folder)
  const bare = inChild('bare', folder)
  const parse = inChild('parse', folder)
  rmSync(folder, { recursive: true })
  const rate = ({ rows, seconds }: Measured) => rows / seconds
  const line = (name: string, of: Measured) =>
    process.stdout.write(
      `${name.padEnd(18)} ${of.rows} rows ${rate(of).toFixed(0).padStart(8)} rows/s  ${of.megabytes.toFixed(0).padStart(5)} MB  ${(rate(of) / rate(bare)).toFixed(2)}\n`,
    )
  line('bare insert loop', bare)
  line('import', imported)
  line('parse and one hash', parse)
}
