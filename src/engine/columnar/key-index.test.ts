import fc from 'fast-check'
import { expect, test } from 'vitest'
import { KeyIndex } from './key-index.ts'

/** Against a plain map: rows are their own keys, and many share a hash. */

const act = fc.record({
  act: fc.constantFrom('add', 'remove', 'move'),
  key: fc.integer({ min: 0, max: 60 }),
})

test('finds what was added, and only that', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 200 }), fc.integer({ min: 1, max: 40 }), (acts, spread) => {
      const keys = new Map<number, number>()
      const keyOf = new Map<number, number>()
      const hash = (key: number) => Math.imul(key % spread, 0x9e37_79b1) >>> 0
      const index = new KeyIndex((row) => hash(keyOf.get(row) ?? 0), 3)
      let next = 0
      for (const { act: what, key } of acts) {
        const row = keys.get(key)
        if (what === 'add' && row === undefined) {
          keys.set(key, next)
          keyOf.set(next, key)
          index.add(hash(key), next++)
        } else if (what === 'remove' && row !== undefined) {
          index.remove(hash(key), row)
          keys.delete(key)
        } else if (what === 'move' && row !== undefined) {
          keyOf.set(next, key)
          keys.set(key, next)
          index.move(hash(key), row, next++)
        }
        for (let each = 0; each <= 60; each++)
          expect(index.find(hash(each), (found) => keyOf.get(found) === each)).toBe(keys.get(each) ?? -1)
      }
    }),
    { numRuns: 300 },
  )
})
