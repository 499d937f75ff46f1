import { failed, type Result } from '../core/failure.ts'
import { reportedFigure, type ReportedFigure } from '../core/measure/national-report.ts'
import { compare, type Comparison } from '../core/reported/compare.ts'
import { ReportedFigures } from '../core/reported/figures.ts'
import type { Origin, Report } from '../core/reported/report.ts'
import type { Scorecard } from '../core/score/scorecard.ts'
import { unitCode } from '../core/unit/code.ts'
import type { Unit } from '../core/unit/unit.ts'
import type { Counting } from './counting/counting.ts'
import { type Asked, cardOf, scoreChain, type Scorecards } from './counting/scorecards.ts'
import { reportsOf } from './reports.ts'

/** One reported series: a source, and what it took the figures from. Tables and services are never mixed in one. */
export type Series = 'portal' | 'portal-old' | 'monthly-table'

export type ComparedSeries = {
  readonly source: string
  readonly series: Series
  readonly figures: ReportedFigures
  /** Every capture, newest first: an older one gives what newer ones lack. */
  readonly captures: readonly Origin[]
  readonly comparison: Comparison
}

export type CompareAnswer = {
  readonly scorecards: Scorecards
  readonly unit: Unit
  readonly card: Scorecard
  /** The national report's figure, the whole of 1.4. */
  readonly report: ReportedFigure | null
  readonly series: readonly ComparedSeries[]
}

export type CompareQuestion = { readonly unit: string; readonly source: string | null }

/**
 * What is computed for a unit beside everything that was reported of it; no series where nothing was. Failures: unit-unknown,
 * unit-not-current.
 */
export async function compareReported(
  counting: Counting,
  asked: Asked,
  question: CompareQuestion,
): Promise<Result<CompareAnswer>> {
  const scorecards = await scoreChain(counting, asked, question.unit)
  const found = cardOf(scorecards, question.unit)
  if (!found.ok) return found
  const { unit, card } = found.value
  const codes = [...new Set([unit.code, ...unit.aliases.map(unitCode)])]
  const reports = reportsOf(counting.installation.ledger, codes, asked.period).filter(
    ({ origin }) => question.source === null || origin.source === question.source,
  )
  const report = reportedFigure(counting.reports, unit.code, asked.period, scorecards.span)
  const context = { indexSet: asked.indexSet, report, asOf: asked.asOf }
  const grouped = Map.groupBy(reports, (one) => `${one.origin.source}\n${seriesOf(one)}`)
  const series = [...grouped.values()].flatMap((own): ComparedSeries[] => {
    const [first] = own
    if (first === undefined) return []
    const figures = new ReportedFigures(own)
    return [
      {
        source: first.origin.source,
        series: seriesOf(first),
        figures,
        captures: figures.reports.map(({ origin }) => origin),
        comparison: compare(card, figures, context),
      },
    ]
  })
  return { ok: true, value: { scorecards, unit, card, report, series } }
}

/** For whoever asked because something was reported. Failure: reported-missing. */
export function mustBeReported(answer: CompareAnswer): Result<CompareAnswer> {
  if (answer.series.length > 0) return { ok: true, value: answer }
  return failed('reported-missing', { what: answer.unit.name, period: answer.scorecards.asked.period })
}

function seriesOf({ origin }: Report): Series {
  return origin.form === 'portal-new' ? 'portal' : origin.form
}
