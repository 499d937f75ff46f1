import type { Instant } from '../time/instant.ts'
import { type Phases, phasesBetween } from '../time/phase.ts'
import type { Dossier, DossierStatus } from './dossier.ts'
import { type DossierQuestion, judgeDossier, receiptOf } from './judge.ts'

/** The whole of rule 2.1 for one dossier, at every moment: it agrees with `judgeDossier`, which alone knows the rule. */
export function phasesOf(
  dossier: Dossier,
  { calendar, maxWorkingDays }: Pick<DossierQuestion, 'calendar' | 'maxWorkingDays'>,
): Phases {
  return phasesBetween({
    received: receiptOf(dossier),
    changes: changesOf(dossier),
    judge: (moment) => judgeDossier(dossier, { asOf: moment, periodEnd: null, calendar, maxWorkingDays }),
    calendar,
  })
}

/** Steps that may end handling, or that other steps may take back or answer. */
const decisive: ReadonlySet<DossierStatus | null> = new Set<DossierStatus>([
  'supplement-requested',
  'withdrawn',
  'stopped',
  'refused',
])

/**
 * The moments from which on the judge may say something else. A time of settlement that is stated is the end from then on,
 * so only supplements can still change the verdict after it.
 */
function changesOf(dossier: Dossier): readonly (Instant | null)[] {
  const { settledAt, returnedAt, refusedAt, supplements } = dossier
  const handling = [returnedAt, refusedAt, ...stepsThatCount(dossier)]
  return [
    settledAt,
    ...(settledAt === null ? handling : handling.filter((at) => at !== null && at < settledAt)),
    ...supplements.flatMap(({ askedAt, receivedAt }) => [askedAt, receivedAt]),
  ]
}

/**
 * Most dossiers are handled from receipt to result and never stopped, refused, withdrawn or sent back. Then only the steps
 * that end it count, and the last of all: after it, a status that says "ended" is taken at its word.
 */
function stepsThatCount({ progress, supplements, refusedAt }: Dossier): readonly Instant[] {
  const isPlain = supplements.length === 0 && refusedAt === null && !progress.some(({ status }) => decisive.has(status))
  if (!isPlain) return progress.map(({ at }) => at)
  const last = progress.reduce<Instant | null>((latest, { at }) => (latest !== null && latest > at ? latest : at), null)
  return progress.flatMap(({ status, at }) =>
    status === 'settled' || status === 'returned' || at === last ? [at] : [],
  )
}
