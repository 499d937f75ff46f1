import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { applicantKinds, channels, type Dossier, dossier, dossierStatuses, onlinePayments } from '../dossier/dossier.ts'
import { canonicalJson } from '../observation/canonical.ts'
import { type CountedDossier, countedIn, countedOf, passedOver } from './counted-dossier.ts'

const plain = fc.string({
  unit: fc.constantFrom('a', '7', ' ', '{', '}', '[', ']', ',', ':', 'đ', '-', '\u007F', '😀'),
  maxLength: 6,
})
/** What would be met if marks within a text were taken for those around it. */
const hostile = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 6 }),
  fc.constantFrom('"7"', '],"databases":[', '"reused":true', '\\', ']', '"fileHash":"a"', 'null', '","code":"x'),
)
const at = fc.oneof(
  fc.integer({ min: -1, max: 9 }),
  fc.integer({ min: 1_000_000_000_000, max: 1_800_000_000_000 }),
  fc.constantFrom(-1_800_000_000_000, 123_456_789_012_345, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
)
const maybeAt = fc.option(at)
/** Of what nobody reads, numbers of more than 15 digits are read in full. */
const fewDigits = fc.option(at.filter((milliseconds) => Math.abs(milliseconds) < 1e15))
const flag = fc.boolean()

function dossiers(text: fc.Arbitrary<string>, submittedAt = maybeAt): fc.Arbitrary<Dossier> {
  const maybe = fc.option(text)
  const few = { maxLength: 3 }
  const status = fc.option(fc.constantFrom(...dossierStatuses))
  return fc
    .record({
      code: text.map((own) => `H${own}`),
      responsibleUnit: maybe,
      receivingUnit: maybe,
      procedure: maybe,
      field: maybe,
      channel: fc.constantFrom(...channels),
      applicantKind: fc.option(fc.constantFrom(...applicantKinds)),
      person: maybe,
      submittedAt,
      receivedAt: maybeAt,
      dueAt: maybeAt,
      status,
      settledAt: maybeAt,
      returnedAt: maybeAt,
      refusedAt: maybeAt,
      returnForm: maybe,
      hasDigitisedComponent: flag,
      isVneidVerified: flag,
      onlinePayment: fc.constantFrom(...onlinePayments),
      databases: fc.array(fc.oneof(text, fc.constant('7')), few),
      components: fc.array(
        fc.record({ code: maybe, digitised: flag, reused: flag, fromStorage: flag, fileHash: maybe }),
        few,
      ),
      fees: fc.array(
        fc.record({ code: maybe, kind: maybe, amount: fc.option(fc.constantFrom(0, 0, 1, -1, 100_000)) }),
        few,
      ),
      supplements: fc.array(
        fc.record({ askedAt: maybeAt, receivedAt: maybeAt, dueBefore: maybeAt, dueAfter: maybeAt }),
        few,
      ),
      results: fc.array(fc.record({ code: maybe, fileHash: maybe }), few),
      progress: fc.array(fc.record({ status, at }), few),
      isTest: flag,
    })
    .map((own) => dossier.parse(own))
}

function counted(own: CountedDossier) {
  const { code, responsibleUnit, procedure, isTest, hasDigitisedComponent, uses, ...handled } = own
  const { status, receivedAt, dueAt, settledAt, returnedAt, refusedAt, supplements, progress } = handled
  const times = { receivedAt, dueAt, settledAt, returnedAt, refusedAt, supplements, progress }
  return { code, responsibleUnit, procedure, isTest, hasDigitisedComponent, uses, status, ...times }
}

describe('a dossier is counted by its text as by its fields', () => {
  test('passed over, where no text has a mark', () => {
    fc.assert(
      fc.property(dossiers(plain, fewDigits), (own) => {
        expect(passedOver(canonicalJson(own))).toStrictEqual(counted(countedOf(own)))
      }),
      { numRuns: 500 },
    )
  })

  test('whatever the texts hold', () => {
    fc.assert(
      fc.property(dossiers(hostile), (own) => {
        expect(counted(countedIn(canonicalJson(own)))).toStrictEqual(counted(countedOf(own)))
      }),
      { numRuns: 1_000 },
    )
  })

  test('however the text was changed', () => {
    let passed = 0
    fc.assert(
      fc.property(dossiers(plain, fewDigits), edits, (own, made) => {
        const text = made.reduce(edited, canonicalJson(own))
        const fast = answerOf(() => passedOver(text))
        if (fast === null) return
        passed++
        expect(fast).toStrictEqual(answerOf(() => counted(countedOf(dossier.parse(JSON.parse(text))))))
      }),
      { numRuns: 4_000 },
    )
    expect(passed).toBeGreaterThan(50)
  })
})

/** Null: it is not told; 'refused': it threw, whatever. */
function answerOf<T>(ask: () => T): T | 'refused' {
  try {
    return ask()
  } catch {
    return 'refused'
  }
}

type Edit = { readonly place: number; readonly length: number; readonly by: string | null }

/** Parts of the text taken out, written anew, or put in twice. */
const edits = fc.array(
  fc.record({
    place: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.constantFrom(0, 1, 1, 2, 5, 17, 60),
    by: fc.oneof(
      fc.constant(null),
      fc.constantFrom(
        '',
        '0',
        '1',
        '-',
        '"',
        '\\',
        ']',
        '[',
        '}',
        ',',
        ' ',
        '\n',
        '.5',
        'null',
        'true',
        'false',
        '99999999',
      ),
      fc.constantFrom('"a":1,', ',"status":"lost"', '"status":null', '{"at":1,"status":null}', '"amount":0', '\\u0041'),
    ),
  }),
  { minLength: 1, maxLength: 2 },
)

function edited(text: string, { place, length, by }: Edit): string {
  const start = Math.floor(place * text.length)
  const end = start + length
  return text.slice(0, start) + (by ?? text.slice(start, end).repeat(2)) + text.slice(end)
}

test('what is no dossier is no dossier by its text either', () => {
  const [own] = fc.sample(dossiers(plain, fewDigits), { numRuns: 1, seed: 1 })
  const text = canonicalJson(own)
  expect(passedOver(text)).not.toBeNull()
  const changes: readonly (readonly [RegExp, string])[] = [
    [/"channel":"\w+"/, '"channel":"fax"'],
    [/"status":(?:null|"[\w-]+"),"submittedAt"/, '"status":"lost","submittedAt"'],
    [/"isTest":\w+/, '"isTest":1'],
    [/^\{/, '{"a":1,'],
    [/"code":"H[^"]*"/, '"code":""'],
    [/"code":"H/, `"code":"${'H'.repeat(101)}`],
    [/"components":\[.*\],"databases"/, '"components":[{}],"databases"'],
    [/"databases":\[[^\]]*\]/, '"databases":[7]'],
    [/"submittedAt":[-\w]+/, '"submittedAt":9007199254740993'],
    [/"dueAt":[-\w]+/, '"dueAt":"hôm nay"'],
    [/"progress":\[.*\],"receivedAt"/, '"progress":[{"at":1,"status":"lost"}],"receivedAt"'],
  ]
  for (const [from, to] of changes) {
    const changed = text.replace(from, to)
    expect(changed).not.toBe(text)
    expect(passedOver(changed)).toBeNull()
    expect(() => countedIn(changed)).toThrow(z.ZodError)
  }
})
