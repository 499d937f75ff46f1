import { existsSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import { origin } from '../core/chain.ts'
import { type Failure, type Place, Refusal, type Result } from '../core/failure.ts'
import { link, sha256 } from './chain.ts'
import { atDoor, failureOf } from './door.ts'
import { connectReading, databasePath } from './file.ts'
import { type Head, headOf, requireAcknowledged } from './head.ts'
import { readHeadFile } from './head-file.ts'
import { wrongRecords } from './records.ts'
import { hexOf, numberOf, type Row, storedOf, textOf } from './row.ts'
import { checkedVersion } from './schema.ts'

/** What was found sound. Written down elsewhere, the head proves later that this very history is still there. */
export type Verified = Head & { readonly records: number }

/**
 * Looks at every row of a folder's ledger: numbers without gaps, bodies against their hashes, the chain, the conflicts,
 * the records against a new fold, SQLite's own structures, and whether all that was acknowledged is there. Reads one
 * snapshot, so another process may go on writing. Each failure names the first bad place of its kind.
 */
export function verifyLedger(folder: string): Result<Verified> {
  const file = databasePath(folder)
  return verified({ file }, () => {
    const acknowledged = readHeadFile(folder) // before the snapshot, which then holds at least as much
    return withSnapshot(file, (db) => faultsOf(db, { file }, acknowledged))
  })
}

/** The same for one file without a folder: a backup. */
export function verifyFile(file: string): Result<Verified> {
  return verified({ file }, () => withSnapshot(file, (db) => faultsOf(db, { file }, null)))
}

function verified(place: Place, run: () => { faults: Failure[]; value: Verified | null }): Result<Verified> {
  const outcome = atDoor(place, run)
  if (!outcome.ok) return outcome
  const { faults, value } = outcome.value
  if (faults.length > 0 || value === null) return { ok: false, failures: faults }
  return { ok: true, value }
}

function withSnapshot(file: string, faultsIn: (db: DatabaseSync) => Failure[]) {
  if (!existsSync(file)) throw new Refusal('file-not-found')
  const db = connectReading(file)
  try {
    db.exec('BEGIN')
    const faults = faultsIn(db)
    return { faults, value: faults.length > 0 ? null : { ...headOf(db), records: countOf(db) } }
  } finally {
    db.close()
  }
}

function countOf(db: DatabaseSync): number {
  return numberOf(db.prepare('SELECT count(*) AS records FROM records').get() ?? {}, 'records')
}

/** Each check on its own: damage found by one does not keep the others from saying where it is. */
function faultsOf(db: DatabaseSync, place: Place, acknowledged: Head | null): Failure[] {
  const strange = found(place, () => checkTables(db))
  if (strange.length > 0) return strange
  return [
    () => checkStructure(db),
    () => checkObservations(db),
    () => checkConflicts(db),
    () => checkRecords(db),
    () => requireAcknowledged(db, acknowledged),
  ].flatMap((check) => found(place, check))
}

function found(place: Place, check: () => void): Failure[] {
  try {
    check()
    return []
  } catch (error) {
    return [failureOf(error, place)]
  }
}

/** A file without tables is nothing to open, but no ledger either. */
function checkTables(db: DatabaseSync): void {
  if (checkedVersion(db) === 0) throw new Refusal('ledger-schema')
}

function checkStructure(db: DatabaseSync): void {
  const answer = textOf(db.prepare('PRAGMA integrity_check(1)').get() ?? {}, 'integrity_check')
  if (answer !== 'ok') throw new Refusal('ledger-unreadable', { reason: answer.replaceAll(/\s+/g, ' ').slice(0, 200) })
}

function checkObservations(db: DatabaseSync): void {
  let seq = 0
  let chain = origin
  try {
    for (const row of db.prepare('SELECT * FROM observations ORDER BY seq').iterate()) {
      seq++
      if (row['seq'] !== seq) throw new Refusal('ledger-gap', { seq })
      if (!bodyIsSound(row)) throw new Refusal('ledger-body', { seq })
      const next = nextLink(row, chain)
      if (next === null || next !== hashIn(row, 'chain')) throw new Refusal('ledger-chain', { seq })
      chain = next
    }
  } catch (error) {
    if (error instanceof Refusal) throw error
    // SQLite cannot read on; it says why, but not where.
    const { code, params } = failureOf(error, {})
    const { reason } = params
    throw new Refusal(code, { ...params, reason: `seq ${seq + 1}: ${typeof reason === 'string' ? reason : code}` })
  }
}

function bodyIsSound(row: Row): boolean {
  const { body } = row
  return typeof body === 'string' && sha256(body) === hashIn(row, 'body_hash')
}

/** Null when it is no hash at all. */
function hashIn(row: Row, column: string): string | null {
  return row[column] instanceof Uint8Array ? hexOf(row, column) : null
}

/** Null when a column holds what the ledger never writes. */
function nextLink(row: Row, chain: string): string | null {
  try {
    const { seq, source, kind, key, version, sourceTime, recordedTime, bodyHash, originalHash } = storedOf(row)
    return link(chain, [seq, source, kind, key, version, sourceTime, recordedTime, bodyHash, originalHash])
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}

function checkConflicts(db: DatabaseSync): void {
  let number = 0
  let chain = origin
  for (const row of db.prepare('SELECT * FROM conflicts ORDER BY number').iterate()) {
    number++
    const next = nextConflictLink(row, chain)
    const sound = row['number'] === number && bodyIsSound(row) && next !== null && next === hashIn(row, 'chain')
    if (!sound) throw new Refusal('ledger-conflicts', { number })
    chain = next
  }
}

function nextConflictLink(row: Row, chain: string): string | null {
  const { number, seq, source_time: sourceTime, recorded_time: recordedTime } = row
  const numbers = [number, seq, sourceTime, recordedTime]
  if (!numbers.every((value) => typeof value === 'number' || value === null)) return null
  return link(chain, [...numbers, hashIn(row, 'body_hash'), hashIn(row, 'original_hash')])
}

function checkRecords(db: DatabaseSync): void {
  const wrong = db.prepare(wrongRecords).get()
  if (wrong !== undefined) {
    throw new Refusal('ledger-records', { kind: textOf(wrong, 'kind'), key: textOf(wrong, 'key') })
  }
}
