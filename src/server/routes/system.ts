import { setImmediate as turn } from 'node:timers/promises'
import { z } from '@hono/zod-openapi'
import { isoInstant } from '../../core/time/instant.ts'
import { diskOf } from '../../office/disk.ts'
import { version } from '../openapi.ts'
import type { App, Parts } from '../parts.ts'
import { valueOf } from '../problem.ts'
import { declared, jsonAnswer } from '../route.ts'
import { freshShape, freshShown } from './sources.ts'

const shape = z
  .object({
    now: z.string(),
    startedAt: z.string(),
    versions: z.object({ chiso: z.string(), node: z.string(), sqlite: z.string() }),
    ledger: z.object({ seq: z.int(), waitingRows: z.int() }),
    engine: z.object({
      watermark: z.int(),
      behind: z.int().openapi({ description: 'Số bản ghi nhận chưa đếm' }),
      ready: z.boolean(),
    }),
    disk: z.object({
      freeBytes: z.int(),
      totalBytes: z.int(),
      files: z.record(z.string(), z.int()).openapi({ description: 'Byte của từng tệp trong thư mục dữ liệu' }),
    }),
    memoryBytes: z.int(),
    load: z.object({ requests: z.int(), streams: z.int(), waitingImports: z.int() }),
    audit: z.object({ number: z.int() }),
    sources: z.array(freshShape),
  })
  .openapi('System')
export type SystemAnswer = z.infer<typeof shape>

export function system(app: App, parts: Parts): void {
  const { clock, installation, numbers, desk, load, live, imports, access, freshness } = parts
  const route = declared(
    parts,
    { action: 'read-health', unit: 'province' },
    {
      method: 'get',
      path: '/api/system',
      summary: 'Tình trạng hệ thống: sổ, bộ đếm, đĩa, phiên bản, các nguồn',
      responses: { 200: jsonAnswer(shape, 'Tình trạng') },
    },
  )
  const startedAt = isoInstant(clock())
  app.openapi(route, async (c) => {
    const sources = await freshness.list(() => turn())
    const seq = Number(installation.ledger.watermark())
    const watermark = Number(numbers.watermark)
    const [last] = valueOf(access.audit.list({ limit: 1 }))
    const { node, sqlite = '' } = process.versions
    const answer = {
      now: isoInstant(clock()),
      startedAt,
      versions: { chiso: version, node, sqlite },
      ledger: { seq, waitingRows: desk.waitingRows },
      engine: { watermark, behind: seq - watermark, ready: numbers.isReady },
      disk: { ...diskOf(installation.folder) },
      memoryBytes: process.memoryUsage.rss(),
      load: { requests: load.requests, streams: live.readers, waitingImports: imports.waiting },
      audit: { number: last?.number ?? 0 },
      sources: sources.map(freshShown),
    }
    return c.json(answer, 200)
  })
}
