import type { DatabaseSync } from 'node:sqlite'
import { Refusal } from '../core/failure.ts'
import { origin } from '../core/chain.ts'
import { hexOf, numberOf } from './row.ts'

/** Where both chains end: the length and last link of the observations and of the conflicts. */
export type Head = {
  readonly seq: number
  readonly chain: string
  readonly conflicts: number
  readonly conflictChain: string
}

export function headOf(db: DatabaseSync): Head {
  const last = db.prepare('SELECT seq, chain FROM observations ORDER BY seq DESC LIMIT 1').get()
  const lastConflict = db.prepare('SELECT number, chain FROM conflicts ORDER BY number DESC LIMIT 1').get()
  return {
    seq: last ? numberOf(last, 'seq') : 0,
    chain: last ? hexOf(last, 'chain') : origin,
    conflicts: lastConflict ? numberOf(lastConflict, 'number') : 0,
    conflictChain: lastConflict ? hexOf(lastConflict, 'chain') : origin,
  }
}

/**
 * Refuses a file in which acknowledged rows are missing, or others stand in their place. More than was acknowledged may
 * be there: the process can end between the commit and the acknowledgement. Failure: ledger-behind.
 */
export function requireAcknowledged(db: DatabaseSync, acknowledged: Head | null): void {
  if (acknowledged === null) return
  const { seq, chain, conflicts, conflictChain } = acknowledged
  const observation = db.prepare('SELECT chain FROM observations WHERE seq = ?').get(seq)
  const conflict = db.prepare('SELECT chain FROM conflicts WHERE number = ?').get(conflicts)
  const missing =
    (observation ? hexOf(observation, 'chain') : origin) !== chain ||
    (conflict ? hexOf(conflict, 'chain') : origin) !== conflictChain
  if (missing) throw new Refusal('ledger-behind', { seq, found: headOf(db).seq })
}
