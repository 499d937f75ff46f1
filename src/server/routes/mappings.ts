import { z } from '@hono/zod-openapi'
import { listFields, type Mapping, mappingFile } from '../../intake/list/mapping.ts'
import { fileKind, savedMapping, saveMapping } from '../../office/mappings.ts'
import { jsonBody } from '../body.ts'
import { sourceName } from '../import-shape.ts'
import type { App, Parts } from '../parts.ts'
import { valueOf } from '../problem.ts'
import { declared, jsonAnswer, jsonRequest } from '../route.ts'
import { fileBody, fileNameQuery, withFile } from '../sent-file.ts'

const shape = z
  .object({
    kind: z.enum(['sync', 'template', 'list', 'aggregate']),
    headers: z.array(z.string()).openapi({ description: 'Tiêu đề cột, khi là danh sách hồ sơ' }),
    guesses: z.array(z.object({ field: z.enum(listFields), header: z.string(), confidence: z.number() })),
    saved: z
      .custom<Mapping>()
      .nullable()
      .openapi({ type: 'object', description: 'Cách ghép đã xác nhận cho nguồn, như khi lưu' }),
  })
  .openapi('FileKind')
export type FileKindAnswer = z.infer<typeof shape>

/** What a file is before it is imported, and how the columns of a source's lists are read. */
export function mappings(app: App, parts: Parts): void {
  addGuess(app, parts)
  addSave(app, parts)
}

function addGuess(app: App, parts: Parts): void {
  const route = declared(
    parts,
    { action: 'import-files', unit: 'own', unrecorded: true },
    {
      method: 'post',
      path: '/api/mappings/guess',
      summary: 'Tệp này là gì, các cột của nó được hiểu thế nào',
      description: 'Gửi tệp, hoặc phần đầu của một tệp CSV, JSON. Không nhập gì, không giữ tệp.',
      request: {
        query: z.strictObject({ name: fileNameQuery, source: sourceName }),
        body: fileBody,
      },
      responses: { 200: jsonAnswer(shape, 'Loại tệp và các cột') },
    },
  )
  app.openapi(route, async (c) => {
    const { name, source } = c.req.valid('query')
    const saved = valueOf(await savedMapping(parts.installation.folder, source)) ?? null
    const found = await withFile(c, parts, name, ({ path }) => fileKind(path, saved ?? undefined))
    const { adapter: kind, headers, guesses } = valueOf(found)
    return c.json({ kind, headers: [...headers], guesses: [...guesses], saved }, 200)
  })
}

/** Every later list of the source is read by it, whoever sends it: so it is for those who import for the whole province. */
function addSave(app: App, parts: Parts): void {
  const route = declared(
    parts,
    { action: 'import-files', unit: 'province' },
    {
      method: 'put',
      path: '/api/mappings/{source}',
      summary: 'Xác nhận cách ghép cột cho danh sách của một nguồn',
      request: { params: z.object({ source: sourceName }), body: jsonRequest(mappingFile) },
      responses: { 204: { description: 'Đã lưu; các danh sách sau của nguồn được đọc theo cách này' } },
    },
  )
  app.openapi(route, async (c) => {
    const wanted = await jsonBody(c, parts, mappingFile)
    valueOf(await saveMapping(parts.installation.folder, c.req.valid('param').source, wanted))
    return c.body(null, 204)
  })
}
