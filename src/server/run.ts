import { randomUUID } from 'node:crypto'
import type { Access } from '../access/access.ts'
import { SignOn } from '../access/oidc.ts'
import { failed, type Result } from '../core/failure.ts'
import type { Instant } from '../core/time/instant.ts'
import { openFolderAccess } from '../office/access.ts'
import { countingOf } from '../office/counting/counting.ts'
import { accessGate } from './access-gate.ts'
import { openDesk, type WithDesk } from './desk-thread.ts'
import { Kept } from './kept.ts'
import { jsonLog } from './log.ts'
import type { Given } from './open.ts'
import { type Running, servedSizes, startServer } from './serve.ts'
import type { ServerSettings } from './settings.ts'
import { type Environment, readSettings } from './settings-file.ts'
import { signOnSettings } from './sign-on-settings.ts'

export type RunWish = {
  readonly folder: string
  readonly environment: Environment
  readonly clock: () => Instant
  /** What the command line says goes before file and environment. */
  readonly overrides: Partial<Pick<ServerSettings, 'host' | 'port' | 'logLevel'>>
  readonly onStarted: (started: Started) => void
}

export type Started = {
  readonly address: string
  /** Made just now, since nobody could sign in: to be shown once. */
  readonly firstAdmin: { readonly login: string; readonly password: string } | null
}

/** Threads that count beside the one that answers. */
const workers = 1

/**
 * Serves a data folder until the process is told to stop (SIGTERM, SIGINT). Failures: those of the settings, of the data
 * folder, of its accounts, province-unknown, address-in-use; writing-lost, so that whatever watches the process starts it again.
 */
export async function runServer({ folder, environment, clock, overrides, onStarted }: RunWish): Promise<Result<null>> {
  const read = readSettings(folder, environment)
  if (!read.ok) return read
  const settings = { ...read.value, ...overrides }
  const oidc = signOnSettings(settings)
  if (!oidc.ok) return oidc
  const signOn = oidc.value === null ? null : new SignOn(oidc.value)
  const opened = await openFolder(folder, settings, clock)
  if (!opened.ok) return opened
  const { installation, desk, access } = opened.value
  try {
    const firstAdmin = await access.accounts.ensureFirstAdmin(opened.value.top)
    if (!firstAdmin.ok) return firstAdmin
    const started = await startServer({
      installation,
      counting: await countingOf(installation, { workers }),
      desk,
      access,
      gate: (scope) => accessGate({ access, signOn, kept: new Kept(clock), isPublic: settings.publicPage }, scope),
      settings,
      ...around(settings, clock),
    })
    if (!started.ok) return started
    onStarted({ address: addressOf(settings, started.value), firstAdmin: firstAdmin.value })
    await Promise.race([told(), desk.lost])
    await started.value.stop()
    // Also lost after the server was told to stop: then senders were answered 503, and that is no success.
    return desk.isLost ? failed('writing-lost') : { ok: true, value: null }
  } finally {
    access.close()
    await desk.close()
  }
}

function around(settings: ServerSettings, clock: () => Instant): Pick<Given, 'clock' | 'stopwatch' | 'newId' | 'log'> {
  return { clock, stopwatch: () => performance.now(), newId: randomUUID, log: jsonLog(settings, clock) }
}

type Folder = WithDesk & { readonly access: Access; readonly top: string }

async function openFolder(folder: string, { session }: ServerSettings, clock: () => Instant): Promise<Result<Folder>> {
  const withDesk = await openDesk(folder, servedSizes)
  if (!withDesk.ok) return withDesk
  const opened = openFolderAccess(folder, clock, session)
  if (opened.ok) {
    const { access, root: top } = opened.value
    if (top !== null) return { ok: true, value: { ...withDesk.value, access, top } }
    access.close()
  }
  await withDesk.value.desk.close()
  return opened.ok ? failed('province-unknown') : opened
}

function addressOf({ publicAddress }: ServerSettings, { host, port }: Running): string {
  return publicAddress ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}

function told(): Promise<void> {
  return new Promise((resolve) => {
    // Asked again while it stops, it goes on stopping: nobody gains from a request that is cut off.
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => resolve())
  })
}
