import type { FileKindAnswer } from '../../../src/server/routes/mappings.ts'

/** What a list of dossiers can tell. */
export type ListField = FileKindAnswer['guesses'][number]['field']

const order: Readonly<Record<ListField, number>> = {
  code: 1,
  procedure: 2,
  responsibleUnit: 3,
  receivingUnit: 4,
  field: 5,
  channel: 6,
  applicantKind: 7,
  person: 8,
  submittedAt: 9,
  receivedAt: 10,
  dueAt: 11,
  settledAt: 12,
  returnedAt: 13,
  refusedAt: 14,
  status: 15,
  onlinePayment: 16,
  hasDigitisedComponent: 17,
}

function isField(name: string): name is ListField {
  return Object.hasOwn(order, name)
}

export const listFields: readonly ListField[] = Object.keys(order).filter(isField)
