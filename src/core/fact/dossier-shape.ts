import { applicantKinds, channels, type Dossier, dossierStatuses, onlinePayments } from '../dossier/dossier.ts'
import { flag, list, maybe, name, object, oneOf, safeWhole, whole } from './text-shape.ts'

const component = { code: maybe(name), digitised: flag, fileHash: maybe(name), fromStorage: flag, reused: flag }
const fee = { amount: maybe(safeWhole), code: maybe(name), kind: maybe(name) }
const step = { at: whole, status: maybe(oneOf(dossierStatuses)) }
const result = { code: maybe(name), fileHash: maybe(name) }
const supplement = {
  askedAt: maybe(safeWhole),
  dueAfter: maybe(safeWhole),
  dueBefore: maybe(safeWhole),
  receivedAt: maybe(safeWhole),
}

/** In the order in which the canonical text has them. */
const fields = {
  applicantKind: maybe(oneOf(applicantKinds)),
  channel: oneOf(channels),
  code: name,
  components: list(object(component)),
  databases: list(name),
  dueAt: maybe(whole),
  fees: list(object(fee)),
  field: maybe(name),
  hasDigitisedComponent: flag,
  isTest: flag,
  isVneidVerified: flag,
  onlinePayment: oneOf(onlinePayments),
  person: maybe(name),
  procedure: maybe(name),
  progress: list(object(step)),
  receivedAt: maybe(whole),
  receivingUnit: maybe(name),
  refusedAt: maybe(whole),
  responsibleUnit: maybe(name),
  results: list(object(result)),
  returnForm: maybe(name),
  returnedAt: maybe(whole),
  settledAt: maybe(whole),
  status: maybe(oneOf(dossierStatuses)),
  submittedAt: maybe(safeWhole),
  supplements: list(object(supplement)),
} satisfies Readonly<Record<keyof Dossier, string>>

/** The canonical text of a dossier without a backslash, and without a number too long where one is not looked at again. */
export const dossierShape = new RegExp(`^${object(fields)}$`)
