import { expect, test } from 'vitest'
import type { Dossier } from '../dossier/dossier.ts'
import { bareDossier } from '../dossier/fixtures/read-cases.ts'
import { parseInstant } from '../time/instant.ts'
import { qualityText } from './catalogue.ts'
import { StatedFields } from './stated-fields.ts'

function missingOf(dossiers: number, last: Partial<Dossier> = {}): readonly string[] {
  const fields = new StatedFields()
  for (let index = 1; index < dossiers; index++) fields.add(bareDossier)
  fields.add({ ...bareDossier, ...last })
  return fields.findings().map(({ params }) => JSON.stringify(params['indicators']).slice(1, -1))
}

const component = { code: null, digitised: false, reused: false, fromStorage: false, fileHash: null }

test.each<[string, Partial<Dossier>]>([
  ['3.2, 3.3, 3.4', { channel: 'postal' }],
  ['2.1', { dueAt: parseInstant('08/10/2026 17:00') }],
  ['3.5, 3.6', { onlinePayment: 'national-gateway' }],
  ['3.3, 4.1, 4.2', { results: [{ code: null, fileHash: 'a' }] }],
  ['4.2', { hasDigitisedComponent: true }],
  ['4.3, 4.4', { components: [component] }],
  ['4.5', { isVneidVerified: true }],
  ['4.5', { databases: ['7'] }],
])('%s: one dossier that states it is enough', (indicators, stated) => {
  expect(missingOf(50)).toContain(indicators)
  expect(missingOf(50)).toHaveLength(7)
  expect(missingOf(50, stated)).not.toContain(indicators)
  expect(missingOf(50, stated)).toHaveLength(6)
})

test('of a few dossiers nothing is said', () => expect(missingOf(49)).toEqual([]))

test('in words', () => {
  const fields = new StatedFields()
  for (let index = 0; index < 60; index++) fields.add(bareDossier)
  const [first] = fields.findings()
  expect(first && qualityText(first, 'vi')).toMatch(/^Trong 60 hồ sơ .* không hồ sơ nào ghi kênh nộp .*3\.3/)
})
