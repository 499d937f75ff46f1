import { daySeconds, type Month } from './days.ts'
import { type DirtKind, dirtKinds, type Plan, spoiltKinds, type SpoiltKind, type Times } from './plan.ts'
import type { SampleProcedure } from './procedure.ts'
import type { Random } from './random.ts'
import type { Clock } from './times.ts'

/** A small, counted share of bad practice. What a dossier with a finding counts for stays as it was meant. */

/** How many of each there are to be in the whole sample. */
export type DirtTotals = {
  readonly dirt: Readonly<Record<DirtKind, number>>
  readonly spoilt: Readonly<Record<SpoiltKind, number>>
  readonly duplicates: number
  readonly changed: number
  readonly tests: number
  readonly unreceived: number
}

/** One number on fewer dossiers than this could be one busy person. */
const constantIdentities = 60

export function dirtTotals(dossiers: number, share: number): DirtTotals {
  const each = Math.max(1, Math.round((dossiers * share) / (dirtKinds.length + spoiltKinds.length)))
  const some = share > 0 ? each : 0
  return {
    dirt: {
      'identity-repeated': share > 0 ? Math.max(constantIdentities, each) : 0,
      'settled-instead': some,
      'result-is-filed-document': some,
      'paid-online-without-fee': some,
      'due-moved-after-passing': some,
      'finished-before-received': some,
      'date-in-future': some,
      'agency-mismatch': some,
      'information-service-online': some,
    },
    spoilt: { 'field-missing': some, 'date-impossible': some, 'value-unknown': some },
    duplicates: share > 0 ? Math.max(3, Math.round(dossiers * 0.0005)) : 0,
    changed: share > 0 ? Math.max(3, Math.round(dossiers * 0.0005)) : 0,
    tests: Math.max(2, Math.round(dossiers * 0.001)),
    unreceived: Math.max(4, Math.round(dossiers * 0.004)),
  }
}

const isPlain = ({ dirt, copy, times, hasPetition }: Plan) =>
  dirt === null && copy === null && times.asks.length === 0 && !hasPetition

/** Returned, with "Đã xử lý xong" stated: there is a time to fall back on. */
const isReturned = ({ endKind, serial }: Plan) => endKind === 'returned' && serial % 20 !== 11

/** Which dossiers can have it without counting for anything else than before. */
const possible: Readonly<Record<DirtKind, (plan: Plan, tools: Tools) => boolean>> = {
  'identity-repeated': () => true,
  // Stopped, and sent as settled: it ended when it did either way.
  'settled-instead': ({ endKind }) => endKind === 'stopped',
  'result-is-filed-document': ({ hasResultFile }) => hasResultFile,
  'paid-online-without-fee': ({ fee }) => fee === 'none',
  'due-moved-after-passing': ({ fate, times: { due, places } }) =>
    fate === 'late' && due !== null && (places.ended ?? 0) - places.due >= 2,
  // The end must stay in the same month.
  'finished-before-received': (plan, { month }) =>
    plan.fate === 'on-time' && isReturned(plan) && plan.times.places.received > month.from,
  'date-in-future': isReturned,
  'agency-mismatch': () => true,
  'information-service-online': (plan, { procedures }) =>
    plan.isOnline && !plan.isPaidOnline && plan.times.due !== null && informationOnly(plan, procedures) !== undefined,
}

/** Marks up to `wanted` of the cell's dossiers; answers how many there was room for. */
export function soil(kind: DirtKind, wanted: number, plans: readonly Plan[], tools: Tools): number {
  if (wanted === 0) return 0
  const fit = plans.filter((plan) => isPlain(plan) && possible[kind](plan, tools))
  const chosen = tools.random.choose(fit, Math.min(wanted, fit.length))
  for (const plan of chosen) {
    plan.dirt = kind
    if (kind === 'due-moved-after-passing') plan.times = movedTooLate(plan.times, tools.clock)
    if (kind === 'finished-before-received') plan.times = endedTooEarly(plan.times, tools.clock)
    if (kind === 'information-service-online')
      plan.procedure = informationOnly(plan, tools.procedures) ?? plan.procedure
  }
  return chosen.length
}

export type Tools = {
  readonly random: Random
  readonly clock: Clock
  readonly month: Month
  readonly procedures: readonly SampleProcedure[]
}

/** A procedure like the dossier's own, of which the portal only tells what to do. */
function informationOnly({ procedure }: Plan, procedures: readonly SampleProcedure[]): SampleProcedure | undefined {
  return procedures.find(
    ({ service, returnsPaper, hasFee }) =>
      service === 'information' && returnsPaper === procedure.returnsPaper && hasFee === procedure.hasFee,
  )
}

/** Asked for a supplement only after due, and moved due behind the end. By the due date before, it stays late. */
function movedTooLate(times: Times, clock: Clock): Times {
  const { due, places } = times
  if (due === null || places.ended === null) return times
  const asked = clock.at(places.due + 1, 450, 600)
  const answered = clock.at(places.due + 1, 810, 900)
  const after = (clock.day(places.ended) + 1) * daySeconds + 17 * 3600
  return { ...times, due: after, asks: [{ asked, answered, before: due, after }] }
}

function endedTooEarly(times: Times, clock: Clock): Times {
  return { ...times, end: clock.at(times.places.received - 1, 810, 1000) }
}
