import { array, assert, boolean, constantFrom, integer, oneof, property, record, string, tuple } from 'fast-check'
import { expect, test } from 'vitest'
import type { ChangeOf } from '../../core/fact/fact.ts'
import { noAmount, tables } from '../../core/fact/tables.ts'
import { asSecond, longAgo, never } from '../../core/time/second.ts'
import { factOf } from '../../engine/fact-of.ts'
import { packed, unpacked, width } from './packed-changes.ts'

const { times, flags, amounts } = tables.dossier
const second = oneof(integer({ min: 0, max: 0x7fff_ffff }).map(asSecond), constantFrom(longAgo, never))

const fact = record({
  unit: constantFrom('H99', 'H99.01', ''),
  procedure: constantFrom(null, '1.1', 'thủ tục'),
  times: tuple(...times.map(() => second)),
  flags: tuple(...flags.map(() => boolean())),
  amounts: tuple(...amounts.map(() => oneof(integer({ min: 0, max: 99 }), constantFrom(noAmount)))),
})

const changes = array(record({ key: string({ unit: 'grapheme' }), facts: array(fact, { maxLength: 4 }) })).map((made) =>
  made.map(({ key, facts }): ChangeOf<'dossier'> => {
    const own = facts.map((one) =>
      factOf({
        table: 'dossier',
        key,
        unit: one.unit,
        procedure: one.procedure,
        times: Object.fromEntries(times.map((name, place) => [name, one.times[place] ?? never])),
        flags: Object.fromEntries(flags.map((name, place) => [name, one.flags[place] ?? false])),
        amounts: Object.fromEntries(amounts.map((name, place) => [name, one.amounts[place] ?? noAmount])),
      }),
    )
    return { table: 'dossier', key, facts: own.filter((one) => one.table === 'dossier') }
  }),
)

test('what is packed comes back', () => {
  assert(
    property(changes, (given) => {
      expect(unpacked(structuredClone(packed(given)))).toEqual(given)
    }),
  )
})

test('more facts than a byte counts are refused', () => {
  const [own] = unpacked({
    keys: ['a'],
    counts: Uint8Array.of(1),
    numbers: new Int32Array(width),
    texts: ['H99'],
  })
  const facts = (count: number) => Array.from({ length: count }, () => own?.facts[0] ?? expect.fail('no fact'))
  const of = (count: number) => packed([{ table: 'dossier', key: 'a', facts: facts(count) }])
  expect(unpacked(of(255))[0]?.facts).toHaveLength(255)
  expect(() => of(256)).toThrow(RangeError)
})
