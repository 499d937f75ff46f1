import type { Table } from '../../core/fact/tables.ts'
import type { Span } from '../../core/measure/span.ts'
import { never } from '../../core/time/second.ts'
import { type Asker, Besides } from './besides.ts'
import type { Crew } from './crew.ts'
import type { Facts } from './facts.ts'
import { type GroupCodes, maskOf } from './group-codes.ts'
import type { CountJob, Done, ListJob, Scan, SpreadJob } from './job.ts'
import type { Layout } from './layout.ts'
import type { Over, Printed } from './loop.ts'
import { sharedNumbers } from './shared-numbers.ts'
import type { Standing } from './signs.ts'
import type { TableStore } from './table-store.ts'

const noMask = new Uint8Array()

export type PrintFor = (ground: {
  readonly layout: Layout
  readonly standing: Standing
  readonly over: Over
}) => Printed

type ScanJob = CountJob | ListJob | SpreadJob

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
  /** Other tables of the question wait for it. */
  readonly awaited?: boolean
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

  /** What each thread counted in a table, all tables of the question with as few scans as will do. */
  counts(table: Table): Promise<readonly Int32Array<ArrayBuffer>[]> {
    return this.#besides.counts(table)
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
      beside: await this.#besides.of(store, alone.somes, asking),
      mask: units === null ? noMask : maskOf(units, this.#facts.codes.units.size),
      units: few ? units : null,
      onlyProcedure: procedure ?? 0,
      next: sharedNumbers(1),
      segments: [...store.alone.states(), ...store.among.states()].map(({ segment, rows, moves }) => ({
        id: segment.id,
        rows,
        moves,
      })),
    }
    const { spread, quick } = this.#crew
    const most = asking.together ? 1 : shared.segments.length
    const hands = few ? [quick] : spread.slice(0, most)
    const shape = (id: number) => this.#facts.shape(id)
    return Promise.all(hands.map((hand) => this.#crew.do(hand, { ...asking.job, ...shared }, shape)))
  }
}

function isFew(store: TableStore, units: Int32Array, share: number): boolean {
  let rows = 0
  for (const unit of units) rows += store.unitRows[unit] ?? 0
  return rows * share < store.count
}
