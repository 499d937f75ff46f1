import type { DatabaseSync } from 'node:sqlite'
import { limits } from '../core/limits.ts'
import type { ObservationKind, Seq } from '../core/observation/observation.ts'
import { newestFirst, seqAsOf } from './records.ts'
import { bodyOf, type Conflict, conflictOf, keyedTextOf, maybeTextOf, type Row, type Stored, storedOf } from './row.ts'

const columns = `observations.seq, source, observations.kind, observations.key, version, observations.source_time, observations.recorded_time,
  observations.body, observations.body_hash, observations.original_hash`

/** A page of records: those after a key, in the order of the keys' UTF-8 bytes. */
export type RecordPage = { readonly after?: string; readonly limit: number }

/** Keys after one, up to and including another, in the order of their UTF-8 bytes. No key is empty. */
export type KeyRange = { readonly after: string; readonly to: string }

/** What a record says, without where it came from: for going through all of them. */
export type RecordBody = { readonly key: string; readonly body: unknown }

/** A body as the text that the ledger keeps. */
export type KeyedText = { readonly key: string; readonly text: string }

/** A page of conflicts: those after a number. */
export type ConflictPage = { readonly after?: number; readonly limit: number }

/** The questions a ledger answers, as prepared statements; as it stood when it held `upTo` observations. */
export type Reader = {
  read(upTo: Seq, from: number, limit: number): Stored[]
  record(upTo: Seq, kind: ObservationKind, key: string): Stored | null
  records(upTo: Seq, kind: ObservationKind, page: RecordPage): Stored[]
  bodies(upTo: Seq, kind: ObservationKind, page: RecordPage): RecordBody[]
  texts(upTo: Seq, kind: ObservationKind, range: KeyRange): KeyedText[]
  everSaid(upTo: Seq, kind: ObservationKind, range: KeyRange): KeyedText[]
  lastKey(kind: ObservationKind, page: RecordPage): string | null
  history(upTo: Seq, kind: ObservationKind, key: string): Stored[]
  conflicts(page: ConflictPage): Conflict[]
}

export function readerOf(db: DatabaseSync): Reader {
  const recordsThen = `records CROSS JOIN observations ON observations.seq = ${seqAsOf}`
  const read = db.prepare(`SELECT ${columns} FROM observations WHERE seq <= ? AND seq >= ? ORDER BY seq LIMIT ?`)
  const record = db.prepare(`SELECT ${columns} FROM ${recordsThen} WHERE records.kind = ?2 AND records.key = ?3`)
  const records = db.prepare(`SELECT ${columns} FROM ${recordsThen}
    WHERE records.kind = ?2 AND records.key > ?3 ORDER BY records.key LIMIT ?4`)
  const bodies = db.prepare(`SELECT records.key, body FROM ${recordsThen}
    WHERE records.kind = ?2 AND records.key > ?3 ORDER BY records.key LIMIT ?4`)
  const texts = db.prepare(`SELECT records.key, body FROM ${recordsThen}
    WHERE records.kind = ?2 AND records.key > ?3 AND records.key <= ?4 ORDER BY records.key`)
  const everSaid = db.prepare(`SELECT key, body FROM observations
    WHERE seq <= ?1 AND kind = ?2 AND key > ?3 AND key <= ?4 ORDER BY key`)
  const lastKey = db.prepare(`SELECT max(key) AS key FROM (
    SELECT key FROM records WHERE kind = ? AND key > ? ORDER BY key LIMIT ?)`)
  const history = db.prepare(`SELECT ${columns} FROM observations WHERE seq <= ? AND kind = ? AND key = ?
    ORDER BY ${newestFirst} LIMIT ?`)
  const conflicts = db.prepare(`
    SELECT number, observations.seq, source, kind, key, version, conflicts.source_time, conflicts.recorded_time,
      conflicts.body, conflicts.body_hash, conflicts.original_hash, observations.body_hash AS kept_hash
    FROM conflicts JOIN observations USING (seq) WHERE number > ? ORDER BY number LIMIT ?`)
  // A row as a list takes half the time of one with names.
  for (const statement of [bodies, texts, everSaid]) statement.setReturnArrays(true)
  return {
    read: (upTo, from, limit) => read.all(upTo, from, bounded(limit)).map(storedOf),
    record: (upTo, kind, key) => firstOf(record.all(upTo, kind, key)),
    // No key is empty, so all keys come after the empty text.
    records: (upTo, kind, { after = '', limit }) => records.all(upTo, kind, after, bounded(limit)).map(storedOf),
    bodies: (upTo, kind, { after = '', limit }) => bodies.all(upTo, kind, after, bounded(limit)).map(bodyOf),
    texts: (upTo, kind, { after, to }) => texts.all(upTo, kind, after, to).map(keyedTextOf),
    everSaid: (upTo, kind, { after, to }) => everSaid.all(upTo, kind, after, to).map(keyedTextOf),
    lastKey: (kind, { after = '', limit }) => maybeTextOf(lastKey.get(kind, after, bounded(limit)) ?? {}, 'key'),
    history: (upTo, kind, key) => history.all(upTo, kind, key, limits.historyRows).map(storedOf),
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
