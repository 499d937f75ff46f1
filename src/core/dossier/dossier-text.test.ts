import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson } from '../observation/canonical.ts'
import { applicantKinds, channels, dossier, dossierStatuses, onlinePayments } from './dossier.ts'
import { dossierText } from './dossier-text.ts'

const flag = fc.boolean()
const text = fc.option(fc.string({ unit: 'binary' }), { nil: null })
const at = fc.option(fc.integer({ min: -9e15, max: 9e15 }), { nil: null })
const status = fc.option(fc.constantFrom(...dossierStatuses), { nil: null })
const some = <T>(item: fc.Arbitrary<T>) => fc.array(item, { maxLength: 4 })

const bodies = fc.record({
  code: fc.string({ unit: 'binary', minLength: 1, maxLength: 50 }),
  responsibleUnit: text,
  receivingUnit: text,
  procedure: text,
  field: text,
  channel: fc.constantFrom(...channels),
  applicantKind: fc.option(fc.constantFrom(...applicantKinds), { nil: null }),
  person: text,
  submittedAt: at,
  receivedAt: at,
  dueAt: at,
  status,
  settledAt: at,
  returnedAt: at,
  refusedAt: at,
  returnForm: text,
  hasDigitisedComponent: flag,
  isVneidVerified: flag,
  onlinePayment: fc.constantFrom(...onlinePayments),
  databases: some(fc.string()),
  components: some(fc.record({ code: text, digitised: flag, reused: flag, fromStorage: flag, fileHash: text })),
  fees: some(fc.record({ code: text, kind: text, amount: at })),
  supplements: some(fc.record({ askedAt: at, receivedAt: at, dueBefore: at, dueAfter: at })),
  results: some(fc.record({ code: text, fileHash: text })),
  progress: some(fc.record({ status, at: fc.integer() })),
  isTest: flag,
})

test('every dossier that the schema accepts has its canonical JSON', () => {
  fc.assert(
    fc.property(bodies, (body) => {
      expect(dossierText(dossier.parse(body))).toBe(canonicalJson(body))
    }),
  )
})
