import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { z } from 'zod'
import { Refusal, type Result } from '../core/failure.ts'
import type { Subject } from '../core/rights/decide.ts'
import { type Instant, instant } from '../core/time/instant.ts'
import { checkedName, checkedUnit } from './account.ts'
import type { Audit } from './audit.ts'
import { hex } from './audit-entry.ts'
import { type Author, requireAllowed, signed } from './author.ts'
import { transaction } from './database.ts'
import { atDoor, type Door, rowOf, valueOf } from './door.ts'
import type { Random } from './password.ts'
import { newSecret, secretHash } from './secret.ts'

/** A program that sends observations: those of one source, about units of its scope. */
export type SourceSubject = Subject & {
  readonly kind: 'source'
  readonly role: 'source'
  /** Number of the token. */
  readonly id: number
  /** As it stands in the ledger. */
  readonly source: string
}

export type ApiToken = {
  readonly id: number
  readonly source: string
  /** For people: which machine has it. */
  readonly name: string
  readonly unit: string
  readonly created: Instant
  /** Correct to the minute; null: never. */
  readonly used: Instant | null
  readonly revoked: Instant | null
}

const moment = z.int().transform(instant)
const shape = z.object({
  id: z.int(),
  source: z.string(),
  name: z.string(),
  unit: z.string(),
  created: moment,
  used: moment.nullable(),
  revoked: moment.nullable(),
})

type Parts = {
  readonly db: DatabaseSync
  readonly audit: Audit
  readonly clock: () => Instant
  readonly random: Random
  readonly door: Door
}

/** Found in a configuration file or a log, it says what it is. */
const prefix = 'chiso_'
const minute = 60_000

/** Tokens of sources for the API: shown once, kept as hashes, revocable. */
export class ApiTokens {
  readonly #parts: Parts
  readonly #find: StatementSync
  /** Changes with whatever another process writes to the file. */
  readonly #version: StatementSync
  /** By hash, those that were looked up since anything changed: a source sends thousands a second. */
  readonly #known = new Map<string, { readonly source: SourceSubject; readonly used: Instant }>()
  #knownAt: unknown = null
  #hasLooked = false

  constructor(parts: Parts) {
    this.#parts = parts
    this.#find = parts.db.prepare('SELECT * FROM tokens WHERE hash = ?')
    this.#version = parts.db.prepare('PRAGMA data_version')
  }

  /** `token` is shown now and never again. Failures: source-invalid, name-invalid, unit-code-invalid, not-allowed-*, audit-unwritable. */
  issue(by: Author, wanted: { source: string; name: string; unit: string }): Result<{ token: string; id: number }> {
    const { db, audit, clock, random, door } = this.#parts
    return atDoor(door, () => {
      const { source } = wanted
      if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(source))
        throw new Refusal('source-invalid', { source: source.slice(0, 80) })
      const [name, unit] = [checkedName(wanted.name), checkedUnit(wanted.unit)]
      requireAllowed(by, unit)
      const token = prefix + newSecret(random)
      return transaction(db, () => {
        const { lastInsertRowid } = db
          .prepare('INSERT INTO tokens (source, name, unit, hash, created) VALUES (?, ?, ?, ?, ?)')
          .run(source, name, unit, secretHash(token), clock())
        const id = Number(lastInsertRowid)
        valueOf(
          audit.record({
            ...signed(by),
            event: 'token-add',
            unit,
            outcome: 'done',
            detail: { token: id, source, name },
          }),
        )
        return { token, id }
      })
    })
  }

  /** The source whose token it is; null for one that is unknown or revoked. */
  check(token: string): Result<SourceSubject | null> {
    const { clock, door } = this.#parts
    return atDoor(door, () => {
      if (!token.startsWith(prefix)) return null
      this.#lookAround()
      const hash = secretHash(token)
      const known = this.#known.get(hex(hash))
      const now = clock()
      return known !== undefined && now - known.used < minute ? known.source : this.#lookedUp(hash, now)
    })
  }

  /**
   * What another process has written is asked once a turn of the event loop, and acts on the turn after it: whoever comes in
   * the same turn had come before it was done.
   */
  #lookAround(): void {
    if (this.#hasLooked) return
    this.#hasLooked = true
    setImmediate(() => {
      this.#hasLooked = false
    })
    const version = this.#version.get()?.['data_version']
    if (version !== this.#knownAt) this.#known.clear()
    this.#knownAt = version
  }

  #lookedUp(hash: Uint8Array, now: Instant): SourceSubject | null {
    const { db, door } = this.#parts
    const found = this.#find.get(hash)
    if (found === undefined) return null
    const { id, source, unit, used, revoked } = rowOf(shape, found)
    if (revoked !== null) return null
    // When it was last used is worth knowing and not worth failing for.
    const isDue = used === null || now - used >= minute
    if (isDue) atDoor(door, () => db.prepare('UPDATE tokens SET used = ? WHERE id = ?').run(now, id))
    const subject = { kind: 'source', role: 'source', id, source, unit } as const
    this.#known.set(hex(hash), { source: subject, used: isDue ? now : used })
    return subject
  }

  /** Those that this author may manage. */
  list(by: Author): Result<ApiToken[]> {
    const { db, door } = this.#parts
    return atDoor(door, () => {
      const rows = db.prepare('SELECT * FROM tokens ORDER BY id').all()
      return rows.map((found) => rowOf(shape, found)).filter(({ unit }) => by.refuses(unit) === null)
    })
  }

  /** From the next request on. Again it changes nothing. Failures: token-unknown, not-allowed-*, audit-unwritable. */
  revoke(by: Author, id: number): Result<ApiToken> {
    const { db, audit, clock, door } = this.#parts
    return atDoor(door, () =>
      transaction(db, () => {
        const find = db.prepare('SELECT * FROM tokens WHERE id = ?')
        const found = find.get(id)
        if (found === undefined) throw new Refusal('token-unknown', { id })
        const token = rowOf(shape, found)
        requireAllowed(by, token.unit)
        if (token.revoked !== null) return token
        const { source, unit } = token
        this.#known.clear()
        db.prepare('UPDATE tokens SET revoked = ? WHERE id = ?').run(clock(), id)
        valueOf(
          audit.record({ ...signed(by), event: 'token-revoke', unit, outcome: 'done', detail: { token: id, source } }),
        )
        return rowOf(shape, find.get(id))
      }),
    )
  }
}
