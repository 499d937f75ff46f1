import type { IndexSet } from '../index-set/index-set.ts'
import type { ObservationKind } from '../observation/observation.ts'
import type { Count, Counts } from '../score/counts.ts'
import { measures } from './catalogue.ts'
import type { Measure } from './measure.ts'
import type { ReportedFigure } from './national-report.ts'
import { needsOf } from './needs.ts'

/** What was counted for one unit, and what is known of the lists behind it. */
export type Counted = {
  /** By measure. */
  readonly counts: ReadonlyMap<string, number>
  /** What the national report says; null: nothing, not even for last year. */
  readonly reported: ReportedFigure | null
  readonly known: ReadonlySet<ObservationKind>
}

/** The counted measures that a set needs, each once. */
export function measuresOf(indexSet: IndexSet): readonly string[] {
  const ids = [...indexSet.indicators.values()].flatMap(({ part, whole }) => [part, whole])
  const counted = ids.flatMap((id) => {
    const measure = id === null ? undefined : measures.get(id)
    if (measure?.kind === 'reported') return [measure.atLeast]
    return measure?.kind === 'counted' ? [measure.id] : []
  })
  return [...new Set(counted)]
}

/**
 * Part and whole of every indicator of the set that is counted. Null where a list it needs was never imported; left out
 * where the figures are handed in.
 */
export function countsOf(indexSet: IndexSet, counted: Counted): Counts {
  const counts = new Map<string, Count | null>()
  for (const { id, part, whole } of indexSet.indicators.values()) {
    const [above, below] = [measureOf(part), measureOf(whole)]
    if (above === null || below === null) continue
    counts.set(id, isKnown(above, counted) && isKnown(below, counted) ? countOf(above, below, counted) : null)
  }
  return counts
}

/** Without any figure of the national report the ratio is 0 (note, 1.4): nothing of nothing. */
function countOf(part: Measure, whole: Measure, counted: Counted): Count {
  if (whole.kind === 'reported' && counted.reported === null) return { part: 0, whole: 0 }
  return { part: valueOf(part, counted), whole: valueOf(whole, counted) }
}

function measureOf(id: string | null): Exclude<Measure, { kind: 'given' }> | null {
  const measure = id === null ? undefined : measures.get(id)
  return measure === undefined || measure.kind === 'given' ? null : measure
}

function isKnown(measure: Measure, { known }: Counted): boolean {
  return [...needsIn(measure)].every((kind) => known.has(kind))
}

const needs = new Map<Measure, ReadonlySet<ObservationKind>>()

/** The same for every unit: found once. */
function needsIn(measure: Measure): ReadonlySet<ObservationKind> {
  const found = needs.get(measure) ?? needsOf(measure, named)
  needs.set(measure, found)
  return found
}

function named(id: string): Measure {
  const measure = measures.get(id)
  if (measure === undefined) throw new Error(`no measure ${id}`)
  return measure
}

function valueOf(measure: Measure, { counts, reported }: Counted): number {
  if (measure.kind === 'reported') return Math.max(reported?.received ?? 0, counts.get(measure.atLeast) ?? 0)
  return counts.get(measure.id) ?? 0
}
