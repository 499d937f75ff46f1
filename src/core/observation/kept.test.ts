import { expect, test } from 'vitest'
import { bareDossier } from '../dossier/fixtures/read-cases.ts'
import { dossier } from '../dossier/dossier.ts'
import { barePetition } from '../petition/fixtures/bare-petition.ts'
import { petition } from '../petition/petition.ts'
import { procedure, service } from '../procedure/procedure.ts'
import { certifiedCopyUnit, rating, syncReceipt } from './bodies.ts'
import { kept } from './kept.ts'

const at = Date.UTC(2026, 9, 1)

/** Every schema that bodies are taken by unlooked at, and a body with something in every list. */
const cases = [
  {
    schema: dossier,
    body: {
      ...bareDossier,
      databases: ['7'],
      components: [{ code: null, digitised: true, reused: false, fromStorage: true, fileHash: 'a' }],
      fees: [{ code: 'LP', kind: '1', amount: 50_000 }],
      supplements: [{ askedAt: at, receivedAt: null, dueBefore: at, dueAfter: at + 1 }],
      results: [{ code: 'KQ', fileHash: null }],
      progress: [{ status: 'accepted', at }],
    },
  },
  { schema: petition, body: { ...barePetition, requests: [{ askedAt: at, answeredAt: null }] } },
  {
    schema: procedure,
    body: {
      code: '1.1',
      name: 'Thủ tục',
      field: null,
      authority: 'H99',
      announcements: [{ decision: '1', decidedOn: '2026-09-10', legalBasisEffectiveOn: null }],
      publishedOn: '2026-09-11',
      withdrawnOn: null,
      publicParts: 7,
      audiences: ['citizen'],
      paymentIntegrated: true,
      hasFee: true,
      returnsPaper: false,
      maxWorkingDays: 2.5,
    },
  },
  {
    schema: service,
    body: { code: 'a', name: 'Dịch vụ', procedure: '1.1', onlineLevel: 'full', status: 'public', unit: null },
  },
  { schema: certifiedCopyUnit, body: { unit: 'H99.01', due: true, provides: false, since: '2026-01-01' } },
  { schema: syncReceipt, body: { dossier: 'a', acknowledgedAt: at } },
  { schema: rating, body: { dossier: 'a', at, satisfied: true } },
] as const

test.each(cases)('a body is what its schema makes of it: $schema.shape', ({ schema, body }) => {
  const text = JSON.stringify(body)
  const parsed = schema.safeParse(JSON.parse(text))
  expect(parsed.success).toBe(true)
  expect(kept(schema, JSON.parse(text))).toStrictEqual(parsed.data)
})

test('what is no body at all is not taken', () => {
  expect(() => kept(rating, null)).toThrow(TypeError)
  expect(() => kept(rating, 'đạt')).toThrow(TypeError)
})
