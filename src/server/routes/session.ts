import { z } from '@hono/zod-openapi'
import { failure } from '../../core/failure.ts'
import { isoInstant } from '../../core/time/instant.ts'
import { jsonBody } from '../body.ts'
import type { Session } from '../../access/sessions.ts'
import { actions } from '../../core/rights/rights.ts'
import { accountRoles } from '../../core/rights/role.ts'
import { cookieHeader, cookieIn, droppedCookie } from '../cookie.ts'
import type { Begun, Origin } from '../gate.ts'
import { addressOf, isFromElsewhere } from '../guard.ts'
import type { App, Asking, Parts } from '../parts.ts'
import { Refused, valueOf } from '../problem.ts'
import { declared, jsonAnswer, jsonRequest } from '../route.ts'

const credentials = z.strictObject({ login: z.string().min(1).max(200), password: z.string().min(1).max(1_000) })

const who = z
  .object({
    login: z.string(),
    name: z.string(),
    role: z.enum(accountRoles),
    unit: z.string(),
    unitName: z.string(),
    rights: z.array(z.enum(actions)),
    csrf: z.string().openapi({ description: 'Gửi lại trong X-CSRF với mọi yêu cầu thay đổi' }),
    endsAt: z.string(),
    sample: z.boolean().openapi({ description: 'Dữ liệu mẫu, không có thật' }),
    installation: z.object({ unit: z.string(), name: z.string() }),
  })
  .openapi('Session')
export type SessionAnswer = z.infer<typeof who>

export function originOf(c: Asking, { settings, isSecure }: Parts): Origin {
  return { address: addressOf(c, settings), replacing: cookieIn(c.req.header('cookie'), 'session', isSecure) }
}

/** Who it is, and what they may. */
export function shownSession({ gate, numbers, installation, clock }: Parts, of: Session): SessionAnswer {
  const { subject, csrf, expires } = of
  const { login, name, role, unit } = subject
  const units = numbers.counting.unitsAt(clock())
  return {
    login,
    name,
    role,
    unit,
    unitName: units.nameOf(unit),
    rights: [...gate.rights(subject)],
    csrf,
    endsAt: isoInstant(expires),
    sample: installation.settings.sample,
    installation: { unit: gate.root, name: units.nameOf(gate.root) },
  }
}

/** Hands the token of a new session to the browser. */
function entered(c: Asking, parts: Parts, { token, session: begun }: Begun): SessionAnswer {
  c.header('set-cookie', cookieHeader('session', token, parts.isSecure, begun.expires))
  return shownSession(parts, begun)
}

export function session(app: App, parts: Parts): void {
  addPassword(app, parts)
  const begin = declared(
    parts,
    { action: 'open' },
    {
      method: 'post',
      path: '/api/session',
      summary: 'Đăng nhập',
      request: { body: jsonRequest(credentials) },
      responses: { 200: jsonAnswer(who, 'Đã đăng nhập; phiên nằm trong cookie') },
    },
  )
  app.openapi(begin, async (c) => {
    if (isFromElsewhere(c)) throw new Refused([failure('csrf-mismatch')])
    const given = await jsonBody(c, parts, credentials)
    return c.json(entered(c, parts, valueOf(await parts.gate.signIn(given, originOf(c, parts)))), 200)
  })

  const read = declared(
    parts,
    { action: 'signed-in' },
    {
      method: 'get',
      path: '/api/session',
      summary: 'Tôi là ai, được làm gì',
      responses: { 200: jsonAnswer(who, 'Phiên đang dùng') },
    },
  )
  app.openapi(read, (c) => c.json(shownSession(parts, sessionOf(c).session), 200))

  const end = declared(
    parts,
    { action: 'signed-in' },
    {
      method: 'delete',
      path: '/api/session',
      summary: 'Đăng xuất',
      responses: { 204: { description: 'Đã đăng xuất' } },
    },
  )
  app.openapi(end, (c) => {
    const { token, session: ending } = sessionOf(c)
    const ended = parts.gate.signOut(token, ending, addressOf(c, parts.settings))
    if (!ended.ok) throw new Refused(ended.failures)
    c.header('set-cookie', droppedCookie('session', parts.isSecure))
    return c.body(null, 204)
  })
}

function addPassword(app: App, parts: Parts): void {
  const body = z.strictObject({ old: z.string().min(1).max(1_000), next: z.string().min(1).max(1_000) })
  const route = declared(
    parts,
    { action: 'signed-in' },
    {
      method: 'put',
      path: '/api/session/password',
      summary: 'Đổi mật khẩu của mình',
      request: { body: jsonRequest(body) },
      responses: { 200: jsonAnswer(who, 'Đã đổi; các phiên cũ đã kết thúc, phiên mới nằm trong cookie') },
    },
  )
  app.openapi(route, async (c) => {
    const { session: current } = sessionOf(c)
    const given = await jsonBody(c, parts, body)
    return c.json(entered(c, parts, valueOf(await parts.gate.changePassword(current, given, originOf(c, parts)))), 200)
  })
}

/** Throws Refused: not-signed-in. */
function sessionOf(c: Asking) {
  const signedIn = c.get('session')
  if (signedIn === null) throw new Refused([failure('not-signed-in')])
  return signedIn
}
