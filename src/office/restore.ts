import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { openAccess } from '../access/access.ts'
import { verifyAudit } from '../access/audit-verify.ts'
import { moveAccess } from '../access/backup.ts'
import { Refusal, type Result } from '../core/failure.ts'
import type { Instant } from '../core/time/instant.ts'
import { syncFile, syncFolder } from '../ledger/file.ts'
import { restoreLedger, type RestoreOptions } from '../ledger/restore.ts'
import type { Verified } from '../ledger/verify.ts'
import { type BackupList, checkFiles, ledgerName, readList } from './backup-list.ts'
import { pendingPath } from './installation.ts'

export type Restored = {
  readonly ledger: Verified
  /** Entries of the audit log, with that of the restoring; null: the backup holds no accounts, and they are as they were. */
  readonly entries: number | null
}

/**
 * Puts back what a backup holds: ledger, accounts, tokens, audit log, mappings; the settings of the server only where there
 * are none. What it lacks stays, the key of persons above all. Everything is verified before anything is touched; a process that ends after
 * that leaves a folder that is not opened (restore-unfinished) until it is restored again. That it was restored is an entry of
 * the audit log. A file instead of a folder is the backup of a ledger alone.
 * Failures: backup-damaged, file-not-found, those of restoreLedger, verifyAudit and of writing the entry.
 */
export async function restoreFolder(
  backup: string,
  folder: string,
  options: RestoreOptions & { readonly clock: () => Instant },
): Promise<Result<Restored>> {
  if (existsSync(backup) && statSync(backup).isFile()) {
    const ledger = restoreLedger(backup, folder, options)
    return ledger.ok ? { ok: true, value: { ledger: ledger.value, entries: null } } : ledger
  }
  const list = await readList(backup)
  if (!list.ok) return list
  const sound = await checkFiles(backup, list.value)
  if (!sound.ok) return sound
  const isUnfinished = existsSync(pendingPath(folder))
  const ledger = restoreLedger(join(backup, ledgerName), folder, {
    overwrite: options.overwrite || isUnfinished,
    beside: () => putBeside(backup, folder, list.value),
  })
  if (!ledger.ok) return ledger
  const entries = recorded(folder, list.value, options.clock)
  if (!entries.ok) return entries
  rmSync(pendingPath(folder))
  syncFolder(folder)
  return { ok: true, value: { ledger: ledger.value, entries: entries.value } }
}

/** Under the lock of the ledger, which is verified by now. Throws Refusal while nothing is touched yet. */
function putBeside(backup: string, folder: string, { files, audit }: BackupList): void {
  const staged = join(folder, 'restore.part')
  try {
    rmSync(staged, { recursive: true, force: true })
    mkdirSync(join(staged, 'mappings'), { recursive: true, mode: 0o700 })
    const names = files.map(({ name }) => name).filter((name) => name !== ledgerName)
    for (const name of names) {
      copyFileSync(join(backup, name), join(staged, name))
      syncFile(join(staged, name))
    }
    if (audit !== null) requireSound(staged)
    writeFileSync(pendingPath(folder), '')
    syncFolder(folder)
    if (audit !== null) moveAccess(staged, folder)
    for (const name of names) if (!isAccess(name) && !isOfMachine(folder, name)) moveFile(staged, folder, name)
    syncFolder(folder)
  } finally {
    rmSync(staged, { recursive: true, force: true })
  }
}

function isAccess(name: string): boolean {
  return name.endsWith('.sqlite')
}

function moveFile(from: string, folder: string, name: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true, mode: 0o700 })
  renameSync(join(from, name), join(folder, name))
}

/** Port, address, proxy: what this machine has says more than what another one had. */
function isOfMachine(folder: string, name: string): boolean {
  return name === 'chiso.server.yaml' && existsSync(join(folder, name))
}

function requireSound(staged: string): void {
  const verified = verifyAudit(staged)
  const [first] = verified.ok ? [] : verified.failures
  if (first !== undefined) throw new Refusal(first.code, first.params, first.place)
}

/** Whoever reads the log later sees where it was set back. */
function recorded(folder: string, { audit, ledger }: BackupList, clock: () => Instant): Result<number | null> {
  if (audit === null) return { ok: true, value: null }
  const opened = openAccess(folder, { clock })
  if (!opened.ok) return opened
  const detail = { seq: ledger.seq, entries: audit.number }
  const written = opened.value.audit.record({ actor: { kind: 'console' }, event: 'restore', outcome: 'done', detail })
  opened.value.close()
  return written
}
