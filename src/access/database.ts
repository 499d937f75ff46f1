import { closeSync, openSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { Refusal } from '../core/failure.ts'
import { rowOf } from './door.ts'
import type { Tables } from './schema.ts'

const pageBytes = 4096

/** Milliseconds to wait for another process (a command beside the server) to finish its own short transaction. */
const patience = 3000

/** The file does not grow beyond `maxBytes`; then nothing more is written. Default: as far as the disk goes. */
export type DatabaseOptions = { readonly maxBytes?: number | undefined; readonly timeout?: number | undefined }

/** Opens one of the two files, and makes it, readable by its owner only, where it is not. Failure: access-unreadable. */
export function openDatabase(file: string, tables: Tables, options: DatabaseOptions = {}): DatabaseSync {
  makePrivate(file)
  const db = new DatabaseSync(file, { timeout: options.timeout ?? patience })
  try {
    // synchronous=FULL: a commit returns when it is on the disk.
    db.exec(`PRAGMA page_size=${pageBytes}`)
    useLog(db)
    db.exec('PRAGMA synchronous=FULL; PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA secure_delete=ON')
    if (options.maxBytes !== undefined) db.exec(`PRAGMA max_page_count=${Math.ceil(options.maxBytes / pageBytes)}`)
    migrate(db, tables)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/** SQLite gives its log the rights of the file. Only ever creates: to close a file that is open drops SQLite's locks. */
function makePrivate(file: string): void {
  try {
    closeSync(openSync(file, 'wx', 0o600))
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
}

/** Two processes that open a new file at once are in each other's way: SQLite does not wait by itself here. */
function useLog(db: DatabaseSync): void {
  for (let attempt = 1; ; attempt++) {
    try {
      db.exec('PRAGMA journal_mode=WAL')
      return
    } catch (error) {
      if (attempt === 50 || !(error instanceof Error && 'errcode' in error && error.errcode === 5)) throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20)
    }
  }
}

/** A connection that only reads, for a look beside a running server. */
export function openReading(file: string, tables: Tables): DatabaseSync {
  const db = new DatabaseSync(file, { readOnly: true, timeout: patience })
  try {
    if (standingVersion(db, tables) === 0) throw new Refusal('access-unreadable', { reason: 'no tables' })
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/** All or nothing. The write lock is taken at the start, so that what is read within stays true until the end. */
export function transaction<T>(db: DatabaseSync, run: () => T): T {
  db.exec('BEGIN IMMEDIATE')
  try {
    const value = run()
    db.exec('COMMIT')
    return value
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK') // SQLite has rolled back by itself when the disk is full
    throw error
  }
}

function migrate(db: DatabaseSync, tables: Tables): void {
  if (standingVersion(db, tables) === tables.migrations.length) return
  transaction(db, () => {
    // Asked again under the lock: another process may have just done it.
    const version = checkedVersion(db, tables)
    for (const migration of tables.migrations.slice(version)) db.exec(migration)
    db.exec(`PRAGMA application_id=${tables.applicationId}; PRAGMA user_version=${tables.migrations.length}`)
  })
}

/** Both marks from one snapshot: another process may be making the file right now. */
function standingVersion(db: DatabaseSync, tables: Tables): number {
  db.exec('BEGIN')
  try {
    return checkedVersion(db, tables)
  } finally {
    db.exec('ROLLBACK')
  }
}

function checkedVersion(db: DatabaseSync, { applicationId, migrations }: Tables): number {
  const version = pragma(db, 'user_version')
  const id = pragma(db, 'application_id')
  if (id !== (version === 0 ? 0 : applicationId)) throw new Refusal('access-unreadable', { reason: 'application_id' })
  if (version > migrations.length) throw new Refusal('access-unreadable', { reason: `version ${version}` })
  return version
}

function pragma(db: DatabaseSync, name: 'user_version' | 'application_id'): number {
  return rowOf(z.object({ [name]: z.int() }), db.prepare(`PRAGMA ${name}`).get())[name] ?? 0
}
