import { createReadStream, statSync } from 'node:fs'
import { Readable } from 'node:stream'
import { z } from '@hono/zod-openapi'
import { failure, failureText } from '../../core/failure.ts'
import { isPeriod, periodExpected } from '../../core/period/period.ts'
import { said } from '../../core/problem.ts'
import { parsePlainDate } from '../../core/time/plain-date.ts'
import { isoInstant } from '../../core/time/instant.ts'
import { unitCode } from '../../core/unit/code.ts'
import type { Language } from '../../core/words.ts'
import { inTime } from '../body.ts'
import { importShape as shape, sourceName } from '../import-shape.ts'
import type { Import } from '../imports.ts'
import { dayText } from '../page.ts'
import type { App, Asking, Parts } from '../parts.ts'
import { Refused, valueOf } from '../problem.ts'
import { declared, jsonAnswer } from '../route.ts'
import { fileBody, fileNameQuery, sentFile } from '../sent-file.ts'

const access = { action: 'import-files', unit: 'own' } as const
/** That the file was sent is recorded; how far it is, is asked again and again. */
const looking = { ...access, unrecorded: true } as const
const lookingAtOne = { ...looking, unit: 'import:id' } as const

export function imports(app: App, parts: Parts): void {
  send(app, parts)
  look(app, parts)
  sheet(app, parts)
}

const fileQuery = {
  name: fileNameQuery,
  source: sourceName,
  unit: z.string().max(40).optional().openapi({ description: 'Đơn vị, khi tệp không ghi' }),
  period: z.string().max(20).refine(isPeriod, said(periodExpected)).optional(),
}

function send(app: App, parts: Parts): void {
  const data = declared(parts, access, {
    method: 'post',
    path: '/api/imports',
    summary: 'Gửi tệp dữ liệu để nhập',
    description:
      'Gửi tệp nguyên dạng, tên tệp ở tham số name; hoặc một biểu mẫu chỉ có tệp. Trả lời ngay khi đã nhận đủ; tiến độ ở ' +
      'địa chỉ trả về.',
    request: { query: z.strictObject(fileQuery), body: fileBody },
    responses: { 202: jsonAnswer(shape, 'Đã nhận, chờ đọc') },
  })
  app.openapi(data, async (c) => c.json(await received(c, parts, c.req.valid('query')), 202))

  const published = declared(
    parts,
    { action: 'upload-published', unit: 'own' },
    {
      method: 'post',
      path: '/api/published',
      summary: 'Nộp một bảng đã công bố vào sổ ghi nhận, bên cạnh số tính được',
      description: 'Như khi nhập tệp dữ liệu; captured là ngày chụp số liệu. Con số được giữ đúng như đã in.',
      request: { query: z.strictObject({ ...fileQuery, captured: dayText.optional() }), body: fileBody },
      responses: { 202: jsonAnswer(shape, 'Đã nhận, chờ đọc') },
    },
  )
  app.openapi(published, async (c) => c.json(await received(c, parts, c.req.valid('query')), 202))
}

type FileQuery = z.output<z.ZodObject<typeof fileQuery>> & { readonly captured?: string | undefined }

/** Throws Refused: those of the body and of Imports. */
async function received(c: Asking, parts: Parts, { name, source, unit, period, captured }: FileQuery) {
  const { uploadBytes, uploadSeconds } = parts.settings.limits
  const scope = c.get('subject').unit
  const wish = {
    source,
    unit: unit !== undefined ? unitCode(unit) : scope === parts.gate.root ? null : scope,
    period: period ?? null,
    capturedAt: captured === undefined ? null : parsePlainDate(captured),
    scope,
  }
  const receive = async () => {
    const file = await sentFile(c, name, uploadBytes)
    try {
      return valueOf(await parts.imports.receive({ ...wish, name: file.name }, file.bytes))
    } finally {
      file.drop()
    }
  }
  const entry = await inTime(receive(), uploadSeconds)
  c.header('location', `/api/imports/${entry.id}`)
  return shown(entry, c.get('language'))
}

function look(app: App, parts: Parts): void {
  const list = declared(parts, looking, {
    method: 'get',
    path: '/api/imports',
    summary: 'Các lần nhập tệp gần đây',
    responses: { 200: jsonAnswer(z.object({ imports: z.array(shape) }), 'Mới nhất trước') },
  })
  app.openapi(list, (c) => {
    const seen = parts.imports
      .list()
      .filter(({ scope }) => parts.gate.decide(c.get('subject'), 'import-files', scope).ok)
    return c.json({ imports: seen.map((item) => shown(item, c.get('language'))) }, 200)
  })

  const one = declared(parts, lookingAtOne, {
    method: 'get',
    path: '/api/imports/{id}',
    summary: 'Một lần nhập tệp: tiến độ và kết quả',
    request: { params: z.object({ id: z.string().max(64) }) },
    responses: { 200: jsonAnswer(shape, 'Lần nhập') },
  })
  app.openapi(one, (c) => c.json(shown(found(parts, c.req.valid('param').id), c.get('language')), 200))
}

function sheet(app: App, parts: Parts): void {
  const route = declared(
    parts,
    { ...access, unit: 'import:id' },
    {
      method: 'get',
      path: '/api/imports/{id}/quarantine.csv',
      summary: 'Các dòng cách ly của một lần nhập, dạng bảng',
      request: { params: z.object({ id: z.string().max(64) }) },
      responses: { 200: { description: 'Bảng CSV', content: { 'text/csv': { schema: { type: 'string' } } } } },
    },
  )
  app.openapi(route, (c) => {
    const entry = found(parts, c.req.valid('param').id)
    const path = parts.imports.sheetOf(entry)
    if (path === null) throw new Refused([failure('quarantine-none')])
    const name = encodeURIComponent(`cach-ly ${entry.name}.csv`)
    return c.body(Readable.toWeb(createReadStream(path)), 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-length': String(statSync(path).size),
      'content-disposition': `attachment; filename="cach-ly.csv"; filename*=UTF-8''${name}`,
    })
  })
}

/** Throws Refused: import-unknown. */
function found({ imports: all }: Parts, id: string): Import {
  const entry = all.get(id)
  if (entry === null) throw new Refused([failure('import-unknown')])
  return entry
}

function shown(entry: Import, language: Language) {
  const { id, name, source, at, state, bytes, size, rows, summary, failures } = entry
  const counts = summary && {
    read: summary.read,
    new: summary.new,
    changed: summary.changed,
    same: summary.same,
    conflicts: summary.conflicts,
    quarantined: summary.quarantined,
  }
  const told = failures.map((item) => ({
    code: item.code,
    message: failureText(
      { ...item, place: { ...item.place, ...(item.place.file !== undefined && { file: name }) } },
      language,
    ),
  }))
  return { id, file: name, source, at: isoInstant(at), state, bytes, size, rows, counts, failures: told }
}
