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

function sieved({ sieve, sieveWords }: Pairs, procedure: number, unit: number): boolean {
  const word = sieve[procedure * sieveWords + ((unit >>> 5) & (sieveWords - 1))] ?? 0
  return ((word >>> (unit & 31)) & 1) === 1
}

describe.each([
  { name: 'all units have bits of their own', procedures: 3, exact: true },
  { name: 'units share bits', procedures: 5000, exact: false },
])('a sieve in which $name', ({ procedures, exact }) => {
  test('lets every pair through that a row asks about', () => {
    const service = fc.record({ procedure: fc.nat(procedures - 1), unit: fc.nat(299) })
    const asks = fc.uniqueArray(fc.nat(299), { minLength: 1 })
    fc.assert(
      fc.property(fc.array(service, { maxLength: 20 }), fc.option(asks), (services, asking) => {
        const facts = factsOf(services, procedures)
        const { codes } = facts
        const mask = asking === null ? null : maskOf(Int32Array.from(asking), units.length)
        const stores = [facts.of('service')]
        const { pairs, units: found } = pairsOf({ stores, mask }, codes, new GroupCodes(groups, codes.units.texts))
        const asked = services.filter(({ unit }) => asking?.includes(unit) ?? true)
        const below = (unit: number) => units.filter((each) => groupsOf(groups, nameOf(each)).includes(nameOf(unit)))
        const expected = new Set(asked.flatMap(({ unit }) => below(unit)))
        expect(new Set(found)).toEqual(expected)
        expect(pairs.lineCount).toBe(new Set(asked.map(({ procedure }) => procedure)).size)
        for (const { procedure } of services)
          for (const unit of units) {
            const isAsked = asked.some((each) => each.procedure === procedure && below(each.unit).includes(unit))
            const code = codes.procedures.find(String(procedure)) ?? 0
            if (isAsked || exact) expect(sieved(pairs, code, unit)).toBe(isAsked)
            if (isAsked) expect(Math.min(pairs.lines[code] ?? -1, pairs.columns[unit] ?? -1)).toBeGreaterThanOrEqual(0)
          }
      }),
      { numRuns: 20 },
    )
  })
})
