import type { Table } from '../../core/fact/tables.ts'
import type { Predicate, Some } from '../../core/measure/predicate.ts'
import type { Beside } from './beside.ts'
import type { Facts } from './facts.ts'
import type { GroupCodes } from './group-codes.ts'
import type { Done } from './job.ts'
import { pairsLoop } from './loop.ts'
import { somesOf } from './guard.ts'
import type { Asking } from './question.ts'
import type { TableStore } from './table-store.ts'

/** What a question asks of a table: conditions on its facts. */
export type Asker = { readonly table: Table; readonly wheres: readonly Predicate[] }

type Given = {
  readonly facts: Facts
  readonly groups: GroupCodes
  /** All tables of the question, in these units only; null: in all. */
  readonly askers: readonly Asker[]
  readonly units: Int32Array | null
  readonly ask: (asking: Asking) => Promise<readonly Done[]>
}

type Found = ReadonlyMap<string, Beside>

/** Where the facts stand that other facts are asked about: each table is gone over once for the whole question. */
export class Besides {
  readonly #given: Given
  readonly #found = new Map<Table, Promise<Found>>()

  constructor(given: Given) {
    this.#given = given
  }

  /** For each of `somes`, which rows of `store` in these units ask about. */
  of(store: TableStore, somes: readonly Some[], units: Int32Array | null): Promise<readonly Beside[]> {
    return Promise.all(
      somes.map(async (some) => {
        const name = nameOf(some)
        const shared = (await this.#shared(some.table)).get(name)
        if (shared !== undefined) return shared
        // Asked by a condition within a condition: for its own sake, or two tables might wait for one another.
        const own = (await this.#scan([store], [some], units)).get(name)
        if (own === undefined) throw new Error('a scan answers for what it was asked')
        return own
      }),
    )
  }

  #shared(table: Table): Promise<Found> {
    const known = this.#found.get(table)
    if (known !== undefined) return known
    const { askers, facts, units } = this.#given
    const asking = askers.map((asker) => ({
      store: facts.of(asker.table),
      somes: asker.wheres.flatMap(somesOf).filter((some) => some.table === table),
    }))
    const stores = asking.flatMap(({ store, somes }) => (somes.length > 0 ? [store] : []))
    const found = this.#scan(
      stores,
      asking.flatMap(({ somes }) => somes),
      units,
    )
    this.#found.set(table, found)
    return found
  }

  /** One scan of the table that all of `all` are about. */
  async #scan(stores: readonly TableStore[], all: readonly Some[], units: Int32Array | null): Promise<Found> {
    const somes = [...new Map(all.map((some) => [nameOf(some), some])).values()]
    const [first] = somes
    if (first === undefined) return new Map()
    const { groups, facts, ask } = this.#given
    const { owners } = groups
    const { size } = facts.codes.units
    const asked = (units ?? Int32Array.from({ length: size }, (_, unit) => unit)).filter((unit) =>
      stores.some((store) => (store.unitRows[unit] ?? 0) > 0),
    )
    const below = new Set<number>()
    for (const owner of new Set(asked.map((unit) => owners.of[unit] ?? 0)))
      for (const unit of groups.belowName(owner)) below.add(unit)
    const procedures = new Set<number>()
    for (const { procedureRows } of stores)
      for (const [code, rows] of procedureRows.entries()) if (rows > 0) procedures.add(code)
    const columns = numbered(below, size)
    const lines = numbered(procedures, facts.codes.procedures.size)
    const lineWords = Math.ceil(below.size / 32)
    const wheres = somes.map(({ of }) => of)
    const done = await ask({
      table: first.table,
      units: below.size === size ? null : Int32Array.from(below).sort(),
      procedure: null,
      print: (ground) => pairsLoop(wheres, ground),
      job: { kind: 'pairs', wheres: somes.length, lines, columns, lineCount: procedures.size, lineWords },
      together: false,
    })
    const matrices = done.flatMap((each) => (each.kind === 'pairs' ? [each.bits] : []))
    const beside = { matrices, wheres: somes.length, lines, columns, lineWords, owners }
    return new Map(somes.map((some, place) => [nameOf(some), { ...beside, place }]))
  }
}

function nameOf(some: Some): string {
  return JSON.stringify(some)
}

/** At the place of each of these its number among them; −1 elsewhere. */
function numbered(places: ReadonlySet<number>, size: number): Int32Array {
  const numbers = new Int32Array(size).fill(-1)
  let number = 0
  for (const place of places) numbers[place] = number++
  return numbers
}
