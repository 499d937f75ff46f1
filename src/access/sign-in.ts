import type { DatabaseSync } from 'node:sqlite'
import { Refusal, type Result } from '../core/failure.ts'
import { foldedLogin, type KeptAccount } from './account.ts'
import type { Accounts, Claims } from './accounts.ts'
import type { Audit } from './audit.ts'
import type { Actor } from './audit-entry.ts'
import { atDoorAsync, type Door, valueOf } from './door.ts'
import type { Passwords } from './password.ts'
import type { Sessions, SignedIn, StartedSession } from './sessions.ts'
import type { Throttle } from './throttle.ts'

/** Where a sign-in comes from, and the session that the browser had before: that one ends. */
export type Visit = { readonly address: string | null; readonly replacing?: string | null }

export type Entered = { readonly session: StartedSession; readonly subject: SignedIn }

export type SignInParts = {
  readonly db: DatabaseSync
  readonly accounts: Accounts
  readonly sessions: Sessions
  readonly passwords: Passwords
  readonly throttle: Throttle
  readonly audit: Audit
  readonly door: Door
}

/**
 * By login name and password. Unknown, disabled and wrong are one answer, after the same work.
 * Failures: sign-in-refused, sign-in-throttled, audit-unwritable.
 */
export function signInByPassword(
  parts: SignInParts,
  { login, password }: { login: string; password: string },
  visit: Visit,
): Promise<Result<Entered>> {
  const { accounts, passwords, throttle, door, db } = parts
  return atDoorAsync(door, async () => {
    const folded = foldedLogin(login).slice(0, 200)
    const attempt = throttle.begin(folded, visit.address)
    if ('seconds' in attempt) throw new Refusal('sign-in-throttled', attempt)
    const account = accounts.find(folded)
    const kept = account?.password ?? null
    const matches = await passwords.matches(password.slice(0, 1000), kept)
    // While the password was being checked the account may have been disabled, or given another password.
    const now = accounts.find(folded)
    const may = matches && now !== null && !now.disabled && now.password === kept
    if (!may) throw refusedSignIn(parts, account, visit)
    attempt.succeeded()
    if (kept !== null && passwords.isOld(kept)) {
      const renewed = await passwords.hash(password)
      db.prepare('UPDATE accounts SET password = ? WHERE id = ? AND password = ?').run(renewed, now.id, kept)
    }
    return enter(parts, now, visit)
  })
}

/** With what the single sign-on server said. Failures: sign-in-refused for a disabled account, audit-unwritable. */
export function signInByClaims(parts: SignInParts, claims: Claims, visit: Visit): Promise<Result<Entered>> {
  return atDoorAsync(parts.door, async () => {
    const account = valueOf(parts.accounts.bySignOn(claims))
    if (account.disabled) throw refusedSignIn(parts, account, visit)
    return enter(parts, account, visit)
  })
}

/** The entry of the audit log first, then the session. */
function enter({ audit, sessions }: SignInParts, account: KeptAccount, { address, replacing }: Visit): Entered {
  const { id, login, name, role, unit } = account
  const from = address === null ? {} : { address }
  valueOf(audit.record({ actor: actorOf(account), event: 'sign-in', unit, outcome: 'done', ...from }))
  if (replacing !== undefined && replacing !== null) valueOf(sessions.end(replacing))
  return { session: valueOf(sessions.start(id)), subject: { kind: 'account', id, login, name, role, unit } }
}

function refusedSignIn({ audit }: SignInParts, account: KeptAccount | null, { address }: Visit): Refusal {
  const actor: Actor = account === null ? { kind: 'nobody' } : actorOf(account)
  const from = address === null ? {} : { address }
  valueOf(audit.record({ actor, event: 'sign-in', outcome: 'refused', ...from }))
  return new Refusal('sign-in-refused')
}

function actorOf({ id, login }: { id: number; login: string }): Actor {
  return { kind: 'account', id, name: login }
}
