import { z } from '@hono/zod-openapi'
import { levels } from '../../core/unit/level.ts'
import { listUnits } from '../../office/units.ts'
import { nextOf, pageQuery } from '../page.ts'
import type { App, Parts } from '../parts.ts'
import { Refused } from '../problem.ts'
import { declared, jsonAnswer } from '../route.ts'

const unit = z
  .object({
    code: z.string(),
    name: z.string(),
    level: z.enum(levels),
    parent: z.string().nullable(),
    validFrom: z.string().nullable(),
    validTo: z.string().nullable(),
  })
  .openapi('Unit')
export type UnitAnswer = z.infer<typeof unit>

export function units(app: App, parts: Parts): void {
  const route = declared(
    parts,
    { action: 'read-scores', unit: 'province' },
    {
      method: 'get',
      path: '/api/units',
      summary: 'Các đơn vị',
      request: {
        query: z.strictObject({
          ...pageQuery,
          level: z.enum(levels).optional(),
          q: z.string().max(200).default('').openapi({ description: 'Chữ trong tên hoặc mã, có dấu hay không' }),
        }),
      },
      responses: {
        200: jsonAnswer(z.object({ units: z.array(unit), next: z.string().nullable() }), 'Một trang đơn vị'),
      },
    },
  )
  app.openapi(route, (c) => {
    const { after, limit, level, q } = c.req.valid('query')
    const found = listUnits(parts.installation, { after, limit, level: level ?? null, text: q })
    if (!found.ok) throw new Refused(found.failures)
    const shown = found.value.map(({ code, name, level: kind, parent, validFrom, validTo }) => ({
      code,
      name,
      level: kind,
      parent,
      validFrom,
      validTo,
    }))
    const next = nextOf(
      shown.map(({ code }) => code),
      limit,
    )
    return c.json({ units: shown, next }, 200)
  })
}
