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

/** 64 MB. */
const usualLogPages = 16_000

export type Sizes = {
  /** The database does not grow beyond; then an append says disk-full. Default: as far as the disk goes. */
  readonly maxBytes?: number
  /**
   * Pages of 4 KB after which the log is moved into the database, while whoever appends waits. Default 16 000: a page that many
   * transactions change is then moved once. Fewer make each wait shorter and all of them together longer.
   */
  readonly logPages?: number
}

/** The one writing connection. */
export function connect(folder: string, { maxBytes, logPages = usualLogPages }: Sizes): DatabaseSync {
  const db = new DatabaseSync(databasePath(folder), { timeout })
  try {
    // synchronous=FULL: a commit returns when the log is on the disk. The cache holds the upper part of the index, where
    // keys arrive in no order; the log does not stay larger than 128 MB.
    db.exec(`PRAGMA page_size=${pageBytes}; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA trusted_schema=OFF;
      PRAGMA cell_size_check=ON; PRAGMA cache_size=-65536; PRAGMA wal_autocheckpoint=${Math.max(1, Math.floor(logPages))};
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
