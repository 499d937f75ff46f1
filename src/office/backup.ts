import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { backupAccess } from '../access/backup.ts'
import { failed, type Result } from '../core/failure.ts'
import { type Instant, isoInstant } from '../core/time/instant.ts'
import { backupLedger } from '../ledger/backup.ts'
import { syncFile, syncFolder } from '../ledger/file.ts'
import { type BackupList, isBackup, ledgerName, listed, listName } from './backup-list.ts'
import { reason } from './files.ts'
import { readSettings } from './installation.ts'

/**
 * Copies a data folder into a folder of its own, while a server goes on: the ledger, then accounts and tokens, then the audit
 * log, which so holds an entry for all that the others hold; settings and confirmed mappings. Not in it: the key of persons,
 * sessions, what can be made again. An older backup there is replaced when the new one is whole, and not before.
 * Failures: data-folder-missing, folder-not-empty, file-unwritable, those of backupLedger and backupAccess.
 */
export async function backupFolder(folder: string, target: string, now: Instant): Promise<Result<BackupList>> {
  const settings = readSettings(folder)
  if (!settings.ok) return settings
  if (existsSync(target) && !isBackup(target) && !isEmpty(target))
    return failed('folder-not-empty', {}, { file: target })
  const draft = `${target}.part`
  try {
    rmSync(draft, { recursive: true, force: true })
    mkdirSync(draft, { recursive: true, mode: 0o700 })
    const made = await filled(folder, draft, now)
    if (made.ok) putInPlace(draft, target)
    return made
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error
    return failed('file-unwritable', { reason: reason(error) }, { file: target })
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
}

function isEmpty(path: string): boolean {
  try {
    return readdirSync(path).length === 0
  } catch {
    return false // a file
  }
}

async function filled(folder: string, draft: string, now: Instant): Promise<Result<BackupList>> {
  const ledger = await backupLedger(folder, join(draft, ledgerName))
  if (!ledger.ok) return ledger
  const audit = await backupAccess(folder, draft)
  if (!audit.ok) return audit
  const databases = audit.value === null ? [ledgerName] : [ledgerName, 'access.sqlite', 'audit.sqlite']
  const files: BackupList['files'] = []
  for (const name of [...databases, ...copiedSettings(folder, draft)]) {
    syncFile(join(draft, name))
    files.push(await listed(draft, name))
  }
  const list: BackupList = { format: 1, at: isoInstant(now), ledger: ledger.value, audit: audit.value, files }
  writeFileSync(join(draft, listName), `${JSON.stringify(list, null, 2)}\n`)
  syncFile(join(draft, listName))
  syncFolder(draft)
  return { ok: true, value: list }
}

function copiedSettings(folder: string, draft: string): readonly string[] {
  const mappings = join(folder, 'mappings')
  const confirmed = existsSync(mappings) ? readdirSync(mappings).filter((name) => name.endsWith('.json')) : []
  const names = ['chiso.json', 'chiso.server.yaml'].filter((name) => existsSync(join(folder, name)))
  if (confirmed.length > 0) mkdirSync(join(draft, 'mappings'))
  const all = [...names, ...confirmed.map((name) => `mappings/${name}`)]
  for (const name of all) copyFileSync(join(folder, name), join(draft, name))
  return all
}

/** A process that ends between the two renames leaves both backups whole, the older one as `.old`. */
function putInPlace(draft: string, target: string): void {
  const old = `${target}.old`
  rmSync(old, { recursive: true, force: true })
  if (existsSync(target)) renameSync(target, old)
  renameSync(draft, target)
  syncFolder(dirname(target))
  rmSync(old, { recursive: true, force: true })
}
