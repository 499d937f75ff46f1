import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import { exact } from '../../src/core/exact.ts'
import type { IndexSet } from '../../src/core/index-set/index-set.ts'
import { type CountsQuestion, readCounts } from '../../src/core/score/counts.ts'
import { scoreUnit } from '../../src/core/score/score.ts'
import type { Scorecard } from '../../src/core/score/scorecard.ts'
import { levels } from '../../src/core/unit/level.ts'
import { openIndexSet } from '../../src/office/index-sets.ts'

/** Real published figures, transcribed; each file states its source. */
function figures<T extends z.ZodType>(name: string, shape: T): z.infer<T> {
  return shape.parse(parse(readFileSync(new URL(`figures/${name}.yaml`, import.meta.url), 'utf8')))
}

const scores = z.record(z.string(), z.number())
const counts = z.record(z.string(), z.tuple([z.number(), z.number()]).nullable())

export const indicators2026 = figures(
  'portal-2026-indicators',
  z.object({
    provinces: z.array(z.object({ unit: z.string(), counts, points: scores, groups: scores, total: z.number() })),
  }),
).provinces

export const onlinePayment2026 = figures(
  'portal-2026-online-payment',
  z.object({
    rows: z.array(z.object({ unit: z.string(), level: z.enum(levels), period: z.string(), counts, groups: scores })),
  }),
).rows

const columns = ['total', 'CKMB', 'TDGQ', 'CLGQ', 'TTTT', 'MDSH', 'MDHL'] as const
const row = z.tuple([z.number(), z.string(), z.string()]).rest(z.number())
const groupTable = z.object({ national: scores.optional(), rows: z.array(row) })

function groupRows(name: string) {
  const { national, rows } = figures(name, groupTable)
  return {
    national,
    rows: rows.map(([rank, code, unit, ...points]) => ({
      rank,
      code,
      unit,
      points: new Map(columns.map((column, i) => [column, exact(points[i] ?? Number.NaN)] as const)),
    })),
  }
}

export const groups2026 = groupRows('portal-2026-groups')
export const groups2025 = groupRows('portal-2025-10-groups')
export const groupCodes = columns.slice(1)

export async function loadSet(id: string): Promise<IndexSet> {
  const loaded = await openIndexSet(id)
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.failures))
  return loaded.value.indexSet
}

export function scored(set: IndexSet, question: object): Scorecard {
  const read = readCounts(question, set, 'figures')
  if (!read.ok) throw new Error(JSON.stringify(read.failures))
  return scoreUnit(set, read.value.counts, read.value satisfies CountsQuestion)
}
