import type { Dossier } from '../dossier/dossier.ts'
import { handlingHalves } from '../dossier/handling.ts'
import { phasesOf } from '../dossier/phases.ts'
import type { Procedure } from '../procedure/procedure.ts'
import type { WorkingCalendar } from '../time/calendar.ts'
import type { Instant } from '../time/instant.ts'
import { momentOfSecond, never, type Second, secondOf, secondOrNever } from '../time/second.ts'
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

/** Code of the national population database (MaCSDL), as one-stop systems send it. */
const populationDatabase = '7'

/** None for a test, or a dossier that was never received: those count nowhere. Otherwise one for each phase. */
export function dossierFacts(dossier: Dossier, context: DossierContext): readonly FactOf<'dossier'>[] {
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
    procedure: dossier.procedure,
    times: { received, endedAt, lateFrom, from, until, synced, complained },
    flags,
    amounts: { workedHalves: workedHalves(dossier, endedAt, calendar) },
  }))
}

function workedHalves(dossier: Dossier, endedAt: Second, calendar: WorkingCalendar): number {
  if (endedAt === never) return noAmount
  return handlingHalves(dossier, momentOfSecond(endedAt), calendar) ?? noAmount
}

function flagsOf(dossier: Dossier, procedure: Procedure | null): FactOf<'dossier'>['flags'] {
  return {
    online: dossier.channel === 'online',
    returnsPaper: procedure?.returnsPaper ?? false,
    hasResult: dossier.results.some(({ fileHash }) => fileHash !== null),
    hasDigitisedComponent: dossier.hasDigitisedComponent,
    reusesData: dossier.components.some(({ reused }) => reused),
    usesStorage: dossier.components.some(({ fromStorage }) => fromStorage),
    usesPopulationData: dossier.isVneidVerified || dossier.databases.includes(populationDatabase),
    // Of a procedure with fees, less those whose fees are all zero (note, 3.6).
    hasFee: (procedure?.hasFee ?? false) && !areAllZero(dossier.fees),
    paidOnline: dossier.onlinePayment !== 'none',
    awaitsSupplement: dossier.status === 'supplement-requested',
  }
}

/** An amount that is not stated is not 0, and neither is a list of fees that was not sent. */
function areAllZero(fees: Dossier['fees']): boolean {
  return fees.length > 0 && fees.every(({ amount }) => amount === 0)
}

/** The earlier of two moments, of which either may be missing. */
export function earlier(a: Instant | null, b: Instant | null): Instant | null {
  if (a === null || b === null) return a ?? b
  return secondOf(a) <= secondOf(b) ? a : b
}
