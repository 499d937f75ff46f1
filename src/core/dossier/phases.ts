import type { Instant } from '../time/instant.ts'
import { type Phases, phasesBetween } from '../time/phase.ts'
import type { DossierStatus, Handled } from './dossier.ts'
import { type DossierQuestion, receiptOf, ruleOn } from './judge.ts'

/** The whole of rule 2.1 for one dossier, at every moment: it agrees with `judgeDossier`, and neither knows the rule but by `ruleOn`. */
export function phasesOf(
  dossier: Handled,
  { calendar, maxWorkingDays }: Pick<DossierQuestion, 'calendar' | 'maxWorkingDays'>,
): Phases {
  return phasesBetween({
    received: receiptOf(dossier),
    changes: changesOf(dossier),
    judge: (moment) => ruleOn(dossier, { asOf: moment, periodEnd: null, calendar, maxWorkingDays }),
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
function changesOf(dossier: Handled): readonly Instant[] {
  const { settledAt, returnedAt, refusedAt, supplements } = dossier
  const changes: Instant[] = settledAt === null ? [] : [settledAt]
  const add = (at: Instant | null) => {
    if (at !== null && (settledAt === null || at < settledAt)) changes.push(at)
  }
  add(returnedAt)
  add(refusedAt)
  addSteps(dossier, add)
  for (const { askedAt, receivedAt } of supplements) {
    if (askedAt !== null) changes.push(askedAt)
    if (receivedAt !== null) changes.push(receivedAt)
  }
  return changes
}

/**
 * Most dossiers are handled from receipt to result and never stopped, refused, withdrawn or sent back. Then only the steps
 * that end it count, and the last of all: after it, a status that says "ended" is taken at its word.
 */
function addSteps({ progress, supplements, refusedAt }: Handled, add: (at: Instant) => void): void {
  const isPlain = supplements.length === 0 && refusedAt === null && !progress.some(({ status }) => decisive.has(status))
  const last = progress.reduce((latest, { at }) => Math.max(latest, at), -Infinity)
  for (const { status, at } of progress)
    if (!isPlain || status === 'settled' || status === 'returned' || at === last) add(at)
}
