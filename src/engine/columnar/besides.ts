import type { Table } from '../../core/fact/tables.ts'
import type { Predicate, Some } from '../../core/measure/predicate.ts'
import type { Beside } from './beside.ts'
import type { Facts } from './facts.ts'
import { type GroupCodes, maskOf } from './group-codes.ts'
import { somesOf } from './guard.ts'
import type { Done } from './job.ts'
import { countLoop } from './loop.ts'
import { noPairs, type Pairs, pairsOf } from './pairs.ts'
import type { Asking, PrintFor } from './question.ts'
import type { TableStore } from './table-store.ts'

/** What a question asks of a table: conditions on its facts. */
export type Asker = {
  readonly table: Table
  readonly wheres: readonly Predicate[]
  readonly counting: Counting | null
}

/** How many numbers are counted, and the loop that counts them and marks what is asked about these. */
export type Counting = { readonly counts: number; readonly print: (marked: readonly Some[]) => PrintFor }

type Given = {
  readonly facts: Facts
  readonly groups: GroupCodes
  /** All tables of the question, in these units only; null: in all. */
  readonly askers: readonly Asker[]
  readonly units: Int32Array | null
  readonly ask: (asking: Asking) => Promise<readonly Done[]>
}

/** Conditions that rows of other tables ask about, in which pairs, and in which recorded units these are. */
type Marking = { readonly somes: readonly Some[]; readonly pairs: Pairs; readonly units: Int32Array | null }

const unmarked: Marking = { somes: [], pairs: noPairs, units: null }

/** What a scan found: the counts of each thread, and where the conditions hold. */
type Found = { readonly counts: readonly Int32Array<ArrayBuffer>[]; readonly besides: ReadonlyMap<string, Beside> }

/** Each table is gone over once for a whole question: for what is counted there and for what other tables ask about it. */
export class Besides {
  readonly #given: Given
  readonly #passes = new Map<Table, Promise<Found>>()

  constructor(given: Given) {
    this.#given = given
  }

  /** What each thread counted in the table. */
  async counts(table: Table): Promise<Found['counts']> {
    const counting = this.#countingAtOnce(table)
    if (counting !== null) return (await this.#pass(table)).counts
    const asker = this.#given.askers.find((each) => each.table === table)
    return (await this.#scan(table, asker?.counting ?? null, unmarked)).counts
  }

  /** Null as well where the counts need other tables gone over first. */
  #countingAtOnce(table: Table): Counting | null {
    const asker = this.#given.askers.find((each) => each.table === table)
    return asker === undefined || asker.wheres.some((where) => somesOf(where).length > 0) ? null : asker.counting
  }

  /** For each of `somes`, which rows of `store` in these units ask about. */
  of(store: TableStore, somes: readonly Some[], { units, awaited = false }: Pick<Asking, 'units' | 'awaited'>) {
    return Promise.all(
      somes.map(async (some): Promise<Beside> => {
        const { table } = some
        // A pass waits for no other: two tables might wait for one another.
        const { besides } = awaited
          ? await this.#scan(table, null, this.#marking([store], [some], units))
          : await this.#pass(table)
        const found = besides.get(nameOf(some))
        if (found === undefined) throw new Error('a scan answers for what it was asked')
        return found
      }),
    )
  }

  #pass(table: Table): Promise<Found> {
    const pass = this.#passes.get(table) ?? this.#goOver(table)
    this.#passes.set(table, pass)
    return pass
  }

  async #goOver(table: Table): Promise<Found> {
    const { askers, facts, units } = this.#given
    const asking = askers.flatMap((asker) => {
      const somes = asker.wheres.flatMap(somesOf).filter((some) => some.table === table)
      return somes.length === 0 ? [] : [{ store: facts.of(asker.table), somes }]
    })
    const stores = asking.map(({ store }) => store)
    const marking = this.#marking(
      stores,
      asking.flatMap(({ somes }) => somes),
      units,
    )
    const counting = this.#countingAtOnce(table)
    if (counting === null || isWithin(marking.units, units)) return this.#scan(table, counting, marking)
    const [{ counts }, { besides }] = await Promise.all([
      this.#scan(table, counting, unmarked),
      this.#scan(table, null, marking),
    ])
    return { counts, besides }
  }

  #marking(stores: readonly TableStore[], all: readonly Some[], units: Int32Array | null): Marking {
    if (all.length === 0) return { ...unmarked, units }
    const { facts, groups } = this.#given
    const { codes } = facts
    const mask = units === null ? null : maskOf(units, codes.units.size)
    const pairs = pairsOf({ stores, mask }, codes, groups)
    const asked = pairs.columns.map((column, unit) => (column === 0 ? -1 : unit)).filter((unit) => unit >= 0)
    return {
      somes: [...new Map(all.map((some) => [nameOf(some), some])).values()],
      pairs,
      units: asked.length === codes.units.size ? null : asked,
    }
  }

  async #scan(table: Table, counting: Counting | null, { somes, pairs, units }: Marking): Promise<Found> {
    const { ask, groups, ...given } = this.#given
    const marked = somes.map(({ of }) => of)
    const done = await ask({
      table,
      units: counting === null ? units : given.units,
      procedure: null,
      print: counting?.print(somes) ?? ((ground) => countLoop({ counted: [], by: 'none', marked }, ground)),
      job: { kind: 'count', counts: counting?.counts ?? 0, pairs, wheres: marked.length },
      together: false,
      awaited: marked.length > 0,
    })
    const found = done.flatMap((each) => (each.kind === 'count' ? [each] : []))
    const beside = { matrices: found.map(({ bits }) => bits), pairs, wheres: marked.length, owners: groups.owners }
    return {
      counts: found.map(({ counts }) => counts),
      besides: new Map(somes.map((some, place) => [nameOf(some), { ...beside, place }])),
    }
  }
}

/** Whether all of `units` are among `others`; null: all there are. */
function isWithin(units: Int32Array | null, others: Int32Array | null): boolean {
  if (others === null || units === others) return true
  const known = new Set(others)
  return units?.every((unit) => known.has(unit)) ?? false
}

function nameOf(some: Some): string {
  return JSON.stringify(some)
}
