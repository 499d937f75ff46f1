import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Random } from './random.ts'
import { apportion, partOf, printed, wholeFor } from './share.ts'

const sum = (list: readonly number[]) => list.reduce((all, one) => all + one, 0)

describe('apportion', () => {
  test('by largest remainder', () => {
    expect(apportion(10, [1, 1, 1])).toEqual([4, 3, 3])
    expect(apportion(100, [41, 29, 30])).toEqual([41, 29, 30])
    expect(apportion(7, [60, 25, 15])).toEqual([4, 2, 1])
  })

  test('a cap sends the rest to the others; weights of nothing get something only then', () => {
    expect(apportion(10, [9, 1], [5, 5])).toEqual([5, 5])
    expect(apportion(6, [1, 0], [4, 4])).toEqual([4, 2])
    expect(() => apportion(3, [1, 1], [1, 1])).toThrow('no room for 1 of 3')
  })

  test('always exact, never above a cap', () => {
    const part = fc.record({ weight: fc.integer({ min: 0, max: 1000 }), cap: fc.integer({ min: 0, max: 500 }) })
    fc.assert(
      fc.property(
        fc.array(part, { minLength: 1, maxLength: 40 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (parts, share) => {
          const caps = parts.map(({ cap }) => cap)
          const total = Math.floor(sum(caps) * share)
          const given = apportion(
            total,
            parts.map(({ weight }) => weight),
            caps,
          )
          expect(sum(given)).toBe(total)
          expect(given.every((count, index) => count >= 0 && count <= (caps[index] ?? 0))).toBe(true)
        },
      ),
    )
  })
})

describe('rates in whole numbers', () => {
  test('half a hundredth is rounded up', () => {
    expect(printed(1, 8)).toBe(1250)
    expect(printed(1, 20_000)).toBe(1)
    expect(printed(63, 128)).toBe(4922)
  })

  test('a whole is found that has a part for every target', () => {
    expect(partOf(7411, 400)).toEqual({ part: 296, exact: false })
    const whole = wholeFor([4908, 5043], 300, 100, 1000)
    expect(whole).toBe(811)
    expect(wholeFor([7411], 10, 1, 20)).toBeNull()
  })
})

describe('Random', () => {
  test('the same seed, the same numbers; they are spread evenly', () => {
    const [one, other] = [new Random('a'), new Random('a')]
    const drawn = Array.from({ length: 60_000 }, () => one.below(6))
    expect(drawn).toEqual(Array.from({ length: 60_000 }, () => other.below(6)))
    for (const face of [0, 1, 2, 3, 4, 5])
      expect(Math.abs(drawn.filter((value) => value === face).length - 10_000)).toBeLessThan(400)
    expect(new Random('b').next()).not.toBe(new Random('a').next())
  })

  test('chooses as many as asked, none twice', () => {
    const items = Array.from({ length: 50 }, (_, index) => index)
    const chosen = new Random('c').choose(items, 20)
    expect(new Set(chosen).size).toBe(20)
    expect(() => new Random('c').choose(items, 51)).toThrow('51 wanted of 50')
  })
})
