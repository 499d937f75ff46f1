import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { backup, DatabaseSync } from 'node:sqlite'
import { Refusal, type Result } from '../core/failure.ts'
import { atDoorAsync } from './door.ts'
import { connectReading, databasePath, syncFile, syncFolder } from './file.ts'
import { readHeadFile } from './head-file.ts'
import { type Head, headOf, requireAcknowledged } from './head.ts'
import { checkedVersion } from './schema.ts'

/** Pages copied between two turns of the event loop: 4 MB. */
const rate = 1000

/**
 * Copies a folder's ledger into one file, as it is at this moment, while this or another process goes on writing. An
 * older backup of that name is replaced when the new one is whole, and not before. The head is the copy's: compare it
 * with the head that restoreLedger or verifyFile gives later. Failures: file-not-found, ledger-behind, ledger-unreadable,
 * disk-full, file-unwritable.
 */
export function backupLedger(folder: string, file: string): Promise<Result<Head>> {
  const draft = `${file}.part`
  return atDoorAsync({ file }, async () => {
    try {
      mkdirSync(dirname(file), { recursive: true })
      rmSync(draft, { force: true })
      await copySnapshot(folder, draft)
      const head = sealCopy(draft)
      syncFile(draft)
      renameSync(draft, file)
      syncFolder(dirname(file))
      return head
    } finally {
      for (const ending of ['', '-wal', '-shm', '-journal']) rmSync(draft + ending, { force: true })
    }
  })
}

/** In an open read transaction the source stays as it is, so the copy never begins again because of the writer. */
async function copySnapshot(folder: string, draft: string): Promise<void> {
  const source = databasePath(folder)
  if (!existsSync(source)) throw new Refusal('file-not-found', {}, { file: source })
  const acknowledged = readHeadFile(folder) // before the snapshot, which then holds at least as much
  const db = connectReading(source)
  try {
    db.exec('BEGIN')
    if (checkedVersion(db) === 0) throw new Refusal('ledger-schema', {}, { file: source })
    requireAcknowledged(db, acknowledged)
    await backup(db, draft, { rate })
  } finally {
    db.close()
  }
}

/** Without a log a backup is one file, and can be read from a disk that cannot be written. */
function sealCopy(draft: string): Head {
  const db = new DatabaseSync(draft)
  try {
    db.exec('PRAGMA journal_mode=DELETE')
    return headOf(db)
  } finally {
    db.close()
  }
}
