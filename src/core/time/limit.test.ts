import { expect, test } from 'vitest'
import { parseInstant } from './instant.ts'
import { limitOf } from './limit.ts'

test.each([
  ['2026-10-02T16:59:59+07:00', '2026-10-02T17:00:00+07:00'],
  ['2026-10-02T23:59:59+07:00', '2026-10-02'],
])('%s: until %s', (last, limit) => {
  const at = parseInstant(last)
  expect(at !== null && limitOf(at)).toBe(limit)
})
