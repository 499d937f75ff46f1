import { z } from '@hono/zod-openapi'
import { eventWords, type StoredEntry } from '../../access/audit-entry.ts'
import { failure } from '../../core/failure.ts'
import { limits } from '../../core/limits.ts'
import { endOfDay, isoInstant, startOfDay } from '../../core/time/instant.ts'
import { parsePlainDate } from '../../core/time/plain-date.ts'
import { unitCode } from '../../core/unit/code.ts'
import { verifyAuditInThread } from '../../office/audit-log-thread.ts'
import { dayText, pageQuery } from '../page.ts'
import type { App, Asking, Parts } from '../parts.ts'
import { Refused, valueOf } from '../problem.ts'
import { declared, jsonAnswer } from '../route.ts'

const shape = z
  .object({
    number: z.int(),
    at: z.string(),
    actor: z.enum(['account', 'source', 'sign-on', 'console', 'nobody']),
    name: z.string().nullable(),
    event: z.string(),
    eventName: z.string(),
    unit: z.string().nullable(),
    outcome: z.enum(['done', 'refused']),
    address: z.string().nullable(),
    detail: z.record(z.string(), z.union([z.string(), z.number()])),
  })
  .openapi('AuditEntry')
export type AuditEntryAnswer = z.infer<typeof shape>

const text = z.string().max(limits.identityCharacters).optional()
const query = z.strictObject({
  before: z
    .string()
    .regex(/^\d{1,15}$/, { error: 'a whole number is expected' })
    .transform(Number)
    .optional()
    .openapi({ type: 'integer', description: 'Các dòng trước số này' }),
  limit: pageQuery.limit,
  event: text,
  name: text.openapi({ description: 'Tên đăng nhập hoặc nguồn' }),
  unit: z.string().max(40).optional().openapi({ description: 'Đơn vị và cấp dưới' }),
  outcome: z.enum(['done', 'refused']).optional(),
  from: dayText.optional(),
  to: dayText.optional(),
})

export function audit(app: App, parts: Parts): void {
  addList(app, parts)
  addVerify(app, parts)
}

function addList(app: App, parts: Parts): void {
  const list = declared(
    parts,
    { action: 'read-audit-log', unit: 'own' },
    {
      method: 'get',
      path: '/api/audit',
      summary: 'Nhật ký kiểm toán của phạm vi, mới nhất trước',
      request: { query },
      responses: { 200: jsonAnswer(z.object({ entries: z.array(shape), next: z.int().nullable() }), 'Một trang') },
    },
  )
  app.openapi(list, (c) => {
    const { before, limit, ...filter } = c.req.valid('query')
    // An entry about no unit is of the whole installation.
    const mayRead = ({ unit }: StoredEntry) => parts.gate.decide(c.get('subject'), 'read-audit-log', unit).ok
    const isMeant = (entry: StoredEntry) => fits(entry, filter, parts) && mayRead(entry)
    const found = valueOf(parts.access.audit.search({ ...(before !== undefined && { before }), limit, isMeant }))
    return c.json({ entries: found.entries.map((entry) => shown(entry, c)), next: found.next }, 200)
  })
}

function addVerify(app: App, parts: Parts): void {
  const verify = declared(
    parts,
    { action: 'read-audit-log', unit: 'province' },
    {
      method: 'get',
      path: '/api/audit/verify',
      summary: 'Kiểm tra toàn vẹn nhật ký kiểm toán',
      responses: { 200: jsonAnswer(z.object({ number: z.int(), chain: z.string() }), 'Nguyên vẹn; mắt xích cuối') },
    },
  )
  let isRunning = false
  app.openapi(verify, async (c) => {
    if (isRunning) throw new Refused([failure('server-busy', { seconds: 10 })])
    isRunning = true
    try {
      return c.json(valueOf(await verifyAuditInThread(parts.installation.folder)), 200)
    } finally {
      isRunning = false
    }
  })
}

type Filter = Omit<z.output<typeof query>, 'before' | 'limit'>

function fits(entry: StoredEntry, { event, name, unit, outcome, from, to }: Filter, { gate }: Parts): boolean {
  if (event !== undefined && entry.event !== event) return false
  if (name !== undefined && entry.actorName !== name) return false
  if (outcome !== undefined && entry.outcome !== outcome) return false
  if (unit !== undefined && (entry.unit === null || !gate.isWithin(entry.unit, unitCode(unit)))) return false
  const [first, last] = [dayOf(from), dayOf(to)]
  return (first === null || entry.at >= startOfDay(first)) && (last === null || entry.at <= endOfDay(last))
}

function dayOf(written: string | undefined) {
  return written === undefined ? null : parsePlainDate(written)
}

const details = z.record(z.string(), z.union([z.string(), z.number()])).catch({})

function shown(entry: StoredEntry, c: Asking): AuditEntryAnswer {
  const { number, at, actor, actorName, event, unit, outcome, address, detail } = entry
  const eventName = eventWords(event)[c.get('language')]
  const known = details.parse(detail)
  return { number, at: isoInstant(at), actor, name: actorName, event, eventName, unit, outcome, address, detail: known }
}
