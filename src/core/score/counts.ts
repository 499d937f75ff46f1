import { z } from 'zod'
import { exact, type Exact, roundHalfUp } from '../exact.ts'
import { type Failure, failure, type Result } from '../failure.ts'
import type { IndexSet } from '../index-set/index-set.ts'
import { limits } from '../limits.ts'
import { problemWords, said } from '../problem.ts'
import { isPeriod, periodExpected } from '../period/period.ts'
import { type Level, levels } from '../unit/level.ts'

/** `null`: the source says that there is no data. An indicator that is not named at all was not given. */
export type Count = { readonly part: number; readonly whole: number }
export type Counts = ReadonlyMap<string, Count | null>

export type CountsQuestion = {
  readonly unit: string
  readonly level: Level
  readonly period: string
  readonly counts: Counts
  /** Points of the parent unit, for indicators that are inherited. */
  readonly inherited: ReadonlyMap<string, Exact>
  /** Fields that nothing is done with: perhaps another field, mistyped. */
  readonly ignored: readonly string[]
}

const count = z.int().min(0).max(limits.count)

const questionShape = z.object({
  unit: z.string().min(1).max(500),
  level: z.enum(levels),
  period: z.string().refine(isPeriod, said(periodExpected)),
  counts: z.record(z.string(), z.unknown()),
  inherited: z.record(z.string(), z.number().min(0).max(1000)).optional(),
})

function readCount(id: string, value: unknown, file: string): Failure | Count | null {
  if (value === null) return null
  const wrong = (reason: string) => failure('count-invalid', { id, reason }, { file })
  if (!Array.isArray(value) || value.length !== 2) return wrong(JSON.stringify(value)?.slice(0, 60))
  const [part, whole] = value.map((item: unknown) => count.safeParse(item))
  // The portal writes null/null where it has no data; half a count is a mistake.
  if (value[0] === null && value[1] === null) return null
  if (!part?.success || !whole?.success) return wrong(JSON.stringify(value).slice(0, 60))
  if (whole.data === 0 && part.data > 0) return wrong(`${part.data} / 0`)
  return { part: part.data, whole: whole.data }
}

/** The parent's points are points, so they have no more decimals than points have. */
function isRounded(points: Exact, { rounding }: IndexSet): boolean {
  return roundHalfUp(points, rounding.pointsDecimals).equals(points)
}

/**
 * Reads the JSON of `chiso score`: `{unit, level, period, counts: {id: [part, whole] | null}, inherited?: {id: points}}`.
 * Every problem is named: json-shape, indicator-unknown, count-invalid, inherited-invalid.
 */
export function readCounts(json: unknown, indexSet: IndexSet, file: string): Result<CountsQuestion> {
  const parsed = questionShape.safeParse(json, { reportInput: true })
  if (!parsed.success) {
    const failures = parsed.error.issues.map((problem) =>
      failure('json-shape', { field: problem.path.join('.') || '(root)', reason: problemWords(problem) }, { file }),
    )
    return { ok: false, failures }
  }
  const failures: Failure[] = []
  const counts = new Map<string, Count | null>()
  const known = [...indexSet.indicators.keys()].join(', ')
  const unknown = (id: string) =>
    failures.push(failure('indicator-unknown', { id, indexSet: indexSet.id, known }, { file }))
  for (const [id, value] of Object.entries(parsed.data.counts)) {
    if (!indexSet.indicators.has(id)) {
      unknown(id)
      continue
    }
    const read = readCount(id, value, file)
    if (read !== null && 'code' in read) failures.push(read)
    else counts.set(id, read)
  }
  const inherited = new Map<string, Exact>()
  for (const [id, points] of Object.entries(parsed.data.inherited ?? {})) {
    const indicator = indexSet.indicators.get(id)
    const value = exact(points)
    if (indicator === undefined) unknown(id)
    else if (indicator.kind !== 'scored' || value.compare(indicator.max) > 0 || !isRounded(value, indexSet))
      failures.push(failure('inherited-invalid', { id, points }, { file }))
    else inherited.set(id, value)
  }
  if (failures.length > 0) return { ok: false, failures }
  const { unit, level, period } = parsed.data
  const ignored = Object.keys(Object(json)).filter((key) => !(key in questionShape.shape))
  return { ok: true, value: { unit: unit.normalize('NFC'), level, period, counts, inherited, ignored } }
}
