import { describe, expect, test } from 'vitest'
import type { Dossier } from '../dossier/dossier.ts'
import { type Instant, parseInstant } from '../time/instant.ts'
import { type QualityCode, qualityCodes, qualityText } from './catalogue.ts'
import { dossierQuality, type QualityContext } from './dossier.ts'
import { PersonCount } from './person-count.ts'

function at(text: string): Instant {
  const moment = parseInstant(text)
  if (moment === null) throw new Error(text)
  return moment
}

/** A dossier without fault: asked in October, settled in time. */
const sound: Dossier = {
  code: 'H99.01-261008-0975',
  responsibleUnit: 'H99.01',
  receivingUnit: 'H99.01',
  procedure: '1.004194',
  field: null,
  channel: 'online',
  applicantKind: 'citizen',
  person: 'p',
  submittedAt: at('08/10/2026 07:30'),
  receivedAt: at('08/10/2026 08:00'),
  dueAt: at('15/10/2026 17:00'),
  status: 'returned',
  settledAt: at('13/10/2026 16:00'),
  returnedAt: at('14/10/2026 09:00'),
  refusedAt: null,
  returnForm: null,
  hasDigitisedComponent: true,
  isVneidVerified: true,
  onlinePayment: 'national-gateway',
  databases: [],
  components: [{ code: 'TP.01', digitised: true, reused: false, fromStorage: false, fileHash: 'a' }],
  fees: [{ code: 'LP', kind: '1', amount: 15_000 }],
  supplements: [],
  results: [{ code: 'KQ', fileHash: 'b' }],
  progress: [
    { status: 'accepted', at: at('08/10/2026 08:00') },
    { status: 'settled', at: at('13/10/2026 16:00') },
  ],
  isTest: false,
}

const context: QualityContext = {
  asOf: at('01/11/2026'),
  history: [],
  services: [{ onlineLevel: 'full' }],
  personDossiers: 1,
  identityThreshold: 50,
  unitOf: (code) => (code === 'H99.71.01' ? 'H99.50.01' : code),
}

function codes(dossier: Partial<Dossier>, changes: Partial<QualityContext> = {}): QualityCode[] {
  return dossierQuality({ ...sound, ...dossier }, { ...context, ...changes }).map(({ code }) => code)
}

test('a sound dossier has no finding', () => {
  expect(codes({})).toEqual([])
})

const supplement = (asked: string, before: string, after: string) => ({
  supplements: [{ askedAt: at(asked), receivedAt: null, dueBefore: at(before), dueAfter: at(after) }],
})
const step = (status: Dossier['status'], text: string) => ({ progress: [{ status, at: at(text) }] })
const before = (due: string, moment: string) => ({
  history: [{ dossier: { ...sound, dueAt: at(due) }, at: at(moment) }],
})

describe('each rule, just over its edge and just before it', () => {
  test.each<[QualityCode, string, Partial<Dossier>, Partial<QualityContext>, boolean]>([
    ['identity-repeated', 'at the threshold', {}, { personDossiers: 50 }, true],
    ['identity-repeated', 'below the threshold', {}, { personDossiers: 49 }, false],
    ['identity-repeated', 'nobody counted', {}, { personDossiers: null }, false],
    ['identity-repeated', 'no identity number', { person: null }, { personDossiers: 90 }, false],
    ['settled-instead', 'the last step asks for a supplement', step('supplement-requested', '13/10/2026'), {}, true],
    ['settled-instead', 'the last step asks for payment', step('payment-requested', '13/10/2026'), {}, true],
    ['settled-instead', 'the last step is a stop', { ...step('stopped', '13/10/2026'), status: 'settled' }, {}, true],
    ['settled-instead', 'not sent as settled', { ...step('stopped', '13/10/2026'), status: 'stopped' }, {}, false],
    ['settled-instead', 'no steps are sent', { progress: [] }, {}, false],
    ['result-is-filed-document', 'the same file', { results: [{ code: null, fileHash: 'a' }] }, {}, true],
    ['result-is-filed-document', 'no files', { results: [{ code: null, fileHash: null }], components: [] }, {}, false],
    ['paid-online-without-fee', 'no fee', { fees: [] }, {}, true],
    ['paid-online-without-fee', 'a fee of 0', { fees: [{ code: null, kind: null, amount: 0 }] }, {}, true],
    ['paid-online-without-fee', 'amount unknown', { fees: [{ code: null, kind: null, amount: null }] }, {}, false],
    ['paid-online-without-fee', 'not paid online', { fees: [], onlinePayment: 'none' }, {}, false],
    [
      'due-moved-after-passing',
      'asked a minute late',
      supplement('15/10/2026 17:01', '15/10/2026 17:00', '20/10/2026'),
      {},
      true,
    ],
    [
      'due-moved-after-passing',
      'asked in time',
      supplement('15/10/2026 17:00', '15/10/2026 17:00', '20/10/2026'),
      {},
      false,
    ],
    [
      'due-moved-after-passing',
      'due is a day, asked on it',
      supplement('15/10/2026 17:01', '15/10/2026', '20/10/2026'),
      {},
      false,
    ],
    ['due-moved-after-passing', 'not moved', supplement('16/10/2026', '15/10/2026', '15/10/2026'), {}, false],
    ['due-moved-after-passing', 'an earlier version was overdue', {}, before('12/10/2026 17:00', '13/10/2026'), true],
    ['due-moved-after-passing', 'an earlier version was in time', {}, before('12/10/2026 17:00', '12/10/2026'), false],
    ['due-moved-after-passing', 'moved forward', {}, before('16/10/2026 17:00', '17/10/2026'), false],
    ['finished-before-received', 'settled', { settledAt: at('08/10/2026 07:59') }, {}, true],
    ['finished-before-received', 'returned', { returnedAt: at('07/10/2026') }, {}, true],
    ['finished-before-received', 'by a step', step('settled', '07/10/2026'), {}, true],
    ['finished-before-received', 'at once', { settledAt: at('08/10/2026 08:00') }, {}, false],
    ['finished-before-received', 'refused before receipt', { refusedAt: at('07/10/2026') }, {}, false],
    ['date-in-future', 'returned', { returnedAt: at('14/10/2062') }, {}, true],
    ['date-in-future', 'a step', step('settled', '14/10/2062'), {}, true],
    ['date-in-future', 'now', { returnedAt: at('01/11/2026') }, {}, false],
    ['date-in-future', 'due', { dueAt: at('14/10/2062') }, {}, false],
    ['agency-mismatch', 'another agency', { responsibleUnit: 'H99.02' }, {}, true],
    ['agency-mismatch', 'no child of it', { responsibleUnit: 'H99.011' }, {}, true],
    ['agency-mismatch', 'a unit below', { responsibleUnit: 'H99.01.03' }, {}, false],
    ['agency-mismatch', 'the older form', { code: '000.00.01.H99-261008-0975' }, {}, false],
    ['agency-mismatch', 'an alias', { code: 'H99.71.01-261008-0975', responsibleUnit: 'H99.50.01' }, {}, false],
    ['agency-mismatch', 'a code of another form', { code: 'G22.99-1' }, {}, false],
    ['information-service-online', 'gives information only', {}, { services: [{ onlineLevel: 'information' }] }, true],
    [
      'information-service-online',
      'and another service',
      {},
      { services: [{ onlineLevel: 'information' }, { onlineLevel: 'partial' }] },
      false,
    ],
    [
      'information-service-online',
      'filed at the office',
      { channel: 'direct' },
      { services: [{ onlineLevel: 'information' }] },
      false,
    ],
    ['information-service-online', 'services not known', {}, { services: [] }, false],
  ])('%s: %s', (code, _, dossier, changes, isFound) => {
    expect(codes(dossier, changes)).toEqual(isFound ? expect.arrayContaining([code]) : [])
  })
})

test('every rule of the catalogue is tried above, and every text has its parameters', () => {
  const all = dossierQuality(
    {
      ...sound,
      ...step('stopped', '14/10/2062'),
      ...supplement('15/10/2026 17:01', '15/10/2026 17:00', '20/10/2026'),
      results: [{ code: null, fileHash: 'a' }],
      fees: [],
      responsibleUnit: 'H99.02',
      settledAt: at('07/10/2026'),
    },
    { ...context, personDossiers: 99, services: [{ onlineLevel: 'information' }] },
  )
  expect(all.map(({ code }) => code)).toEqual(qualityCodes('dossier'))
  expect(all.map((finding) => qualityText(finding, 'vi') + qualityText(finding, 'en')).join()).not.toMatch(/[{}]/)
})

test('dossiers of a person are counted, tests left out', () => {
  const counts = new PersonCount()
  for (const isTest of [false, true, false]) counts.add({ person: 'p', isTest })
  counts.add({ person: null, isTest: false })
  expect([counts.of('p'), counts.of('q')]).toEqual([2, 0])
})
