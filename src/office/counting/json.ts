import { roundHalfUp, toNumber } from '../../core/exact.ts'
import type { Fact, FactOf } from '../../core/fact/fact.ts'
import type { HandlingTime } from '../../core/measure/handling-time.ts'
import { scorecardJson } from '../../core/score/json.ts'
import { isoInstant } from '../../core/time/instant.ts'
import type { Verdict } from '../../core/time/judgement.ts'
import { asSecond, never, type Second, startOfSecond } from '../../core/time/second.ts'
import type { WorkingCalendar } from '../../core/time/calendar.ts'
import { halfDayOf, halfDaysBetween } from '../../core/time/working-time.ts'
import type { Level } from '../../core/unit/level.ts'
import type { UnitTree } from '../../core/unit/tree.ts'
import type { Installation } from '../installation.ts'
import type { Behind } from './behind.ts'
import type { Counting } from './counting.ts'
import type { Explanation } from './explain.ts'
import type { Handling } from './handling.ts'
import { type Asked, type CardFound, placeOf, rankLevel, type Scorecards } from './scorecards.ts'

/** Answers as the command line prints them and the server sends them. */

/** What every answer says of the question. */
export function askedJson({ period, asOf, indexSet, view }: Asked) {
  return { period, asOf: isoInstant(asOf), indexSet: indexSet.id, units: view }
}

/** What was asked, and what the answer was counted from. */
export function stoodJson(of: Pick<Scorecards, 'asked' | 'watermark' | 'provisional' | 'inForce'>) {
  const { asked, watermark, provisional, inForce } = of
  return { ...askedJson(asked), watermark, provisional, inForce }
}

export function scorecardAnswer(scorecards: Scorecards, found: CardFound) {
  const { asked, watermark, inForce, provisional } = scorecards
  const { card, unit } = found
  return {
    ...scorecardJson(card),
    ...askedJson(asked),
    name: unit.name,
    bandName: card.band,
    watermark,
    provisional,
    inForce,
    ...(placeOf(scorecards, unit) ?? { cohort: unit.level, rank: null, of: null, small: null }),
  }
}

export function rankingAnswer(scorecards: Scorecards, level: Level) {
  const { tree, cards } = scorecards
  const rows = rankLevel(scorecards, level).map(({ unit, rank, small }) => {
    const card = cards.get(unit)
    return {
      rank,
      unit,
      name: tree.nameOf(unit),
      total: card?.total ? toNumber(card.total) : null,
      max: card ? toNumber(card.max) : null,
      band: card?.band?.vi ?? null,
      bandName: card?.band ?? null,
      small,
      groups: Object.fromEntries((card?.groups ?? []).map(({ code, points }) => [code, points && toNumber(points)])),
    }
  })
  const of = rows.filter(({ rank }) => rank !== null).length
  return { ...stoodJson(scorecards), level, of, rows }
}

export function explanationAnswer(explanation: Explanation) {
  const { scorecards, unit, indicator, score, part, whole, report, card } = explanation
  const { asked, tree } = scorecards
  const told = scorecardJson(card).groups.flatMap(({ indicators }) => indicators)
  return {
    ...stoodJson(scorecards),
    unit: unit.code,
    unitName: unit.name,
    level: unit.level,
    indicator: indicator.id,
    name: indicator.name,
    numbers: indicator.numbers,
    group: indicator.group,
    score: told.find(({ id }) => id === score.id),
    target: indicator.kind === 'scored' ? toNumber(indicator.target(unit.level)) : null,
    formula: { part, whole },
    nationalReport: report,
    legalBasis: asked.indexSet.legalBasis,
    source: indicator.source,
    evidence: indicator.evidence,
    months: explanation.months,
    below: explanation.below.map((row) => ({ ...row, name: tree.nameOf(row.of) })),
    procedures: explanation.procedures.map((row) => ({
      ...row,
      name: explanation.procedureList.get(row.of)?.name ?? null,
    })),
  }
}

/** Working days to 2 decimals, half up. */
export function handlingAnswer({ unit, procedures, ...stood }: Handling) {
  const days = (time: HandlingTime | null, of: 'mean' | 'median' | 'p90') => time && toNumber(roundHalfUp(time[of], 2))
  return {
    ...stoodJson(stood),
    unit: unit.code,
    unitName: unit.name,
    procedures: procedures.map(({ code, name, maxWorkingDays, time, unknown }) => ({
      code,
      name,
      maxWorkingDays,
      dossiers: time?.of ?? 0,
      unknown,
      meanDays: days(time, 'mean'),
      medianDays: days(time, 'median'),
      p90Days: days(time, 'p90'),
    })),
  }
}

/** What rows are told with: names, and the calendar that lateness is counted in. */
type Telling = Pick<Counting, 'procedures'> & { readonly installation: Pick<Installation, 'calendar'> }

export function behindAnswer(found: Behind, asked: Asked, telling: Telling) {
  const { unit, indicator, tree, span, table, total, facts } = found
  return {
    ...askedJson(asked),
    unit: unit.code,
    indicator: indicator.id,
    table,
    total,
    rows: facts.map((fact) => factJson(fact, tree, span.moment, telling)),
  }
}

/** One entity of a list; `state` is how it stood at the moment the question looks from. */
export function factJson(fact: Fact, tree: UnitTree, moment: Second, { procedures, installation }: Telling) {
  const row = {
    code: fact.key,
    unit: tree.codeOf(fact.unit),
    unitName: tree.nameOf(fact.unit),
    procedure: fact.procedure,
    procedureName: fact.procedure === null ? null : (procedures.get(fact.procedure)?.name ?? null),
  }
  if (fact.table !== 'dossier' && fact.table !== 'petition') return row
  const { received, endedAt, lateFrom } = fact.times
  return {
    ...row,
    receivedAt: iso(received),
    endedAt: endedAt <= moment ? iso(endedAt) : null,
    /** The last second in which it is in time; null: no time limit is known, or it was kept. */
    inTimeUntil: hasLimit(fact) ? iso(asSecond(lateFrom - 1)) : null,
    state: stateOf(fact, moment),
    lateDays: lateDays(fact, moment, installation.calendar),
    ...(fact.table === 'dossier' && { flags: fact.flags }),
  }
}

/** Late from its receipt on, a dossier has no time limit that is known; in time throughout, none that it met. */
export function hasLimit({ times: { received, lateFrom } }: FactOf<'dossier'> | FactOf<'petition'>): boolean {
  return lateFrom !== never && lateFrom > received
}

/** How it stood at that moment. */
export function stateOf({ times }: FactOf<'dossier'> | FactOf<'petition'>, moment: Second): Verdict {
  const { received, endedAt, lateFrom } = times
  if (moment < lateFrom) return endedAt <= moment ? 'on-time' : 'within'
  if (lateFrom <= received && endedAt > moment) return 'unknown'
  return endedAt <= moment ? 'late' : 'overdue'
}

/** Working days that it is late by, in halves, as its arithmetic says them; null: it is not late, or nobody knows by how much. */
function lateDays(
  fact: FactOf<'dossier'> | FactOf<'petition'>,
  moment: Second,
  calendar: WorkingCalendar,
): number | null {
  const { endedAt, lateFrom } = fact.times
  const until = endedAt <= moment ? endedAt : moment
  if (!hasLimit(fact) || until < lateFrom) return null
  const [limit, end] = [asSecond(lateFrom - 1), until].map((at) => halfDayOf(startOfSecond(at)))
  const halves = limit === undefined || end === undefined ? null : halfDaysBetween(calendar, limit, end)
  return halves === null ? null : halves / 2
}

function iso(second: Second): string | null {
  return second === never ? null : isoInstant(startOfSecond(second))
}
