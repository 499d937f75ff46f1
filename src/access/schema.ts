import { join } from 'node:path'

/** The tables of one file. A migration that was released is never changed; add one at the end. */
export type Tables = { readonly applicationId: number; readonly migrations: readonly string[] }

export function accessPath(folder: string): string {
  return join(folder, 'access.sqlite')
}

export function auditPath(folder: string): string {
  return join(folder, 'audit.sqlite')
}

/**
 * Of tokens and sessions only hashes stand here, of passwords what scrypt made of them. `audit_head` says where the
 * audit log ended when it was last written: only something outside that file can tell that its tail was cut off.
 * AUTOINCREMENT: the number of a deleted account is never given to another, so the audit log stays true.
 */
export const accessTables: Tables = {
  applicationId: 0x63686163,
  migrations: [
    `CREATE TABLE accounts (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      login TEXT NOT NULL UNIQUE,
      name TEXT NOT NULL,
      role TEXT NOT NULL,
      unit TEXT NOT NULL,
      disabled INTEGER NOT NULL DEFAULT 0,
      password TEXT,
      issuer TEXT,
      subject TEXT,
      created INTEGER NOT NULL,
      UNIQUE (issuer, subject),
      CHECK ((issuer IS NULL) = (subject IS NULL)),
      CHECK ((password IS NULL) <> (issuer IS NULL))
    ) STRICT;
    CREATE TABLE sessions (
      hash BLOB PRIMARY KEY,
      account INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
      started INTEGER NOT NULL,
      seen INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX sessions_of_account ON sessions (account);
    CREATE TABLE tokens (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      source TEXT NOT NULL,
      name TEXT NOT NULL,
      unit TEXT NOT NULL,
      hash BLOB NOT NULL UNIQUE,
      created INTEGER NOT NULL,
      used INTEGER,
      revoked INTEGER
    ) STRICT;
    CREATE TABLE audit_head (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      number INTEGER NOT NULL,
      chain BLOB NOT NULL
    ) STRICT;`,
  ],
}

/** Append-only by triggers against mistakes, by the chain against intent. */
export const auditTables: Tables = {
  applicationId: 0x63686175,
  migrations: [
    `CREATE TABLE entries (
      number INTEGER PRIMARY KEY,
      at INTEGER NOT NULL,
      actor TEXT NOT NULL,
      actor_id INTEGER,
      actor_name TEXT,
      event TEXT NOT NULL,
      unit TEXT,
      outcome TEXT NOT NULL,
      address TEXT,
      detail TEXT NOT NULL,
      chain BLOB NOT NULL
    ) STRICT;
    CREATE TRIGGER entries_keep BEFORE UPDATE ON entries
      BEGIN SELECT raise(ABORT, 'the audit log is append-only'); END;
    CREATE TRIGGER entries_stay BEFORE DELETE ON entries
      BEGIN SELECT raise(ABORT, 'the audit log is append-only'); END;`,
  ],
}
