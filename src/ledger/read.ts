import type { DatabaseSync } from 'node:sqlite'
import { limits } from '../core/limits.ts'
import type { ObservationKind } from '../core/observation/observation.ts'
import { bodyOf, type Conflict, conflictOf, type Row, type Stored, storedOf } from './row.ts'

const columns = `observations.seq, source, kind, key, version, observations.source_time, observations.recorded_time,
  observations.body, observations.body_hash, observations.original_hash`

/** A page of records: those after a key, in the order of the keys' UTF-8 bytes. */
export type RecordPage = { readonly after?: string; readonly limit: number }

/** What a record says, without where it came from: for going through all of them. */
export type RecordBody = { readonly key: string; readonly body: unknown }

/** A page of conflicts: those after a number. */
export type ConflictPage = { readonly after?: number; readonly limit: number }

/** The questions a ledger answers, as prepared statements. */
export type Reader = {
  read(from: number, limit: number): Stored[]
  record(kind: ObservationKind, key: string): Stored | null
  records(kind: ObservationKind, page: RecordPage): Stored[]
  bodies(kind: ObservationKind, page: RecordPage): RecordBody[]
  history(kind: ObservationKind, key: string): Stored[]
  conflicts(page: ConflictPage): Conflict[]
}

export function readerOf(db: DatabaseSync): Reader {
  const read = db.prepare(`SELECT ${columns} FROM observations WHERE seq >= ? ORDER BY seq LIMIT ?`)
  const record = db.prepare(`SELECT ${columns} FROM observations
    WHERE seq = (SELECT records.seq FROM records WHERE records.kind = ? AND records.key = ?)`)
  const records = db.prepare(`SELECT ${columns} FROM records CROSS JOIN observations USING (kind, key, seq)
    WHERE records.kind = ? AND records.key > ? ORDER BY records.key LIMIT ?`)
  const bodies = db.prepare(`SELECT records.key, body FROM records CROSS JOIN observations USING (seq)
    WHERE records.kind = ? AND records.key > ? ORDER BY records.key LIMIT ?`)
  const history = db.prepare(`SELECT ${columns} FROM observations WHERE kind = ? AND key = ?
    ORDER BY coalesce(source_time, recorded_time) DESC, seq DESC LIMIT ?`)
  const conflicts = db.prepare(`
    SELECT number, observations.seq, source, kind, key, version, conflicts.source_time, conflicts.recorded_time,
      conflicts.body, conflicts.body_hash, conflicts.original_hash, observations.body_hash AS kept_hash
    FROM conflicts JOIN observations USING (seq) WHERE number > ? ORDER BY number LIMIT ?`)
  return {
    read: (from, limit) => read.all(from, bounded(limit)).map(storedOf),
    record: (kind, key) => firstOf(record.all(kind, key)),
    // No key is empty, so all keys come after the empty text.
    records: (kind, { after = '', limit }) => records.all(kind, after, bounded(limit)).map(storedOf),
    bodies: (kind, { after = '', limit }) => bodies.all(kind, after, bounded(limit)).map(bodyOf),
    history: (kind, key) => history.all(kind, key, limits.historyRows).map(storedOf),
    conflicts: ({ after = 0, limit }) => conflicts.all(after, bounded(limit)).map(conflictOf),
  }
}

function firstOf(rows: readonly Row[]): Stored | null {
  return rows[0] === undefined ? null : storedOf(rows[0])
}

function bounded(limit: number): number {
  if (Number.isSafeInteger(limit) && limit >= 0 && limit <= limits.ledgerRows) return limit
  throw new RangeError(`${limit} rows asked of the ledger; at most ${limits.ledgerRows}`)
}
