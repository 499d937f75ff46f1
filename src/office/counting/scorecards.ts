import { setImmediate as turn } from 'node:timers/promises'
import type { Exact } from '../../core/exact.ts'
import { failed, type Result } from '../../core/failure.ts'
import { covers } from '../../core/index-set/in-force.ts'
import type { IndexSet } from '../../core/index-set/index-set.ts'
import { countsOf, measuresOf } from '../../core/measure/counts.ts'
import { reportedFigure } from '../../core/measure/national-report.ts'
import { isProvisional, type Span } from '../../core/measure/span.ts'
import type { ObservationKind, Seq } from '../../core/observation/observation.ts'
import type { Period } from '../../core/period/period.ts'
import { contenders, rank, type Ranked } from '../../core/score/rank.ts'
import { scoreUnit } from '../../core/score/score.ts'
import type { Scorecard } from '../../core/score/scorecard.ts'
import type { Instant } from '../../core/time/instant.ts'
import type { Level } from '../../core/unit/level.ts'
import type { UnitTree, UnitView } from '../../core/unit/tree.ts'
import type { Unit } from '../../core/unit/unit.ts'
import type { Asking } from '../../engine/engine.ts'
import type { Counting } from './counting.ts'
import { scopeOf } from './scope.ts'

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
  /** All units are there, so they can be ranked. */
  readonly isWhole: boolean
  /** Whether the set was in force for the whole period. */
  readonly inForce: boolean
  /** The period was not over at the moment asked about: figures may still change. */
  readonly provisional: boolean
}

export async function scoreAll(counting: Counting, asked: Asked): Promise<Scorecards> {
  const { tree, span, groups } = scopeOf(counting, asked)
  const measures = wantedOf(asked.indexSet)
  const { watermark, rows } = await counting.engine.still(async (engine) => ({
    watermark: engine.watermark(),
    rows: await engine.count({ measures, span, groups, by: 'unit', within: null }),
  }))
  const counted = new Map(rows.map(({ of, counts }) => [of, counts]))
  return scored(counting, asked, { tree, span, watermark, units: tree.current(), counted, isWhole: true })
}

/** The scorecard of one unit and of those above it, whose points it may take over: enough where nothing is ranked. */
export function scoreChain(counting: Counting, asked: Asked, code: string): Promise<Scorecards> {
  return counting.engine.still((engine) => scoreChainOn(engine, counting, asked, code))
}

/** As `scoreChain`, among other questions of the same watermark. */
export async function scoreChainOn(
  engine: Asking,
  counting: Counting,
  asked: Asked,
  code: string,
): Promise<Scorecards> {
  const { tree, span, groups } = scopeOf(counting, asked)
  const watermark = engine.watermark()
  const measures = wantedOf(asked.indexSet)
  const chain = tree.chainOf(code, 'recorded').toReversed()
  const units = chain
    .flatMap((each) => tree.get(each) ?? [])
    .filter((unit) => unit.code === tree.root || tree.isCurrent(unit))
  const counted = new Map<string, readonly number[]>()
  for (const unit of units) {
    const [row] = await engine.count({ measures, span, groups, by: 'total', within: unit.code })
    counted.set(unit.code, row?.counts ?? [])
  }
  return scored(counting, asked, { tree, span, watermark, units, counted, isWhole: false })
}

/** Without any of these the period was never imported, whatever was carried over into it. */
const anyDossier = 'dossiers-received'

function wantedOf(indexSet: IndexSet): readonly string[] {
  return [...new Set([...measuresOf(indexSet), anyDossier])]
}

/** A period in which the whole installation has no dossier is one that was never imported: no data, which is not 0. */
function knownOf({ known }: Counting, dossiers: number): ReadonlySet<ObservationKind> {
  return dossiers > 0 ? known : new Set([...known].filter((kind) => kind !== 'dossier'))
}

type CountedUnits = Pick<Scorecards, 'tree' | 'span' | 'watermark' | 'isWhole'> & {
  /** Each after the one above it. */
  readonly units: readonly Unit[]
  readonly counted: ReadonlyMap<string, readonly number[]>
}

/** Units scored without a pause: some 2 ms, in which a server answers nobody. */
const stretch = 10

async function scored(
  counting: Counting,
  asked: Asked,
  { units, counted, ...rest }: CountedUnits,
): Promise<Scorecards> {
  const { period, indexSet } = asked
  const { tree, span } = rest
  const measures = wantedOf(indexSet)
  const known = knownOf(counting, counted.get(tree.root)?.[measures.indexOf(anyDossier)] ?? 0)
  const cards = new Map<string, Scorecard>()
  for (const [index, unit] of units.entries()) {
    if (index % stretch === stretch - 1) await turn()
    const counts = counted.get(unit.code)
    const own = countsOf(indexSet, {
      counts: new Map(measures.map((id, place) => [id, counts?.[place] ?? 0])),
      reported: reportedFigure(counting.reports, unit.code, period, span),
      known,
    })
    const inherited = inheritedOf(cards.get(tree.parentOf(unit.code) ?? ''))
    cards.set(unit.code, scoreUnit(indexSet, own, { unit: unit.code, level: unit.level, period, inherited }))
  }
  return { ...rest, asked, cards, inForce: covers(indexSet, period), provisional: isProvisional(period, span) }
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

const ranks = new WeakMap<Scorecards, Map<Level, readonly Ranked[]>>()

/** One cohort, best first. Everybody who asks for a place among the same scorecards shares the ranking. */
export function rankLevel(scorecards: Scorecards, level: Level): readonly Ranked[] {
  if (!scorecards.isWhole) throw new Error('a rank among a part of the units means nothing')
  const known = ranks.get(scorecards) ?? new Map<Level, readonly Ranked[]>()
  ranks.set(scorecards, known)
  const ranked = known.get(level) ?? cohortRanked(scorecards, level)
  known.set(level, ranked)
  return ranked
}

function cohortRanked({ tree, cards, asked }: Scorecards, level: Level): readonly Ranked[] {
  const cohort = tree.cohort(level).flatMap(({ code }) => cards.get(code) ?? [])
  return rank(contenders(cohort, asked.indexSet))
}

/** The unit of that code, any of its codes. Failure: unit-unknown. */
export function unitIn(tree: UnitTree, code: string): Result<Unit> {
  const unit = tree.get(code)
  return unit === null ? failed('unit-unknown', { code }) : { ok: true, value: unit }
}

export type CardFound = { readonly unit: Unit; readonly card: Scorecard }

/** The scorecard of one unit. Failures: unit-unknown; unit-not-current for one that no longer, or not yet, exists. */
export function cardOf({ tree, cards }: Scorecards, code: string): Result<CardFound> {
  const unit = unitIn(tree, code)
  if (!unit.ok) return unit
  const card = cards.get(unit.value.code)
  if (card === undefined) {
    const [own, above = tree.root] = tree.chainOf(code, 'current')
    return failed('unit-not-current', { code, heir: own === undefined || own === unit.value.code ? above : own })
  }
  return { ok: true, value: { unit: unit.value, card } }
}
