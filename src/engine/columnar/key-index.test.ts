import fc from 'fast-check'
import { expect, test } from 'vitest'
import { KeyIndex } from './key-index.ts'

/** Against a plain map: rows are their own keys, and many share a hash. */

/** All of them in two parts, so that they meet. */
const hashOf = (key: number) => (Math.imul(key, 0x9e37_79b1) & ~0xff) | (key & 1)

const act = fc.record({
  act: fc.constantFrom('add', 'remove', 'move'),
  key: fc.integer({ min: 0, max: 60 }),
})

test('finds what was added, and only that', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 200 }), fc.integer({ min: 1, max: 40 }), (acts, spread) => {
      const keys = new Map<number, number>()
      const keyOf = new Map<number, number>()
      const hash = (key: number) => hashOf(key % spread)
      const index = new KeyIndex()
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

test('many keys at once are as one after another', () => {
  const hashes = Int32Array.from({ length: 5000 }, (_, key) => hashOf(key % 4000))
  const index = new KeyIndex()
  index.reserve(100)
  index.addAll(
    hashes,
    Int32Array.from(hashes, (_, row) => row),
    // Whatever was in it, and more than is needed.
    new Int32Array(hashes.length * 3).fill(7),
  )
  const found = Array.from(hashes, (hash, row) => index.find(hash, (each) => each === row))
  expect(found).toEqual(Array.from(hashes.keys()))
  expect(index.find(hashOf(4000), () => true)).toBe(-1)
})
