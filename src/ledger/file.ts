import { closeSync, existsSync, fsyncSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

export function databasePath(folder: string): string {
  return join(folder, 'ledger.sqlite')
}

/** SQLite keeps these beside the database while it is open, and after a kill. */
export function logPaths(folder: string): string[] {
  return ['-wal', '-shm'].map((ending) => databasePath(folder) + ending)
}

const pageBytes = 4096

/** Milliseconds to wait for another process that looks at the file (verify, backup) to let go. */
const timeout = 5000

/** A connection that reads, beside the one that writes. */
export function connectReading(file: string): DatabaseSync {
  return new DatabaseSync(file, { readOnly: true, timeout })
}

/** The one writing connection. `maxBytes`: the database does not grow beyond; then an append says disk-full. */
export function connect(folder: string, maxBytes: number | undefined): DatabaseSync {
  const db = new DatabaseSync(databasePath(folder), { timeout })
  try {
    // synchronous=FULL: a commit returns when the log is on the disk. The cache holds the upper part of the index, where
    // keys arrive in no order; the log is moved into the database every 64 MB, so that a page of it
    // that many transactions change is moved once, and does not stay larger than 128.
    db.exec(`PRAGMA page_size=${pageBytes}; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA trusted_schema=OFF;
      PRAGMA cell_size_check=ON; PRAGMA cache_size=-65536; PRAGMA wal_autocheckpoint=16000;
      PRAGMA journal_size_limit=134217728`)
    if (maxBytes !== undefined) db.exec(`PRAGMA max_page_count=${Math.max(1, Math.floor(maxBytes / pageBytes))}`)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/** Of the log, not of the database: to open that here would drop SQLite's locks on it. */
export function syncLog(folder: string): void {
  const log = `${databasePath(folder)}-wal`
  if (existsSync(log)) syncFile(log)
}

export function syncFile(path: string): void {
  const file = openSync(path, 'r+') // Windows syncs only what was opened for writing
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** Makes names that were made or changed in a folder durable. */
export function syncFolder(path: string): void {
  if (process.platform === 'win32') return // opens no folders, and keeps names durable by itself
  const folder = openSync(path, 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}
