import type { Exact } from '../../core/exact.ts'
import { failed, type Result } from '../../core/failure.ts'
import { covers } from '../../core/index-set/in-force.ts'
import type { IndexSet } from '../../core/index-set/index-set.ts'
import { countsOf, measuresOf } from '../../core/measure/counts.ts'
import { reportedFigure } from '../../core/measure/national-report.ts'
import { isProvisional, type Span, spanOf } from '../../core/measure/span.ts'
import type { Seq } from '../../core/observation/observation.ts'
import type { Period } from '../../core/period/period.ts'
import { contenders, rank, type Ranked } from '../../core/score/rank.ts'
import { scoreUnit } from '../../core/score/score.ts'
import type { Scorecard } from '../../core/score/scorecard.ts'
import type { Instant } from '../../core/time/instant.ts'
import { secondOf } from '../../core/time/second.ts'
import type { Level } from '../../core/unit/level.ts'
import type { UnitTree, UnitView } from '../../core/unit/tree.ts'
import type { Unit } from '../../core/unit/unit.ts'
import type { Counting } from './counting.ts'

/** What every question about numbers says. */
export type Asked = {
  readonly period: Period
  readonly asOf: Instant
  readonly indexSet: IndexSet
  readonly view: UnitView
}

/** The scorecards of all units of an installation for one question: they have to be made together, parents first. */
export type Scorecards = {
  readonly asked: Asked
  readonly span: Span
  readonly tree: UnitTree
  /** The ledger had this many observations. */
  readonly watermark: Seq
  readonly cards: ReadonlyMap<string, Scorecard>
  /** Whether the set was in force for the whole period. */
  readonly inForce: boolean
  /** The period was not over at the moment asked about: figures may still change. */
  readonly provisional: boolean
}

export async function scoreAll(counting: Counting, asked: Asked): Promise<Scorecards> {
  const { period, asOf, indexSet, view } = asked
  const tree = counting.unitsAt(asOf)
  const span = spanOf(period, secondOf(asOf))
  const measures = measuresOf(indexSet)
  const watermark = counting.engine.watermark()
  const rows = await counting.engine.count({
    measures,
    span,
    groups: tree.groups(view),
    by: 'unit',
    within: null,
  })
  const counted = new Map(rows.map(({ of, counts }) => [of, counts]))
  const cards = new Map<string, Scorecard>()
  for (const unit of tree.current()) {
    const counts = counted.get(unit.code)
    const own = countsOf(indexSet, {
      counts: new Map(measures.map((id, place) => [id, counts?.[place] ?? 0])),
      reported: reportedFigure(counting.reports, unit.code, period),
      known: counting.known,
    })
    const inherited = inheritedOf(cards.get(tree.parentOf(unit.code) ?? ''))
    cards.set(unit.code, scoreUnit(indexSet, own, { unit: unit.code, level: unit.level, period, inherited }))
  }
  return {
    asked,
    span,
    tree,
    watermark,
    cards,
    inForce: covers(indexSet, period),
    provisional: isProvisional(period, span),
  }
}

/** What the units below take over: the points that the unit above has, its own or taken over themselves. */
function inheritedOf(above: Scorecard | undefined): ReadonlyMap<string, Exact> {
  const scores = above?.groups.flatMap(({ indicators }) => indicators) ?? []
  return new Map(scores.flatMap(({ id, points }) => (points === null ? [] : [[id, points] as const])))
}

/** The units ranked together with this one, and its place among them; null: it is ranked with none of this installation. */
export type Placed = {
  readonly cohort: Level
  readonly rank: number | null
  readonly of: number
  readonly small: boolean
}

export function placeOf(scorecards: Scorecards, unit: Unit): Placed | null {
  const ranked = rankLevel(scorecards, unit.level).find((one) => one.unit === unit.code)
  return ranked === undefined || unit.code === scorecards.tree.root
    ? null
    : { cohort: unit.level, ...placeFields(ranked) }
}

function placeFields({ rank: place, of, small }: Ranked) {
  return { rank: place, of, small }
}

/** One cohort, best first. */
export function rankLevel({ tree, cards, asked }: Scorecards, level: Level): readonly Ranked[] {
  const cohort = tree.cohort(level).flatMap(({ code }) => cards.get(code) ?? [])
  return rank(contenders(cohort, asked.indexSet))
}

/** The unit of that code, any of its codes. Failure: unit-unknown. */
export function unitIn(tree: UnitTree, code: string): Result<Unit> {
  const unit = tree.get(code)
  return unit === null ? failed('unit-unknown', { code }) : { ok: true, value: unit }
}

/** The scorecard of one unit. Failures: unit-unknown; unit-not-current for one that no longer, or not yet, exists. */
export function cardOf({ tree, cards }: Scorecards, code: string): Result<{ unit: Unit; card: Scorecard }> {
  const unit = unitIn(tree, code)
  if (!unit.ok) return unit
  const card = cards.get(unit.value.code)
  if (card === undefined) return failed('unit-not-current', { code, heir: tree.chainOf(code, 'current')[0] ?? '' })
  return { ok: true, value: { unit: unit.value, card } }
}
