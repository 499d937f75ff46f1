import type { Result } from '../core/failure.ts'
import type { Instant } from '../core/time/instant.ts'

/** Everything the routes ask leave for. The names are those of the table of rights. */
export const actions = [
  'read-scores',
  'read-explanations',
  'list-dossiers',
  'read-dossier',
  'read-findings',
  'read-published',
  'import-files',
  'append-observations',
  'read-health',
] as const
export type Action = (typeof actions)[number]

/** Who asks. The server hands it back to the gate and looks only at these fields. */
export type Subject = {
  readonly id: string
  readonly kind: 'account' | 'source' | 'public'
  /** For people: shown to the one who is signed in, never logged. */
  readonly name: string
  /** The unit it is held for; null: the whole province. */
  readonly unit: string | null
}

export type Session = {
  readonly subject: Subject
  /** What a page sends back as X-CSRF with whatever changes something. */
  readonly csrf: string
  readonly endsAt: Instant
}

/** A session that was just begun, with the token for the cookie, which stands nowhere else. */
export type SignedIn = { readonly token: string; readonly session: Session }

/** Where a request comes from, for throttling and for the audit log. */
export type Origin = { readonly address: string | null; readonly request: string }

export type Credentials = { readonly login: string; readonly password: string }

export type AuditEntry = {
  readonly subject: Subject
  readonly action: Action
  /** null: the whole province. */
  readonly unit: string | null
  /** What it was about: a dossier code, a file name. Never a person. */
  readonly object: string | null
  readonly origin: Origin
}

/** Where the browser goes to sign in, and what it must bring back in a cookie. */
export type OidcBegun = { readonly redirect: string; readonly state: string }
export type OidcAnswer = { readonly address: URL; readonly state: string }

/**
 * What the server needs of accounts and rights, and all it knows of them. `decide` and `audit` answer at once: they are
 * asked before every answer. A `null` token holder is told nothing of why.
 */
export interface Gate {
  session(token: string): Session | null
  bearer(token: string): Subject | null
  /** Whoever comes without session and token; null when nothing is public. */
  visitor(): Subject | null
  /** `unit` null: the whole province. Failures say why not. */
  decide(subject: Subject, action: Action, unit: string | null): Result<null>
  /** When it cannot be written, what was asked for is not done. */
  audit(entry: AuditEntry): Result<null>
  /** What the subject may do at all, by unit, for pages to show only what works. */
  rights(subject: Subject): readonly Action[]
  signIn(credentials: Credentials, origin: Origin): Promise<Result<SignedIn>>
  signOut(token: string): Result<null>
  /** Failure: sso-off. */
  oidcBegin(origin: Origin): Promise<Result<OidcBegun>>
  oidcFinish(answer: OidcAnswer, origin: Origin): Promise<Result<SignedIn>>
}
