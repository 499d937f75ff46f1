import { noAmount } from '../src/core/fact/tables.ts'
import type { Change, FactOf } from '../src/core/fact/fact.ts'
import { periodDays } from '../src/core/period/period.ts'
import { asSecond, longAgo, never, secondOf, type Second } from '../src/core/time/second.ts'
import { endOfDay, startOfDay } from '../src/core/time/instant.ts'
import { parsePlainDate } from '../src/core/time/plain-date.ts'
import type { UnitGroups } from '../src/core/unit/groups.ts'

/**
 * Dossiers by rule: a year of them for 10 000 units under 34 provinces and 2 000 procedures, and two months of the year
 * before. One in twenty is two facts, one after the other, as a dossier is whose supplement stopped the clock.
 */
const unitCount = 10_000
const provinceCount = 34
const procedureCount = 2000
const day = 86_400
const first = secondOf(startOfDay(dayOf('2025-11-01')))
const last = secondOf(endOfDay(dayOf(periodDays('2026').last)))

function dayOf(text: string) {
  const date = parsePlainDate(text)
  if (date === null) throw new Error(`not a day: ${text}`)
  return date
}

const units = Array.from({ length: unitCount }, (_, unit) => {
  const below = Math.floor(unit / provinceCount)
  return `H${two(1 + (unit % provinceCount))}.${two(below % 20)}.${two(Math.floor(below / 20))}`
})
const procedures = Array.from({ length: procedureCount }, (_, place) => `1.${String(1000 + place).padStart(6, '0')}`)

/** Every unit counts for itself, its province and the country. */
export const groups: UnitGroups = {
  above: new Map(units.map((unit) => [unit, [unit, unit.slice(0, 3), 'VN']])),
  unlisted: ['VN'],
}

export const unitNames: readonly string[] = units

function two(n: number): string {
  return String(n).padStart(2, '0')
}

/** 32 bits that look like chance and are the same in every run. */
function mixed(index: number, salt: number): number {
  let hash = Math.imul(index + 1, 0x9e37_79b1) ^ Math.imul(salt + 1, 0x85eb_ca77)
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b_3c6d)
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a_2d39)
  return (hash ^ (hash >>> 15)) >>> 0
}

/** The day of a moment as dossier codes have it, `261008`; a cache, since it is made for every dossier. */
const dayTexts = new Map<number, string>()
function dayText(at: number): string {
  const number = Math.floor(at / day)
  const known = dayTexts.get(number)
  if (known !== undefined) return known
  const text = new Date(Date.UTC(1990, 0, 1) + number * day * 1000).toISOString().slice(2, 10).replaceAll('-', '')
  dayTexts.set(number, text)
  return text
}

/** Facts of dossier `index` of `count`. Dossiers come in the order in which they were received. */
export function factsOf(index: number, count: number): readonly FactOf<'dossier'>[] {
  const received = Math.floor(first + ((last - first) * index) / count)
  const unit = units[mixed(index, 1) % unitCount] ?? ''
  const chance = mixed(index, 2)
  const took = (1 + (chance % 20)) * day
  const due = received + (5 + ((chance >>> 8) % 16)) * day
  const isEnded = (chance >>> 16) % 100 < 93 && received + took < last
  const endedAt = isEnded ? received + took : never
  const bits = mixed(index, 3)
  const fact = (from: Second, until: Second, lateFrom: number): FactOf<'dossier'> => ({
    table: 'dossier',
    // In one piece, as it comes from a ledger, and not as three that wait to be joined.
    key: [unit, dayText(received), String(index % 100_000).padStart(5, '0')].join('-'),
    unit,
    procedure: procedures[mixed(index, 4) % procedureCount] ?? null,
    times: {
      received: asSecond(received),
      endedAt: asSecond(endedAt),
      lateFrom: asSecond(endedAt <= lateFrom ? never : lateFrom),
      from,
      until,
      synced: (bits >>> 20) % 20 === 0 ? never : asSecond(received + ((bits >>> 8) % 7200)),
      complained: (bits >>> 25) % 100 === 0 ? asSecond(received + took) : never,
    },
    amounts: { workedHalves: isEnded ? Math.floor((took * 2 * 5) / (7 * day)) : noAmount },
    flags: {
      online: (bits & 3) !== 0,
      returnsPaper: (bits & 4) !== 0,
      hasResult: (bits & 24) !== 0,
      hasDigitisedComponent: (bits & 32) !== 0,
      reusesData: (bits & 192) === 0,
      usesStorage: (bits & 768) === 0,
      usesPopulationData: (bits & 1024) !== 0,
      hasFee: (bits & 2048) !== 0,
      paidOnline: (bits & 6144) !== 0,
      awaitsSupplement: false,
    },
  })
  if (mixed(index, 5) % 20 !== 0) return [fact(longAgo, never, due)]
  const supplement = asSecond(received + 3 * day)
  return [fact(longAgo, supplement, due), fact(supplement, never, due + 4 * day)]
}

/** What else there is to count: every procedure with its announcement and three services, every unit's certified copies. */
export function otherChanges(): readonly Change[] {
  const ofUnits = units.map((unit, place): Change => {
    const flags = { isDue: true, provides: place % 3 > 0 }
    const fact = {
      table: 'certified-copy-unit',
      key: unit,
      unit,
      procedure: null,
      times: { since: longAgo },
      flags,
      amounts: {},
    } as const
    return { table: 'certified-copy-unit', key: unit, facts: [fact] }
  })
  const ofProcedures = procedures.flatMap((procedure, place): readonly Change[] => {
    const unit = units[mixed(place, 6) % unitCount] ?? ''
    const [published, decided] = [asSecond(first + place * 3000), asSecond(first + place * 2000)]
    const publishBy = asSecond(decided + 5 * day)
    const about = { key: procedure, unit, procedure }
    const flags = {
      isComplete: place % 4 > 0,
      isForCitizens: place % 3 > 0,
      hasFee: place % 2 > 0,
      isPaymentIntegrated: place % 5 > 0,
      isOfferedOnline: place % 6 > 0,
    }
    const times = { published, withdrawn: never }
    const announced = { decidedOnTime: place % 7 > 0, publishedOnTime: published <= publishBy }
    const announcement = {
      table: 'announcement',
      ...about,
      times: { decided, publishBy, published },
      flags: announced,
      amounts: {},
    } as const
    return [
      { table: 'procedure', key: procedure, facts: [{ table: 'procedure', ...about, times, flags, amounts: {} }] },
      { table: 'announcement', key: procedure, facts: [announcement] },
      ...[0, 1, 2].map((service): Change => {
        const key = `${procedure}.0${service}`
        const own = units[mixed(place, 7 + service) % unitCount] ?? ''
        const open = { isOnline: true, isClosed: place % 9 === 0 }
        return {
          table: 'service',
          key,
          facts: [{ table: 'service', key, unit: own, procedure, times: {}, flags: open, amounts: {} }],
        }
      }),
    ]
  })
  return [...ofUnits, ...ofProcedures]
}
