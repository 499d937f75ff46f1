import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { z } from 'zod'
import type { Result } from '../core/failure.ts'
import type { Subject } from '../core/rights/decide.ts'
import type { AccountRole } from '../core/rights/role.ts'
import { addMilliseconds, type Instant, instant } from '../core/time/instant.ts'
import { keptAccount } from './account.ts'
import { atDoor, type Door, rowOf } from './door.ts'
import type { Random } from './password.ts'
import { csrfOf, newSecret, secretHash } from './secret.ts'

/** A person who is signed in, with the rights of this moment. */
export type SignedIn = Subject & {
  readonly kind: 'account'
  readonly id: number
  readonly login: string
  readonly name: string
  readonly role: AccountRole
}

/** Handed to the browser once; only the hash of the token is kept. */
export type StartedSession = { readonly token: string; readonly csrf: string; readonly expires: Instant }

export type Session = { readonly subject: SignedIn; readonly csrf: string; readonly expires: Instant }

export type SessionLimits = { readonly idleMinutes: number; readonly hours: number }

export const usualSessionLimits: SessionLimits = { idleMinutes: 30, hours: 12 }

const minute = 60_000

type Parts = {
  readonly db: DatabaseSync
  readonly clock: () => Instant
  readonly random: Random
  readonly limits: SessionLimits
  readonly door: Door
}

const row = z.object({ started: z.int().transform(instant), seen: z.int().transform(instant) })

/** Sessions on the server: an opaque token, an idle and an absolute limit, and the account looked at anew each time. */
export class Sessions {
  readonly #parts: Parts
  readonly #find: StatementSync

  constructor(parts: Parts) {
    this.#parts = parts
    this.#find = parts.db.prepare(`SELECT accounts.*, sessions.started, sessions.seen
      FROM sessions JOIN accounts ON accounts.id = sessions.account WHERE sessions.hash = ?`)
  }

  /** Always a token of its own: what the browser brought along is never taken for a session. */
  start(account: number): Result<StartedSession> {
    const { db, clock, random, door } = this.#parts
    return atDoor(door, () => {
      const now = clock()
      this.#sweep(now)
      const token = newSecret(random)
      db.prepare('INSERT INTO sessions (hash, account, started, seen) VALUES (?, ?, ?, ?)').run(
        secretHash(token),
        account,
        now,
        now,
      )
      return { token, csrf: csrfOf(token), expires: this.#end(now) }
    })
  }

  /** Null: no such session, over, or its account is disabled or gone. */
  of(token: string): Result<Session | null> {
    const { clock, door, limits } = this.#parts
    return atDoor(door, () => {
      const hash = secretHash(token)
      const found = this.#find.get(hash)
      if (found === undefined) return null
      const { started, seen } = rowOf(row, found)
      const { id, login, name, role, unit, disabled } = keptAccount(found)
      const now = clock()
      if (disabled || now > this.#end(started) || now - seen > limits.idleMinutes * minute) return null
      if (now - seen >= minute) this.#see(hash, now)
      const subject = { kind: 'account', id, login, name, role, unit } as const
      return { subject, csrf: csrfOf(token), expires: this.#end(started) }
    })
  }

  end(token: string): Result<null> {
    const { db, door } = this.#parts
    return atDoor(door, () => {
      db.prepare('DELETE FROM sessions WHERE hash = ?').run(secretHash(token))
      return null
    })
  }

  endAll(account: number): Result<null> {
    const { db, door } = this.#parts
    return atDoor(door, () => {
      db.prepare('DELETE FROM sessions WHERE account = ?').run(account)
      return null
    })
  }

  #end(started: Instant): Instant {
    return addMilliseconds(started, this.#parts.limits.hours * 60 * minute)
  }

  /** At most once a minute. On a full disk reading goes on, and the session ends by its idle limit. */
  #see(hash: Uint8Array, now: Instant): void {
    const { db, door } = this.#parts
    atDoor(door, () => db.prepare('UPDATE sessions SET seen = ? WHERE hash = ?').run(now, hash))
  }

  #sweep(now: Instant): void {
    const { db, limits } = this.#parts
    db.prepare('DELETE FROM sessions WHERE started < ? OR seen < ?').run(
      now - limits.hours * 60 * minute,
      now - limits.idleMinutes * minute,
    )
  }
}
