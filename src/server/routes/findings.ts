import { setImmediate as turn } from 'node:timers/promises'
import { z } from '@hono/zod-openapi'
import type { Result } from '../../core/failure.ts'
import { qualityCatalogue, qualityText } from '../../core/quality/catalogue.ts'
import { dataQuality, type QualityReport } from '../../office/findings.ts'
import { findingsTable } from '../../office/export/lists.ts'
import { exportQuery, sheetAnswer, sheetFile, standOf } from '../export.ts'
import type { App, Parts } from '../parts.ts'
import { valueOf } from '../problem.ts'
import { declared, jsonAnswer } from '../route.ts'

const shape = z.object({
  dossiers: z.int(),
  seq: z.int(),
  counts: z.record(z.string(), z.int()),
  findings: z.array(
    z.object({
      code: z.string(),
      severity: z.enum(['error', 'warning', 'note']),
      about: z.enum(['dossier', 'procedure', 'source']),
      key: z.string(),
      unit: z.string().nullable(),
      message: z.string(),
    }),
  ),
})
export type FindingsAnswer = z.infer<typeof shape>

const unitQuery = {
  unit: z.string().max(40).optional().openapi({ description: 'Đơn vị và cấp dưới; bỏ trống là cả tỉnh' }),
}

/** Dossiers listed of each code. */
const listed = 50
/** Answers that are kept for as long as the ledger does not grow. */
const kept = 50

export function findings(app: App, parts: Parts): void {
  const route = declared(
    parts,
    { action: 'read-findings', unit: 'query:unit' },
    {
      method: 'get',
      path: '/api/findings',
      summary: 'Lỗi dữ liệu của hồ sơ hiện hành',
      request: {
        query: z.strictObject(unitQuery),
      },
      responses: { 200: jsonAnswer(shape, 'Số lượng theo loại, và các hồ sơ') },
    },
  )
  const reports = new Reports(parts)
  addExport(app, parts, reports)
  app.openapi(route, async (c) => {
    const { seq, report } = await reports.of(c.get('unit'))
    const { dossiers, counts, list } = valueOf(report)
    const shown = list.map(({ key, unit, finding }) => ({
      code: finding.code,
      severity: qualityCatalogue[finding.code].severity,
      about: qualityCatalogue[finding.code].about,
      key,
      unit,
      message: qualityText(finding, c.get('language')),
    }))
    return c.json({ dossiers, seq, counts: Object.fromEntries(counts), findings: shown }, 200)
  })
}

function addExport(app: App, parts: Parts, reports: Reports): void {
  const route = declared(
    parts,
    { action: 'export-findings', unit: 'query:unit' },
    {
      method: 'get',
      path: '/api/findings/export',
      summary: 'Lỗi dữ liệu của hồ sơ hiện hành, dạng bảng tính',
      request: { query: z.strictObject({ ...unitQuery, ...exportQuery }) },
      responses: { 200: sheetAnswer },
    },
  )
  app.openapi(route, async (c) => {
    const unit = c.get('unit')
    const { seq, report } = await reports.of(unit)
    const stand = standOf(c, parts, seq)
    const table = findingsTable(valueOf(report), parts.clock(), unit, stand)
    return sheetFile(c, table, c.req.valid('query').format, ['loi-du-lieu', unit ?? parts.gate.root])
  })
}

type Known = { readonly seq: number; readonly report: Promise<Result<QualityReport>> }

/** All dossiers are gone through for each report, so it is made once for everybody who asks meanwhile. */
class Reports {
  readonly #parts: Parts
  readonly #known = new Map<string, Known>()

  constructor(parts: Parts) {
    this.#parts = parts
  }

  async of(unit: string | null): Promise<{ seq: number; report: Result<QualityReport> }> {
    const { installation, clock, gate } = this.#parts
    const seq = Number(installation.ledger.watermark())
    const key = unit ?? ''
    const known = this.#known.get(key)
    if (known?.seq === seq) return { seq, report: await known.report }
    const report = dataQuality(installation, {
      asOf: clock(),
      limit: listed,
      ...(unit !== null && { isWithin: (one: string | null) => one !== null && gate.isWithin(one, unit) }),
      pause: () => turn(),
    })
    this.#known.delete(key)
    this.#known.set(key, { seq, report })
    report.catch(() => this.#known.delete(key))
    const [oldest] = this.#known.keys()
    if (this.#known.size > kept && oldest !== undefined) this.#known.delete(oldest)
    return { seq, report: await report }
  }
}
