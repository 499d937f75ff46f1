import type { DatabaseSync } from 'node:sqlite'
import { limits } from '../core/limits.ts'
import type { ObservationKind, Seq } from '../core/observation/observation.ts'
import { newestFirst, seqAsOf } from './records.ts'
import { bodyOf, type Conflict, conflictOf, type Row, type Stored, storedOf, textOf } from './row.ts'

const columns = `observations.seq, source, observations.kind, observations.key, version, observations.source_time, observations.recorded_time,
  observations.body, observations.body_hash, observations.original_hash`

/** A page of records: those after a key, in the order of the keys' UTF-8 bytes. */
export type RecordPage = { readonly after?: string; readonly limit: number }

/** Keys from one to another, both included, in the order of their UTF-8 bytes. */
export type KeyRange = { readonly from: string; readonly to: string }

/** What a record says, without where it came from: for going through all of them. */
export type RecordBody = { readonly key: string; readonly body: unknown }

/** A page of conflicts: those after a number. */
export type ConflictPage = { readonly after?: number; readonly limit: number }

/** The questions a ledger answers, as prepared statements; as it stood when it held `upTo` observations. */
export type Reader = {
  read(upTo: Seq, from: number, limit: number): Stored[]
  record(upTo: Seq, kind: ObservationKind, key: string): Stored | null
  records(upTo: Seq, kind: ObservationKind, page: RecordPage): Stored[]
  bodies(upTo: Seq, kind: ObservationKind, page: RecordPage): RecordBody[]
  bodiesIn(upTo: Seq, kind: ObservationKind, range: KeyRange): RecordBody[]
  everSaid(upTo: Seq, kind: ObservationKind, range: KeyRange): RecordBody[]
  rangeOf(kind: ObservationKind, page: RecordPage): KeyRange | null
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
  const bodiesIn = db.prepare(`SELECT records.key, body FROM ${recordsThen}
    WHERE records.kind = ?2 AND records.key BETWEEN ?3 AND ?4 ORDER BY records.key`)
  const everSaid = db.prepare(`SELECT key, body FROM observations
    WHERE seq <= ?1 AND kind = ?2 AND key BETWEEN ?3 AND ?4 ORDER BY key`)
  const rangeOf = db.prepare(`SELECT min(key) AS "from", max(key) AS "to" FROM (
    SELECT key FROM records WHERE kind = ? AND key > ? ORDER BY key LIMIT ?)`)
  const history = db.prepare(`SELECT ${columns} FROM observations WHERE seq <= ? AND kind = ? AND key = ?
    ORDER BY ${newestFirst} LIMIT ?`)
  const conflicts = db.prepare(`
    SELECT number, observations.seq, source, kind, key, version, conflicts.source_time, conflicts.recorded_time,
      conflicts.body, conflicts.body_hash, conflicts.original_hash, observations.body_hash AS kept_hash
    FROM conflicts JOIN observations USING (seq) WHERE number > ? ORDER BY number LIMIT ?`)
  // A row as a list takes half the time of one with names.
  for (const statement of [bodies, bodiesIn, everSaid]) statement.setReturnArrays(true)
  return {
    read: (upTo, from, limit) => read.all(upTo, from, bounded(limit)).map(storedOf),
    record: (upTo, kind, key) => firstOf(record.all(upTo, kind, key)),
    // No key is empty, so all keys come after the empty text.
    records: (upTo, kind, { after = '', limit }) => records.all(upTo, kind, after, bounded(limit)).map(storedOf),
    bodies: (upTo, kind, { after = '', limit }) => bodies.all(upTo, kind, after, bounded(limit)).map(bodyOf),
    bodiesIn: (upTo, kind, { from, to }) => bodiesIn.all(upTo, kind, from, to).map(bodyOf),
    everSaid: (upTo, kind, { from, to }) => everSaid.all(upTo, kind, from, to).map(bodyOf),
    rangeOf: (kind, { after = '', limit }) => maybeRangeOf(rangeOf.get(kind, after, bounded(limit))),
    history: (upTo, kind, key) => history.all(upTo, kind, key, limits.historyRows).map(storedOf),
    conflicts: ({ after = 0, limit }) => conflicts.all(after, bounded(limit)).map(conflictOf),
  }
}

function firstOf(rows: readonly Row[]): Stored | null {
  return rows[0] === undefined ? null : storedOf(rows[0])
}

/** The least of no keys is NULL. */
function maybeRangeOf(row: Row | undefined): KeyRange | null {
  if (row === undefined || row['from'] === null) return null
  return { from: textOf(row, 'from'), to: textOf(row, 'to') }
}

function bounded(limit: number): number {
  if (Number.isSafeInteger(limit) && limit >= 0 && limit <= limits.ledgerRows) return limit
  throw new RangeError(`${limit} rows asked of the ledger; at most ${limits.ledgerRows}`)
}
