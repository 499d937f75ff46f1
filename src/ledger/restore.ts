import { constants, copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { Refusal, type Result } from '../core/failure.ts'
import { atDoor } from './door.ts'
import { databasePath, logPaths, syncFile, syncFolder } from './file.ts'
import { headPath, openHeadFile } from './head-file.ts'
import type { Head } from './head.ts'
import { lockFiles, lockFolder } from './lock.ts'
import { type Verified, verifyFile } from './verify.ts'

export type RestoreOptions = {
  /** Put the backup in place of the ledger that the folder holds. */
  readonly overwrite: boolean
  /**
   * What else of the folder is to be put back: done under the lock, after the copy was verified and before the ledger is
   * touched. A Refusal that it throws leaves the ledger as it was.
   */
  readonly beside?: () => void
}

/**
 * Makes a folder's ledger what a backup holds. The backup is copied and the copy verified before anything is touched; the
 * rename is atomic. A process that ends half-way leaves the old ledger or one that is refused as ledger-behind: restore
 * again. Failures: file-not-found, folder-not-empty, ledger-in-use, disk-full, file-unwritable, those of verifyFile.
 */
export function restoreLedger(
  file: string,
  folder: string,
  { overwrite, beside = () => undefined }: RestoreOptions,
): Result<Verified> {
  const outcome = atDoor({ file: folder }, () => {
    if (!existsSync(file)) throw new Refusal('file-not-found', {}, { file })
    mkdirSync(folder, { recursive: true })
    const lock = lockFolder(folder)
    try {
      if (!overwrite && holdsData(folder)) throw new Refusal('folder-not-empty')
      return replaceLedger(file, folder, beside)
    } finally {
      lock.release()
    }
  })
  return outcome.ok ? outcome.value : outcome
}

function holdsData(folder: string): boolean {
  return readdirSync(folder).some((name) => !lockFiles.includes(name))
}

function replaceLedger(file: string, folder: string, beside: () => void): Result<Verified> {
  const draft = `${databasePath(folder)}.part`
  try {
    copyFileSync(file, draft, constants.COPYFILE_FICLONE)
    const verified = verifyFile(draft)
    if (!verified.ok) {
      const failures = verified.failures.map((each) => ({ ...each, place: { ...each.place, file } }))
      return { ok: false, failures }
    }
    syncFile(draft)
    beside()
    // The old log must never meet the new database, so it goes first. The head file goes last: until then it is that of
    // the old ledger, and a folder left half-way is refused by it.
    for (const path of logPaths(folder)) rmSync(path, { force: true })
    renameSync(draft, databasePath(folder))
    writeHead(folder, verified.value)
    syncFolder(folder)
    return verified
  } finally {
    for (const ending of ['', '-wal', '-shm', '-journal']) rmSync(draft + ending, { force: true })
  }
}

/** Anew: the old one may be damaged. */
function writeHead(folder: string, head: Head): void {
  rmSync(headPath(folder), { force: true })
  const file = openHeadFile(folder)
  file.write(head)
  file.close()
}
