import type { DatabaseSync } from 'node:sqlite'
import { Refusal, type Result } from '../core/failure.ts'
import { foldedLogin, type KeptAccount } from './account.ts'
import type { Accounts, Claims } from './accounts.ts'
import type { Audit } from './audit.ts'
import type { Actor } from './audit-entry.ts'
import { ofOneself } from './author.ts'
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

type Typed = { readonly login: string; readonly password: string }

/**
 * By login name and password. Unknown, disabled and wrong are one answer, after the same work.
 * Failures: sign-in-refused, sign-in-throttled, audit-unwritable.
 */
export function signInByPassword(parts: SignInParts, typed: Typed, visit: Visit): Promise<Result<Entered>> {
  return atDoorAsync(parts.door, async () => {
    const account = await proven(parts, typed, visit)
    await renew(parts, account, typed.password)
    return enter(parts, account, visit)
  })
}

/**
 * The own password. The old one is asked for, as slowly as at sign-in: a browser left open is not enough. All sessions
 * end, and a new one begins. Failures: those of signing in, password-*.
 */
export function changePassword(
  parts: SignInParts,
  { who, old, next }: { who: SignedIn; old: string; next: string },
  visit: Visit,
): Promise<Result<Entered>> {
  return atDoorAsync(parts.door, async () => {
    const { login } = await proven(parts, { login: who.login, password: old }, visit)
    valueOf(await parts.accounts.setPassword(ofOneself(who, visit.address), login, next))
    return enter(parts, await proven(parts, { login, password: next }, visit), visit)
  })
}

/** The account whose password it is. */
async function proven(parts: SignInParts, { login, password }: Typed, visit: Visit): Promise<KeptAccount> {
  const { accounts, passwords, throttle } = parts
  const folded = foldedLogin(login).slice(0, 200)
  const attempt = throttle.begin(folded, visit.address)
  if ('seconds' in attempt) throw new Refusal('sign-in-throttled', attempt)
  const account = accounts.find(folded)
  const kept = account?.password ?? null
  const matches = await passwords.matches(password.slice(0, 1000), kept)
  // While the password was being checked the account may have been disabled, or given another password.
  const now = accounts.find(folded)
  if (!matches || now === null || now.disabled || now.password !== kept) throw refusedSignIn(parts, account, visit)
  attempt.succeeded()
  return now
}

/** What was made with older parameters is made anew, now that the password is known. */
async function renew(
  { db, passwords }: SignInParts,
  { id, password: kept }: KeptAccount,
  password: string,
): Promise<void> {
  if (kept === null || !passwords.isOld(kept)) return
  const renewed = await passwords.hash(password)
  db.prepare('UPDATE accounts SET password = ? WHERE id = ? AND password = ?').run(renewed, id, kept)
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
  valueOf(audit.record({ actor: accountActor(account), event: 'sign-in', unit, outcome: 'done', ...from }))
  if (replacing !== undefined && replacing !== null) valueOf(sessions.end(replacing))
  return { session: valueOf(sessions.start(id)), subject: { kind: 'account', id, login, name, role, unit } }
}

function refusedSignIn({ audit }: SignInParts, account: KeptAccount | null, { address }: Visit): Refusal {
  const actor: Actor = account === null ? { kind: 'nobody' } : accountActor(account)
  const from = address === null ? {} : { address }
  valueOf(audit.record({ actor, event: 'sign-in', outcome: 'refused', ...from }))
  return new Refusal('sign-in-refused')
}

function accountActor({ id, login }: KeptAccount): Actor {
  return { kind: 'account', id, name: login }
}
