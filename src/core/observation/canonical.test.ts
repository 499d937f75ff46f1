import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Refusal } from '../failure.ts'
import { limits } from '../limits.ts'
import { canonicalJson } from './canonical.ts'

/** The same value with the keys of every object in another order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, item]) => [key, reversed(item)])
      .reverse(),
  )
}

function nested(depth: number): unknown {
  return depth === 0 ? 1 : [nested(depth - 1)]
}

function refusedField(value: unknown): unknown {
  try {
    canonicalJson(value)
    return null
  } catch (error) {
    return error instanceof Refusal ? error.failure.params['field'] : error
  }
}

describe('canonical JSON', () => {
  test.each([
    [{ b: 1, a: [true, null, 'ă'] }, '{"a":[true,null,"ă"],"b":1}'],
    [{ 10: 'x', 9: 'y' }, '{"10":"x","9":"y"}'],
    [{ a: undefined }, '{}'],
    [JSON.parse('{"__proto__":1}'), '{"__proto__":1}'],
    [-0, '0'],
    [1e21, '1e+21'],
    ['\u0000\ud800"', '"\\u0000\\ud800\\""'],
  ])('%j', (value, text) => {
    expect(canonicalJson(value)).toBe(text)
  })

  test('is JSON that means the same, whatever the order of the keys', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value)
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
        expect(canonicalJson(reversed(value))).toBe(text)
        expect(canonicalJson(JSON.parse(text))).toBe(text)
      }),
    )
  })

  test.each([
    [{ at: new Date(0) }, 'at'],
    [{ share: Number.NaN }, 'share'],
    [{ list: [{ deep: 1n }] }, 'list'],
    [[undefined], 'body'],
    [() => 1, 'body'],
  ])('what JSON cannot hold is refused with its field', (value, field) => {
    expect(refusedField(value)).toBe(field)
  })

  test('depth, at the limit and one above', () => {
    expect(refusedField(nested(limits.depth))).toBeNull()
    expect(refusedField(nested(limits.depth + 1))).toBe('body')
  })
})
