import { z } from '@hono/zod-openapi'
import { unitCode } from '../../core/unit/code.ts'
import { handlingTimes } from '../../office/counting/handling.ts'
import { handlingAnswer } from '../../office/counting/json.ts'
import type { Asked } from '../../office/counting/scorecards.ts'
import { handlingTable } from '../../office/export/handling.ts'
import { exportQuery, sheetAnswer, sheetFile, standOf } from '../export.ts'
import type { App, Parts } from '../parts.ts'
import { valueOf } from '../problem.ts'
import { askedQuery, askedShape, questionOf, questionText, tagged } from '../question.ts'
import { declared, jsonAnswer } from '../route.ts'
import { figure, unitPath } from '../shape.ts'

const params = z.object(unitPath)

const shape = z
  .object({
    ...askedShape,
    unit: z.string(),
    unitName: z.string(),
    procedures: z.array(
      z.object({
        code: z.string(),
        name: z.string().nullable(),
        maxWorkingDays: figure,
        dossiers: z.int(),
        unknown: z.int(),
        meanDays: figure,
        medianDays: figure,
        p90Days: figure,
      }),
    ),
  })
  .openapi('HandlingTimes')
export type HandlingTimesAnswer = z.infer<typeof shape>

export function handlingTimeRoutes(app: App, parts: Parts): void {
  const told = async (asked: Asked, code: string) => {
    const unit = unitCode(code)
    const text = questionText('handling', asked, [unit])
    return valueOf(await parts.numbers.ask(text, (counting) => handlingTimes(counting, asked, unit)))
  }
  const read = declared(
    parts,
    { action: 'read-explanations', unit: 'path:unit' },
    {
      method: 'get',
      path: '/api/handling-times/{unit}',
      summary: 'Thời gian giải quyết theo từng thủ tục: trung bình, trung vị, P90',
      request: { params, query: z.strictObject(askedQuery) },
      responses: { 200: jsonAnswer(shape, 'Theo thủ tục'), 304: { description: 'Không đổi' } },
    },
  )
  app.openapi(read, async (c) => {
    const asked = await questionOf(c.req.valid('query'), parts)
    const answer = handlingAnswer(await told(asked, c.req.valid('param').unit))
    return tagged(c, answer) ? c.body(null, 304) : c.json(answer, 200)
  })
  const file = declared(
    parts,
    { action: 'export-explanations', unit: 'path:unit' },
    {
      method: 'get',
      path: '/api/handling-times/{unit}/export',
      summary: 'Thời gian giải quyết theo từng thủ tục, dạng bảng tính',
      request: { params, query: z.strictObject({ ...askedQuery, ...exportQuery }) },
      responses: { 200: sheetAnswer },
    },
  )
  app.openapi(file, async (c) => {
    const { format, ...query } = c.req.valid('query')
    const handling = await told(await questionOf(query, parts), c.req.valid('param').unit)
    const table = handlingTable(handling, standOf(c, parts, handling.watermark))
    return sheetFile(c, table, format, ['thoi-gian-giai-quyet', handling.unit.code, handling.asked.period])
  })
}
