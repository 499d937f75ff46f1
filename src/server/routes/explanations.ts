import { z } from '@hono/zod-openapi'
import { levels } from '../../core/unit/level.ts'
import { unitCode } from '../../core/unit/code.ts'
import { explain } from '../../office/counting/explain.ts'
import { explanationAnswer } from '../../office/counting/json.ts'
import { explanationTable } from '../../office/export/explanation.ts'
import { exportQuery, sheetAnswer, sheetFile, standOf } from '../export.ts'
import type { App, Parts } from '../parts.ts'
import { Refused, valueOf } from '../problem.ts'
import { askedQuery, askedShape, questionOf, questionText, tagged } from '../question.ts'
import { declared, jsonAnswer } from '../route.ts'
import { indicatorPath, words } from '../shape.ts'
import { indicator as scored } from './scores.ts'

const measure = z
  .object({ id: z.string(), words, conditions: words.nullable(), over: z.enum(['event', 'state', 'list']).nullable() })
  .nullable()
const share = { of: z.string(), part: z.int(), whole: z.int() }

const shape = z
  .object({
    ...askedShape,
    unit: z.string(),
    unitName: z.string(),
    level: z.enum(levels),
    indicator: z.string(),
    name: words,
    numbers: z.record(z.string(), z.string()),
    group: z.string(),
    score: scored.optional(),
    target: z.number().nullable(),
    formula: z.object({ part: measure, whole: measure }),
    nationalReport: z
      .object({ received: z.int(), from: z.enum(['report', 'months', 'so-far', 'last-year']) })
      .nullable(),
    legalBasis: z.array(z.object({ document: z.string(), date: z.string().optional(), title: words })),
    source: words.nullable(),
    evidence: words.nullable(),
    months: z.array(z.object(share)),
    below: z.array(z.object({ ...share, name: z.string() })),
    procedures: z.array(z.object({ ...share, name: z.string().nullable() })),
  })
  .openapi('Explanation')
export type ExplanationAnswer = z.infer<typeof shape>

export function explanations(app: App, parts: Parts): void {
  addExplanation(app, parts)
  addExport(app, parts)
}

function addExplanation(app: App, parts: Parts): void {
  const route = declared(
    parts,
    { action: 'read-explanations', unit: 'path:unit' },
    {
      method: 'get',
      path: '/api/explanations/{unit}/{indicator}',
      summary: 'Một con số: đếm gì, theo quy tắc nào, từ đâu ra',
      request: {
        params: z.object(indicatorPath),
        query: z.strictObject(askedQuery),
      },
      responses: { 200: jsonAnswer(shape, 'Cách tính'), 304: { description: 'Không đổi' } },
    },
  )
  app.openapi(route, async (c) => {
    const { unit, indicator } = c.req.valid('param')
    const asked = await questionOf(c.req.valid('query'), parts)
    const question = { unit: unitCode(unit), indicator }
    const text = questionText('explain', asked, [question.unit, indicator])
    const explained = await parts.numbers.ask(text, (counting) => explain(counting, asked, question))
    if (!explained.ok) throw new Refused(explained.failures)
    const answer = explanationAnswer(explained.value)
    return tagged(c, answer) ? c.body(null, 304) : c.json(answer, 200)
  })
}

function addExport(app: App, parts: Parts): void {
  const route = declared(
    parts,
    { action: 'export-explanations', unit: 'path:unit' },
    {
      method: 'get',
      path: '/api/explanations/{unit}/{indicator}/export',
      summary: 'Một con số do đâu mà ra, dạng bảng tính',
      request: {
        params: z.object(indicatorPath),
        query: z.strictObject({ ...askedQuery, ...exportQuery }),
      },
      responses: { 200: sheetAnswer },
    },
  )
  app.openapi(route, async (c) => {
    const { format, ...query } = c.req.valid('query')
    const asked = await questionOf(query, parts)
    const { unit: code, indicator: id } = c.req.valid('param')
    const question = { unit: unitCode(code), indicator: id }
    const text = questionText('explain', asked, [question.unit, id])
    const explained = valueOf(await parts.numbers.ask(text, (counting) => explain(counting, asked, question)))
    const table = explanationTable(explained, standOf(c, parts, explained.scorecards.watermark))
    return sheetFile(c, table, format, ['dien-giai', id, explained.unit.code, asked.period])
  })
}
