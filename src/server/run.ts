import { randomUUID } from 'node:crypto'
import type { Result } from '../core/failure.ts'
import type { Instant } from '../core/time/instant.ts'
import { openInstallation } from '../office/installation.ts'
import { closedGate } from './closed-gate.ts'
import { jsonLog } from './log.ts'
import { startServer } from './serve.ts'
import type { ServerSettings } from './settings.ts'
import { type Environment, readSettings } from './settings-file.ts'

export type RunWish = {
  readonly folder: string
  readonly environment: Environment
  readonly clock: () => Instant
  /** What the command line says goes before file and environment. */
  readonly overrides: Partial<Pick<ServerSettings, 'host' | 'port'>>
  readonly onStarted: (address: string) => void
}

/**
 * Serves a data folder until the process is told to stop (SIGTERM, SIGINT). Failures: those of the settings, of the data
 * folder, address-in-use.
 */
export async function runServer({ folder, environment, clock, overrides, onStarted }: RunWish): Promise<Result<null>> {
  const read = readSettings(folder, environment)
  if (!read.ok) return read
  const settings = { ...read.value, ...overrides }
  const installation = openInstallation(folder, clock)
  if (!installation.ok) return installation
  const log = jsonLog(settings, clock)
  const stopwatch = () => performance.now()
  const given = {
    installation: installation.value,
    gate: closedGate,
    settings,
    log,
    clock,
    stopwatch,
    newId: randomUUID,
  }
  const started = await startServer(given)
  if (!started.ok) {
    installation.value.ledger.close()
    return started
  }
  const { host, port, stop } = started.value
  onStarted(settings.publicAddress ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`)
  await told()
  await stop()
  return { ok: true, value: null }
}

function told(): Promise<void> {
  return new Promise((resolve) => {
    // Asked again while it stops, it goes on stopping: nobody gains from a request that is cut off.
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => resolve())
  })
}
