import { z } from '@hono/zod-openapi'
import { levels } from '../../core/unit/level.ts'
import { unitCode } from '../../core/unit/code.ts'
import { compareReported } from '../../office/compare.ts'
import { nationalSheet } from '../../office/export/published.ts'
import { mustBePublished, national } from '../../office/national.ts'
import { compareJson, nationalJson } from '../../office/reported-json.ts'
import { exportQuery, sheetAnswer, sheetFile, standOf } from '../export.ts'
import type { App, Parts } from '../parts.ts'
import { valueOf } from '../problem.ts'
import { askedQuery, askedShape, questionOf, questionText } from '../question.ts'
import { declared, jsonAnswer } from '../route.ts'
import { figure, unitPath } from '../shape.ts'
import { withoutCounts } from './scores.ts'

/** Figures within figures: docs/cli.md says what they are. */
const figures = z.record(z.string(), z.unknown())
const points = z.object({ points: figure, seq: z.int() }).nullable()

const nationalShape = z
  .object({
    period: z.string(),
    level: z.enum(levels),
    indexSet: z.string().nullable(),
    version: z.string(),
    of: z.int(),
    expected: z.int().nullable(),
    outside: z.array(z.string()),
    rows: z.array(
      z.object({
        rank: z.int().nullable(),
        unit: z.string(),
        name: z.string(),
        groups: z.record(z.string(), points),
        total: points,
        band: z.string().nullable(),
        printed: figures,
      }),
    ),
    spread: figures,
    national: figures,
    pooledRates: z.array(figures),
    countryRates: z.record(z.string(), figure).openapi({ description: 'Tỷ lệ cả nước như đã công bố' }),
    computed: figures.nullable().openapi({ description: 'Phiếu điểm tính từ sổ, không xếp hạng cùng số công bố' }),
    apart: z.array(z.object({ version: z.string(), units: z.array(z.string()) })),
    origins: z.array(figures),
  })
  .openapi('National')

const compareShape = z
  .object({
    ...askedShape,
    unit: z.string(),
    name: z.string(),
    level: z.enum(levels),
    nationalReport: z.object({ received: z.int(), from: z.string() }).nullable(),
    computedTotal: figure,
    series: z.array(
      z.object({
        source: z.string(),
        series: z.enum(['portal', 'portal-old', 'monthly-table']),
        sameVersion: z.boolean(),
        captures: z.array(figures),
        groups: z.array(figures),
        total: figures,
      }),
    ),
  })
  .openapi('Compare')

/** The figures within as they are written: the document says less of them. */
export type ComparedAnswer = ReturnType<typeof compareJson>
export type NationalAnswer = ReturnType<typeof nationalJson>

/** What was published, and what is computed beside it. */
export function reported(app: App, parts: Parts): void {
  addNational(app, parts)
  addNationalExport(app, parts)
  addCompare(app, parts)
}

const nationalQuery = z.strictObject({ ...askedQuery, level: z.enum(levels).default('province') })

async function nationalFor(parts: Parts, { level, ...query }: z.infer<typeof nationalQuery>) {
  const asked = await questionOf(query, parts)
  const isChosen = query.indexSet !== undefined
  const text = questionText('national', asked, [level, isChosen ? 1 : 0])
  return valueOf(await parts.numbers.ask(text, (counting) => national(counting, asked, { level, isChosen })))
}

/** Nothing published makes no file. */
function addNationalExport(app: App, parts: Parts): void {
  const route = declared(
    parts,
    { action: 'export-scores', unit: 'province' },
    {
      method: 'get',
      path: '/api/national/export',
      summary: 'Các đơn vị theo số đã công bố, dạng bảng tính',
      request: { query: nationalQuery.extend(exportQuery) },
      responses: { 200: sheetAnswer },
    },
  )
  app.openapi(route, async (c) => {
    const { format, ...query } = c.req.valid('query')
    const found = valueOf(mustBePublished(await nationalFor(parts, query)))
    const table = nationalSheet(found, standOf(c, parts, parts.numbers.watermark))
    return sheetFile(c, table, format, ['cong-bo', found.level, found.period])
  })
}

function addNational(app: App, parts: Parts): void {
  const route = declared(
    parts,
    { action: 'read-published', unit: 'province' },
    {
      method: 'get',
      path: '/api/national',
      summary: 'Các đơn vị theo số đã công bố, xếp hạng, kèm dòng cả nước',
      description: 'Không có dòng nào (of = 0): chưa nhập số công bố của kỳ.',
      request: { query: nationalQuery },
      responses: { 200: jsonAnswer(nationalShape, 'Bảng đã công bố') },
    },
  )
  app.openapi(route, async (c) => {
    const found = await nationalFor(parts, c.req.valid('query'))
    const { computed, ...answer } = nationalJson(found)
    const isOpen = parts.gate.decide(c.get('subject'), 'read-explanations', null).ok
    const own = computed && {
      ...computed,
      groups: isOpen ? computed.groups : withoutCounts(computed.groups),
      missing: [...computed.missing],
      partExceedsWhole: [...(computed.partExceedsWhole ?? [])],
    }
    return c.json({ ...answer, outside: [...answer.outside], apart: apartOf(answer.apart), computed: own }, 200)
  })
}

function apartOf(apart: readonly { readonly version: string; readonly units: readonly string[] }[]) {
  return apart.map(({ version, units }) => ({ version, units: [...units] }))
}

/** It shows counts, computed ones among them: for those who may look behind the score. */
function addCompare(app: App, parts: Parts): void {
  const route = declared(
    parts,
    { action: 'read-explanations', unit: 'path:unit' },
    {
      method: 'get',
      path: '/api/compare/{unit}',
      summary: 'Số tính từ sổ bên cạnh số đã công bố, khác nhau ở đâu',
      request: {
        params: z.object(unitPath),
        query: z.strictObject({ ...askedQuery, source: z.string().max(200).optional() }),
      },
      description: 'series rỗng: chưa nhập số công bố của đơn vị cho kỳ.',
      responses: { 200: jsonAnswer(compareShape, 'So sánh') },
    },
  )
  app.openapi(route, async (c) => {
    const { source = null, ...query } = c.req.valid('query')
    const asked = await questionOf(query, parts)
    const unit = unitCode(c.req.valid('param').unit)
    const text = questionText('compare', asked, [unit, source])
    const compared = await parts.numbers.ask(text, (counting) => compareReported(counting, asked, { unit, source }))
    return c.json(compareJson(valueOf(compared), c.get('language')), 200)
  })
}
