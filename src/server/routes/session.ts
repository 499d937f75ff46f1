import { z } from '@hono/zod-openapi'
import { failure } from '../../core/failure.ts'
import { isoInstant } from '../../core/time/instant.ts'
import { jsonBody } from '../body.ts'
import { cookieHeader, droppedCookie } from '../cookie.ts'
import { actions, type Session } from '../gate.ts'
import { addressOf, isFromElsewhere } from '../guard.ts'
import type { App, Asking, Parts } from '../parts.ts'
import { Refused } from '../problem.ts'
import { declared, jsonAnswer, jsonRequest } from '../route.ts'

const credentials = z.strictObject({ login: z.string().min(1).max(200), password: z.string().min(1).max(1_000) })

const who = z
  .object({
    id: z.string(),
    name: z.string(),
    unit: z.string().nullable(),
    rights: z.array(z.enum(actions)),
    csrf: z.string().openapi({ description: 'Gửi lại trong X-CSRF với mọi yêu cầu thay đổi' }),
    endsAt: z.string(),
  })
  .openapi('Session')
export type SessionAnswer = z.infer<typeof who>

export function originOf(c: Asking) {
  return { address: addressOf(c), request: c.get('request') }
}

function shown({ gate }: Parts, { subject, csrf, endsAt }: Session) {
  const { id, name, unit } = subject
  return { id, name, unit, rights: [...gate.rights(subject)], csrf, endsAt: isoInstant(endsAt) }
}

export function session(app: App, parts: Parts): void {
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
    const signedIn = await parts.gate.signIn(given, originOf(c))
    if (!signedIn.ok) throw new Refused(signedIn.failures)
    const { token, session: begun } = signedIn.value
    c.header('set-cookie', cookieHeader('session', token, parts.isSecure, begun.endsAt))
    return c.json(shown(parts, begun), 200)
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
  app.openapi(read, (c) => c.json(shown(parts, sessionOf(c).session), 200))

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
    const ended = parts.gate.signOut(sessionOf(c).token)
    if (!ended.ok) throw new Refused(ended.failures)
    c.header('set-cookie', droppedCookie('session', parts.isSecure))
    return c.body(null, 204)
  })
}

function sessionOf(c: Asking) {
  const signedIn = c.get('session')
  if (signedIn === null) throw new Refused([failure('not-signed-in')])
  return signedIn
}
