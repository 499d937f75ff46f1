import type { Access } from '../access/access.ts'
import { authorOf } from '../access/author.ts'
import type { SignOn } from '../access/oidc.ts'
import { permit } from '../access/permit.ts'
import type { Entered } from '../access/sign-in.ts'
import { failed, type Result } from '../core/failure.ts'
import { decide, refusalOf, type UnitScope } from '../core/rights/decide.ts'
import { type Action, actions, asksProvince } from '../core/rights/rights.ts'
import type { Begun, Gate, Subject } from './gate.ts'
import type { Kept } from './kept.ts'

export type AccessGateOptions = {
  readonly access: Access
  /** Null where there is no single sign-on. */
  readonly signOn: SignOn | null
  /** Seals what a browser keeps between going to the single sign-on server and coming back. */
  readonly kept: Kept
  readonly isPublic: boolean
}

/** The gate of a data folder: accounts, tokens and audit log of `access`, rights by the table and the tree of units. */
export function accessGate(options: AccessGateOptions, scope: UnitScope): Gate {
  const { access, signOn, kept, isPublic } = options
  return {
    root: scope.root,
    session: (token) => access.sessions.of(token),
    bearer: (token) => access.tokens.check(token),
    visitor: () => (isPublic ? { kind: 'public', role: 'viewer', unit: scope.root } : null),
    permit({ subject, action, unit, ...rest }) {
      if (subject.kind === 'public') return decided(subject, action, unit, scope)
      const permitted = permit({ who: subject, action, unit: unit ?? scope.root, ...rest }, scope, access.audit)
      return permitted.ok ? done : permitted
    },
    decide: (subject, action, unit) => decided(subject, action, unit, scope),
    isWithin: (unit, above) => scope.isWithin(unit, above),
    rights: (subject) =>
      actions.filter((action) => decided(subject, action, asksProvince(action) ? null : subject.unit, scope).ok),
    author: (subject, action, address) => authorOf(subject, action, scope, address),
    signIn: async ({ login, password }, origin) => begun(await access.signIn(login, password, origin)),
    changePassword: async ({ subject }, { old, next }, origin) =>
      begun(await access.changePassword(subject, old, next, origin)),
    signOut: (token, { subject }, address) => access.signOut(token, subject, address),
    async oidcBegin() {
      if (signOn === null) return failed('sso-off')
      const started = await signOn.begin()
      if (!started.ok) return started
      return { ok: true, value: { redirect: started.value.url, kept: kept.seal(started.value.kept) } }
    },
    async oidcFinish({ address, kept: sealed }, origin) {
      if (signOn === null) return failed('sso-off')
      const opened = kept.open(sealed)
      if (opened === null) return failed('oidc-state')
      const claims = await signOn.finish(address.href, opened)
      return claims.ok ? begun(await access.signInByClaims(claims.value, origin)) : claims
    },
  }
}

const done: Result<null> = { ok: true, value: null }

function begun(entered: Result<Entered>): Result<Begun> {
  if (!entered.ok) return entered
  const { session, subject } = entered.value
  const { token, csrf, expires } = session
  return { ok: true, value: { token, session: { subject, csrf, expires } } }
}

/** Strangers see scores, where they see anything: nothing that is recorded, for there is nobody to name. */
function decided(subject: Subject, action: Action, unit: string | null, scope: UnitScope): Result<null> {
  if (subject.kind === 'public' && action !== 'read-scores') return failed('not-allowed')
  const decision = decide(subject, action, unit ?? scope.root, scope)
  return decision.allowed ? done : { ok: false, failures: [refusalOf(decision, subject, action)] }
}
