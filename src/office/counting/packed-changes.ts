import type { ChangeOf, FactOf } from '../../core/fact/fact.ts'
import { type AmountOf, type FlagOf, tables, type TimeOf } from '../../core/fact/tables.ts'
import { asSecond } from '../../core/time/second.ts'

/**
 * Changes of dossiers on their way from one thread to another: numbers in arrays that are handed over, not copied. As objects
 * they take longer to send than to make.
 */
export type PackedChanges = {
  readonly keys: readonly string[]
  /** Facts of each key. */
  readonly counts: Uint8Array<ArrayBuffer>
  /** Of each fact its times, amounts and flags, in the order of the table's columns, and the places of unit and procedure in `texts`. */
  readonly numbers: Int32Array<ArrayBuffer>
  readonly texts: readonly (string | null)[]
}

const { times, amounts, flags } = tables.dossier
const numbered = times.length + amounts.length
/** Where flags, unit and procedure stand among the numbers of a fact. */
const at = { flags: numbered, unit: numbered + 1, procedure: numbered + 2 } as const
export const width = numbered + 3
/** More phases than that no dossier has had; a byte counts them. */
const mostFacts = 255

export function packed(changes: readonly ChangeOf<'dossier'>[]): PackedChanges {
  const counts = Uint8Array.from(changes, ({ key, facts: { length } }) => {
    if (length > mostFacts) throw new RangeError(`${key}: ${length} facts; at most ${mostFacts}`)
    return length
  })
  const numbers = new Int32Array(changes.reduce((sum, { facts }) => sum + facts.length, 0) * width)
  const places = new Map<string | null, number>()
  let start = 0
  for (const { facts } of changes)
    for (const fact of facts) {
      pack(fact, numbers, start, places)
      start += width
    }
  return { keys: changes.map(({ key }) => key), counts, numbers, texts: [...places.keys()] }
}

function pack(fact: FactOf<'dossier'>, numbers: Int32Array, start: number, places: Map<string | null, number>): void {
  let next = start
  for (const time of times) numbers[next++] = fact.times[time]
  for (const amount of amounts) numbers[next++] = fact.amounts[amount]
  numbers[start + at.flags] = bitsOf(fact)
  numbers[start + at.unit] = placeOf(fact.unit, places)
  numbers[start + at.procedure] = placeOf(fact.procedure, places)
}

function placeOf(text: string | null, places: Map<string | null, number>): number {
  const known = places.get(text)
  if (known !== undefined) return known
  places.set(text, places.size)
  return places.size - 1
}

function bitsOf(fact: FactOf<'dossier'>): number {
  return flags.reduce((bits, flag, bit) => (fact.flags[flag] ? bits | (1 << bit) : bits), 0)
}

export function unpacked({ keys, counts, numbers, texts }: PackedChanges): readonly ChangeOf<'dossier'>[] {
  let next = 0
  return keys.map((key, index) => {
    const facts: FactOf<'dossier'>[] = []
    for (let left = counts[index] ?? 0; left > 0; left--) facts.push(factAt(next++ * width, key, numbers, texts))
    return { table: 'dossier', key, facts }
  })
}

function factAt(start: number, key: string, numbers: Int32Array, texts: PackedChanges['texts']): FactOf<'dossier'> {
  const bits = numbers[start + at.flags] ?? 0
  const unit = texts[numbers[start + at.unit] ?? -1]
  const procedure = texts[numbers[start + at.procedure] ?? -1]
  if (typeof unit !== 'string' || procedure === undefined) throw new Error(`${key}: facts were packed wrongly`)
  const time = (name: TimeOf<'dossier'>) => asSecond(numbers[start + times.indexOf(name)] ?? -1)
  const amount = (name: AmountOf<'dossier'>) => numbers[start + times.length + amounts.indexOf(name)] ?? -1
  const flag = (name: FlagOf<'dossier'>) => ((bits >>> flags.indexOf(name)) & 1) === 1
  return {
    table: 'dossier',
    key,
    unit,
    procedure,
    times: {
      received: time('received'),
      endedAt: time('endedAt'),
      lateFrom: time('lateFrom'),
      from: time('from'),
      until: time('until'),
      synced: time('synced'),
      complained: time('complained'),
    },
    flags: {
      online: flag('online'),
      returnsPaper: flag('returnsPaper'),
      hasResult: flag('hasResult'),
      hasDigitisedComponent: flag('hasDigitisedComponent'),
      reusesData: flag('reusesData'),
      usesStorage: flag('usesStorage'),
      usesPopulationData: flag('usesPopulationData'),
      hasFee: flag('hasFee'),
      paidOnline: flag('paidOnline'),
      awaitsSupplement: flag('awaitsSupplement'),
    },
    amounts: { workedHalves: amount('workedHalves') },
  }
}
