import { z } from '@hono/zod-openapi'
import { asPercent, toNumber } from '../../core/exact.ts'
import { failure } from '../../core/failure.ts'
import type { Group, IndexSet, Indicator } from '../../core/index-set/index-set.ts'
import { type Level, levels } from '../../core/unit/level.ts'
import type { Language } from '../../core/words.ts'
import { toldMeasure } from '../../office/counting/explain.ts'
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

const perLevel = z.record(z.enum(levels), z.string())

/** A measure as it is told: its words, and its conditions one by one. */
const measure = z.object({ id: z.string(), words: z.string(), conditions: z.string().nullable() }).nullable()

const indicator = z.object({
  id: z.string(),
  kind: z.enum(['scored', 'shown', 'per-procedure']),
  name: z.string(),
  numbers: z.record(z.string(), z.string()),
  max: z.number().nullable(),
  targets: z.record(z.enum(levels), z.number()).nullable().openapi({ description: 'Chỉ tiêu theo cấp, phần trăm' }),
  verdict: z.object({ threshold: z.number(), inclusive: z.boolean() }).nullable(),
  part: measure,
  whole: measure,
  multiplyBy: z.string().nullable(),
  scope: perLevel.openapi({ description: 'own, inherit hoặc not-applicable theo cấp' }),
  whenEmpty: perLevel.nullable(),
  whenNull: perLevel.nullable(),
  source: z.string().nullable(),
  evidence: z.string().nullable(),
})

const whole = head
  .extend({
    legalBasis: z.array(z.object({ document: z.string(), date: z.string().nullable(), title: z.string() })),
    evidence: z.array(z.string()),
    rounding: z.object({ ratioDecimals: z.int(), pointsDecimals: z.int(), displayDecimals: z.int() }),
    smallWhole: z.int(),
    bands: z.array(z.object({ from: z.number(), name: z.string() })),
    groups: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        numbers: z.record(z.string(), z.string()),
        max: z.number(),
        indicators: z.array(indicator),
      }),
    ),
  })
  .openapi('IndexSet')
export type IndexSetAnswer = z.infer<typeof whole>
export type IndexSetHead = z.infer<typeof head>

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
    return c.json(handbookOf(set, language), 200)
  })
}

function headOf({ id, name, validFrom, validTo, total }: IndexSet, language: Language) {
  return { id, name: name[language], validFrom: validFrom ?? null, validTo: validTo ?? null, total }
}

export function handbookOf(set: IndexSet, language: Language): IndexSetAnswer {
  return {
    ...headOf(set, language),
    legalBasis: set.legalBasis.map(({ document, date = null, title }) => ({ document, date, title: title[language] })),
    evidence: set.evidence.map((text) => text[language]),
    rounding: set.rounding,
    smallWhole: set.smallWhole,
    bands: set.bands.map(({ from, name }) => ({ from, name: name[language] })),
    groups: set.groups.map((group) => groupOf(group, language)),
  }
}

function groupOf({ code, name, numbers, max, indicators }: Group, language: Language) {
  return {
    code,
    name: name[language],
    numbers,
    max: toNumber(max),
    indicators: indicators.map((item) => indicatorOf(item, language)),
  }
}

function indicatorOf(item: Indicator, language: Language): z.infer<typeof indicator> {
  const isScored = item.kind === 'scored'
  return {
    id: item.id,
    kind: item.kind,
    name: item.name[language],
    numbers: item.numbers,
    max: isScored ? toNumber(item.max) : null,
    targets: isScored ? eachLevel((level) => toNumber(asPercent(item.target(level)))) : null,
    verdict: item.verdict,
    part: measureOf(item.part, language),
    whole: measureOf(item.whole, language),
    multiplyBy: item.multiplyBy,
    scope: eachLevel((level) => item.scope(level)),
    whenEmpty: isScored ? eachLevel((level) => item.whenEmpty(level)) : null,
    whenNull: isScored ? eachLevel((level) => item.whenNull(level)) : null,
    source: item.source?.[language] ?? null,
    evidence: item.evidence?.[language] ?? null,
  }
}

function measureOf(id: string | null, language: Language) {
  const told = toldMeasure(id)
  return told && { id: told.id, words: told.words[language], conditions: told.conditions?.[language] ?? null }
}

function eachLevel<T>(of: (level: Level) => T): Record<Level, T> {
  return {
    province: of('province'),
    department: of('department'),
    commune: of('commune'),
    ministry: of('ministry'),
    district: of('district'),
  }
}
