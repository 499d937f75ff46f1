import { z } from '@hono/zod-openapi'
import { limits } from '../../core/limits.ts'
import { unitCode } from '../../core/unit/code.ts'
import { behind } from '../../office/counting/behind.ts'
import { behindAnswer, factJson } from '../../office/counting/json.ts'
import { workKinds, workList, workNames } from '../../office/counting/work.ts'
import { listTable } from '../../office/export/lists.ts'
import { exportQuery, sheetAnswer, sheetFile, standOf } from '../export.ts'
import { offsetQuery } from '../page.ts'
import type { App, Parts } from '../parts.ts'
import { valueOf } from '../problem.ts'
import { askedQuery, questionOf } from '../question.ts'
import { declared } from '../route.ts'
import { indicatorPath, unitPath } from '../shape.ts'
import { sideQuery } from './lists.ts'

/** A sheet holds as many rows as one page of the engine; the next ones come with `offset`. */
const limit = limits.listRows
const query = { ...askedQuery, ...exportQuery, offset: offsetQuery.offset }

/** The same lists as those of lists.ts, as files. */
export function listExports(app: App, parts: Parts): void {
  addBehind(app, parts)
  addWork(app, parts)
}

function addBehind(app: App, parts: Parts): void {
  const route = declared(
    parts,
    { action: 'export-dossiers', unit: 'path:unit' },
    {
      method: 'get',
      path: '/api/lists/{unit}/{indicator}/export',
      summary: 'Danh sách đằng sau một con số, dạng bảng tính',
      request: {
        params: z.object(indicatorPath),
        query: z.strictObject({ ...query, ...sideQuery }),
      },
      responses: { 200: sheetAnswer },
    },
  )
  app.openapi(route, async (c) => {
    const { side, offset, format, ...wish } = c.req.valid('query')
    const { unit, indicator } = c.req.valid('param')
    const asked = await questionOf(wish, parts)
    const wanted = { unit: unitCode(unit), indicator, side, offset, limit }
    const found = valueOf(await parts.numbers.once((counting) => behind(counting, asked, wanted)))
    const stand = standOf(c, parts, found.watermark)
    const { rows, total } = behindAnswer(found, asked, parts.numbers.counting)
    const { name } = found.indicator
    const title =
      side === 'failing'
        ? { vi: `${name.vi}: chưa đạt`, en: `${name.en}: not met` }
        : { vi: `${name.vi}: đạt`, en: `${name.en}: met` }
    const of = `${found.unit.code} · ${found.unit.name}`
    const table = listTable({ title, unit: of, rows, extent: { offset, total } }, asked, stand)
    return sheetFile(c, table, format, [indicator, side, found.unit.code, asked.period])
  })
}

function addWork(app: App, parts: Parts): void {
  const route = declared(
    parts,
    { action: 'export-dossiers', unit: 'path:unit' },
    {
      method: 'get',
      path: '/api/work/{unit}/{kind}/export',
      summary: 'Việc cần làm: một danh sách hồ sơ, dạng bảng tính',
      request: {
        params: z.object({ ...unitPath, kind: z.enum(workKinds) }),
        query: z.strictObject({ ...query, procedure: z.string().max(limits.identityCharacters).optional() }),
      },
      responses: { 200: sheetAnswer },
    },
  )
  app.openapi(route, async (c) => {
    const { offset, format, procedure = null, ...wish } = c.req.valid('query')
    const { unit, kind } = c.req.valid('param')
    const asked = await questionOf(wish, parts)
    const wanted = { unit: unitCode(unit), kind, procedure, offset, limit }
    const found = valueOf(await parts.numbers.once((counting) => workList(counting, asked, wanted)))
    const stand = standOf(c, parts, found.watermark)
    const rows = found.facts.map((fact) => factJson(fact, found.tree, found.span.moment, parts.numbers.counting))
    const of = `${found.unit.code} · ${found.unit.name}`
    const extent = { offset, total: found.total }
    const table = listTable({ title: workNames[kind], unit: of, rows, extent }, asked, stand)
    return sheetFile(c, table, format, ['viec', kind, found.unit.code, asked.period])
  })
}
