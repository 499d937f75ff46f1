import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import type { Result } from '../core/failure.ts'
import type { Instant } from '../core/time/instant.ts'
import { Accounts, type Claims } from './accounts.ts'
import { Audit } from './audit.ts'
import { openDatabase } from './database.ts'
import { atDoor, type Door, valueOf } from './door.ts'
import { type PasswordOptions, Passwords } from './password.ts'
import { accessPath, accessTables, auditPath, auditTables } from './schema.ts'
import { type SessionLimits, Sessions, type SignedIn, usualSessionLimits } from './sessions.ts'
import {
  changePassword,
  type Entered,
  signInByClaims,
  signInByPassword,
  type SignInParts,
  type Visit,
} from './sign-in.ts'
import { Throttle } from './throttle.ts'
import { ApiTokens } from './tokens.ts'

export type AccessOptions = PasswordOptions & {
  readonly clock: () => Instant
  readonly sessions?: SessionLimits | undefined
  /** The unit that always keeps an administrator; default: any of them is enough. */
  readonly root?: string | null
  /** The audit log does not grow beyond; then nothing that needs an entry is done. Default: as far as the disk goes. */
  readonly auditBytes?: number | undefined
  /** Milliseconds to wait for another process that writes. */
  readonly timeout?: number | undefined
}

/** Accounts, sessions, tokens and the audit log of one data folder. Several processes may have it open. */
export type Access = {
  readonly accounts: Accounts
  readonly sessions: Sessions
  readonly tokens: ApiTokens
  readonly audit: Audit
  /** See signInByPassword. */
  signIn(login: string, password: string, visit: Visit): Promise<Result<Entered>>
  /** See changePassword. */
  changePassword(who: SignedIn, old: string, next: string, visit: Visit): Promise<Result<Entered>>
  /** See signInByClaims. */
  signInByClaims(claims: Claims, visit: Visit): Promise<Result<Entered>>
  /** Ends the session. Failure: audit-unwritable, and then the session has ended all the same. */
  signOut(token: string, who: SignedIn, address: string | null): Result<null>
  close(): void
}

/** Makes the files where they are not. Failures: access-unreadable, access-unwritable, audit-unwritable. */
export function openAccess(folder: string, options: AccessOptions): Result<Access> {
  const door: Door = { file: accessPath(folder), unwritable: 'access-unwritable' }
  return atDoor(door, () => {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const db = openDatabase(accessPath(folder), accessTables, options)
    try {
      const auditDoor: Door = { file: auditPath(folder), unwritable: 'audit-unwritable' }
      const { auditBytes: maxBytes, timeout } = options
      const log = valueOf(atDoor(auditDoor, () => openDatabase(auditPath(folder), auditTables, { maxBytes, timeout })))
      return wired({ db, log, door, auditDoor }, options)
    } catch (error) {
      db.close()
      throw error
    }
  })
}

type Files = {
  readonly db: DatabaseSync
  readonly log: DatabaseSync
  readonly door: Door
  readonly auditDoor: Door
}

function wired({ db, log, door, auditDoor }: Files, options: AccessOptions): Access {
  const { clock, random = randomBytes, sessions: limits = usualSessionLimits, root = null } = options
  const audit = new Audit({ log, anchor: db, clock, door: auditDoor })
  const passwords = new Passwords(options)
  const accounts = new Accounts({ db, audit, passwords, clock, random, door, root })
  const sessions = new Sessions({ db, clock, random, limits, door })
  const parts: SignInParts = { db, accounts, sessions, passwords, throttle: new Throttle(clock), audit, door }
  return {
    accounts,
    sessions,
    tokens: new ApiTokens({ db, audit, clock, random, door }),
    audit,
    signIn: (login, password, visit) => signInByPassword(parts, { login, password }, visit),
    changePassword: (who, old, next, visit) => changePassword(parts, { who, old, next }, visit),
    signInByClaims: (claims, visit) => signInByClaims(parts, claims, visit),
    signOut(token, { id, login, unit }, address) {
      const ended = sessions.end(token)
      const actor = { kind: 'account', id, name: login } as const
      const from = address === null ? {} : { address }
      const written = audit.record({ actor, event: 'sign-out', unit, outcome: 'done', ...from })
      return written.ok ? ended : written
    },
    close() {
      if (db.isOpen) db.close()
      if (log.isOpen) log.close()
    },
  }
}
