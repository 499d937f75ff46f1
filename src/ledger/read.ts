import type { DatabaseSync } from 'node:sqlite'
import { limits } from '../core/limits.ts'
import type { ObservationKind, Seq } from '../core/observation/observation.ts'
import { newestFirst, seqAsOf } from './records.ts'
import {
  bodyOf,
  type Conflict,
  conflictOf,
  type Entity,
  entityOf,
  keyedTextOf,
  type Row,
  type Stored,
  storedOf,
  textOf,
} from './row.ts'

const columns = `observations.seq, source, observations.kind, observations.key, version, observations.source_time, observations.recorded_time,
  observations.body, observations.body_hash, observations.original_hash`

/** A page of records: those after a key, in the order of the keys' UTF-8 bytes. */
export type RecordPage = { readonly after?: string; readonly limit: number }

/** Keys from one to another, both included, in the order of their UTF-8 bytes. */
export type KeyRange = { readonly from: string; readonly to: string }

/** Those of a range, or each of a list that is in that order. */
export type Keys = KeyRange | readonly string[]

/** What a record says, without where it came from: for going through all of them. */
export type RecordBody = { readonly key: string; readonly body: unknown }

/** Is given the text of one body after another: what is made of it is gone before the next. */
export type TextUse = (key: string, text: string) => void

/** A page of conflicts: those after a number. */
export type ConflictPage = { readonly after?: number; readonly limit: number }

/** The questions a ledger answers, as prepared statements; as it stood when it held `upTo` observations. */
export type Reader = {
  read(upTo: Seq, from: number, limit: number): Stored[]
  touched(upTo: Seq, from: number, count: number): Entity[]
  record(upTo: Seq, kind: ObservationKind, key: string): Stored | null
  records(upTo: Seq, kind: ObservationKind, page: RecordPage): Stored[]
  bodies(upTo: Seq, kind: ObservationKind, page: RecordPage): RecordBody[]
  walk(upTo: Seq, kind: ObservationKind, keys: Keys, use: TextUse): void
  walkAll(upTo: Seq, kind: ObservationKind, keys: Keys, use: TextUse): void
  rangeOf(kind: ObservationKind, page: RecordPage): KeyRange | null
  history(upTo: Seq, kind: ObservationKind, key: string): Stored[]
  conflicts(page: ConflictPage): Conflict[]
}

export function readerOf(db: DatabaseSync): Reader {
  const recordsThen = `records CROSS JOIN observations ON observations.seq = ${seqAsOf}`
  const read = db.prepare(`SELECT ${columns} FROM observations WHERE seq <= ? AND seq >= ? ORDER BY seq LIMIT ?`)
  const touched = db.prepare('SELECT DISTINCT kind, key FROM observations WHERE seq <= ? AND seq >= ? AND seq < ?')
  const record = db.prepare(`SELECT ${columns} FROM ${recordsThen} WHERE records.kind = ?2 AND records.key = ?3`)
  const records = db.prepare(`SELECT ${columns} FROM ${recordsThen}
    WHERE records.kind = ?2 AND records.key > ?3 ORDER BY records.key LIMIT ?4`)
  const bodies = db.prepare(`SELECT records.key, body FROM ${recordsThen}
    WHERE records.kind = ?2 AND records.key > ?3 ORDER BY records.key LIMIT ?4`)
  const walk = db.prepare(`SELECT records.key, body FROM ${recordsThen}
    WHERE records.kind = ?2 AND records.key BETWEEN ?3 AND ?4 ORDER BY records.key LIMIT ?5`)
  const walkAll = db.prepare(`SELECT key, body FROM observations
    WHERE seq <= ?1 AND kind = ?2 AND key BETWEEN ?3 AND ?4 ORDER BY key`)
  // A statement for each key takes as long as reading it.
  const listed = 'json_each(?3) AS listed CROSS JOIN'
  const walkListed = db.prepare(`SELECT records.key, body
    FROM ${listed} records ON records.kind = ?2 AND records.key = listed.value
    CROSS JOIN observations ON observations.seq = ${seqAsOf}`)
  const walkAllListed = db.prepare(`SELECT observations.key, body
    FROM ${listed} observations ON seq <= ?1 AND kind = ?2 AND observations.key = listed.value`)
  // Rows that are only passed over take a third of the time of rows that are looked at.
  const nthKey = db.prepare(`SELECT key FROM records WHERE kind = ? AND key > ? ORDER BY key LIMIT 1 OFFSET ?`)
  const lastKey = db.prepare('SELECT key FROM records WHERE kind = ? AND key > ? ORDER BY key DESC LIMIT 1')
  const history = db.prepare(`SELECT ${columns} FROM observations WHERE seq <= ? AND kind = ? AND key = ?
    ORDER BY ${newestFirst} LIMIT ?`)
  const conflicts = db.prepare(`
    SELECT number, observations.seq, source, kind, key, version, conflicts.source_time, conflicts.recorded_time,
      conflicts.body, conflicts.body_hash, conflicts.original_hash, observations.body_hash AS kept_hash
    FROM conflicts JOIN observations USING (seq) WHERE number > ? ORDER BY number LIMIT ?`)
  // A row as a list takes half the time of one with names.
  for (const statement of [bodies, walk, walkAll, walkListed, walkAllListed]) statement.setReturnArrays(true)
  return {
    read: (upTo, from, limit) => read.all(upTo, from, bounded(limit)).map(storedOf),
    touched: (upTo, from, count) => touched.all(upTo, from, from + bounded(count)).map(entityOf),
    record: (upTo, kind, key) => firstOf(record.all(upTo, kind, key)),
    // No key is empty, so all keys come after the empty text.
    records: (upTo, kind, { after = '', limit }) => records.all(upTo, kind, after, bounded(limit)).map(storedOf),
    bodies: (upTo, kind, { after = '', limit }) => bodies.all(upTo, kind, after, bounded(limit)).map(bodyOf),
    walk: (upTo, kind, keys, use) => {
      if ('from' in keys) eachOfPages((from, limit) => walk.all(upTo, kind, from, keys.to, limit), keys.from, use)
      else each(walkListed.all(upTo, kind, JSON.stringify(keys)), use)
    },
    walkAll: (upTo, kind, keys, use) => {
      if ('from' in keys) each(walkAll.all(upTo, kind, keys.from, keys.to), use)
      else each(walkAllListed.all(upTo, kind, JSON.stringify(keys)), use)
    },
    rangeOf: (kind, { after = '', limit }) => {
      const first = nthKey.get(kind, after, 0)
      const last = nthKey.get(kind, after, bounded(limit) - 1) ?? lastKey.get(kind, after)
      return first && last ? { from: textOf(first, 'key'), to: textOf(last, 'key') } : null
    },
    history: (upTo, kind, key) => history.all(upTo, kind, key, limits.historyRows).map(storedOf),
    conflicts: ({ after = 0, limit }) => conflicts.all(after, bounded(limit)).map(conflictOf),
  }
}

function firstOf(rows: readonly Row[]): Stored | null {
  return rows[0] === undefined ? null : storedOf(rows[0])
}

/** Bodies in memory at once: each may be as long as `limits.observationCharacters`. */
const walkedRows = 500

/** The row behind a page is the first of the next one. */
function eachOfPages(page: (from: string, limit: number) => readonly unknown[], from: string, use: TextUse): void {
  for (let next: string | null = from; next !== null; ) {
    const rows = page(next, walkedRows + 1)
    each(rows.slice(0, walkedRows), use)
    next = rows.length > walkedRows ? keyedTextOf(rows[walkedRows]).key : null
  }
}

function each(rows: readonly unknown[], use: TextUse): void {
  for (const row of rows) {
    const { key, text } = keyedTextOf(row)
    use(key, text)
  }
}

function bounded(limit: number): number {
  if (Number.isSafeInteger(limit) && limit >= 0 && limit <= limits.ledgerRows) return limit
  throw new RangeError(`${limit} rows asked of the ledger; at most ${limits.ledgerRows}`)
}
