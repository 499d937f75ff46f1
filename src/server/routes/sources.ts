import { setImmediate as turn } from 'node:timers/promises'
import { z } from '@hono/zod-openapi'
import { observationKinds } from '../../core/observation/observation.ts'
import { isoInstant } from '../../core/time/instant.ts'
import { Freshness } from '../freshness.ts'
import type { App, Parts } from '../parts.ts'
import { declared, jsonAnswer } from '../route.ts'

const shape = z.object({
  since: z.int().openapi({ description: 'Chỉ xét từ số này của sổ ghi nhận' }),
  sources: z.array(
    z.object({ source: z.string(), kind: z.enum(observationKinds), lastSeq: z.int(), lastRecorded: z.string() }),
  ),
})

export function sources(app: App, parts: Parts): void {
  const route = declared(
    parts,
    { action: 'read-findings', unit: 'province' },
    {
      method: 'get',
      path: '/api/sources',
      summary: 'Mỗi nguồn gửi lần cuối khi nào',
      responses: { 200: jsonAnswer(shape, 'Các nguồn, mới nhất trước') },
    },
  )
  const freshness = new Freshness(parts.installation.ledger)
  app.openapi(route, async (c) => {
    const known = await freshness.list(() => turn())
    const shown = known.map(({ lastRecorded, lastSeq, ...rest }) => ({
      ...rest,
      lastSeq: Number(lastSeq),
      lastRecorded: isoInstant(lastRecorded),
    }))
    return c.json({ since: freshness.since, sources: shown }, 200)
  })
}
