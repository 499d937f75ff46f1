import { z } from '@hono/zod-openapi'
import { failure } from '../../core/failure.ts'
import { requireType, withBody } from '../body.ts'
import { type Ingested, outcomes, type Receipt } from '../desk.ts'
import type { App, Asking, Parts } from '../parts.ts'
import { Refused } from '../problem.ts'
import { binary, declared, jsonAnswer } from '../route.ts'

const receipt = z
  .object({
    index: z.int().openapi({ description: 'Vị trí của dòng trong lần gửi, từ 0' }),
    outcome: z.enum(outcomes),
    seq: z.int().optional().openapi({ description: 'Số trong sổ ghi nhận' }),
    reason: z.string().optional().openapi({ description: 'Mã lý do cách ly' }),
    column: z.string().optional(),
    message: z.string().optional(),
  })
  .openapi('Receipt')

const answer = z.object({ seq: z.int(), counts: z.record(z.enum(outcomes), z.int()), receipts: z.array(receipt) })

const types = ['application/x-ndjson', 'application/json']

export function observations(app: App, parts: Parts): void {
  const route = declared(
    parts,
    { action: 'append-observations', unit: 'own' },
    {
      method: 'post',
      path: '/api/observations',
      summary: 'Gửi hồ sơ vào sổ ghi nhận',
      description:
        'NDJSON, một mảng JSON hoặc gói DongBoHoSoMC, kèm mã truy cập của nguồn. Trả lời sau khi đã ghi xuống đĩa, ' +
        'mỗi dòng một biên nhận. Gửi lại cùng dữ liệu không tạo bản ghi trùng. Khi mọi dòng đều xung đột: 409; khi không ' +
        'dòng nào được nhận: 422; hai trường hợp này biên nhận nằm trong "receipts" của lỗi.',
      request: {
        body: {
          required: true,
          content: { 'application/x-ndjson': { schema: binary }, 'application/json': { schema: {} } },
        },
      },
      responses: { 200: jsonAnswer(answer, 'Biên nhận của từng dòng') },
    },
  )
  app.openapi(route, async (c) => {
    const type = requireType(c, types)
    const { source, unit } = sourceOf(c)
    const now = parts.clock()
    const ingested = await withBody(c, parts, parts.settings.limits.bodyBytes, (bytes) =>
      parts.desk.take({ source, bytes, isLines: type === types[0], now }, { unit, language: c.get('language') }),
    )
    const { receipts } = ingested
    const counts = countsOf(receipts)
    for (const outcome of outcomes) if (counts[outcome] > 0) parts.metrics.rows(outcome, counts[outcome])
    refuseWhole(ingested, counts)
    return c.json({ seq: Number(parts.installation.ledger.watermark()), counts, receipts: [...receipts] }, 200)
  })
}

/** The table of rights lets nobody else in. */
function sourceOf(c: Asking) {
  const subject = c.get('subject')
  if (subject.kind !== 'source') throw new Refused([failure('not-allowed')])
  return subject
}

type Counts = Record<(typeof outcomes)[number], number>

function countsOf(receipts: readonly Receipt[]): Counts {
  const counts: Counts = { new: 0, changed: 0, same: 0, conflict: 0, quarantined: 0 }
  for (const { outcome } of receipts) counts[outcome]++
  return counts
}

/** Throws Refused, with the receipts, when the rest was not looked at or no row is in the ledger as it was sent. */
function refuseWhole({ receipts, broken }: Ingested, counts: Counts): void {
  if (broken.length > 0) throw new Refused(broken, { receipts })
  if (receipts.length === 0) throw new Refused([failure('request-empty')])
  if (counts.conflict === receipts.length) throw new Refused([failure('observations-conflict')], { receipts })
  if (counts.conflict + counts.quarantined === receipts.length)
    throw new Refused([failure('observations-refused')], { receipts })
}
