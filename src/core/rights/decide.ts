import { type Failure, failure } from '../failure.ts'
import { type Action, reaches, type Relation, relationNames, rights } from './rights.ts'
import { type Role, roleNames } from './role.ts'

/** Who asks: a role, held for a unit and everything below it. */
export type Subject = { readonly role: Role; readonly unit: string }

/** What has to be known of the units: which lie below which. The province is its own root. */
export type UnitScope = {
  /** The unit of the installation: the province. */
  readonly root: string
  /** Whether `unit` is `scope` or lies below it. False for a unit that is not known. */
  isWithin(unit: string, scope: string): boolean
}

/** Yes, or why not: the role never may, or it may not for a unit that stands so. */
export type Decision =
  | { readonly allowed: true; readonly relation: Relation }
  | { readonly allowed: false; readonly because: 'role' }
  | { readonly allowed: false; readonly because: 'unit'; readonly relation: Relation }

/** Whether the subject may do this with that unit. Pure: the table `rights` and the tree of units decide, nothing else. */
export function decide(subject: Subject, action: Action, unit: string, scope: UnitScope): Decision {
  const reach = reaches[rights[action].reach[subject.role]]
  if (reach.relations.length === 0) return { allowed: false, because: 'role' }
  const relation = relationOf(unit, subject.unit, scope)
  return reach.relations.includes(relation)
    ? { allowed: true, relation }
    : { allowed: false, because: 'unit', relation }
}

/** A subject whose own unit is not of this province stands outside with everything. */
export function relationOf(unit: string, own: string, scope: UnitScope): Relation {
  if (!scope.isWithin(unit, scope.root) || !scope.isWithin(own, scope.root)) return 'outside'
  if (unit === own) return 'own'
  if (scope.isWithin(unit, own)) return 'below'
  return scope.isWithin(own, unit) ? 'above' : 'beside'
}

/** A refusal for people. Failures: not-allowed-role, not-allowed-unit. */
export function refusalOf(decision: Decision & { allowed: false }, { role }: Subject, action: Action): Failure {
  const { vi, en } = rights[action]
  const params = { action: { vi, en }, role: roleNames[role] }
  switch (decision.because) {
    case 'role':
      return failure('not-allowed-role', params)
    case 'unit':
      return failure('not-allowed-unit', { ...params, relation: relationNames[decision.relation] })
  }
}
