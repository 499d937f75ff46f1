import { randomUUID } from 'node:crypto'
import { countingOf } from '../../src/office/counting/counting.ts'
import { openFolderAccess } from '../../src/office/access.ts'
import { sampleAccess } from '../../src/office/sample-accounts.ts'
import { openOrSample } from '../../src/office/sample-province.ts'
import { type Instant, instant } from '../../src/core/time/instant.ts'
import { accessGate } from '../../src/server/access-gate.ts'
import { Kept } from '../../src/server/kept.ts'
import { LedgerDesk } from '../../src/server/ledger-desk.ts'
import { type Log, silentLog } from '../../src/server/log.ts'
import { startServer } from '../../src/server/serve.ts'
import { serverSettings } from '../../src/server/settings.ts'
import type { Result } from '../../src/core/failure.ts'

export type Served = {
  readonly address: string
  /** Of every account of the sample. */
  readonly password: string
  /** Of a source that may send for the whole province. */
  readonly token: string
  readonly stop: () => Promise<void>
}

/** The last afternoon of the sample: what is asked about is then always the same. */
export const at = instant(Date.UTC(2026, 9, 31, 9))

export type ServedWish = {
  readonly folder: string
  readonly port?: number
  /** Of sessions: browsers go by their own clock. */
  readonly now: () => Instant
  readonly log?: Partial<Log>
  /** Whether who has not signed in sees scores. */
  readonly isPublic?: boolean
}

/** The sample province on a port, with its accounts, as `chiso start` serves it; its figures as of one moment. */
export async function served({ folder, port = 0, now, log = {}, isPublic = false }: ServedWish): Promise<Served> {
  const clock = () => at
  const installation = valueOf(await openOrSample(folder, clock, () => undefined))
  const { password, token } = valueOf(await sampleAccess(installation, now))
  const { access } = valueOf(openFolderAccess(folder, now))
  const running = valueOf(
    await startServer({
      installation,
      counting: await countingOf(installation, { workers: 0 }),
      desk: new LedgerDesk(installation),
      access,
      gate: (scope) => accessGate({ access, signOn: null, kept: new Kept(now), isPublic }, scope),
      settings: serverSettings.parse({ port, publicPage: isPublic }),
      log: { ...silentLog, ...log },
      clock,
      stopwatch: () => performance.now(),
      newId: randomUUID,
    }),
  )
  const stop = async () => {
    await running.stop()
    access.close()
  }
  return { address: `http://127.0.0.1:${running.port}`, password, token, stop }
}

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.failures))
  return result.value
}
