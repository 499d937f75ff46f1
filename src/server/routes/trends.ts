import { z } from '@hono/zod-openapi'
import { toNumber } from '../../core/exact.ts'
import { isoInstant } from '../../core/time/instant.ts'
import { isPeriod } from '../../core/period/period.ts'
import { unitCode } from '../../core/unit/code.ts'
import { monthsBetween, trendOf } from '../../office/counting/trend.ts'
import type { App, Parts } from '../parts.ts'
import { Refused } from '../problem.ts'
import { askedQuery } from '../question.ts'
import { declared, jsonAnswer } from '../route.ts'
import { figure, unitPath } from '../shape.ts'

const shape = z
  .object({
    unit: z.string(),
    name: z.string(),
    asOf: z.string(),
    watermark: z.int(),
    points: z.array(
      z.object({
        period: z.string(),
        indexSet: z.string(),
        isBreak: z.boolean().openapi({ description: 'Phiên bản bộ chỉ số khác kỳ trước: không nối, không so sánh' }),
        provisional: z.boolean(),
        total: figure,
        max: figure,
        groups: z.record(z.string(), figure),
        indicators: z.record(z.string(), z.object({ points: figure, ratio: figure })),
      }),
    ),
  })
  .openapi('Trend')
export type TrendAnswer = z.infer<typeof shape>

const month = z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/)

export function trends(app: App, parts: Parts): void {
  const route = declared(
    parts,
    { action: 'read-explanations', unit: 'path:unit' },
    {
      method: 'get',
      path: '/api/trends/{unit}',
      summary: 'Diễn biến điểm và tỷ lệ qua các tháng, hoặc các kỳ nêu tên',
      request: {
        params: z.object(unitPath),
        query: z.strictObject({
          from: month.optional().openapi({ description: 'Tháng đầu: 2026-01' }),
          to: month.optional().openapi({ description: 'Tháng cuối: 2026-10' }),
          periods: z
            .string()
            .max(600)
            .optional()
            .openapi({ description: 'Các kỳ, cách nhau bằng dấu phẩy: 2024,2025,2026' }),
          asOf: askedQuery.asOf,
          indexSet: askedQuery.indexSet,
          units: askedQuery.units,
        }),
      },
      responses: { 200: jsonAnswer(shape, 'Các điểm') },
    },
  )
  app.openapi(route, async (c) => {
    const { from, to, periods, ...wish } = c.req.valid('query')
    const unit = unitCode(c.req.valid('param').unit)
    const named = periods?.split(',') ?? (from !== undefined && to !== undefined ? monthsBetween(from, to) : [])
    const wanted = named.filter(isPeriod)
    const minute = Math.floor(parts.clock() / 60_000)
    const text = JSON.stringify(['trend', unit, wanted, wish, minute])
    const trend = await parts.numbers.ask(text, (counting) =>
      trendOf(counting, { ...wish, unit, periods: wanted }, parts.clock()),
    )
    if (!trend.ok) throw new Refused(trend.failures)
    const points = trend.value.points.map(({ period, indexSet, card, provisional, isBreak }) => ({
      period,
      indexSet: indexSet.id,
      isBreak,
      provisional,
      total: card.total && toNumber(card.total),
      max: toNumber(card.max),
      groups: Object.fromEntries(card.groups.map(({ code, points: own }) => [code, own && toNumber(own)])),
      indicators: Object.fromEntries(
        card.groups
          .flatMap(({ indicators }) => indicators)
          .map(({ id, points: own, ratio }) => [id, { points: own && toNumber(own), ratio: ratio && toNumber(ratio) }]),
      ),
    }))
    const { unit: found, asOf, watermark } = trend.value
    return c.json({ unit: found.code, name: found.name, asOf: isoInstant(asOf), watermark, points }, 200)
  })
}
