import { chmodSync, existsSync, renameSync, rmSync } from 'node:fs'
import { backup, DatabaseSync } from 'node:sqlite'
import type { Result } from '../core/failure.ts'
import type { AuditHead } from './audit.ts'
import { verifyAudit } from './audit-verify.ts'
import { openReading } from './database.ts'
import { atDoorAsync, valueOf } from './door.ts'
import { accessPath, accessTables, auditPath, auditTables, type Tables } from './schema.ts'

/**
 * Copies accounts, tokens and audit log of a folder into another, while others go on writing; the log last, so that it holds
 * all that the accounts say was written. Sessions stay behind: what was signed out since must not come back to life.
 * Gives the head of the copied log; null where there are no accounts. Failures: those of verifyAudit, access-unwritable.
 */
export function backupAccess(folder: string, target: string): Promise<Result<AuditHead | null>> {
  return atDoorAsync({ file: accessPath(target), unwritable: 'access-unwritable' }, async () => {
    if (!existsSync(accessPath(folder))) return null
    await copy(accessPath(folder), accessPath(target), accessTables)
    await copy(auditPath(folder), auditPath(target), auditTables)
    return valueOf(verifyAudit(target))
  })
}

/** Puts the two files of a folder in the place of those of another, which nobody may have open. Throws what the disk says. */
export function moveAccess(from: string, folder: string): void {
  for (const path of [accessPath, auditPath]) {
    // The old log must never meet the new database, so it goes first.
    for (const ending of endings) rmSync(path(folder) + ending, { force: true })
    if (existsSync(path(from))) renameSync(path(from), path(folder))
    else rmSync(path(folder), { force: true })
  }
}

const endings = ['-wal', '-shm', '-journal']

async function copy(file: string, target: string, tables: Tables): Promise<void> {
  const source = openReading(file, tables)
  try {
    source.exec('BEGIN')
    source.prepare('SELECT count(*) FROM sqlite_schema').get() // the snapshot begins with the first read
    await backup(source, target)
  } finally {
    source.close()
  }
  chmodSync(target, 0o600)
  const copied = new DatabaseSync(target)
  try {
    if (tables === accessTables) copied.exec('PRAGMA secure_delete=ON; DELETE FROM sessions')
    copied.exec('PRAGMA journal_mode=DELETE') // one file, without a log
  } finally {
    copied.close()
  }
}
