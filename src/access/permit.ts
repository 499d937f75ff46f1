import type { Result } from '../core/failure.ts'
import { decide, refusalOf, type UnitScope } from '../core/rights/decide.ts'
import { type Action, isRecorded, type Relation } from '../core/rights/rights.ts'
import type { Audit } from './audit.ts'
import type { Actor, AuditEntry } from './audit-entry.ts'
import type { SignedIn } from './sessions.ts'
import type { SourceSubject } from './tokens.ts'

/** Who asks through the API. */
export type Asker = SignedIn | SourceSubject

export type Asking = {
  readonly who: Asker
  readonly action: Action
  /** The unit it is about; the province for what is about none. */
  readonly unit: string
  readonly address: string | null
  /** What the audit log should say besides: period, filter, file name. */
  readonly detail?: AuditEntry['detail']
}

/**
 * Decides, and records what is to be recorded, refusals too, before anything is done or answered. The one door for
 * everything that the server lets someone do. Failures: not-allowed-role, not-allowed-unit, audit-unwritable.
 */
export function permit(
  { who, action, unit, address, detail }: Asking,
  scope: UnitScope,
  audit: Audit,
): Result<Relation> {
  const decision = decide(who, action, unit, scope)
  if (isRecorded(action)) {
    const written = audit.record({
      actor: actorOf(who),
      event: action,
      unit,
      outcome: decision.allowed ? 'done' : 'refused',
      ...(address !== null && { address }),
      ...(detail !== undefined && { detail }),
    })
    if (!written.ok) return written
  }
  if (decision.allowed) return { ok: true, value: decision.relation }
  return { ok: false, failures: [refusalOf(decision, who, action)] }
}

/** As the audit log names who did something. */
export function actorOf(who: Asker): Actor {
  const name = who.kind === 'account' ? who.login : who.source
  return { kind: who.kind, id: who.id, name }
}
