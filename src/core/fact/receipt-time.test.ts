import fc from 'fast-check'
import { expect, test } from 'vitest'
import { syncReceipt } from '../observation/bodies.ts'
import { canonicalJson } from '../observation/canonical.ts'
import { acknowledgedIn } from './receipt-time.ts'

const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('"', '\\', '","acknowledgedAt":7', '\n'))

test('the text says what the receipt says, whatever dossier it is of', () => {
  fc.assert(
    fc.property(text, fc.oneof(fc.maxSafeInteger(), fc.integer(), fc.constant(0)), (dossier, acknowledgedAt) => {
      const receipt = syncReceipt.parse({ dossier, acknowledgedAt })
      expect(acknowledgedIn(canonicalJson(receipt))).toBe(receipt.acknowledgedAt)
    }),
    { numRuns: 500 },
  )
})
