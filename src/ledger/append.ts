import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { Refusal } from '../core/failure.ts'
import { type Seq, seqOf } from '../core/observation/observation.ts'
import type { Instant } from '../core/time/instant.ts'
import { link } from './chain.ts'
import type { Entry } from './entry.ts'
import type { Head } from './head.ts'
import { foldFirst, foldNext } from './records.ts'
import { hexOf, numberOf } from './row.ts'

/**
 * What became of an observation. new: it stands under `seq`; `isFirst` when it is the first of its entity. same: it already stood under `seq`, nothing was written.
 * conflict: another body stands under `seq`; this one is kept among the conflicts.
 */
export type Receipt =
  | { readonly seq: Seq; readonly outcome: 'new'; readonly isFirst: boolean }
  | { readonly seq: Seq; readonly outcome: 'same' | 'conflict' }

const hashBytes = 32

type Statements = {
  readonly insert: StatementSync
  readonly foldFirst: StatementSync
  readonly foldNext: StatementSync
  readonly find: StatementSync
  readonly insertConflict: StatementSync
}

/** Writes entries inside the caller's transaction: the prepared statements, used over and over. */
export class Appender {
  readonly #statements: Statements
  /** SQLite copies what it is given, so the same bytes serve every row. */
  readonly #bodyHash = Buffer.alloc(hashBytes)
  readonly #originalHash = Buffer.alloc(hashBytes)
  readonly #chain = Buffer.alloc(hashBytes)

  constructor(db: DatabaseSync) {
    this.#statements = {
      insert: db.prepare(`
        INSERT INTO observations (seq, source, kind, key, version, source_time, recorded_time, body, body_hash,
          original_hash, chain) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (kind, key, source, version) DO NOTHING`),
      foldFirst: db.prepare(foldFirst),
      foldNext: db.prepare(foldNext),
      find: db.prepare(`
        SELECT seq, body_hash FROM observations WHERE kind = ? AND key = ? AND source = ? AND version = ?`),
      insertConflict: db.prepare(`
        INSERT INTO conflicts (number, seq, source_time, recorded_time, body, body_hash, original_hash, chain)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (seq, body_hash) DO NOTHING`),
    }
  }

  append(entries: readonly Entry[], from: Head, recordedTime: Instant): { receipts: Receipt[]; head: Head } {
    const receipts: Receipt[] = []
    let head = from
    for (const entry of entries) {
      const grown = this.#insert(entry, head, recordedTime)
      if (grown !== null) {
        head = grown.head
        receipts.push({ seq: seqOf(head.seq), outcome: 'new', isFirst: grown.isFirst })
        continue
      }
      const { seq, bodyHash } = this.#standing(entry)
      const outcome = bodyHash === entry.bodyHash ? 'same' : 'conflict'
      if (outcome === 'conflict') head = this.#insertConflict(entry, seq, head, recordedTime)
      receipts.push({ seq: seqOf(seq), outcome })
    }
    return { receipts, head }
  }

  /** The new head, or null when the identity is taken: to try is cheaper than to ask first. */
  #insert(
    { observation, body, bodyHash }: Entry,
    head: Head,
    recordedTime: Instant,
  ): { head: Head; isFirst: boolean } | null {
    const { source, kind, key, version, sourceTime, originalHash } = observation
    const seq = head.seq + 1
    const chain = link(head.chain, [seq, source, kind, key, version, sourceTime, recordedTime, bodyHash, originalHash])
    const { changes } = this.#statements.insert.run(
      seq,
      source,
      kind,
      key,
      version,
      sourceTime,
      recordedTime,
      body,
      filled(this.#bodyHash, bodyHash),
      filled(this.#originalHash, originalHash),
      filled(this.#chain, chain),
    )
    if (Number(changes) === 0) return null
    const at = sourceTime ?? recordedTime
    const isFirst = Number(this.#statements.foldFirst.run(kind, key, seq, at).changes) === 1
    if (!isFirst) this.#statements.foldNext.run(seq, at, kind, key, at)
    return { head: { ...head, seq, chain }, isFirst }
  }

  #standing({ observation: { kind, key, source, version } }: Entry): { seq: number; bodyHash: string } {
    const row = this.#statements.find.get(kind, key, source, version)
    // Only an index that disagrees with its table finds an identity when writing and not when asked.
    if (row === undefined) throw new Refusal('ledger-unreadable', { reason: 'index' })
    return { seq: numberOf(row, 'seq'), bodyHash: hexOf(row, 'body_hash') }
  }

  /** The same refused body again changes nothing. */
  #insertConflict({ observation, body, bodyHash }: Entry, seq: number, head: Head, recordedTime: Instant): Head {
    const { sourceTime, originalHash } = observation
    const conflicts = head.conflicts + 1
    const conflictChain = link(head.conflictChain, [conflicts, seq, sourceTime, recordedTime, bodyHash, originalHash])
    const { changes } = this.#statements.insertConflict.run(
      conflicts,
      seq,
      sourceTime,
      recordedTime,
      body,
      filled(this.#bodyHash, bodyHash),
      filled(this.#originalHash, originalHash),
      filled(this.#chain, conflictChain),
    )
    return Number(changes) === 0 ? head : { ...head, conflicts, conflictChain }
  }
}

function filled(bytes: Buffer, hex: string): Buffer {
  if (bytes.write(hex, 'hex') !== hashBytes) throw new RangeError(`no hash: ${hex}`)
  return bytes
}
