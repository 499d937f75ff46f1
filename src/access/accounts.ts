import { hash } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { Refusal, type Result } from '../core/failure.ts'
import type { AccountRole } from '../core/rights/role.ts'
import type { Instant } from '../core/time/instant.ts'
import {
  type Account,
  accountOf,
  checkedLogin,
  checkedName,
  checkedUnit,
  foldedLogin,
  type Identity,
  type KeptAccount,
  keptAccount,
} from './account.ts'
import type { Audit } from './audit.ts'
import type { AuditEntry } from './audit-entry.ts'
import { atConsole, type Author, bySignOn, requireAllowed, signed } from './author.ts'
import { transaction } from './database.ts'
import { atDoor, atDoorAsync, type Door, rowOf, valueOf } from './door.ts'
import { newPassword, type Passwords, type Random } from './password.ts'
import { checkPassword } from './password-rules.ts'

export type NewAccount = {
  readonly login: string
  readonly name: string
  readonly role: AccountRole
  readonly unit: string
  readonly password: string
}

/** What a single sign-on server says of a person. */
export type Claims = Identity & { readonly name: string; readonly role: AccountRole; readonly unit: string }

export type AccountParts = {
  readonly db: DatabaseSync
  readonly audit: Audit
  readonly passwords: Passwords
  readonly clock: () => Instant
  readonly random: Random
  readonly door: Door
  /** The unit that always keeps an administrator: one of a unit below could not put anything above it right. Null: any does. */
  readonly root: string | null
}

type Change = {
  readonly by: Author
  readonly event: AuditEntry['event']
  readonly login: string
  readonly detail?: AuditEntry['detail']
}

/**
 * The accounts of an installation. Every change is an entry of the audit log, written before the change is committed: when
 * the entry cannot be written, nothing changes, and nothing where the author may not (not-allowed-*). It takes effect with the next request of a running session.
 */
export class Accounts {
  readonly #parts: AccountParts

  constructor(parts: AccountParts) {
    this.#parts = parts
  }

  /** Those that this author may manage, in the order of their login names. */
  list(by: Author): Result<Account[]> {
    const { db, door } = this.#parts
    return atDoor(door, () => {
      const all = db.prepare('SELECT * FROM accounts ORDER BY login').all().map(keptAccount).map(accountOf)
      return all.filter(({ unit }) => by.refuses(unit) === null)
    })
  }

  /** Null where there is none. */
  get(login: string): Result<Account | null> {
    return atDoor(this.#parts.door, () => {
      const account = this.find(login)
      return account === null ? null : accountOf(account)
    })
  }

  /** Of this room only: with what is kept of the password. Throws. */
  find(login: string): KeptAccount | null {
    const row = this.#parts.db.prepare('SELECT * FROM accounts WHERE login = ?').get(foldedLogin(login))
    return row === undefined ? null : keptAccount(row)
  }

  /** Failures: login-invalid, login-taken, name-invalid, unit-code-invalid, password-*, not-allowed-*, audit-unwritable. */
  add(by: Author, account: NewAccount): Promise<Result<Account>> {
    const { door, passwords } = this.#parts
    return atDoorAsync(door, async () => {
      const login = checkedLogin(account.login)
      checkPassword(account.password, login)
      const password = await passwords.hash(account.password)
      return this.#insert(by, { ...account, login, password, identity: null })
    })
  }

  /** Ends all sessions of the account. Failures: account-unknown, account-of-sign-on, password-*, audit-unwritable. */
  setPassword(by: Author, login: string, password: string): Promise<Result<Account>> {
    const { db, door, passwords } = this.#parts
    return atDoorAsync(door, async () => {
      const standing = this.#standing(login)
      requireAllowed(by, standing.unit) // before the work, and before anything is said of the account
      requireLocal(standing)
      checkPassword(password, standing.login)
      const kept = await passwords.hash(password)
      return this.#change({ by, event: 'account-password', login }, (account) => {
        requireLocal(account)
        db.prepare('UPDATE accounts SET password = ? WHERE id = ?').run(kept, account.id)
        db.prepare('DELETE FROM sessions WHERE account = ?').run(account.id)
      })
    })
  }

  /** Failures: account-unknown, account-of-sign-on, last-admin, unit-code-invalid, audit-unwritable. */
  setRole(by: Author, login: string, { role, unit }: { role: AccountRole; unit: string }): Result<Account> {
    const { db, door } = this.#parts
    return atDoor(door, () => {
      const scope = checkedUnit(unit)
      const detail = { role, scope }
      return this.#change({ by, event: 'account-role', login, detail }, (account) => {
        requireLocal(account)
        requireAllowed(by, scope)
        db.prepare('UPDATE accounts SET role = ?, unit = ? WHERE id = ?').run(role, scope, account.id)
      })
    })
  }

  /** Ends all sessions of the account. Failures: account-unknown, last-admin, audit-unwritable. */
  disable(by: Author, login: string): Result<Account> {
    const { db, door } = this.#parts
    return atDoor(door, () =>
      this.#change({ by, event: 'account-disable', login }, ({ id }) => {
        db.prepare('UPDATE accounts SET disabled = 1 WHERE id = ?').run(id)
        db.prepare('DELETE FROM sessions WHERE account = ?').run(id)
      }),
    )
  }

  /** Failures: account-unknown, audit-unwritable. */
  enable(by: Author, login: string): Result<Account> {
    const { db, door } = this.#parts
    return atDoor(door, () =>
      this.#change({ by, event: 'account-enable', login }, ({ id }) => {
        db.prepare('UPDATE accounts SET disabled = 0 WHERE id = ?').run(id)
      }),
    )
  }

  /** What it did stays in the audit log. Failures: account-unknown, last-admin, audit-unwritable. */
  delete(by: Author, login: string): Result<Account> {
    const { db, door } = this.#parts
    return atDoor(door, () =>
      this.#change({ by, event: 'account-delete', login }, ({ id }) => {
        db.prepare('DELETE FROM accounts WHERE id = ?').run(id)
      }),
    )
  }

  /** Where nobody is an administrator: makes one, with a password to be shown once. Null where there is one. */
  ensureFirstAdmin(unit: string): Promise<Result<{ login: string; password: string } | null>> {
    const { door, passwords, random } = this.#parts
    return atDoorAsync(door, async () => {
      if (this.#admins() > 0) return null
      const login = 'admin'
      const password = newPassword(random)
      const kept = await passwords.hash(password)
      const account = { login, name: 'Quản trị', role: 'admin', unit, password: kept, identity: null } as const
      const made = this.#insert(atConsole, account, () => this.#admins() === 0)
      return made === null ? null : { login, password }
    })
  }

  /** The account of a person who came by single sign-on: made at the first time, brought up to date at every other. */
  bySignOn(claims: Claims): Result<KeptAccount> {
    const { db, door } = this.#parts
    return atDoor(door, () => {
      const { issuer, subject, role } = claims
      const [name, unit] = [checkedName(claims.name), checkedUnit(claims.unit)]
      const row = db.prepare('SELECT * FROM accounts WHERE issuer = ? AND subject = ?').get(issuer, subject)
      if (row === undefined) {
        const account = { login: signOnLogin(claims), name, role, unit, password: null, identity: { issuer, subject } }
        return { ...this.#insert(bySignOn, account), password: null }
      }
      const account = keptAccount(row)
      if (account.name === name && account.role === role && account.unit === unit) return account
      const change: Change = {
        by: bySignOn,
        event: 'account-role',
        login: account.login,
        detail: { role, scope: unit },
      }
      const set = db.prepare('UPDATE accounts SET name = ?, role = ?, unit = ? WHERE id = ?')
      return { ...this.#change(change, ({ id }) => void set.run(name, role, unit, id)), password: null }
    })
  }

  #insert(by: Author, account: Omit<KeptAccount, 'id' | 'disabled' | 'created'>): Account
  #insert(by: Author, account: Omit<KeptAccount, 'id' | 'disabled' | 'created'>, only: () => boolean): Account | null
  #insert(by: Author, account: Omit<KeptAccount, 'id' | 'disabled' | 'created'>, only = () => true): Account | null {
    const { db, audit, clock } = this.#parts
    const { login, role, password, identity } = account
    const [name, unit] = [checkedName(account.name), checkedUnit(account.unit)]
    requireAllowed(by, unit)
    return transaction(db, () => {
      if (!only()) return null
      if (this.find(login) !== null) throw new Refusal('login-taken', { login })
      db.prepare(`INSERT INTO accounts (login, name, role, unit, password, issuer, subject, created)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)`).run(
        login,
        name,
        role,
        unit,
        password,
        identity?.issuer ?? null,
        identity?.subject ?? null,
        clock(),
      )
      const detail = { account: login, role, scope: unit }
      valueOf(audit.record({ ...signed(by), event: 'account-add', unit, outcome: 'done', detail }))
      return accountOf(this.#standing(login))
    })
  }

  /** The account as it is afterwards; as it was, where it is gone. */
  #change({ by, event, login, detail = {} }: Change, run: (account: KeptAccount) => void): Account {
    const { db, audit } = this.#parts
    return transaction(db, () => {
      const before = this.#standing(login)
      requireAllowed(by, before.unit)
      const had = this.#ableAdmins()
      run(before)
      const has = this.#ableAdmins()
      const wasLast = (had.top > 0 && has.top === 0) || (had.all > 0 && has.all === 0)
      // What the province's server says of its people is not ours to refuse.
      if (by !== bySignOn && wasLast) throw new Refusal('last-admin')
      const about = { account: before.login, ...detail }
      valueOf(audit.record({ ...signed(by), event, unit: before.unit, outcome: 'done', detail: about }))
      return accountOf(this.find(login) ?? before)
    })
  }

  #standing(login: string): KeptAccount {
    const account = this.find(login)
    if (account === null) throw new Refusal('account-unknown', { login: login.slice(0, 80) })
    return account
  }

  #admins(): number {
    const row = this.#parts.db.prepare(`SELECT count(*) AS n FROM accounts WHERE role = 'admin'`).get()
    return rowOf(counted, row).n
  }

  /** Those who can sign in, and of them those who may do everything. */
  #ableAdmins(): { all: number; top: number } {
    const { db, root } = this.#parts
    const row = db
      .prepare(`SELECT count(*) AS "all", count(*) FILTER (WHERE unit = coalesce(?, unit)) AS top
        FROM accounts WHERE role = 'admin' AND disabled = 0`)
      .get(root)
    return rowOf(ableAdmins, row)
  }
}

const counted = z.object({ n: z.int() })
const ableAdmins = z.object({ all: z.int(), top: z.int() })

function requireLocal({ login, identity }: KeptAccount): void {
  if (identity !== null) throw new Refusal('account-of-sign-on', { login })
}

/** No name that the server gives is unique for ever, so it is none of them. */
function signOnLogin({ issuer, subject }: Identity): string {
  return `sso-${hash('sha256', `${issuer}\n${subject}`).slice(0, 16)}`
}
