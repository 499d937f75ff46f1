import fc from 'fast-check'
import { expect, test } from 'vitest'
import { instant } from '../../core/time/instant.ts'
import { inKeyOrder } from '../../ledger/key-order.ts'
import { Alongside } from './alongside.ts'

test('the first moment of each key, whichever keys are asked for', () => {
  const key = fc.constantFrom('H1', 'H10', 'H2', 'a', 'đ', '\uFFFD', '𠀀', '😀')
  const moment = fc.integer({ min: 0, max: 10_000 }).map((second) => instant(Date.UTC(2026, 0, 1) + second * 1_000))
  fc.assert(
    fc.property(fc.array(fc.tuple(key, moment)), fc.uniqueArray(key), (put, asked) => {
      const alongside = new Alongside()
      for (const [own, at] of put.toSorted(([a], [b]) => inKeyOrder(a, b))) alongside.add(own, at)
      for (const own of asked.toSorted(inKeyOrder)) {
        const moments = put.filter(([other]) => other === own).map(([, at]) => at)
        expect(alongside.of(own)).toBe(moments.length === 0 ? null : Math.min(...moments))
      }
    }),
    { numRuns: 1_000 },
  )
})
