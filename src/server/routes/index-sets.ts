import { z } from '@hono/zod-openapi'
import { toNumber } from '../../core/exact.ts'
import { failure } from '../../core/failure.ts'
import type { Group, IndexSet } from '../../core/index-set/index-set.ts'
import type { Language } from '../../core/words.ts'
import { openShippedIndexSets } from '../../office/index-sets.ts'
import type { App, Parts } from '../parts.ts'
import { Refused } from '../problem.ts'
import { declared, jsonAnswer } from '../route.ts'

const head = z.object({
  id: z.string(),
  name: z.string(),
  validFrom: z.string().nullable(),
  validTo: z.string().nullable(),
  total: z.number(),
})

const indicator = z.object({
  id: z.string(),
  kind: z.string(),
  name: z.string(),
  numbers: z.record(z.string(), z.string()),
  max: z.number().nullable(),
})

const whole = head
  .extend({
    groups: z.array(z.object({ code: z.string(), name: z.string(), max: z.number(), indicators: z.array(indicator) })),
  })
  .openapi('IndexSet')

export function indexSets(app: App, parts: Parts): void {
  const access = { action: 'read-scores', unit: 'province' } as const
  const list = declared(parts, access, {
    method: 'get',
    path: '/api/index-sets',
    summary: 'Các bộ chỉ số',
    responses: { 200: jsonAnswer(z.object({ indexSets: z.array(head) }), 'Các bộ chỉ số') },
  })
  app.openapi(list, async (c) => {
    const sets = await openShippedIndexSets()
    return c.json({ indexSets: sets.map((set) => headOf(set, c.get('language'))) }, 200)
  })

  const one = declared(parts, access, {
    method: 'get',
    path: '/api/index-sets/{family}/{version}',
    summary: 'Một bộ chỉ số: nhóm, chỉ số, điểm tối đa',
    request: { params: z.object({ family: z.string().max(60), version: z.string().max(60) }) },
    responses: { 200: jsonAnswer(whole, 'Bộ chỉ số') },
  })
  app.openapi(one, async (c) => {
    const { family, version } = c.req.valid('param')
    const id = `${family}/${version}`
    const sets = await openShippedIndexSets()
    // Only what is known is looked up: the name never becomes a path.
    const set = sets.find((item) => item.id === id)
    const known = sets.map((item) => item.id).join(', ')
    if (set === undefined) throw new Refused([failure('index-set-unknown', { id, known })])
    const language = c.get('language')
    return c.json({ ...headOf(set, language), groups: set.groups.map((group) => groupOf(group, language)) }, 200)
  })
}

function headOf({ id, name, validFrom, validTo, total }: IndexSet, language: Language) {
  return { id, name: name[language], validFrom: validFrom ?? null, validTo: validTo ?? null, total }
}

function groupOf({ code, name, max, indicators }: Group, language: Language) {
  return {
    code,
    name: name[language],
    max: toNumber(max),
    indicators: indicators.map((item) => ({
      id: item.id,
      kind: item.kind,
      name: item.name[language],
      numbers: item.numbers,
      max: item.kind === 'scored' ? toNumber(item.max) : null,
    })),
  }
}
