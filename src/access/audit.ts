import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { z } from 'zod'
import { origin } from '../core/chain.ts'
import type { Result } from '../core/failure.ts'
import { limits } from '../core/limits.ts'
import { canonicalJson } from '../core/observation/canonical.ts'
import type { Instant } from '../core/time/instant.ts'
import {
  type AuditEntry,
  entryLink,
  entryRow,
  type EntryRow,
  hex,
  storedEntry,
  type StoredEntry,
} from './audit-entry.ts'
import { transaction } from './database.ts'
import { atDoor, type Door, rowOf } from './door.ts'

/** Where a chain ends. */
export type AuditHead = { readonly number: number; readonly chain: string }

/** A page of entries, the newest first: those before a number. */
export type AuditPage = { readonly before?: number; readonly limit: number }

export type AuditSearch = AuditPage & { readonly isMeant: (entry: StoredEntry) => boolean }
export type AuditFound = { readonly entries: readonly StoredEntry[]; readonly next: number | null }

const headRow = z.object({ number: z.int(), chain: z.instanceof(Uint8Array) })

export function headIn(db: DatabaseSync, table: 'entries' | 'audit_head'): AuditHead {
  const row = db.prepare(`SELECT number, chain FROM ${table} ORDER BY number DESC LIMIT 1`).get()
  if (row === undefined) return { number: 0, chain: origin }
  const { number, chain } = rowOf(headRow, row)
  return { number, chain: hex(chain) }
}

type Parts = {
  /** audit.sqlite: the entries. */
  readonly log: DatabaseSync
  /** access.sqlite: where the entries ended when one was last written. */
  readonly anchor: DatabaseSync
  readonly clock: () => Instant
  readonly door: Door
}

/**
 * The audit log, open. Several processes may write: each entry is numbered and linked under the write lock of the file.
 * What needs an entry is done only after `record` has said yes.
 */
export class Audit {
  readonly #parts: Parts
  readonly #insert: StatementSync
  readonly #anchorAt: StatementSync

  constructor(parts: Parts) {
    this.#parts = parts
    this.#insert =
      parts.log.prepare(`INSERT INTO entries (number, at, actor, actor_id, actor_name, event, unit, outcome,
      address, detail, chain) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
    // Another process may have written a later one in between.
    this.#anchorAt = parts.anchor.prepare(`INSERT INTO audit_head (one, number, chain) VALUES (1, ?, ?)
      ON CONFLICT (one) DO UPDATE SET number = excluded.number, chain = excluded.chain
      WHERE excluded.number > audit_head.number`)
  }

  /** When it returns with a number, the entry is on the disk. Failure: audit-unwritable, and then nothing may go on. */
  record(entry: AuditEntry): Result<number> {
    return atDoor(this.#parts.door, () => {
      const head = transaction(this.#parts.log, () => this.#append(entry))
      this.#anchorAt.run(head.number, Buffer.from(head.chain, 'hex'))
      return head.number
    })
  }

  /** After a cut tail the numbers go on from where they had been: the gap can be seen for ever. */
  #append(entry: AuditEntry): AuditHead {
    const last = headIn(this.#parts.log, 'entries')
    const anchored = headIn(this.#parts.anchor, 'audit_head')
    const previous = anchored.number > last.number ? anchored : last
    const row = rowFor(entry, previous.number + 1, this.#parts.clock())
    const chain = entryLink(previous.chain, row)
    this.#insert.run(
      row.number,
      row.at,
      row.actor,
      row.actor_id,
      row.actor_name,
      row.event,
      row.unit,
      row.outcome,
      row.address,
      row.detail,
      Buffer.from(chain, 'hex'),
    )
    return { number: row.number, chain }
  }

  /**
   * A page of those that are meant, the newest first. `next`: where the page after begins; null at the end. A search that
   * finds little goes through so many entries and then says where to go on.
   */
  search({ before = Number.MAX_SAFE_INTEGER, limit, isMeant }: AuditSearch): Result<AuditFound> {
    return atDoor(this.#parts.door, () => {
      const rows = this.#parts.log
        .prepare('SELECT * FROM entries WHERE number < ? ORDER BY number DESC LIMIT ?')
        .iterate(before, limits.auditSearched)
      const entries: StoredEntry[] = []
      let searched = 0
      for (const row of rows) {
        const entry = storedEntry(rowOf(entryRow, row))
        searched++
        if (isMeant(entry)) entries.push(entry)
        if (entries.length === limit || searched === limits.auditSearched) return { entries, next: entry.number }
      }
      return { entries, next: null }
    })
  }

  /** At most `limits.auditRows`. */
  list({ before = Number.MAX_SAFE_INTEGER, limit }: AuditPage): Result<StoredEntry[]> {
    if (!Number.isSafeInteger(limit) || limit < 0 || limit > limits.auditRows)
      throw new RangeError(`${limit} entries asked of the audit log; at most ${limits.auditRows}`)
    return atDoor(this.#parts.door, () =>
      this.#parts.log
        .prepare('SELECT * FROM entries WHERE number < ? ORDER BY number DESC LIMIT ?')
        .all(before, limit)
        .map((row) => storedEntry(rowOf(entryRow, row))),
    )
  }
}

function rowFor(entry: AuditEntry, number: number, at: Instant): Omit<EntryRow, 'chain'> {
  const { actor, event, unit = null, outcome, address = null } = entry
  const isNamed = actor.kind === 'account' || actor.kind === 'source'
  return {
    number,
    at,
    actor: actor.kind,
    actor_id: isNamed ? actor.id : null,
    actor_name: isNamed ? actor.name : null,
    event,
    unit,
    outcome,
    address,
    detail: detailText(entry.detail ?? {}),
  }
}

/** A detail that is too long is cut, never a reason not to record. */
function detailText(detail: Readonly<Record<string, string | number>>): string {
  const text = canonicalJson(detail)
  if (text.length <= limits.auditDetailCharacters) return text
  const entries = Object.entries(detail).slice(0, 10)
  return canonicalJson(
    Object.fromEntries(entries.map(([key, value]) => [key.slice(0, 40), String(value).slice(0, 60)])),
  )
}
