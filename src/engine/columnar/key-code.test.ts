import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareTexts, KeyCodes } from './key-code.ts'

const digits = (least: number, most: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: least, maxLength: most }).map((each) => each.join(''))
const almost = fc
  .tuple(fc.constantFrom('H15', 'H15.50', 'H1', '', 'H15-', 'Sở', '🏢'), digits(5, 7), digits(0, 8))
  .map((parts) => parts.join('-'))
const key = fc.oneof(almost, fc.string({ unit: 'binary' }), fc.string())

function coded(keys: KeyCodes, text: string): readonly [number, number] {
  keys.look(text, 0)
  keys.keep()
  return [keys.high, keys.low]
}

describe('keys in 8 bytes', () => {
  test('any text comes back', () => {
    const keys = new KeyCodes()
    fc.assert(
      fc.property(key, (text) => {
        const [high, low] = coded(keys, text)
        expect(keys.text(high, low)).toBe(text)
        keys.look(text, 0)
        expect(keys.is(high, low)).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  test('they stand in the order of their texts', () => {
    const keys = new KeyCodes()
    fc.assert(
      fc.property(key, key, (a, b) => {
        const order = keys.compare(...coded(keys, a), ...coded(keys, b))
        expect(Math.sign(order)).toBe(compareTexts(a, b))
      }),
      { numRuns: 5000 },
    )
  })

  test('a dossier code takes no more than its 8 bytes', () => {
    const keys = new KeyCodes()
    coded(keys, 'H15.50.05.13-261008-0975')
    const { used } = keys.shape()
    for (const text of ['H15.50.05.13-261008-0976', 'H15.50.05.13-000000-0', 'H15.50.05.13-999999-9999999']) {
      const [high, low] = coded(keys, text)
      expect(high).toBeGreaterThanOrEqual(0)
      expect(keys.text(high, low)).toBe(text)
    }
    expect(keys.shape().used).toBe(used)
  })

  test('agencies beyond 16 bits lie among the other texts', () => {
    const keys = new KeyCodes()
    for (let agency = 0; agency < 65_536; agency++) keys.look(`A${agency}-261008-1`, 0)
    expect(coded(keys, 'A65535-261008-1')[0]).toBeGreaterThanOrEqual(0)
    const [high, low] = coded(keys, 'B-261008-1')
    expect(high).toBeLessThan(0)
    expect(keys.text(high, low)).toBe('B-261008-1')
  })

  test('the longest key, and one longer', () => {
    const keys = new KeyCodes()
    const long = 'ă'.repeat(32_767)
    expect(keys.text(...coded(keys, long))).toBe(long)
    expect(() => coded(keys, `${long}ă`)).toThrow(RangeError)
  })
})
