import { mkdir, readFile } from 'node:fs/promises'
import { join, parse } from 'node:path'
import { z } from '@hono/zod-openapi'
import { failure } from '../../core/failure.ts'
import type { MonthlyTable } from '../../core/table/monthly-table.ts'
import type { PortalTable } from '../../core/table/portal-table.ts'
import { auditInThread } from '../../office/audit-thread.ts'
import type { AuditAnswer, AuditWork } from '../../office/audit-worker.ts'
import { shippedIndexSets } from '../../office/index-sets.ts'
import { findingText } from '../../published/audit/catalogue.ts'
import { safeFileName } from '../file-name.ts'
import type { App, Asking, Parts } from '../parts.ts'
import { Refused, valueOf } from '../problem.ts'
import { binary, declared, jsonAnswer } from '../route.ts'
import { fileBody, fileNameQuery, withFile } from '../sent-file.ts'

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

export type PublishedAnswer = z.infer<typeof shape>

/** Audits at once; each has a thread and its memory. */
const atOnce = 2

const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const query = { name: fileNameQuery, indexSet: z.enum(shippedIndexSets()).optional() }
const access = { action: 'read-published', unit: 'province' } as const

export function published(app: App, parts: Parts): void {
  const desk = new Desk(parts)
  addAudit(app, parts, desk)
  addWord(app, parts, desk)
}

function addAudit(app: App, parts: Parts, desk: Desk): void {
  const route = declared(parts, access, {
    method: 'post',
    path: '/api/published/audit',
    summary: 'Kiểm tra một bảng đã công bố',
    description:
      'Gửi tệp .txt, .docx, .pdf, .xlsx hoặc JSON nguyên dạng, tên tệp ở tham số name. Tệp không được lưu lại.',
    request: { query: z.strictObject(query), body: fileBody },
    responses: { 200: jsonAnswer(shape, 'Bảng đã đọc và các phát hiện') },
  })
  app.openapi(route, async (c) => {
    const { name, indexSet } = c.req.valid('query')
    const {
      published: read,
      indexSet: used,
      findings,
    } = await desk.lay(c, name, ({ path, audited }) => audited({ path, ...(indexSet !== undefined && { indexSet }) }))
    const shown = findings.map((item) => ({
      code: item.code,
      severity: item.severity,
      row: item.row,
      message: findingText(item, c.get('language')),
      printed: item.printed,
      expected: item.expected,
    }))
    return c.json({ kind: read.kind, indexSet: used, table: read.table, findings: shown }, 200)
  })
}

function addWord(app: App, parts: Parts, desk: Desk): void {
  const route = declared(parts, access, {
    method: 'post',
    path: '/api/published/word',
    summary: 'Bảng tháng đã công bố, viết lại thành biểu Word; kèm phụ lục kiểm tra nếu muốn',
    description: 'Gửi tệp như khi kiểm tra. Biểu giữ nguyên con số như đã in. Tệp không được lưu lại.',
    request: { query: z.strictObject({ ...query, annex: z.enum(['true', 'false']).default('false') }), body: fileBody },
    responses: { 200: { description: 'Tệp Word', content: { [wordType]: { schema: binary } } } },
  })
  app.openapi(route, async (c) => {
    const { name, indexSet, annex } = c.req.valid('query')
    const { bytes, file } = await desk.lay(c, name, async ({ path, folder, audited }) => {
      const to = join(folder, 'bieu', 'bieu.docx')
      await mkdir(join(folder, 'bieu'))
      await audited({ path, word: { to, annex: annex === 'true' }, ...(indexSet !== undefined && { indexSet }) })
      return { bytes: await readFile(to), file: safeFileName(`${parse(path).name} (chiso).docx`) }
    })
    return c.body(new Uint8Array(bytes), 200, {
      'content-type': wordType,
      'content-length': String(bytes.length),
      'content-disposition': `attachment; filename="bieu-thang.docx"; filename*=UTF-8''${encodeURIComponent(file)}`,
    })
  })
}

type Laid = {
  readonly path: string
  readonly folder: string
  readonly audited: (work: AuditWork) => Promise<AuditAnswer>
}

/** Where a sent file lies while it is looked at: in a folder of its own that is gone afterwards. */
class Desk {
  readonly #parts: Parts
  #running = 0

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** Throws Refused: media-type-wrong, server-busy, those of the body and of auditPublished. */
  async lay<T>(c: Asking, name: string | undefined, use: (laid: Laid) => Promise<T>): Promise<T> {
    if (this.#running >= atOnce) throw new Refused([failure('server-busy', { seconds: 5 })])
    this.#running++
    const { answerSeconds } = this.#parts.settings.limits
    const audited = async (work: AuditWork) => valueOf(await auditInThread(work, answerSeconds))
    try {
      return await withFile(c, this.#parts, name, (laid) => use({ ...laid, audited }))
    } finally {
      this.#running--
    }
  }
}
