import { timingSafeEqual } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import { dossier } from '../core/dossier/dossier.ts'
import { failure } from '../core/failure.ts'
import { unitCode } from '../core/unit/code.ts'
import { cookieIn } from './cookie.ts'
import type { Action, Subject } from './gate.ts'
import type { Asking, Known, Parts, ServerEnv } from './parts.ts'
import { Refused } from './problem.ts'

/**
 * Whom a route answers, as it is declared in the OpenAPI document: `x-action`, and with it `x-unit`, where the unit comes
 * from that leave is asked for. `open` asks nobody; `signed-in` asks for a session only.
 *
 * province: what concerns no single unit. own: the unit of whoever asks. query:name: a parameter, the province without
 * one. dossier:name: the unit that handles the dossier of that path parameter; the province when there is none.
 */
export type Access =
  | { readonly action: 'open' | 'signed-in' }
  | { readonly action: Action; readonly unit: UnitFrom; readonly recorded?: true }
export type UnitFrom = 'province' | 'own' | `query:${string}` | `path:${string}` | `dossier:${string}`

/** Runs before everything else of a route: who asks, whether the request is theirs, and whether they may. */
export function guard(parts: Parts, access: Access): MiddlewareHandler<ServerEnv> {
  return async (c, next) => {
    if (access.action === 'open') return next()
    const { subject, session } = askerOf(c, parts)
    c.set('subject', subject)
    c.set('by', subject.kind)
    c.set('session', session)
    if (session !== null && changes(c)) requireSamePage(c, session.session.csrf)
    if ('unit' in access) allow(c, parts, access)
    else if (session === null) throw new Refused([failure('not-signed-in')])
    return next()
  }
}

type Asker = Pick<Known, 'subject' | 'session'>

/** A token in the header goes first: no page of a stranger can send one. Throws Refused: token-invalid, not-signed-in. */
function askerOf(c: Asking, { gate, isSecure }: Parts): Asker {
  const header = c.req.header('authorization')
  if (header !== undefined) {
    const token = /^Bearer ([\w.~+/-]{1,512}=*)$/i.exec(header)?.[1]
    const subject = token === undefined ? null : gate.bearer(token)
    if (subject === null) throw new Refused([failure('token-invalid')])
    return { subject, session: null }
  }
  const token = cookieIn(c.req.header('cookie'), 'session', isSecure)
  const session = token === null ? null : gate.session(token)
  if (token !== null && session !== null) return { subject: session.subject, session: { token, session } }
  const visitor = gate.visitor()
  if (visitor === null) throw new Refused([failure('not-signed-in')])
  return { subject: visitor, session: null }
}

function changes(c: Asking): boolean {
  return c.req.method !== 'GET' && c.req.method !== 'HEAD'
}

/** A browser sends the cookie whoever made the page; only our pages know the token. Throws Refused: csrf-mismatch. */
function requireSamePage(c: Asking, csrf: string): void {
  const given = Buffer.from(c.req.header('x-csrf') ?? '')
  const expected = Buffer.from(csrf)
  const isSame = given.length === expected.length && timingSafeEqual(given, expected)
  if (!isSame || isFromElsewhere(c)) throw new Refused([failure('csrf-mismatch')])
}

/** What browsers say of where a request comes from; others say nothing. */
export function isFromElsewhere(c: Asking): boolean {
  const site = c.req.header('sec-fetch-site')
  return site !== undefined && site !== 'same-origin' && site !== 'none'
}

/** Throws Refused with why not. */
function allow(c: Asking, parts: Parts, access: Extract<Access, { unit: UnitFrom }>): void {
  const subject = c.get('subject')
  const unit = unitFor(c, parts, access.unit, subject)
  const decision = parts.gate.decide(subject, access.action, unit)
  if (!decision.ok) throw new Refused(subject.kind === 'public' ? [failure('not-signed-in')] : decision.failures)
  c.set('unit', unit)
  if (access.recorded !== true) return
  const origin = { address: addressOf(c), request: c.get('request') }
  const object = c.req.param('code') ?? null
  const written = parts.gate.audit({ subject, action: access.action, unit, object, origin })
  if (!written.ok) throw new Refused(written.failures)
}

function unitFor(c: Asking, parts: Parts, from: UnitFrom, subject: Subject): string | null {
  if (from === 'province') return null
  if (from === 'own') return subject.unit
  const [where, name = ''] = from.split(':', 2)
  if (where === 'query') {
    const given = c.req.queries(name) ?? []
    if (given.length > 1)
      throw new Refused([
        failure('parameter-invalid', { field: name, reason: { vi: 'ghi hai lần', en: 'given twice' } }),
      ])
    return given[0] === undefined || given[0] === '' ? null : unitCode(given[0])
  }
  const value = c.req.param(name) ?? ''
  return where === 'path' ? unitCode(value) : dossierUnit(parts, value)
}

/** A dossier that is not there is asked for like the province: whoever may not see all does not learn that it is not. */
function dossierUnit({ installation }: Parts, code: string): string | null {
  const record = installation.ledger.record('dossier', code)
  if (!record.ok) throw new Refused(record.failures)
  return record.value === null ? null : dossier.parse(record.value.body).responsibleUnit
}

export function addressOf(c: Asking): string | null {
  return c.env?.incoming?.socket.remoteAddress ?? null
}
