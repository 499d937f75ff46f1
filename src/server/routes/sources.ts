import { setImmediate as turn } from 'node:timers/promises'
import { z } from '@hono/zod-openapi'
import { observationKinds } from '../../core/observation/observation.ts'
import { isoInstant } from '../../core/time/instant.ts'
import type { Fresh } from '../freshness.ts'
import type { App, Parts } from '../parts.ts'
import { declared, jsonAnswer } from '../route.ts'

export const freshShape = z
  .object({ source: z.string(), kind: z.enum(observationKinds), lastSeq: z.int(), lastRecorded: z.string() })
  .openapi('Fresh')

export function freshShown({ lastRecorded, lastSeq, ...rest }: Fresh): z.infer<typeof freshShape> {
  return { ...rest, lastSeq: Number(lastSeq), lastRecorded: isoInstant(lastRecorded) }
}

const shape = z.object({
  since: z.int().openapi({ description: 'Chỉ xét từ số này của sổ ghi nhận' }),
  sources: z.array(freshShape),
})
export type SourcesAnswer = z.infer<typeof shape>

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
  const { freshness } = parts
  app.openapi(route, async (c) => {
    const known = await freshness.list(() => turn())
    return c.json({ since: freshness.since, sources: known.map(freshShown) }, 200)
  })
}
