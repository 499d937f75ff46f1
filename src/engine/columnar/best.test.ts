import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Best } from './best.ts'

test('keeps what sorting everything would put first', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { maxLength: 5000 }), fc.integer({ min: 0, max: 40 }), (items, most) => {
      const best = new Best<number>(most, (a, b) => a - b)
      for (const item of items) best.offer(item)
      expect(best.inOrder()).toEqual(items.toSorted((a, b) => a - b).slice(0, most))
    }),
  )
})
