import type { Table } from '../../core/fact/tables.ts'
import type { Span } from '../../core/measure/span.ts'
import { never } from '../../core/time/second.ts'
import { type Asker, Besides } from './besides.ts'
import type { Crew } from './crew.ts'
import type { Facts } from './facts.ts'
import type { GroupCodes } from './group-codes.ts'
import type { CountJob, Done, ListJob, PairsJob, Scan, SpreadJob } from './job.ts'
import type { Layout } from './layout.ts'
import type { Over, Printed } from './loop.ts'
import type { Standing } from './signs.ts'
import type { TableStore } from './table-store.ts'

const noMask = new Uint8Array()

export type PrintFor = (ground: {
  readonly layout: Layout
  readonly standing: Standing
  readonly over: Over
}) => Printed

type ScanJob = CountJob | PairsJob | ListJob | SpreadJob

type Own<J> = J extends ScanJob ? Omit<J, keyof Scan> : never

export type Asking = {
  readonly table: Table
  /** Of the recorded units, by code; null: all. */
  readonly units: Int32Array | null
  readonly procedure: number | null
  readonly print: PrintFor
  readonly job: Own<ScanJob>
  /** Rows of all threads have to stand together: one thread does it all. */
  readonly together: boolean
}

type Asked = {
  readonly facts: Facts
  readonly crew: Crew
  readonly groups: GroupCodes
  readonly span: Span
  /** All that is asked, and of which recorded units; null: of all. */
  readonly askers: readonly Asker[]
  readonly units: Int32Array | null
}

/** A question at one moment, of one state of the facts: it asks the crew, for other tables first where it must. */
export class Question {
  readonly #facts: Facts
  readonly #crew: Crew
  readonly #span: Span
  readonly #besides: Besides

  constructor({ facts, crew, span, ...asked }: Asked) {
    this.#facts = facts
    this.#crew = crew
    this.#span = span
    this.#besides = new Besides({ ...asked, facts, ask: (asking) => this.ask(asking) })
  }

  /** What each thread answers; none when there are no rows. */
  async ask(asking: Asking): Promise<readonly Done[]> {
    const store = this.#facts.of(asking.table)
    if (store.count === 0) return []
    const { units, procedure } = asking
    const few = units !== null && isFew(store, units, this.#facts.sizes.pickShare)
    const over: Over = {
      rows: few ? 'picked' : 'range',
      // A scan for pairs knows its units by their columns.
      masked: units !== null && !few && asking.job.kind !== 'pairs',
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
      beside: await this.#besides.of(store, alone.somes, units),
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
}

function isFew(store: TableStore, units: Int32Array, share: number): boolean {
  let rows = 0
  for (const unit of units) rows += store.unitRows[unit] ?? 0
  return rows * share < store.count
}

function maskOf(units: Int32Array, size: number): Uint8Array {
  const mask = new Uint8Array(size)
  for (const unit of units) mask[unit] = 1
  return mask
}
