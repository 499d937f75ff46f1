import { z } from '@hono/zod-openapi'
import { limits } from '../../core/limits.ts'
import { unitCode } from '../../core/unit/code.ts'
import { behind } from '../../office/counting/behind.ts'
import { askedJson, behindAnswer, factJson } from '../../office/counting/json.ts'
import { workCounts, workIndicators, workKinds, workList, workNames } from '../../office/counting/work.ts'
import { offsetQuery } from '../page.ts'
import type { App, Parts } from '../parts.ts'
import { Refused } from '../problem.ts'
import { askedQuery, questionOf, questionShape, questionText } from '../question.ts'
import { declared, jsonAnswer } from '../route.ts'
import { indicatorPath, unitPath, words } from '../shape.ts'

export const row = z
  .object({
    code: z.string(),
    unit: z.string(),
    unitName: z.string(),
    procedure: z.string().nullable(),
    procedureName: z.string().nullable(),
    receivedAt: z.string().nullable().optional(),
    endedAt: z.string().nullable().optional(),
    inTimeUntil: z.string().nullable().optional(),
    state: z.enum(['on-time', 'late', 'within', 'overdue', 'unknown']).optional(),
    lateDays: z.number().nullable().optional().openapi({ description: 'Số ngày làm việc đã trễ, tính theo buổi: 2,5' }),
    flags: z.record(z.string(), z.boolean()).optional(),
  })
  .openapi('ListRow')
export type ListRow = z.infer<typeof row>

const list = z
  .object({
    ...questionShape,
    unit: z.string(),
    indicator: z.string(),
    table: z.string(),
    total: z.int(),
    rows: z.array(row),
  })
  .openapi('List')
export type ListAnswer = z.infer<typeof list>
const work = z
  .object({ ...questionShape, unit: z.string(), kind: z.enum(workKinds), total: z.int(), rows: z.array(row) })
  .openapi('WorkList')
export type WorkListAnswer = z.infer<typeof work>
const summary = z
  .object({
    ...questionShape,
    unit: z.string(),
    kinds: z.array(z.object({ kind: z.enum(workKinds), name: words, indicator: z.string(), total: z.int() })),
  })
  .openapi('Work')
export type WorkAnswer = z.infer<typeof summary>

export const sideQuery = { side: z.enum(['failing', 'passing']).default('failing') }

export function lists(app: App, parts: Parts): void {
  addBehind(app, parts)
  addWorkSummary(app, parts)
  addWork(app, parts)
}

function addBehind(app: App, parts: Parts): void {
  const route = declared(
    parts,
    { action: 'list-dossiers', unit: 'path:unit' },
    {
      method: 'get',
      path: '/api/lists/{unit}/{indicator}',
      summary: 'Hồ sơ, thủ tục, PAKN hay đơn vị đằng sau một con số',
      request: {
        params: z.object(indicatorPath),
        query: z.strictObject({
          ...askedQuery,
          ...offsetQuery,
          ...sideQuery,
        }),
      },
      responses: { 200: jsonAnswer(list, 'Một trang danh sách') },
    },
  )
  app.openapi(route, async (c) => {
    const { side, offset, limit, ...query } = c.req.valid('query')
    const { unit, indicator } = c.req.valid('param')
    const question = await questionOf(query, parts)
    const wanted = { unit: unitCode(unit), indicator, side, offset, limit }
    const found = await parts.numbers.once((counting) => behind(counting, question, wanted))
    if (!found.ok) throw new Refused(found.failures)
    return c.json(behindAnswer(found.value, question, parts.numbers.counting), 200)
  })
}

function addWorkSummary(app: App, parts: Parts): void {
  const route = declared(
    parts,
    { action: 'read-explanations', unit: 'path:unit' },
    {
      method: 'get',
      path: '/api/work/{unit}',
      summary: 'Việc cần làm: số lượng từng loại',
      request: { params: z.object(unitPath), query: z.strictObject(askedQuery) },
      responses: { 200: jsonAnswer(summary, 'Số lượng') },
    },
  )
  app.openapi(route, async (c) => {
    const question = await questionOf(c.req.valid('query'), parts)
    const unit = unitCode(c.req.valid('param').unit)
    const text = questionText('work', question, [unit])
    const counts = await parts.numbers.ask(text, (counting) => workCounts(counting, question, unit))
    if (!counts.ok) throw new Refused(counts.failures)
    const kinds = workKinds.map((kind) => ({
      kind,
      name: workNames[kind],
      indicator: workIndicators[kind],
      total: counts.value[kind],
    }))
    return c.json({ ...askedJson(question), unit, kinds }, 200)
  })
}

function addWork(app: App, parts: Parts): void {
  const route = declared(
    parts,
    { action: 'list-dossiers', unit: 'path:unit' },
    {
      method: 'get',
      path: '/api/work/{unit}/{kind}',
      summary: 'Việc cần làm: một danh sách hồ sơ',
      request: {
        params: z.object({ ...unitPath, kind: z.enum(workKinds) }),
        query: z.strictObject({
          ...askedQuery,
          ...offsetQuery,
          procedure: z.string().max(limits.identityCharacters).optional(),
        }),
      },
      responses: { 200: jsonAnswer(work, 'Một trang danh sách') },
    },
  )
  app.openapi(route, async (c) => {
    const { offset, limit, procedure = null, ...query } = c.req.valid('query')
    const { unit, kind } = c.req.valid('param')
    const question = await questionOf(query, parts)
    const wanted = { unit: unitCode(unit), kind, procedure, offset, limit }
    const found = await parts.numbers.once((counting) => workList(counting, question, wanted))
    if (!found.ok) throw new Refused(found.failures)
    const { tree, facts, total } = found.value
    // Rows are told as they stand now, whatever lies ahead that the list looks for.
    const { moment } = found.value.span
    const rows = facts.map((fact) => factJson(fact, tree, moment, parts.numbers.counting))
    return c.json({ ...askedJson(question), unit: found.value.unit.code, kind, total, rows }, 200)
  })
}
