import { failed, type Result } from '../../core/failure.ts'
import type { Fact } from '../../core/fact/fact.ts'
import type { Table } from '../../core/fact/tables.ts'
import type { Indicator } from '../../core/index-set/index-set.ts'
import { limits } from '../../core/limits.ts'
import type { Span } from '../../core/measure/span.ts'
import type { Seq } from '../../core/observation/observation.ts'
import type { UnitTree } from '../../core/unit/tree.ts'
import type { Unit } from '../../core/unit/unit.ts'
import type { ListQuestion } from '../../engine/engine.ts'
import type { Counting } from './counting.ts'
import { countedFor, indicatorIn } from './explain.ts'
import { type Asked, unitIn } from './scorecards.ts'
import { scopeOf } from './scope.ts'

/** failing: in the whole and not in the part, what costs points. passing: in the part. */
export type Side = 'failing' | 'passing'

export type BehindQuestion = {
  readonly unit: string
  readonly indicator: string
  readonly side: Side
  readonly offset: number
  readonly limit: number
}

/** The entities behind a number: dossiers, procedures, petitions or units. */
export type Behind = {
  readonly unit: Unit
  readonly indicator: Indicator
  readonly tree: UnitTree
  readonly span: Span
  readonly watermark: Seq
  readonly table: Table
  readonly total: number
  readonly facts: readonly Fact[]
}

/**
 * The list behind a number; its total is whole − part, or part. The whole of 1.4 is the national report's figure, so there
 * the failing ones are those received that the portal did not acknowledge. Failures: unit-unknown, indicator-unknown,
 * indicator-not-counted.
 */
export async function behind(counting: Counting, asked: Asked, question: BehindQuestion): Promise<Result<Behind>> {
  const indicator = indicatorIn(asked, question.indicator)
  if (!indicator.ok) return indicator
  const { tree, span, groups } = scopeOf(counting, asked)
  const unit = unitIn(tree, question.unit)
  if (!unit.ok) return unit
  const [part, whole] = [countedFor(indicator.value.part), countedFor(indicator.value.whole)]
  if (part === null || whole === null) return failed('indicator-not-counted', { id: indicator.value.id })
  const wanted: ListQuestion = {
    measure: question.side === 'failing' ? whole : part,
    without: question.side === 'failing' ? part : null,
    span,
    groups,
    within: unit.value.code,
    procedure: null,
    order: 'key',
    offset: question.offset,
    limit: Math.min(question.limit, limits.listRows),
  }
  const found = await counting.engine.still(async (engine) => ({
    watermark: engine.watermark(),
    ...(await engine.list(wanted)),
  }))
  return { ok: true, value: { unit: unit.value, indicator: indicator.value, tree, span, ...found } }
}
