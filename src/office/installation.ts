import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { failed, type Result } from '../core/failure.ts'
import { seqOf } from '../core/observation/observation.ts'
import type { WorkingCalendar } from '../core/time/calendar.ts'
import type { Instant } from '../core/time/instant.ts'
import type { Sizes } from '../ledger/file.ts'
import { type Ledger, openLedger } from '../ledger/ledger.ts'
import type { LedgerView } from '../ledger/view.ts'
import { openCalendar } from './calendar.ts'
import { reason } from './files.ts'

/** What is decided once per data folder. */
const settingsShape = z.object({
  /** The province (or ministry) whose data it is: `H99`. */
  unit: z.string().nullable(),
  /** The made-up province: everything shown is marked "dữ liệu mẫu". */
  sample: z.boolean().default(false),
})
export type Settings = z.infer<typeof settingsShape>

/**
 * One data folder, open: what its ledger says, and what is needed to read into it.
 *
 * The key makes hashes of persons; whoever has it and a list of identity numbers could tell who filed what, so it lies
 * in a file of its own, not in the ledger, and is not part of a backup.
 */
export type Installation = {
  readonly folder: string
  readonly settings: Settings
  readonly personKey: Uint8Array
  readonly ledger: LedgerView
  readonly calendar: WorkingCalendar
}

/** With its ledger to be written to. One process at a time holds it, in one of its threads. */
export type WritableInstallation = Installation & { readonly ledger: Ledger }

/** What numbers are made from: a data folder as it is, or as it was when its ledger held so many observations. */
export type Holdings = Pick<Installation, 'folder' | 'settings' | 'calendar' | 'ledger'> & { readonly isPast?: true }

/**
 * What a data folder held when its ledger had as many observations as the text says: records, lists and published tables of
 * that time. Nothing said: what it holds. Failures: watermark-invalid, watermark-ahead.
 */
export function heldAt(installation: Holdings, watermark: string | undefined): Result<Holdings> {
  const { ledger } = installation
  if (watermark === undefined) return { ok: true, value: installation }
  if (!/^\d{1,15}$/.test(watermark)) return failed('watermark-invalid', { text: watermark })
  const [asked, last] = [seqOf(Number(watermark)), ledger.watermark()]
  if (asked > last) return failed('watermark-ahead', { asked, last })
  return { ok: true, value: { ...installation, ledger: ledger.asOf(asked), isPast: true } }
}

const files = { settings: 'chiso.json', key: 'person.key' } as const
const keyBytes = 32

/** There while a backup is being put back: half of the folder may be old, half new. */
export function pendingPath(folder: string): string {
  return join(folder, 'restore.pending')
}

/** Makes a data folder. Failures: folder-in-use when it is one already, file-unwritable. */
export function initInstallation(
  folder: string,
  settings: z.input<typeof settingsShape>,
  clock: () => Instant,
): Result<string> {
  const path = join(folder, files.settings)
  if (existsSync(path)) return failed('data-folder-exists', {}, { file: folder })
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    // Written first and never over another: a key that is lost makes every person a new one.
    if (!existsSync(join(folder, files.key)))
      writeFileSync(join(folder, files.key), `${randomBytes(keyBytes).toString('hex')}\n`, { mode: 0o600, flag: 'wx' })
    writeFileSync(path, `${JSON.stringify(settings, null, 2)}\n`, { flag: 'wx' })
    return makeLedger(folder, clock)
  } catch (error) {
    return failed('file-unwritable', { reason: reason(error) }, { file: folder })
  }
}

function makeLedger(folder: string, clock: () => Instant): Result<string> {
  const ledger = openLedger(folder, { clock })
  if (!ledger.ok) return ledger
  ledger.value.close()
  return { ok: true, value: folder }
}

/** Opens a data folder; `clock` is read at every append. Failures: data-folder-missing, data-folder-damaged, the ledger's. */
export function openInstallation(
  folder: string,
  clock: () => Instant,
  sizes: Sizes = {},
): Result<WritableInstallation> {
  const around = aroundLedger(folder)
  if (!around.ok) return around
  const ledger = openLedger(folder, { clock, ...sizes })
  return ledger.ok ? { ok: true, value: { ...around.value, ledger: ledger.value } } : ledger
}

/** The data folder around a ledger that somebody else has open. Failures: data-folder-missing, data-folder-damaged. */
export function installationBeside(folder: string, ledger: LedgerView): Result<Installation> {
  const around = aroundLedger(folder)
  return around.ok ? { ok: true, value: { ...around.value, ledger } } : around
}

function aroundLedger(folder: string): Result<Omit<Installation, 'ledger'>> {
  const settings = readSettings(folder)
  if (!settings.ok) return settings
  const personKey = readKey(folder)
  if (!personKey.ok) return personKey
  return {
    ok: true,
    value: { folder, settings: settings.value, personKey: personKey.value, calendar: openCalendar() },
  }
}

/** Failures: restore-unfinished, data-folder-missing, data-folder-damaged. */
export function readSettings(folder: string): Result<Settings> {
  const file = join(folder, files.settings)
  if (existsSync(pendingPath(folder))) return failed('restore-unfinished', {}, { file: folder })
  if (!existsSync(file)) return failed('data-folder-missing', {}, { file: folder })
  try {
    const parsed = settingsShape.safeParse(JSON.parse(readFileSync(file, 'utf8')))
    if (parsed.success) return { ok: true, value: parsed.data }
  } catch {
    // Not JSON: said below like any other damage.
  }
  return failed('data-folder-damaged', {}, { file })
}

function readKey(folder: string): Result<Uint8Array> {
  const file = join(folder, files.key)
  const text = existsSync(file) ? readFileSync(file, 'utf8').trim() : ''
  if (!/^[0-9a-f]{64}$/.test(text)) return failed('data-folder-damaged', {}, { file })
  return { ok: true, value: new Uint8Array(Buffer.from(text, 'hex')) }
}
