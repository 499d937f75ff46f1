import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { instant } from '../src/core/time/instant.ts'
import { importFiles } from '../src/office/import.ts'
import { initInstallation, openInstallation } from '../src/office/installation.ts'
import { bareLane } from './bare-lane.ts'

/**
 * Dossiers a second from NDJSON files into the ledger, durable, with the memory it takes; then, in the same run, the same
 * rows into an equal table by a bare insert loop. `node bench/import.ts --dossiers 1000000 [--folder <on the disk to measure>]`
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

type Measured = { readonly rows: number; readonly seconds: number; readonly megabytes: number }

async function importAll(folder: string): Promise<Measured> {
  const data = join(folder, 'data')
  initInstallation(data, { unit: 'H99' }, clock)
  const opened = openInstallation(data, clock)
  if (!opened.ok) throw new Error(JSON.stringify(opened.failures))
  const sample = join(folder, 'sample')
  const files = readdirSync(sample).filter((name) => name.endsWith('.ndjson'))
  const before = performance.now()
  const options = {
    source: 'mau',
    confirmed: {},
    unit: null,
    period: null,
    now: clock(),
    onProgress: () => undefined,
  }
  const summaries = await importFiles(
    opened.value,
    files.map((name) => join(sample, name)),
    options,
  )
  const seconds = (performance.now() - before) / 1000
  opened.value.ledger.close()
  const rows = summaries.reduce((sum, { read }) => sum + read, 0)
  return { rows, seconds, megabytes: process.resourceUsage().maxRSS / 1024 }
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
  return { rows, seconds, megabytes: process.resourceUsage().maxRSS / 1024 }
}

/** In a process of its own, so that memory is that of the work measured. */
function inChild(child: string, at: string): Measured {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [fileURLToPath(import.meta.url), '--child', child, '--at', at],
    { encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(stderr)
  const { rows, seconds, megabytes }: Measured = JSON.parse(stdout)
  return { rows, seconds, megabytes }
}

if (values.child !== undefined && values.at !== undefined) {
  const measured = values.child === 'import' ? await importAll(values.at) : insertAll(values.at)
  process.stdout.write(JSON.stringify(measured))
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
  rmSync(folder, { recursive: true })
  const rate = ({ rows, seconds }: Measured) => rows / seconds
  const line = (name: string, measured: Measured) =>
    process.stdout.write(
      `${name.padEnd(18)} ${measured.rows} rows ${rate(measured).toFixed(0).padStart(8)} rows/s  ${measured.megabytes.toFixed(0).padStart(5)} MB  ${(rate(measured) / rate(bare)).toFixed(2)}\n`,
    )
  line('bare insert loop', bare)
  line('import', imported)
}
