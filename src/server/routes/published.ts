import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from '@hono/zod-openapi'
import { failure } from '../../core/failure.ts'
import { limits } from '../../core/limits.ts'
import type { MonthlyTable } from '../../core/table/monthly-table.ts'
import type { PortalTable } from '../../core/table/portal-table.ts'
import { auditInThread } from '../../office/audit-thread.ts'
import { shippedIndexSets } from '../../office/index-sets.ts'
import { findingText } from '../../published/audit/catalogue.ts'
import { requireType, withBody } from '../body.ts'
import { safeFileName } from '../file-name.ts'
import type { App, Parts } from '../parts.ts'
import { Refused } from '../problem.ts'
import { binary, declared, jsonAnswer } from '../route.ts'

const shape = z.object({
  kind: z.enum(['monthly', 'portal']),
  indexSet: z.string().nullable(),
  table: z
    .custom<MonthlyTable | PortalTable>()
    .openapi({ type: 'object', description: 'Như "chiso published read --json"' }),
  findings: z.array(
    z.object({
      code: z.string(),
      severity: z.enum(['error', 'warning', 'note']),
      row: z.string().nullable(),
      message: z.string(),
      printed: z.string().nullable(),
      expected: z.string().nullable(),
    }),
  ),
})

/** Audits at once; each has a thread and its memory. */
const atOnce = 2

export function published(app: App, parts: Parts): void {
  const route = declared(
    parts,
    { action: 'read-published', unit: 'province' },
    {
      method: 'post',
      path: '/api/published/audit',
      summary: 'Kiểm tra một bảng đã công bố',
      description:
        'Gửi tệp .txt, .docx, .pdf, .xlsx hoặc JSON nguyên dạng, tên tệp ở tham số name. Tệp không được lưu lại.',
      request: {
        query: z.strictObject({ name: z.string().min(1).max(255), indexSet: z.enum(shippedIndexSets()).optional() }),
        body: { required: true, content: { 'application/octet-stream': { schema: binary } } },
      },
      responses: { 200: jsonAnswer(shape, 'Bảng đã đọc và các phát hiện') },
    },
  )
  let running = 0
  app.openapi(route, async (c) => {
    requireType(c, ['application/octet-stream'])
    const { name, indexSet } = c.req.valid('query')
    if (running >= atOnce) throw new Refused([failure('server-busy', { seconds: 5 })])
    running++
    const folder = join(parts.installation.folder, 'uploads', parts.newId())
    const path = join(folder, safeFileName(name))
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      await withBody(c, parts, limits.fileBytes, (bytes) => writeFile(path, bytes, { mode: 0o600 }))
      const work = { path, ...(indexSet !== undefined && { indexSet }) }
      const audited = await auditInThread(work, parts.settings.limits.answerSeconds)
      if (!audited.ok) throw new Refused(audited.failures)
      const { published: read, indexSet: used, findings } = audited.value
      const shown = findings.map((item) => ({
        code: item.code,
        severity: item.severity,
        row: item.row,
        message: findingText(item, c.get('language')),
        printed: item.printed,
        expected: item.expected,
      }))
      return c.json({ kind: read.kind, indexSet: used, table: read.table, findings: shown }, 200)
    } finally {
      running--
      await rm(folder, { recursive: true, force: true })
    }
  })
}
