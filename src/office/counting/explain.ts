import { failed, type Result } from '../../core/failure.ts'
import type { Indicator } from '../../core/index-set/index-set.ts'
import { measures } from '../../core/measure/catalogue.ts'
import type { Measure } from '../../core/measure/measure.ts'
import { reportedFigure, type ReportedFigure } from '../../core/measure/national-report.ts'
import { spanOf } from '../../core/measure/span.ts'
import { measureWords } from '../../core/measure/words.ts'
import { monthsOf } from '../../core/period/months.ts'
import type { Procedure } from '../../core/procedure/procedure.ts'
import type { IndicatorScore, Scorecard } from '../../core/score/scorecard.ts'
import type { Unit } from '../../core/unit/unit.ts'
import type { Words } from '../../core/words.ts'
import type { Asking } from '../../engine/engine.ts'
import type { Counting } from './counting.ts'
import { type Asked, cardOf, scoreChainOn, type Scorecards } from './scorecards.ts'

/** A measure as it is told to people. */
export type ToldMeasure = {
  readonly id: string
  readonly words: Words
  /** What is counted, condition by condition. */
  readonly conditions: Words | null
  readonly over: 'event' | 'state' | 'list' | null
}

export type Explanation = {
  readonly scorecards: Scorecards
  readonly unit: Unit
  readonly card: Scorecard
  readonly indicator: Indicator
  readonly score: IndicatorScore
  readonly part: ToldMeasure | null
  readonly whole: ToldMeasure | null
  /** Where the whole came from, when it is the national report's. */
  readonly report: ReportedFigure | null
  /** Each month of the period on its own; of states and lists they do not add to the period's figure. */
  readonly months: readonly Shared[]
  /** The units directly below, largest loss of the part first; last, under the unit's own code, what is of none of them. */
  readonly below: readonly Shared[]
  /** The procedures it is made of, most not in the part first. */
  readonly procedures: readonly Shared[]
  /** By code. */
  readonly procedureList: ReadonlyMap<string, Procedure>
}

/** Part and whole of one share of the figure; `of` is a month, a unit or a procedure. */
export type Shared = { readonly of: string; readonly part: number; readonly whole: number }

/** One number opened: what is counted, by which rule, and how it is made up. Failures: unit-…, indicator-… */
export function explain(counting: Counting, asked: Asked, question: ExplainQuestion): Promise<Result<Explanation>> {
  return counting.engine.still((engine) => explainOn(engine, counting, asked, question))
}

type ExplainQuestion = { readonly unit: string; readonly indicator: string }

async function explainOn(
  engine: Asking,
  counting: Counting,
  asked: Asked,
  question: ExplainQuestion,
): Promise<Result<Explanation>> {
  const indicator = indicatorIn(asked, question.indicator)
  if (!indicator.ok) return indicator
  if (indicator.value.kind === 'per-procedure') return failed('indicator-per-procedure', { id: indicator.value.id })
  const scorecards = await scoreChainOn(engine, counting, asked, question.unit)
  const found = cardOf(scorecards, question.unit)
  if (!found.ok) return found
  const { unit, card } = found.value
  const score = card.groups.flatMap(({ indicators }) => indicators).find(({ id }) => id === indicator.value.id)
  if (score === undefined) return failed('indicator-not-counted', { id: indicator.value.id })
  const { part, whole } = indicator.value
  const shares = new Shares(engine, scorecards, unit.code, indicator.value)
  return {
    ok: true,
    value: {
      scorecards,
      unit,
      card,
      indicator: indicator.value,
      score,
      part: toldMeasure(part),
      whole: toldMeasure(whole),
      report: isReported(whole) ? reportedFigure(counting.reports, unit.code, asked.period, scorecards.span) : null,
      months: await shares.months(),
      below: await shares.below(),
      procedures: await shares.procedures(),
      procedureList: counting.procedures,
    },
  }
}

export function indicatorIn({ indexSet }: Asked, id: string): Result<Indicator> {
  const found = indexSet.indicators.get(id)
  if (found !== undefined) return { ok: true, value: found }
  const known = [...indexSet.indicators.keys()].join(', ')
  return failed('indicator-unknown', { id, indexSet: indexSet.id, known })
}

export function toldMeasure(id: string | null): ToldMeasure | null {
  const measure = id === null ? undefined : measures.get(id)
  if (measure === undefined) return null
  return {
    id: measure.id,
    words: measure.words,
    conditions: measure.kind === 'counted' ? measureWords(measure) : null,
    over: measure.kind === 'given' ? null : measure.over,
  }
}

function isReported(id: string | null): boolean {
  return id !== null && measures.get(id)?.kind === 'reported'
}

/** The measure that engines count for a part or a whole; of a reported whole, what was received. */
export function countedFor(id: string | null): string | null {
  const measure: Measure | undefined = id === null ? undefined : measures.get(id)
  if (measure?.kind === 'reported') return 'dossiers-received'
  return measure?.kind === 'counted' ? measure.id : null
}

/** How a figure is made up, asked of the engine. */
class Shares {
  readonly #engine: Asking
  readonly #scorecards: Scorecards
  readonly #unit: string
  readonly #pair: readonly string[]

  constructor(engine: Asking, scorecards: Scorecards, unit: string, { part, whole }: Indicator) {
    this.#engine = engine
    this.#scorecards = scorecards
    this.#unit = unit
    const pair = [countedFor(part), countedFor(whole)]
    this.#pair = pair.includes(null) ? [] : pair.filter((id) => id !== null)
  }

  async months(): Promise<readonly Shared[]> {
    const { asked, span } = this.#scorecards
    const months = monthsOf(asked.period)
    if (months.length < 2 || this.#pair.length === 0) return []
    const rows: Shared[] = []
    for (const month of months) {
      const own = spanOf(month, span['as-of'])
      if (own['before-period'] >= span['as-of']) continue
      const [row] = await this.#count(own, 'total', this.#unit)
      rows.push({ of: month, part: row?.part ?? 0, whole: row?.whole ?? 0 })
    }
    return rows
  }

  async below(): Promise<readonly Shared[]> {
    const { span, tree } = this.#scorecards
    const children = new Set(tree.children(this.#unit).map(({ code }) => code))
    if (children.size === 0 || this.#pair.length === 0) return []
    const rows = await this.#count(span, 'unit', null)
    const below = mostLost(rows.filter(({ of }) => children.has(of)))
    // What names the unit itself, a unit that is gone or was divided, or none that the list knows.
    const [all] = await this.#count(span, 'total', this.#unit)
    const rest = (key: 'part' | 'whole') => (all?.[key] ?? 0) - below.reduce((sum, row) => sum + row[key], 0)
    return rest('whole') > 0 ? [...below, { of: this.#unit, part: rest('part'), whole: rest('whole') }] : below
  }

  async procedures(): Promise<readonly Shared[]> {
    if (this.#pair.length === 0) return []
    const rows = await this.#count(this.#scorecards.span, 'procedure', this.#unit)
    return mostLost(rows.filter(({ of, whole }) => of !== '' && whole > 0))
  }

  async #count(
    span: Scorecards['span'],
    by: 'unit' | 'total' | 'procedure',
    within: string | null,
  ): Promise<readonly Shared[]> {
    const { tree, asked } = this.#scorecards
    const question = { measures: this.#pair, span, groups: tree.groups(asked.view), by, within }
    const rows = await this.#engine.count(question)
    return rows.map(({ of, counts: [part = 0, whole = 0] }) => ({ of, part, whole }))
  }
}

function mostLost(rows: readonly Shared[]): readonly Shared[] {
  const lost = ({ part, whole }: Shared) => whole - part
  return rows.toSorted((a, b) => lost(b) - lost(a) || b.whole - a.whole || (a.of < b.of ? -1 : 1))
}
