import { createHmac } from 'node:crypto'
import { assert, property, string, uint8Array } from 'fast-check'
import { expect, test } from 'vitest'
import { keyedHash } from './keyed-hash.ts'

test('is HMAC-SHA-256, cut to 128 bits', { timeout: 30_000 }, () => {
  assert(
    property(uint8Array({ minLength: 32, maxLength: 100 }), string({ unit: 'binary' }), (key, text) => {
      const expected = createHmac('sha256', key).update(`text:${text}`).digest('hex').slice(0, 32)
      expect(keyedHash(key).text(text)).toBe(expected)
    }),
  )
})

test.each([1_017, 1_018, 1_019, 1_020, 1_024, 3_067, 3_068, 5_000])('a text of %i letters of three bytes', (length) => {
  const text = 'ữ'.repeat(length)
  const key = Buffer.alloc(32, 9)
  const hash = keyedHash(key)
  const expected = createHmac('sha256', key).update(`text:${text}`).digest('hex').slice(0, 32)
  expect([hash.text(text), hash.text(text)]).toEqual([expected, expected])
})
