import type { Author } from '../access/author.ts'
import type { AuditEntry } from '../access/audit-entry.ts'
import type { Asker } from '../access/permit.ts'
import type { Session } from '../access/sessions.ts'
import type { Result } from '../core/failure.ts'
import type { Action } from '../core/rights/rights.ts'

/** Whoever comes without session and token to an installation that shows its scores to everybody. */
export type Visitor = { readonly kind: 'public'; readonly role: 'viewer'; readonly unit: string }

/** Who asks. */
export type Subject = Asker | Visitor

/** A session that was just begun, with the token for the cookie, which stands nowhere else. */
export type Begun = { readonly token: string; readonly session: Session }

/** Where a request comes from, for throttling and for the audit log. */
export type Origin = {
  readonly address: string | null
  /** The session that the browser brought along: it ends when another begins. */
  readonly replacing: string | null
}

export type Credentials = { readonly login: string; readonly password: string }
export type NewPassword = { readonly old: string; readonly next: string }

export type Request = {
  readonly subject: Subject
  readonly action: Action
  /** Null: what concerns no single unit, which is asked for the province. */
  readonly unit: string | null
  readonly address: string | null
  /** What the audit log should say besides: a dossier code, a file name, a period. Never a person. */
  readonly detail?: AuditEntry['detail']
}

/** Where the browser goes to sign in, and what it must bring back in a cookie. */
export type OidcBegun = { readonly redirect: string; readonly kept: string }
export type OidcAnswer = { readonly address: URL; readonly kept: string }

/**
 * What the server needs of accounts and rights. Everything is looked up anew at each request, so that a change acts on the
 * next one; `permit` and `decide` answer at once: they are asked before every answer.
 */
export interface Gate {
  /** The unit of the installation. */
  readonly root: string
  session(token: string): Result<Session | null>
  bearer(token: string): Result<Asker | null>
  /** Null when nothing is public. */
  visitor(): Visitor | null
  /** Decides, and records what is to be recorded, before anything is done. Failures say why not; audit-unwritable. */
  permit(request: Request): Result<null>
  /** Decides only: for what an answer may hold. `unit` null: the province. */
  decide(subject: Subject, action: Action, unit: string | null): Result<null>
  /** Whether a unit is known and is `scope` or below it. */
  isWithin(unit: string, scope: string): boolean
  /** What the subject may do at all, for pages to show only what works. */
  rights(subject: Subject): readonly Action[]
  /** In whose name accounts or tokens are changed. */
  author(subject: Asker, action: 'manage-accounts' | 'manage-tokens', address: string | null): Author
  signIn(credentials: Credentials, origin: Origin): Promise<Result<Begun>>
  /** All sessions of the account end, and a new one begins. */
  changePassword(session: Session, passwords: NewPassword, origin: Origin): Promise<Result<Begun>>
  signOut(token: string, session: Session, address: string | null): Result<null>
  /** Failure: sso-off. */
  oidcBegin(): Promise<Result<OidcBegun>>
  oidcFinish(answer: OidcAnswer, origin: Origin): Promise<Result<Begun>>
}
