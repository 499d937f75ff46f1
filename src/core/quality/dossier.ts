import type { Dossier, DossierStatus } from '../dossier/dossier.ts'
import { statusNames } from '../dossier/status.ts'
import type { Service } from '../procedure/procedure.ts'
import { formatInstant, type Instant } from '../time/instant.ts'
import { dueMoment } from '../time/judgement.ts'
import { unitCode } from '../unit/code.ts'
import type { QualityFinding } from './catalogue.ts'

/** What the rules need beside the dossier. */
export type QualityContext = {
  readonly asOf: Instant
  /** What was known before, oldest first, each with the moment since when; without the dossier itself. */
  readonly history: readonly { readonly dossier: Dossier; readonly at: Instant }[]
  /** The services that offer the dossier's procedure; none when they are not known. */
  readonly services: readonly Pick<Service, 'onlineLevel'>[]
  /** Dossiers that stand under the same person; null when nobody has counted. */
  readonly personDossiers: number | null
  /** From how many dossiers on one number is suspicious. */
  readonly identityThreshold: number
  /** The code that a unit goes by, for an alias of it. */
  readonly unitOf: (code: string) => string
}

type Rule = (dossier: Dossier, context: QualityContext) => QualityFinding | null

/** Everything that is wrong with the data of a dossier, in the order of the catalogue. */
export function dossierQuality(dossier: Dossier, context: QualityContext): QualityFinding[] {
  return rules.flatMap((rule) => rule(dossier, context) ?? [])
}

const rules: readonly Rule[] = [
  identityRepeated,
  settledInstead,
  resultIsFiledDocument,
  paidOnlineWithoutFee,
  dueMovedAfterPassing,
  finishedBeforeReceived,
  dateInFuture,
  agencyMismatch,
  informationServiceOnline,
]

function identityRepeated({ person }: Dossier, { personDossiers, identityThreshold }: QualityContext) {
  if (person === null || personDossiers === null || personDossiers < identityThreshold) return null
  return found('identity-repeated', { count: personDossiers, threshold: identityThreshold })
}

/** "Waiting for a supplement", "for payment", "stopped": none of them is the end that status 9 claims. */
const unfinished: ReadonlySet<DossierStatus | null> = new Set<DossierStatus>([
  'supplement-requested',
  'payment-requested',
  'stopped',
])

/** Sent as settled or returned while the steps end in 5, 6 or 8. Without steps nothing can be said. */
function settledInstead({ status, progress }: Dossier) {
  if (status !== 'settled' && status !== 'returned') return null
  const last = progress.toSorted((a, b) => a.at - b.at).at(-1)
  if (last === undefined || last.status === null || !unfinished.has(last.status)) return null
  return found('settled-instead', { step: statusNames[last.status], at: formatInstant(last.at) })
}

function resultIsFiledDocument({ components, results }: Dossier) {
  const filed = new Set(components.flatMap(({ fileHash }) => fileHash ?? []))
  return results.some(({ fileHash }) => fileHash !== null && filed.has(fileHash))
    ? found('result-is-filed-document', {})
    : null
}

function paidOnlineWithoutFee({ onlinePayment, fees }: Dossier) {
  if (onlinePayment === 'none' || fees.some(({ amount }) => amount === null || amount > 0)) return null
  return found('paid-online-without-fee', {})
}

/** Moved for a supplement that was asked for after due, or between two versions of which the first already stood late. */
function dueMovedAfterPassing(dossier: Dossier, { history }: QualityContext) {
  for (const { askedAt, dueBefore, dueAfter } of dossier.supplements) {
    if (dueBefore === null || dueAfter === null || askedAt === null) continue
    if (dueAfter > dueBefore && askedAt > dueMoment(dueBefore)) return moved(dueBefore, dueAfter)
  }
  const versions = [...history, { dossier, at: null }]
  for (const [index, { dossier: before, at }] of versions.entries()) {
    const after = versions[index + 1]?.dossier
    if (after === undefined || at === null || before.dueAt === null || after.dueAt === null) continue
    if (after.dueAt > before.dueAt && at > dueMoment(before.dueAt)) return moved(before.dueAt, after.dueAt)
  }
  return null
}

function moved(before: Instant, after: Instant): QualityFinding {
  return found('due-moved-after-passing', { before: formatInstant(before), after: formatInstant(after) })
}

/** A refusal may come before receipt; an end may not. */
function finishedBeforeReceived({ receivedAt, settledAt, returnedAt, progress }: Dossier) {
  if (receivedAt === null) return null
  const steps = progress.flatMap(({ status, at }) => (status === 'settled' || status === 'returned' ? [at] : []))
  const ended = [settledAt, returnedAt, ...steps].filter((at) => at !== null).find((at) => at < receivedAt)
  if (ended === undefined) return null
  return found('finished-before-received', { ended: formatInstant(ended), received: formatInstant(receivedAt) })
}

/** Only what has happened can be in the wrong future; due dates are meant to be there. */
function dateInFuture(dossier: Dossier, { asOf }: QualityContext) {
  const { submittedAt, receivedAt, settledAt, returnedAt, refusedAt, supplements, progress } = dossier
  const events = [
    submittedAt,
    receivedAt,
    settledAt,
    returnedAt,
    refusedAt,
    ...supplements.flatMap((supplement) => [supplement.askedAt, supplement.receivedAt]),
    ...progress.map(({ at }) => at),
  ]
  const at = events.find((event) => event !== null && event > asOf)
  return at === undefined || at === null
    ? null
    : found('date-in-future', { at: formatInstant(at), asOf: formatInstant(asOf) })
}

/** The agency of `H15.50.05-261008-0975`. A unit below or above it is of the same agency. */
function agencyMismatch({ code, responsibleUnit }: Dossier, { unitOf }: QualityContext) {
  const agency = /^(.+)-\d{6}-\d+$/.exec(code)?.[1]
  if (agency === undefined || responsibleUnit === null) return null
  const [ofCode, ofUnit] = [unitOf(unitCode(agency)), unitOf(unitCode(responsibleUnit))]
  return isWithin(ofCode, ofUnit) || isWithin(ofUnit, ofCode)
    ? null
    : found('agency-mismatch', { agency: ofCode, unit: ofUnit })
}

function isWithin(unit: string, other: string): boolean {
  return unit === other || unit.startsWith(`${other}.`)
}

function informationServiceOnline({ channel, procedure }: Dossier, { services }: QualityContext) {
  if (channel !== 'online' || procedure === null || services.length === 0) return null
  if (services.some(({ onlineLevel }) => onlineLevel !== 'information')) return null
  return found('information-service-online', { procedure })
}

function found(code: QualityFinding['code'], params: QualityFinding['params']): QualityFinding {
  return { code, params }
}
