import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { instant } from '../src/core/time/instant.ts'
import { openColumnar } from '../src/engine/columnar/columnar.ts'
import type { Engine } from '../src/engine/engine.ts'
import { Projection } from '../src/office/counting/projection.ts'
import { openInstallation, type WritableInstallation } from '../src/office/installation.ts'

/**
 * An engine made anew from a ledger: seconds, processor time of all threads, the longest time in which nobody was answered,
 * and the memory of the process. The ledger is that of a folder, or of a sample made and imported first, which takes longer.
 *
 * node bench/rebuild.ts --dossiers 1000000 [--folder <on the disk to measure>]
 * node bench/rebuild.ts --data <data folder> [--threads 2,0] [--rounds 3]
 */
const { values } = parseArgs({
  options: {
    dossiers: { type: 'string', default: '300000' },
    folder: { type: 'string', default: tmpdir() },
    data: { type: 'string' },
    threads: { type: 'string', default: '2' },
    rounds: { type: 'string', default: '1' },
    child: { type: 'boolean', default: false },
  },
})

function chiso(...given: readonly string[]): void {
  const bin = fileURLToPath(new URL('../bin/chiso.js', import.meta.url))
  const { status, stderr } = spawnSync(process.execPath, [bin, ...given])
  if (status !== 0) throw new Error(stderr.toString())
}

function filled(folder: string): string {
  const [sample, data] = [join(folder, 'sample'), join(folder, 'data')]
  chiso('sample', '--dossiers', values.dossiers, '--ndjson', '--out', sample)
  chiso('init', '--unit', 'H99', '--data', data)
  chiso('import', sample, '--source', 'mau', '--data', data)
  rmSync(sample, { recursive: true })
  return data
}

function opened(folder: string): WritableInstallation {
  const installation = openInstallation(folder, () => instant(Date.UTC(2026, 10, 1)))
  if (!installation.ok) throw new Error(JSON.stringify(installation.failures))
  return installation.value
}

async function rebuild(folder: string, count: number): Promise<string> {
  const { ledger, calendar, settings } = opened(folder)
  const columnar = openColumnar({ workers: 0 })
  let dossiers = 0
  const engine: Pick<Engine, 'watermark' | 'apply'> = {
    watermark: () => columnar.watermark(),
    apply: (batch) => {
      for (const { table, lengths } of batch.packed ?? []) if (table === 'dossier') dossiers += lengths.length
      return columnar.apply(batch)
    },
  }
  const threads = count === 0 ? null : { folder, count, least: 0 }
  const root = settings.unit ?? ''
  const lists = { ofMinistry: () => false, unitsOf: () => [] }
  const projection = new Projection({ ledger, engine, calendar, root, ...lists, threads, far: 0, step: 1 })
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const [start, before] = [performance.now(), process.cpuUsage()]
  await projection.catchUp()
  const seconds = (performance.now() - start) / 1000
  const { user, system } = process.cpuUsage(before)
  delay.disable()
  ledger.close()
  return [
    `${count} threads: ${seconds.toFixed(1)} s`,
    `processor ${((user + system) / 1e6).toFixed(1)} s`,
    `${((user + system) / dossiers).toFixed(1)} µs each of ${dossiers} dossiers, ${ledger.watermark()} observations`,
    `longest pause ${(delay.max / 1e6).toFixed(0)} ms`,
    `${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`,
  ].join(', ')
}

/** In a process of its own, so that memory is that of the work measured. */
function inChild(data: string, threads: string): string {
  const given = [fileURLToPath(import.meta.url), '--child', '--data', data, '--threads', threads]
  const { stdout, stderr, status } = spawnSync(process.execPath, given, { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  return stdout
}

if (values.child) {
  process.stdout.write(`${await rebuild(values.data ?? '', Number(values.threads))}\n`)
} else {
  const folder = values.data === undefined ? mkdtempSync(join(values.folder, 'chiso-bench-')) : null
  const data = values.data ?? filled(folder ?? '')
  for (let round = 0; round < Number(values.rounds); round++)
    for (const threads of values.threads.split(',')) process.stdout.write(inChild(data, threads))
  if (folder !== null) rmSync(folder, { recursive: true })
}
