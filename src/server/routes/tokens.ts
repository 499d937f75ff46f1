import { z } from '@hono/zod-openapi'
import type { ApiToken } from '../../access/tokens.ts'
import { isoInstant } from '../../core/time/instant.ts'
import { jsonBody } from '../body.ts'
import { authorOf } from '../guard.ts'
import type { App, Parts } from '../parts.ts'
import { valueOf } from '../problem.ts'
import { declared, jsonAnswer, jsonRequest } from '../route.ts'
import { unitText } from '../shape.ts'

const shape = z
  .object({
    id: z.int(),
    source: z.string(),
    name: z.string(),
    unit: z.string(),
    unitName: z.string(),
    created: z.string(),
    used: z.string().nullable(),
    revoked: z.string().nullable(),
  })
  .openapi('Token')
export type TokenAnswer = z.infer<typeof shape>

/** `unit`: what it may send about, with the units below. */
const wanted = z.strictObject({
  source: z.string().max(200),
  name: z.string().max(1_000),
  unit: unitText,
})
const issued = z.object({ id: z.int(), token: z.string().openapi({ description: 'Chỉ hiện lần này' }) })

const number = z
  .string()
  .regex(/^\d{1,9}$/, { error: 'a whole number is expected' })
  .transform(Number)
  .openapi({ type: 'integer' })

const access = { action: 'manage-tokens', unit: 'own' } as const

export function tokens(app: App, parts: Parts): void {
  const list = declared(parts, access, {
    method: 'get',
    path: '/api/tokens',
    summary: 'Mã truy cập của các nguồn trong phạm vi',
    responses: { 200: jsonAnswer(z.object({ tokens: z.array(shape) }), 'Các mã, kể cả mã đã thu hồi') },
  })
  app.openapi(list, (c) => {
    const all = valueOf(parts.access.tokens.list(authorOf(c, parts, 'manage-tokens')))
    return c.json({ tokens: all.map((token) => shown(parts, token)) }, 200)
  })

  const add = declared(parts, access, {
    method: 'post',
    path: '/api/tokens',
    summary: 'Cấp mã truy cập cho một nguồn',
    request: { body: jsonRequest(wanted) },
    responses: { 201: jsonAnswer(issued, 'Mã chỉ hiện một lần') },
  })
  app.openapi(add, async (c) => {
    const by = authorOf(c, parts, 'manage-tokens')
    return c.json(valueOf(parts.access.tokens.issue(by, await jsonBody(c, parts, wanted))), 201)
  })

  const revoke = declared(parts, access, {
    method: 'delete',
    path: '/api/tokens/{id}',
    summary: 'Thu hồi một mã truy cập',
    request: { params: z.object({ id: number }) },
    responses: { 200: jsonAnswer(shape, 'Có hiệu lực ở yêu cầu kế tiếp') },
  })
  app.openapi(revoke, (c) => {
    const by = authorOf(c, parts, 'manage-tokens')
    return c.json(shown(parts, valueOf(parts.access.tokens.revoke(by, c.req.valid('param').id))), 200)
  })
}

function shown({ numbers, clock }: Parts, { used, revoked, created, ...rest }: ApiToken): TokenAnswer {
  const unitName = numbers.counting.unitsAt(clock()).nameOf(rest.unit)
  const at = (moment: ApiToken['used']) => (moment === null ? null : isoInstant(moment))
  return { ...rest, unitName, created: isoInstant(created), used: at(used), revoked: at(revoked) }
}
