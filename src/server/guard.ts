import { timingSafeEqual } from 'node:crypto'
import { isIP } from 'node:net'
import type { MiddlewareHandler } from 'hono'
import type { Author } from '../access/author.ts'
import { dossier } from '../core/dossier/dossier.ts'
import { type Failure, failure } from '../core/failure.ts'
import { type Action, isRecorded } from '../core/rights/rights.ts'
import { unitCode } from '../core/unit/code.ts'
import { cookieIn } from './cookie.ts'
import type { Subject } from './gate.ts'
import type { Asking, Known, Parts, ServerEnv } from './parts.ts'
import { Refused, valueOf } from './problem.ts'
import type { ServerSettings } from './settings.ts'

/**
 * Whom a route answers, as it is declared in the OpenAPI document: `x-action`, and with it `x-unit`, where the unit comes
 * from that leave is asked for. `open` asks nobody; `signed-in` asks for a session only. Actions that the table of rights
 * has recorded are, unless the route says that what it is part of was recorded before.
 *
 * province: what concerns no single unit. own: the unit of whoever asks. query:name: a parameter, the province without
 * one. dossier:name: the unit that handles the dossier of that path parameter; import:name: that of whoever sent the file;
 * the province when there is none.
 */
export type Access =
  | { readonly action: 'open' | 'signed-in' }
  | { readonly action: Action; readonly unit: UnitFrom; readonly unrecorded?: true }
export type UnitFrom =
  | 'province'
  | 'own'
  | `query:${string}`
  | `path:${string}`
  | `dossier:${string}`
  | `import:${string}`

/** Whether each request is an entry of the audit log. */
export function isKept(access: Access): boolean {
  return 'unit' in access && isRecorded(access.action) && access.unrecorded !== true
}

/**
 * Runs before everything else of a route: who asks, whether the request is theirs, and whether they may. `named`: the
 * parameters that are told to the audit log.
 */
export function guard(parts: Parts, access: Access, named: readonly string[]): MiddlewareHandler<ServerEnv> {
  return async (c, next) => {
    if (access.action === 'open') return next()
    const { subject, session } = askerOf(c, parts)
    c.set('subject', subject)
    c.set('by', subject.kind)
    c.set('session', session)
    if (session !== null && changes(c)) requireSamePage(c, session.session.csrf)
    if ('unit' in access) allow(c, parts, access, named)
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
    const subject = token === undefined ? null : valueOf(gate.bearer(token))
    if (subject === null) throw new Refused([failure('token-invalid')])
    return { subject, session: null }
  }
  const session = sessionIn(c, { gate, isSecure })
  if (session !== null) return { subject: session.session.subject, session }
  const visitor = gate.visitor()
  if (visitor === null) throw new Refused([failure('not-signed-in')])
  return { subject: visitor, session: null }
}

/** The session that the browser brought along; null where it has none that is good. */
export function sessionIn(c: Asking, { gate, isSecure }: Pick<Parts, 'gate' | 'isSecure'>): Known['session'] {
  const token = cookieIn(c.req.header('cookie'), 'session', isSecure)
  const session = token === null ? null : valueOf(gate.session(token))
  return token === null || session === null ? null : { token, session }
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
function allow(c: Asking, parts: Parts, access: Extract<Access, { unit: UnitFrom }>, named: readonly string[]): void {
  const { gate, settings } = parts
  const subject = c.get('subject')
  const { action } = access
  const unit = unitFor(c, parts, access.unit, subject)
  const request = { subject, action, unit, address: addressOf(c, settings), detail: detailOf(c, named) }
  const answer = isKept(access) ? gate.permit(request) : gate.decide(subject, action, unit)
  if (!answer.ok && subject.kind === 'public') throw new Refused([failure('not-signed-in')])
  if (!answer.ok) throw new Refused(asOne(access.unit, answer.failures))
  c.set('unit', unit)
}

/** Why not would say which unit handles a dossier, and whether there is one: to whoever may not see it all are one. */
function asOne(from: UnitFrom, failures: readonly Failure[]): readonly Failure[] {
  const isHidden = from.startsWith('dossier:') || from.startsWith('import:')
  return isHidden && failures[0]?.code === 'not-allowed-unit' ? [failure('not-allowed')] : failures
}

/** The parameters as they were sent, cut short: what was looked at, never what was found. */
function detailOf(c: Asking, named: readonly string[]): Record<string, string> {
  const given = named.flatMap((name) => {
    const value = c.req.param(name) ?? c.req.query(name)
    return value === undefined ? [] : [[name, value.slice(0, 100).toWellFormed()] as const]
  })
  return Object.fromEntries(given)
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
  if (where === 'import') return parts.imports.get(value)?.scope ?? null
  return where === 'path' ? unitCode(value) : dossierUnit(parts, value)
}

/**
 * A dossier that is not there is asked for like the province, so that whoever may not see all does not learn that it is not;
 * so is one of a unit that is in no list, which nobody below the province has.
 */
function dossierUnit({ installation, gate }: Parts, code: string): string | null {
  const record = valueOf(installation.ledger.record('dossier', code))
  const unit = record === null ? null : dossier.parse(record.body).responsibleUnit
  return unit !== null && gate.isWithin(unit, gate.root) ? unit : null
}

/** In whose name accounts or tokens are changed. The guard lets only people get so far. */
export function authorOf(c: Asking, { gate, settings }: Parts, action: 'manage-accounts' | 'manage-tokens'): Author {
  const subject = c.get('subject')
  if (subject.kind === 'public') throw new Refused([failure('not-allowed')])
  return gate.author(subject, action, addressOf(c, settings))
}

/** Behind a proxy of ours the last address that it noted is the client; whatever stands before it anybody may have written. */
export function addressOf(c: Asking, { behindProxy }: Pick<ServerSettings, 'behindProxy'>): string | null {
  const last = behindProxy ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined
  if (last !== undefined && isIP(last) !== 0) return last
  return c.env?.incoming?.socket.remoteAddress ?? null
}
