import { createRoute, type RouteConfig, z } from '@hono/zod-openapi'
import type { Access } from './guard.ts'
import { guard, isKept } from './guard.ts'
import type { Parts } from './parts.ts'
import { problemShape } from './problem.ts'

const problem = {
  description: 'Có lỗi: mã trong danh mục lỗi',
  content: { 'application/problem+json': { schema: problemShape } },
}

/**
 * A route with whom it answers: the same value is enforced before the route and stands in the OpenAPI document, so the
 * document cannot claim another. Every route may answer with a problem.
 */
export function declared<const R extends Omit<RouteConfig, 'middleware'>>(parts: Parts, access: Access, route: R) {
  return createRoute({
    ...route,
    responses: { ...route.responses, default: problem },
    middleware: guard(parts, access, parametersOf(route)),
    'x-action': access.action,
    ...('unit' in access && { 'x-unit': access.unit, 'x-recorded': isKept(access) }),
    security: securityOf(access),
  })
}

/** The names of what may stand in its address. */
function parametersOf({ request }: Pick<RouteConfig, 'request'>): readonly string[] {
  return [request?.params, request?.query].flatMap((shape) =>
    shape instanceof z.ZodObject ? Object.keys(shape.shape) : [],
  )
}

function securityOf(access: Access) {
  if (access.action === 'open') return []
  return access.action === 'append-observations' ? [{ token: [] }] : [{ session: [] }, { token: [] }]
}

/** An answer of JSON, for `responses`. */
export function jsonAnswer<T extends z.ZodType>(schema: T, description: string) {
  return { description, content: { 'application/json': { schema } } }
}

/** A JSON body as the document shows it. It is read by `jsonBody`, more strictly than the framework does. */
export function jsonRequest(schema: z.ZodType) {
  const { $schema: _, ...shape } = z.toJSONSchema(schema, { io: 'input' })
  return { required: true, content: { 'application/json': { schema: shape as object } } }
}

/** Text of anything, for bodies that are read row by row. */
export const binary = { type: 'string', format: 'binary' } as const
