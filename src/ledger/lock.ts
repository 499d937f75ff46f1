import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Refusal } from '../core/failure.ts'

/** Files of the lock: never evidence that a folder holds data. */
export const lockFiles: readonly string[] = ['ledger.lock', 'ledger.pid']

export type Lock = { release(): void }

/**
 * One writer per folder. The lock is the operating system's, held through an empty SQLite file, so it ends with the
 * process however that ends, kill -9 included; no stale lock is possible. The process number stands in a file of its own
 * for the message only: to open and close the lock file itself would drop this process's locks on it (POSIX).
 * Failure: ledger-in-use.
 */
export function lockFolder(folder: string): Lock {
  const numberFile = join(folder, 'ledger.pid')
  const lock = new DatabaseSync(join(folder, 'ledger.lock'), { timeout: 0 })
  try {
    lock.exec('PRAGMA journal_mode=MEMORY; BEGIN EXCLUSIVE') // nothing is ever written to it
  } catch (error) {
    lock.close()
    if (isBusy(error)) throw new Refusal('ledger-in-use', { pid: holder(numberFile) }, { file: folder })
    throw error
  }
  writeFileSync(numberFile, `${process.pid}\n`)
  return {
    release() {
      rmSync(numberFile, { force: true })
      lock.close()
    },
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === 5
}

function holder(numberFile: string): string {
  try {
    return readFileSync(numberFile, 'utf8').trim() || '?'
  } catch {
    return '?' // the other process has the lock and has not written its number yet
  }
}
