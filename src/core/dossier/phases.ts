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
  const changes: Instant[] = []
  if (settledAt !== null) changes.push(settledAt)
  if (isOpenAt(dossier, returnedAt)) changes.push(returnedAt)
  if (isOpenAt(dossier, refusedAt)) changes.push(refusedAt)
  addSteps(dossier, changes)
  for (const { askedAt, receivedAt } of supplements) {
    if (askedAt !== null) changes.push(askedAt)
    if (receivedAt !== null) changes.push(receivedAt)
  }
  return changes
}

/** Whether no end was stated by then. */
function isOpenAt({ settledAt }: Handled, at: Instant | null): at is Instant {
  return at !== null && (settledAt === null || at < settledAt)
}

/**
 * Most dossiers are handled from receipt to result and never stopped, refused, withdrawn or sent back. Then only the steps
 * that end it count, and the last of all: after it, a status that says "ended" is taken at its word.
 */
function addSteps(dossier: Handled, changes: Instant[]): void {
  const { progress, supplements, refusedAt } = dossier
  let isPlain = supplements.length === 0 && refusedAt === null
  let last = -Infinity
  for (const { status, at } of progress) {
    if (at > last) last = at
    if (decisive.has(status)) isPlain = false
  }
  for (const { status, at } of progress)
    if (isOpenAt(dossier, at) && (!isPlain || status === 'settled' || status === 'returned' || at === last))
      changes.push(at)
}
