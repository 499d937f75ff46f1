import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseInstant } from '../core/time/instant.ts'
import { BadField } from './bad-field.ts'
import { codeIn, isCode, momentIn } from './field.ts'

describe('moments', () => {
  test('the quick way for yyyyMMddHHmmss gives what the slow way gives', () => {
    const digits = (max: number, width: number) =>
      fc.integer({ min: 0, max }).map((number) => String(number).padStart(width, '0'))
    const stamp = fc.tuple(digits(110, 3), digits(13, 2), digits(32, 2), digits(25, 2), digits(61, 2), digits(61, 2))
    fc.assert(
      fc.property(stamp, ([year, ...rest]) => {
        const text = `${1990 + Number(year)}${rest.join('')}`
        const slow = parseInstant(text)
        if (slow === null) expect(() => momentIn({ at: text }, 'at')).toThrow(BadField)
        else expect(momentIn({ at: text }, 'at')).toBe(slow)
      }),
    )
  })

  test.each(['', ' ', '0', '00010101000000', '19000101', null, undefined])('%j is not stated', (at) => {
    expect(momentIn({ at }, 'at')).toBeNull()
  })

  test.each(['19900101', '20261008', 20_261_008_083_000, '08/10/2026 8:30', '2026-10-08T08:30:00+07:00'])(
    '%j',
    (at) => {
      expect(momentIn({ at }, 'at')).toBe(parseInstant(String(at)))
    },
  )

  test.each(['19891231235959', '21010101000000', '20260229', '20261008246000', '2026-10', 'x'])(
    '%j is refused',
    (at) => {
      expect(() => momentIn({ at }, 'at')).toThrow(BadField)
    },
  )
})

describe('codes', () => {
  test.each([
    'H99.01-261008-0975',
    '000.00.01.H22-221008-0001',
    '1.004194',
    '1.004194.01',
    '1.011442.000.00.00.H38',
    'G22.99-1',
    'PAKN.20261008.0001',
    '12',
  ])('%s', (code) => {
    expect(isCode(code)).toBe(true)
  })

  test.each([
    '0912345678',
    '0912.345.678',
    '001.199.000.001',
    '001199000001',
    'a@b1.vn',
    'An 1',
    'Lê1',
    'An',
    '',
    '-1',
  ])('%j is none', (text) => {
    expect(isCode(text)).toBe(false)
  })

  test('at the limit and above it', () => {
    expect(codeIn({ a: `H${'1'.repeat(9)}` }, 'a', 10)).toHaveLength(10)
    expect(() => codeIn({ a: `H${'1'.repeat(10)}` }, 'a', 10)).toThrow(BadField)
  })
})
