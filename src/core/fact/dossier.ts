import type { Handled } from '../dossier/dossier.ts'
import { handlingHalves } from '../dossier/handling.ts'
import { phasesOf } from '../dossier/phases.ts'
import type { Procedure } from '../procedure/procedure.ts'
import type { WorkingCalendar } from '../time/calendar.ts'
import type { Instant } from '../time/instant.ts'
import { momentOfSecond, never, type Second, secondOf, secondOrNever } from '../time/second.ts'
import type { CountedDossier } from './counted-dossier.ts'
import type { FactOf } from './fact.ts'
import { noAmount } from './tables.ts'

/** What has to be known besides the dossier's own record. */
export type DossierContext = {
  readonly calendar: WorkingCalendar
  /** The record of its procedure; null when the list does not have it. */
  readonly procedure: Procedure | null
  /** When the portal acknowledged it; null: it did not. */
  readonly syncedAt: Instant | null
  /** When first a petition was made about it, or it was found not satisfying; null: never. */
  readonly complainedAt: Instant | null
  /** The unit of the installation: what names no responsible unit counts for it alone. */
  readonly root: string
}

/** None for a test, or a dossier that was never received: those count nowhere. Otherwise one for each phase. */
export function dossierFacts(dossier: CountedDossier, context: DossierContext): readonly FactOf<'dossier'>[] {
  if (dossier.isTest) return []
  const { procedure, calendar, root } = context
  const { received, phases } = phasesOf(dossier, { calendar, maxWorkingDays: procedure?.maxWorkingDays ?? null })
  if (received === null) return []
  const flags = flagsOf(dossier, procedure)
  const synced = secondOrNever(context.syncedAt)
  const complained = secondOrNever(context.complainedAt)
  return phases.map(({ from, until, endedAt, lateFrom }) => ({
    table: 'dossier',
    key: dossier.code,
    unit: dossier.responsibleUnit ?? root,
    // The same text as in the list: it is looked up faster.
    procedure: procedure?.code ?? dossier.procedure,
    times: { received, endedAt, lateFrom, from, until, synced, complained },
    flags,
    amounts: { workedHalves: workedHalves(dossier, endedAt, calendar) },
  }))
}

function workedHalves(dossier: Handled, endedAt: Second, calendar: WorkingCalendar): number {
  if (endedAt === never) return noAmount
  return handlingHalves(dossier, momentOfSecond(endedAt), calendar) ?? noAmount
}

function flagsOf(dossier: CountedDossier, procedure: Procedure | null): FactOf<'dossier'>['flags'] {
  const { hasDigitisedComponent, uses } = dossier
  return {
    online: uses.online,
    returnsPaper: procedure?.returnsPaper ?? false,
    hasResult: uses.hasResult,
    hasDigitisedComponent,
    reusesData: uses.reusesData,
    usesStorage: uses.usesStorage,
    usesPopulationData: uses.usesPopulationData,
    // Of a procedure with fees, less those whose fees are all zero (note, 3.6).
    hasFee: (procedure?.hasFee ?? false) && !uses.areFeesZero,
    paidOnline: uses.paidOnline,
    awaitsSupplement: dossier.status === 'supplement-requested',
  }
}

/** The earlier of two moments, of which either may be missing. */
export function earlier(a: Instant | null, b: Instant | null): Instant | null {
  if (a === null || b === null) return a ?? b
  return secondOf(a) <= secondOf(b) ? a : b
}
