import { DatabaseSync } from 'node:sqlite'
import { Refusal } from '../core/failure.ts'
import { numberOf, textOf } from './row.ts'

/**
 * The tables. One entry per version of the file, applied in order and never changed once released: a ledger goes forward
 * only. Hashes are kept as bytes, times in milliseconds.
 */
const migrations: readonly string[] = [
  `CREATE TABLE observations (
    seq INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    version TEXT NOT NULL,
    source_time INTEGER,
    recorded_time INTEGER NOT NULL,
    body TEXT NOT NULL,
    body_hash BLOB NOT NULL,
    original_hash BLOB NOT NULL,
    chain BLOB NOT NULL,
    UNIQUE (kind, key, source, version)
  ) STRICT;
  CREATE TABLE conflicts (
    number INTEGER PRIMARY KEY,
    seq INTEGER NOT NULL,
    source_time INTEGER,
    recorded_time INTEGER NOT NULL,
    body TEXT NOT NULL,
    body_hash BLOB NOT NULL,
    original_hash BLOB NOT NULL,
    chain BLOB NOT NULL,
    UNIQUE (seq, body_hash)
  ) STRICT;
  CREATE TABLE records (
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (kind, key)
  ) STRICT, WITHOUT ROWID;`,
]

export const schemaVersion = migrations.length

/** "chis" in the header of the file: says whose SQLite file this is. */
const applicationId = 0x63686973

/** Brings a new or older file up to this version, or refuses. Failures: ledger-too-new, ledger-schema. */
export function migrate(db: DatabaseSync): void {
  let version = checkedVersion(db)
  for (const migration of migrations.slice(version)) {
    version++
    db.exec(
      `BEGIN IMMEDIATE; ${migration} PRAGMA application_id=${applicationId}; PRAGMA user_version=${version}; COMMIT`,
    )
  }
}

/** The version of a file whose tables are what that version has. Failures: ledger-too-new, ledger-schema. */
export function checkedVersion(db: DatabaseSync): number {
  const version = pragma(db, 'user_version')
  const id = pragma(db, 'application_id')
  if (id === applicationId && version > schemaVersion) {
    throw new Refusal('ledger-too-new', { found: version, known: schemaVersion })
  }
  // A flipped bit in the version must not start a migration, and a stranger's file is not migrated at all.
  if (id !== (version === 0 ? 0 : applicationId) || tablesOf(db) !== tablesAt(version)) {
    throw new Refusal('ledger-schema')
  }
  return version
}

function pragma(db: DatabaseSync, name: 'user_version' | 'application_id'): number {
  return numberOf(db.prepare(`PRAGMA ${name}`).get() ?? {}, name)
}

function tablesOf(db: DatabaseSync): string {
  const rows = db.prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name').all()
  return rows
    .map((row) => [textOf(row, 'type'), textOf(row, 'name'), textOf(row, 'tbl_name'), row['sql']].join(' '))
    .join('\n')
}

function tablesAt(version: number): string {
  const model = new DatabaseSync(':memory:')
  for (const migration of migrations.slice(0, version)) model.exec(migration)
  const tables = tablesOf(model)
  model.close()
  return tables
}
