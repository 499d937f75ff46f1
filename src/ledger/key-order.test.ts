import fc from 'fast-check'
import { expect, test } from 'vitest'
import { comesBefore, inKeyOrder } from './key-order.ts'

test('keys come in the order of their bytes', () => {
  const key = fc.string({
    unit: fc.constantFrom('a', 'b', '-', 'đ', '\uE000', '\uFFFF', '𠀀', '𠀁', '😀'),
    maxLength: 4,
  })
  fc.assert(
    fc.property(key, key, (one, other) => {
      expect(comesBefore(one, other)).toBe(Buffer.compare(Buffer.from(one), Buffer.from(other)) < 0)
      expect(inKeyOrder(one, other)).toBe(Buffer.compare(Buffer.from(one), Buffer.from(other)))
    }),
    { numRuns: 2_000 },
  )
})
