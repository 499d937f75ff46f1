import { setImmediate as turn } from 'node:timers/promises'
import { z } from '@hono/zod-openapi'
import type { Result } from '../../core/failure.ts'
import { qualityCatalogue, qualityText } from '../../core/quality/catalogue.ts'
import { dataQuality, type QualityReport } from '../../office/findings.ts'
import type { App, Parts } from '../parts.ts'
import { Refused } from '../problem.ts'
import { declared, jsonAnswer } from '../route.ts'

const shape = z.object({
  dossiers: z.int(),
  seq: z.int(),
  counts: z.record(z.string(), z.int()),
  findings: z.array(
    z.object({
      code: z.string(),
      severity: z.enum(['error', 'warning', 'note']),
      dossier: z.string(),
      unit: z.string().nullable(),
      message: z.string(),
    }),
  ),
})

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
        query: z.strictObject({
          unit: z.string().max(40).optional().openapi({ description: 'Đơn vị và cấp dưới; bỏ trống là cả tỉnh' }),
        }),
      },
      responses: { 200: jsonAnswer(shape, 'Số lượng theo loại, và các hồ sơ') },
    },
  )
  const reports = new Reports(parts)
  app.openapi(route, async (c) => {
    const { seq, report } = await reports.of(c.get('unit'))
    if (!report.ok) throw new Refused(report.failures)
    const { dossiers, counts, list } = report.value
    const shown = list.map(({ dossier, unit, finding }) => ({
      code: finding.code,
      severity: qualityCatalogue[finding.code].severity,
      dossier,
      unit,
      message: qualityText(finding, c.get('language')),
    }))
    return c.json({ dossiers, seq, counts: Object.fromEntries(counts), findings: shown }, 200)
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
