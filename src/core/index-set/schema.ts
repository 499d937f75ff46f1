import { z } from 'zod'
import type { Level } from '../unit/level.ts'

/** What an index-set file may say. The JSON Schema beside the files is generated from here. */

const text = z.strictObject({
  vi: z.string().min(1).describe('Vietnamese wording, NFC'),
  en: z.string().min(1).describe('English wording'),
})

/** In both languages, or in one wording for both. */
const worded = z.union([z.string(), text])

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .describe('A date, YYYY-MM-DD')

const kebab = z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
const points = z.number().min(0).max(1000).multipleOf(0.01)
const rate = z.number().gt(0).max(100).describe('Percent')

export const policies = ['lost', 'full', 'redistribute', 'inherit', 'not-applicable'] as const
const policy = z
  .enum(policies)
  .describe(
    'lost: 0 points; full: the maximum; redistribute: the maximum is shared among the rest of the group; inherit: the points of the parent unit; not-applicable: the maximum leaves group and total',
  )

/** One value for all levels, or `default` with exceptions per level. */
function perLevel<T extends z.ZodType>(value: T, what: string) {
  const exception = value.optional()
  const exceptions = {
    province: exception,
    department: exception,
    commune: exception,
    ministry: exception,
    district: exception,
  } satisfies Record<Level, typeof exception>
  return z.union([value, z.strictObject({ default: value, ...exceptions })]).describe(what)
}

const numbers = z
  .record(z.string(), z.string().regex(/^\d+[a-z]?(\.\d+[a-z]?)*$/))
  .describe("The number in each source's numbering: law, note, table-2023 …")

const indicator = z.strictObject({
  id: kebab.describe('Stable name, the same in every version'),
  numbers,
  portalCode: z.string().optional().describe('Code in the answers of the national portal'),
  portalFields: z
    .strictObject({ part: z.array(z.string()).min(1), whole: z.array(z.string()).min(1) })
    .optional()
    .describe('Field names in the answers of the national portal whose sums are part and whole'),
  name: text,
  printed: z.array(z.string()).default([]).describe('Other wordings seen in published tables'),
  kind: z
    .enum(['scored', 'shown', 'per-procedure'])
    .default('scored')
    .describe('scored: brings points; shown: a rate without points; per-procedure: shown for each procedure only'),
  max: points.optional().describe('Points for a ratio at or above the target; scored indicators only'),
  part: kebab.optional().describe('Measure counted in the numerator'),
  whole: kebab.optional().describe('Measure counted in the denominator'),
  multiplyBy: kebab.optional().describe('Indicator whose ratio multiplies this one'),
  target: perLevel(rate, 'Percent at which the maximum is reached').optional(),
  whenEmpty: perLevel(policy, 'What a whole of 0 is worth').default('lost'),
  whenNull: perLevel(z.union([z.literal('missing'), policy]), 'What "no data" (null) is worth').default('missing'),
  scope: perLevel(
    z.enum(['own', 'inherit', 'not-applicable']),
    'own: scored on its own counts; inherit: takes the points of the parent unit; not-applicable: not scored here',
  ).default('own'),
  verdict: z
    .strictObject({ threshold: rate, inclusive: z.boolean().default(true) })
    .optional()
    .describe('Đạt / Chưa đạt: its own threshold in percent, not the target; inclusive: "từ … trở lên"'),
  source: worded
    .optional()
    .describe('Article or note that the definition comes from, in one wording or in both languages'),
  evidence: worded.optional().describe('How sure we are of this entry'),
})

const group = z.strictObject({
  code: z
    .string()
    .regex(/^[A-Z][A-Z0-9_-]{1,15}$/)
    .describe('Portal code: CKMB, TDGQ …'),
  numbers,
  name: text,
  printed: z.array(z.string()).default([]),
  max: points,
  indicators: z.array(indicator).min(1),
})

export const indexSetFile = z
  .strictObject({
    $schema: z.string().optional(),
    id: z
      .string()
      .regex(/^[a-z0-9-]+\/[a-z0-9.-]+$/)
      .describe('set/version, as in vn-766/2026'),
    name: text,
    legalBasis: z.array(z.strictObject({ document: z.string(), date: day.optional(), title: text })).min(1),
    validFrom: day.nullable().describe('First day on which this version scores; null: not known'),
    validTo: day.nullable().describe('Last day; null: still in force, or not known'),
    evidence: z.array(worded).min(1).describe('Where the figures come from, how sure they are'),
    rounding: z.strictObject({
      ratioDecimals: z.int().min(2).max(12),
      pointsDecimals: z.int().min(0).max(6),
      displayDecimals: z.int().min(0).max(6).describe('Decimals of points on paper'),
    }),
    smallWhole: z
      .int()
      .min(1)
      .default(30)
      .describe('A whole below this is a small denominator: marked when units are ranked'),
    total: points.describe('What the maxima of the groups should add to'),
    bands: z
      .array(z.strictObject({ from: z.number().min(0), name: text }))
      .min(1)
      .describe('Rating bands on the total, highest first; the last one starts at 0'),
    groups: z.array(group).min(1),
  })
  .describe('An index set: groups, indicators, maxima, targets, policies. See docs/index-sets.md.')

export type IndexSetFile = z.infer<typeof indexSetFile>
export type GroupEntry = IndexSetFile['groups'][number]
export type IndicatorEntry = GroupEntry['indicators'][number]
export type Policy = (typeof policies)[number]

/** The JSON Schema that editors use to complete index-set files. */
export function indexSetJsonSchema(): string {
  return `${JSON.stringify(z.toJSONSchema(indexSetFile, { io: 'input' }), null, 2)}\n`
}
