import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Change } from '../../core/fact/fact.ts'
import { seqOf } from '../../core/observation/observation.ts'
import { groupsOf, type UnitGroups } from '../../core/unit/groups.ts'
import { tiny } from '../fixtures/engines.ts'
import { Facts } from './facts.ts'
import { GroupCodes, maskOf } from './group-codes.ts'
import { type Pairs, pairsOf } from './pairs.ts'

/** 300 units, each tenth above the nine that follow, and 0 above all. */
const units = Array.from({ length: 300 }, (_, unit) => unit)
const nameOf = (unit: number) => `U${unit}`
const groups: UnitGroups = {
  above: new Map(
    units.map((unit) => [nameOf(unit), [...new Set([unit, unit - (unit % 10), 0])].map((each) => nameOf(each))]),
  ),
  unlisted: ['U0'],
}

type Service = { readonly procedure: number; readonly unit: number }

function factsOf(services: readonly Service[], procedures: number): Facts {
  const facts = new Facts(tiny)
  for (const unit of units) facts.codes.units.code(nameOf(unit))
  for (let procedure = 0; procedure < procedures; procedure++) facts.codes.procedures.code(String(procedure))
  const changes = services.map(({ procedure, unit }, place): Change => {
    const about = { table: 'service', key: `S${place}`, unit: nameOf(unit), procedure: String(procedure) } as const
    return {
      table: 'service',
      key: about.key,
      facts: [{ ...about, times: {}, flags: { isOnline: true, isClosed: false }, amounts: {} }],
    }
  })
  facts.take({ from: seqOf(0), to: seqOf(1), changes })
  return facts
}

function sieved({ sieve, sieveWords, columns }: Pairs, procedure: number, unit: number): boolean {
  const column = columns[unit] ?? 0
  const word = sieve[procedure * sieveWords + ((column >>> 5) & (sieveWords - 1))] ?? 0
  return ((word >>> (column & 31)) & 1) === 1
}

describe.each([
  { name: 'all columns have bits of their own', procedures: 3, exact: true },
  { name: 'columns share bits', procedures: 5000, exact: false },
])('pairs, with a sieve in which $name', ({ procedures, exact }) => {
  test('let everything through that a row asks about, and units that are asked about alike share a column', () => {
    const service = fc.record({ procedure: fc.nat(procedures - 1), unit: fc.nat(299) })
    const asks = fc.uniqueArray(fc.nat(299), { minLength: 1 })
    fc.assert(
      fc.property(fc.array(service, { maxLength: 120 }), fc.option(asks), (services, asking) => {
        const facts = factsOf(services, procedures)
        const { codes } = facts
        const mask = asking === null ? null : maskOf(Int32Array.from(asking), units.length)
        const stores = [facts.of('service')]
        const pairs = pairsOf({ stores, mask }, codes, new GroupCodes(groups, codes.units.texts))
        const asked = services.filter(({ unit }) => asking?.includes(unit) ?? true)
        expect(pairs.lineCount).toBe(new Set(asked.map(({ procedure }) => procedure)).size)
        const columns = new Map<string, number>([['', 0]])
        for (const unit of units) {
          const above = groupsOf(groups, nameOf(unit))
          const own = asked.filter((each) => above.includes(nameOf(each.unit)))
          const alike = [...new Set(own.map((each) => each.unit))].toSorted((a, b) => a - b).join()
          expect(columns.get(alike) ?? pairs.columns[unit]).toBe(pairs.columns[unit])
          columns.set(alike, pairs.columns[unit] ?? -1)
          for (const procedure of new Set(services.map((each) => each.procedure))) {
            const code = codes.procedures.find(String(procedure)) ?? 0
            const isAsked = own.some((each) => each.procedure === procedure)
            if (isAsked || exact) expect(sieved(pairs, code, unit)).toBe(isAsked)
            if (isAsked) expect(pairs.lines[code]).toBeGreaterThanOrEqual(0)
          }
        }
        expect(new Set(columns.values()).size).toBe(columns.size)
        expect(pairs.lineWords).toBe(Math.ceil(columns.size / 32))
      }),
      { numRuns: 20 },
    )
  })
})
