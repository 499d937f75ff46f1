import { asSecond } from '../time/second.ts'
import { Dictionary } from './dictionary.ts'
import { changeOf, factOf } from './fact-of.ts'
import type { Change, Changes, Fact } from './fact.ts'
import { type Table, tables } from './tables.ts'

/**
 * Changes of one table as numbers in arrays: the way from one thread to another, and into columns. As objects they take
 * longer to send than to make.
 */
export type PackedChanges = {
  readonly table: Table
  /** The keys, one after another without a mark between them; of each its characters, and its facts. */
  readonly keys: string
  readonly lengths: Int32Array<ArrayBuffer>
  readonly counts: Int32Array<ArrayBuffer>
  /** Of each fact `widthOf(table)` numbers: see `placesOf`. */
  readonly numbers: Int32Array<ArrayBuffer>
  readonly units: readonly string[]
  readonly procedures: readonly (string | null)[]
}

type Places = {
  /** Where amounts begin; times begin at 0. Both stand in the order of the table's columns. */
  readonly amounts: number
  /** The flag at place n of the table is bit n. */
  readonly flags: number
  /** Which of the units, and of the procedures, it is. */
  readonly unit: number
  readonly procedure: number
  readonly width: number
}

/** Where a fact of the table has what among its numbers. */
export function placesOf(table: Table): Places {
  const { times, amounts } = tables[table]
  const flags = times.length + amounts.length
  return { amounts: times.length, flags, unit: flags + 1, procedure: flags + 2, width: flags + 3 }
}

/** Writes the times, amounts and flags of a fact among numbers. */
export type Pack = (fact: Fact, numbers: Int32Array, start: number) => void

/** As JavaScript: by name, a column at a time, is ten times slower, and every fact goes through here. */
function packText(table: Table): string {
  const { times, amounts, flags } = tables[table]
  const places = placesOf(table)
  const bits = flags.map((name, bit) => `(flags.${name} ? ${1 << bit} : 0)`)
  return [
    'return ({ times, amounts, flags }, numbers, start) => {',
    ...times.map((name, place) => `numbers[start + ${place}] = times.${name}`),
    ...amounts.map((name, place) => `numbers[start + ${places.amounts + place}] = amounts.${name}`),
    `numbers[start + ${places.flags}] = ${bits.join(' | ') || '0'}`,
    '}',
  ].join('\n')
}

const packs = new Map<Table, Pack>()

export function packOf(table: Table): Pack {
  const known = packs.get(table)
  if (known !== undefined) return known
  // Printed from the names of the tables' columns, which are code of chiso's own.
  // oxlint-disable-next-line no-new-func, typescript/no-implied-eval
  const made: unknown = new Function(`'use strict'\n${packText(table)}`)()
  if (!isPack(made)) throw new Error('what is printed is a function')
  packs.set(table, made)
  return made
}

function isPack(made: unknown): made is Pack {
  return typeof made === 'function'
}

/**
 * Packs the changes of one table as they are made: nothing is kept of them but numbers, where lists of them would still be
 * alive, with the texts that they were read from, when the collector comes.
 */
export class Packer {
  readonly #table: Table
  readonly #pack: Pack
  readonly #places: Places
  #keys = ''
  readonly #lengths: number[] = []
  readonly #counts: number[] = []
  #numbers = new Int32Array(1 << 14)
  #used = 0
  readonly #units = new Dictionary<string>([])
  readonly #procedures = new Dictionary<string | null>([])

  constructor(table: Table) {
    this.#table = table
    this.#pack = packOf(table)
    this.#places = placesOf(table)
  }

  add({ key, facts }: Pick<Change, 'key' | 'facts'>): void {
    this.#keys += key
    this.#lengths.push(key.length)
    this.#counts.push(facts.length)
    for (const fact of facts) this.#add(fact)
  }

  #add(fact: Fact): void {
    const { width, unit, procedure } = this.#places
    const start = this.#used
    this.#used += width
    if (this.#used > this.#numbers.length) this.#grow()
    this.#pack(fact, this.#numbers, start)
    this.#numbers[start + unit] = this.#units.code(fact.unit)
    this.#numbers[start + procedure] = this.#procedures.code(fact.procedure)
  }

  #grow(): void {
    const numbers = new Int32Array(this.#numbers.length * 2)
    numbers.set(this.#numbers)
    this.#numbers = numbers
  }

  packed(): PackedChanges {
    return {
      table: this.#table,
      keys: this.#keys,
      lengths: Int32Array.from(this.#lengths),
      counts: Int32Array.from(this.#counts),
      numbers: this.#numbers.slice(0, this.#used),
      units: this.#units.texts,
      procedures: this.#procedures.texts,
    }
  }
}

/** All of that table. */
export function packed(table: Table, changes: readonly Change[]): PackedChanges {
  const packer = new Packer(table)
  for (const change of changes) packer.add(change)
  return packer.packed()
}

/** Each table on its own. */
export function packedAll(changes: readonly Change[]): readonly PackedChanges[] {
  return [...Map.groupBy(changes, ({ table }) => table)].map(([table, own]) => packed(table, own))
}

/** What need not be copied when it goes to another thread. */
export function transferred(all: readonly PackedChanges[]): readonly ArrayBuffer[] {
  return all.flatMap(({ lengths, counts, numbers }) => [lengths.buffer, counts.buffer, numbers.buffer])
}

/** All changes of a batch as objects, for an engine that keeps them so. */
export function* eachChange({ changes, packed: all = [] }: Changes): Generator<Change> {
  yield* changes
  for (const one of all) yield* unpacked(one)
}

function* unpacked(changes: PackedChanges): Generator<Change> {
  const { table, keys, lengths, counts } = changes
  const { width } = placesOf(table)
  let [from, start] = [0, 0]
  for (const [index, length] of lengths.entries()) {
    const key = keys.slice(from, from + length)
    const facts: Fact[] = []
    for (let left = counts[index] ?? 0; left > 0; left--, start += width) facts.push(factAt(changes, key, start))
    from += length
    yield changeOf({ table, key, facts })
  }
}

function factAt({ table, numbers, units, procedures }: PackedChanges, key: string, start: number): Fact {
  const { times, amounts, flags } = tables[table]
  const places = placesOf(table)
  const at = (place: number) => numbers[start + place] ?? -1
  const unit = units[at(places.unit)]
  const procedure = procedures[at(places.procedure)]
  if (unit === undefined || procedure === undefined) throw new Error(`${key}: facts were packed wrongly`)
  return factOf({
    table,
    key,
    unit,
    procedure,
    times: Object.fromEntries(times.map((name, place) => [name, asSecond(at(place))])),
    amounts: Object.fromEntries(amounts.map((name, place) => [name, at(places.amounts + place)])),
    flags: Object.fromEntries(flags.map((name, bit) => [name, ((at(places.flags) >>> bit) & 1) === 1])),
  })
}
