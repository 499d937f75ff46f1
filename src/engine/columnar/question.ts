import type { Table } from '../../core/fact/tables.ts'
import type { Predicate, Some } from '../../core/measure/predicate.ts'
import type { Span } from '../../core/measure/span.ts'
import { never } from '../../core/time/second.ts'
import type { Beside } from './beside.ts'
import type { Crew } from './crew.ts'
import type { Facts } from './facts.ts'
import type { GroupCodes } from './group-codes.ts'
import type { CountJob, Done, ListJob, PairsJob, SegmentRef } from './job.ts'
import type { Layout } from './layout.ts'
import { type Over, pairsLoop, type Printed } from './loop.ts'
import type { Standing } from './signs.ts'
import type { TableStore } from './table-store.ts'

const nothing = new Int32Array()
const noMask = new Uint8Array()

export type PrintFor = (ground: {
  readonly layout: Layout
  readonly standing: Standing
  readonly over: Over
}) => Printed

type Own<J> = J extends CountJob | PairsJob | ListJob ? Omit<J, keyof Shared> : never
type Shared = {
  readonly segments: readonly SegmentRef[]
  readonly alone: string
  readonly among: string
  readonly beforePeriod: number
  readonly moment: number
  readonly asOf: number
  readonly beside: readonly Beside[]
  readonly mask: Uint8Array
  readonly units: Int32Array | null
  readonly onlyProcedure: number
}

export type Asking = {
  readonly table: Table
  /** Of the recorded units, by code; null: all. */
  readonly units: Int32Array | null
  readonly procedure: number | null
  readonly print: PrintFor
  readonly job: Own<CountJob | PairsJob | ListJob>
  /** Rows of all threads have to stand together: one thread does it all. */
  readonly together: boolean
}

/** A question at one moment, of one state of the facts: it asks the crew, for other tables first where it must. */
export class Question {
  readonly #facts: Facts
  readonly #crew: Crew
  readonly #groups: GroupCodes
  readonly #span: Span

  constructor(asked: { facts: Facts; crew: Crew; groups: GroupCodes; span: Span }) {
    this.#facts = asked.facts
    this.#crew = asked.crew
    this.#groups = asked.groups
    this.#span = asked.span
  }

  /** What each thread answers; none when there are no rows. */
  async ask(asking: Asking): Promise<readonly Done[]> {
    const store = this.#facts.of(asking.table)
    if (store.count === 0) return []
    const { units, procedure } = asking
    const few = units !== null && isFew(store, units, this.#facts.sizes.pickShare)
    const over: Over = {
      rows: few ? 'picked' : 'range',
      masked: units !== null && !few,
      oneProcedure: procedure !== null,
    }
    const standing = this.#span.moment === never ? 'at-no-moment' : 'always'
    const alone = asking.print({ layout: store.alone.layout, standing, over })
    const among = asking.print({
      layout: store.among.layout,
      standing: store.among.layout.times.includes('from') ? 'by-columns' : standing,
      over,
    })
    const shared = {
      alone: alone.text,
      among: among.text,
      beforePeriod: this.#span['before-period'],
      moment: this.#span.moment,
      asOf: this.#span['as-of'],
      beside: await this.#besides(store, alone.somes, units),
      mask: units === null ? noMask : maskOf(units, this.#facts.codes.units.size),
      units: few ? units : null,
      onlyProcedure: procedure ?? 0,
    }
    const refs = [...store.alone.states(), ...store.among.states()].map(({ segment, rows, moves }) => ({
      id: segment.id,
      rows,
      moves,
    }))
    const { spread, quick } = this.#crew
    const hands = few ? [quick] : asking.together ? spread.slice(0, 1) : spread
    const shape = (id: number) => this.#facts.shape(id)
    return Promise.all(
      hands.flatMap((hand, place) => {
        const segments = refs.filter((_, index) => index % hands.length === place)
        return segments.length === 0 ? [] : [this.#crew.do(hand, { ...asking.job, ...shared, segments }, shape)]
      }),
    )
  }

  /** For each of `somes` where its facts stand, as far as rows of `store` in these units can ask about it. */
  async #besides(store: TableStore, somes: readonly Some[], units: Int32Array | null): Promise<readonly Beside[]> {
    const besides = new Map<Some, Beside>()
    for (const table of new Set(somes.map((some) => some.table))) {
      const own = somes.filter((some) => some.table === table)
      const found = await this.#pairs(
        store,
        table,
        own.map(({ of }) => of),
        units,
      )
      for (const [place, some] of own.entries())
        besides.set(some, { ...found.beside, matrices: found.matrices.map((each) => each[place] ?? nothing) })
    }
    return somes.flatMap((some) => besides.get(some) ?? [])
  }

  async #pairs(store: TableStore, table: Table, wheres: readonly Predicate[], units: Int32Array | null) {
    const { owners } = this.#groups
    const asked = (units ?? Int32Array.from(store.unitRows.keys())).filter((unit) => (store.unitRows[unit] ?? 0) > 0)
    const below = new Set<number>()
    for (const owner of new Set(asked.map((unit) => owners.of[unit] ?? 0)))
      for (const unit of this.#groups.belowName(owner)) below.add(unit)
    const { size } = this.#facts.codes.units
    const columns = numbered([...below], size)
    const procedures = [...store.procedureRows.entries()].flatMap(([code, rows]) => (rows > 0 ? [code] : []))
    const lines = numbered(procedures, this.#facts.codes.procedures.size)
    const lineWords = Math.ceil(below.size / 32)
    const done = await this.ask({
      table,
      units: below.size === size ? null : Int32Array.from(below).sort(),
      procedure: null,
      print: (ground) => pairsLoop(wheres, ground),
      job: { kind: 'pairs', matrices: wheres.length, lines, columns, lineCount: procedures.length, lineWords },
      together: false,
    })
    const matrices = done.map((each) => (each.kind === 'pairs' ? each.matrices : []))
    return { beside: { lines, columns, lineWords, owners }, matrices }
  }
}

function isFew(store: TableStore, units: Int32Array, share: number): boolean {
  let rows = 0
  for (const unit of units) rows += store.unitRows[unit] ?? 0
  return rows * share < store.count
}

/** At the place of each of these its number among them; −1 elsewhere. */
function numbered(places: readonly number[], size: number): Int32Array {
  const numbers = new Int32Array(size).fill(-1)
  for (const [number, place] of places.entries()) numbers[place] = number
  return numbers
}

function maskOf(units: Int32Array, size: number): Uint8Array {
  const mask = new Uint8Array(size)
  for (const unit of units) mask[unit] = 1
  return mask
}
