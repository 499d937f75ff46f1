import { createHmac } from 'node:crypto'
import { assert, property, string, uint8Array } from 'fast-check'
import { expect, test } from 'vitest'
import { keyedHash } from './keyed-hash.ts'

test('is HMAC-SHA-256, cut to 128 bits', () => {
  assert(
    property(uint8Array({ minLength: 32, maxLength: 100 }), string({ unit: 'binary' }), (key, text) => {
      const expected = createHmac('sha256', key).update(`text:${text}`).digest('hex').slice(0, 32)
      expect(keyedHash(key).text(text)).toBe(expected)
    }),
  )
})
