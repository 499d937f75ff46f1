import { array, assert, boolean, constantFrom, integer, oneof, property, record, string, tuple } from 'fast-check'
import { expect, test } from 'vitest'
import { seqOf } from '../observation/observation.ts'
import { asSecond, longAgo, never } from '../time/second.ts'
import { changeOf, factOf } from './fact-of.ts'
import type { Change } from './fact.ts'
import { eachChange, packed, packedAll, placesOf, transferred } from './packed.ts'
import { noAmount, type Table, tableNames, tables } from './tables.ts'

const second = oneof(integer({ min: 0, max: 0x7fff_ffff }).map(asSecond), constantFrom(longAgo, never))

function factArbitrary(table: Table) {
  const { times, flags, amounts } = tables[table]
  return record({
    unit: constantFrom('H99', 'H99.01', ''),
    procedure: constantFrom(null, '1.1', 'thủ tục'),
    times: tuple(...times.map(() => second)),
    flags: tuple(...flags.map(() => boolean())),
    amounts: tuple(...amounts.map(() => oneof(integer({ min: 0, max: 99 }), constantFrom(noAmount)))),
  }).map(
    ({ unit, procedure, ...own }) =>
      (key: string) =>
        factOf({
          table,
          key,
          unit,
          procedure,
          times: Object.fromEntries(times.map((name, place) => [name, own.times[place] ?? never])),
          flags: Object.fromEntries(flags.map((name, place) => [name, own.flags[place] ?? false])),
          amounts: Object.fromEntries(amounts.map((name, place) => [name, own.amounts[place] ?? noAmount])),
        }),
  )
}

const change = constantFrom(...tableNames).chain((table) =>
  record({ key: string({ unit: 'grapheme' }), facts: array(factArbitrary(table), { maxLength: 4 }) }).map(
    ({ key, facts }) => changeOf({ table, key, facts: facts.map((of) => of(key)) }),
  ),
)

const ofTable = (changes: readonly Change[]) => Map.groupBy(changes, ({ table }) => table)

test('what is packed comes back, from another thread too', () => {
  assert(
    property(array(change), (given) => {
      const all = packedAll(given)
      const sent = structuredClone(all, { transfer: [...transferred(all)] })
      const back = [...eachChange({ from: seqOf(0), to: seqOf(1), changes: [], packed: sent })]
      expect(ofTable(back)).toEqual(ofTable(given))
    }),
  )
})

test('what came as objects comes before what came packed', () => {
  const [first, other] = ['a', 'b'].map((key) => changeOf({ table: 'dossier', key, facts: [] }))
  if (first === undefined || other === undefined) throw new Error('two changes')
  const all = { from: seqOf(0), to: seqOf(1), changes: [first], packed: [packed('dossier', [other])] }
  expect([...eachChange(all)]).toEqual([first, other])
})

test('a unit that is not among the texts is no fact', () => {
  const made = packed('service', [
    changeOf({
      table: 'service',
      key: 'a',
      facts: [
        factOf({
          table: 'service',
          key: 'a',
          unit: 'H99',
          procedure: null,
          times: {},
          flags: { isOnline: true, isClosed: false },
          amounts: {},
        }),
      ],
    }),
  ])
  made.numbers[placesOf('service').unit] = 1
  expect(() => [...eachChange({ from: seqOf(0), to: seqOf(1), changes: [], packed: [made] })]).toThrow('packed wrongly')
})
