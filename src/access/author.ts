import { type Failure, Refusal } from '../core/failure.ts'
import { decide, refusalOf, type UnitScope } from '../core/rights/decide.ts'
import type { Actor } from './audit-entry.ts'
import { type Asker, actorOf } from './permit.ts'

/**
 * Who changes accounts or tokens, and those of which units. Every change asks it, under the lock: of the unit that the
 * account has, and of the one that it is given. Else the administrator of one department could make one of the province.
 */
export type Author = {
  readonly actor: Actor
  readonly address: string | null
  /** Null: yes. */
  refuses(unit: string): Failure | null
}

const always = { address: null, refuses: () => null } as const

/** Whoever has the rights of the operating system has the files anyway. */
export const atConsole: Author = { actor: { kind: 'console' }, ...always }

/** The province's server says who its people are. */
export const bySignOn: Author = { actor: { kind: 'sign-on' }, ...always }

/** Somebody who is signed in. */
export function authorOf(
  who: Asker,
  action: 'manage-accounts' | 'manage-tokens',
  scope: UnitScope,
  address: string | null,
): Author {
  return {
    actor: actorOf(who),
    address,
    refuses(unit) {
      const decision = decide(who, action, unit, scope)
      return decision.allowed ? null : refusalOf(decision, who, action)
    },
  }
}

/** With the own account, somebody may change the password and nothing else. */
export function ofOneself(who: Asker, address: string | null): Author {
  return { actor: actorOf(who), address, refuses: () => null }
}

/** Failures: not-allowed-role, not-allowed-unit. */
export function requireAllowed({ refuses }: Pick<Author, 'refuses'>, unit: string): void {
  const failure = refuses(unit)
  if (failure !== null) throw new Refusal(failure.code, failure.params)
}

/** As an entry of the audit log has it. */
export function signed({ actor, address }: Author): { actor: Actor; address?: string } {
  return { actor, ...(address !== null && { address }) }
}
