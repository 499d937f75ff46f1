import type { Changes } from '../../core/fact/fact.ts'
import { measureNamed } from '../../core/measure/catalogue.ts'
import type { CountedMeasure } from '../../core/measure/measure.ts'
import { and, not } from '../../core/measure/predicate.ts'
import { seqOf, type Seq } from '../../core/observation/observation.ts'
import type { UnitGroups } from '../../core/unit/groups.ts'
import type {
  Asking,
  CountQuestion,
  CountRow,
  Engine,
  ListPage,
  ListQuestion,
  SpreadQuestion,
  SpreadRow,
} from '../engine.ts'
import { requireNext } from '../next.ts'
import { spreadOrdered, timeOfOrder } from '../order.ts'
import type { Asker, Counting } from './besides.ts'
import { CountRows } from './count-rows.ts'
import { Crew } from './crew.ts'
import { Facts, type Sizes } from './facts.ts'
import { GroupCodes } from './group-codes.ts'
import { countLoop, type Group, type Printed, selectLoop } from './loop.ts'
import { type PrintFor, Question } from './question.ts'
import { readFacts, saveJob } from './snapshot.ts'
import { Tally } from './tally.ts'
import { Turns } from './turns.ts'

export type ColumnarOptions = {
  /**
   * Threads that a scan is divided between, besides one for quick questions; 0: the caller's thread does everything. Or a
   * crew that other engines use too, and that whoever made it closes.
   */
  readonly workers: number | Crew
  /** For tests: small segments meet every border. */
  readonly sizes?: Partial<Sizes>
}

/** A snapshot is for who says the same: what it was made from, and by which rules. */
export type SnapshotOf = { readonly file: string; readonly of: string }

const ordinary: Sizes = {
  dossier: { rows: 1 << 18, blockRows: 2048 },
  other: { rows: 1 << 14, blockRows: 2048 },
  narrowCodes: 1 << 16,
  pickShare: 8,
}

/** An empty engine, to be filled from the ledger. */
export function openColumnar({ workers, sizes }: ColumnarOptions): ColumnarEngine {
  return new ColumnarEngine(new Facts({ ...ordinary, ...sizes }), seqOf(0), workers)
}

/** The engine that was saved there; null: there is none that is whole, of this version and made from that. */
export async function openSnapshot(
  { file, of }: SnapshotOf,
  { workers }: ColumnarOptions,
): Promise<ColumnarEngine | null> {
  const read = await readFacts(file, of)
  return read === null ? null : new ColumnarEngine(read.facts, read.watermark, workers)
}

/** The facts are those of no watermark: part of a larger change is in, and the rest is to come. */
export class InParts extends Error {
  constructor() {
    super('part of a larger change is in')
  }
}

/** Counts by scanning columns in memory; see CONTEXT.md. */
export class ColumnarEngine implements Engine {
  readonly #facts: Facts
  readonly #crew: Crew
  readonly #turns = new Turns()
  #groups = new WeakMap<UnitGroups, { readonly units: number; readonly codes: GroupCodes }>()
  readonly #printed = new Map<string, Printed>()
  #watermark: Seq
  #broken: Error | null = null
  #isWhole = true
  readonly #asked: Asking = {
    watermark: () => this.#watermark,
    count: (question) => this.#count(question),
    spread: (question) => this.#spread(question),
    list: (question) => this.#list(question),
  }

  readonly #closesCrew: boolean

  constructor(facts: Facts, watermark: Seq, workers: number | Crew) {
    this.#facts = facts
    this.#watermark = watermark
    this.#crew = typeof workers === 'number' ? new Crew(workers) : workers
    this.#closesCrew = typeof workers === 'number'
  }

  watermark(): Seq {
    return this.#watermark
  }

  /** Whether the facts are those of the watermark; false while the parts of a larger change come in. */
  get isWhole(): boolean {
    return this.#isWhole
  }

  get bytes(): Facts['bytes'] {
    return this.#facts.bytes
  }

  apply(changes: Changes): Promise<void> {
    return this.#turns.change(() => {
      this.#requireSound()
      if (!requireNext(changes, this.#watermark)) return
      try {
        const gone = this.#facts.take(changes)
        if (gone.length > 0) this.#crew.forget(gone)
      } catch (error) {
        // Half a batch may be in: nothing here can be trusted any more.
        this.#broken = error instanceof Error ? error : new Error(String(error))
        throw this.#broken
      }
      this.#isWhole = changes.to > changes.from
      this.#watermark = changes.to
    })
  }

  #requireSound(): void {
    if (this.#broken !== null) throw new Error('the engine broke and has to be rebuilt', { cause: this.#broken })
  }

  #requireMoment(): void {
    this.#requireSound()
    if (!this.#isWhole) throw new InParts()
  }

  /**
   * Several questions of one watermark: changes wait until `work` is over, so it is short, and asks what it is given, for who
   * asks the engine itself from within waits behind them. Throws InParts while the parts of a larger change come in.
   */
  still<T>(work: (engine: Asking) => Promise<T>): Promise<T> {
    return this.#turns.ask(async () => {
      this.#requireMoment()
      return work(this.#asked)
    })
  }

  count(question: CountQuestion): Promise<readonly CountRow[]> {
    return this.still((engine) => engine.count(question))
  }

  list(question: ListQuestion): Promise<ListPage> {
    return this.still((engine) => engine.list(question))
  }

  spread(question: SpreadQuestion): Promise<readonly SpreadRow[]> {
    return this.still((engine) => engine.spread(question))
  }

  async #count(question: CountQuestion): Promise<readonly CountRow[]> {
    const { measures, by } = question
    const wanted = measures.map((id, place) => ({ place, measure: measureNamed(id) }))
    const group: Group = by === 'total' ? 'none' : by
    const tables = [...new Set(wanted.map(({ measure }) => measure.table))]
    const asked = this.#question(
      question,
      tables.map((table) => {
        const own = wanted.flatMap(({ measure }) => (measure.table === table ? [measure] : []))
        return { table, wheres: own.map(({ where }) => where), counting: this.#counting(own, group) }
      }),
    )
    const found = await Promise.all(tables.map((table) => asked.counts(table)))
    const rows = new CountRows(measures.length, by, {
      codes: this.#facts.codes,
      groups: this.#groupCodes(question.groups),
    })
    for (const [index, table] of tables.entries()) {
      const places = wanted.flatMap(({ place, measure }) => (measure.table === table ? [place] : []))
      rows.add(found[index] ?? [], places)
    }
    return rows.inOrder()
  }

  #counting(measures: readonly CountedMeasure[], by: Group): Counting {
    const ids = measures.map(({ id }) => id).join()
    const counted = measures.map(({ where }) => where)
    return {
      counts: measures.length * this.#groupCount(by),
      print: (somes) => {
        const marked = somes.map(({ of }) => of)
        return this.#keptPrint(`${by} ${ids} ${JSON.stringify(marked)}`, (ground) =>
          countLoop({ counted, by, marked }, ground),
        )
      },
    }
  }

  /** Printing 20 measures takes longer than counting a small unit. */
  #keptPrint(name: string, print: PrintFor): PrintFor {
    return (ground) => {
      const { layout, standing, over } = ground
      const key = [name, layout.kind, standing, over.rows, over.masked, over.oneProcedure].join(' ')
      const known = this.#printed.get(key)
      if (known !== undefined) return known
      if (this.#printed.size >= 300) this.#printed.clear()
      const printed = print(ground)
      this.#printed.set(key, printed)
      return printed
    }
  }

  #groupCount(group: Group): number {
    const { units, procedures } = this.#facts.codes
    return group === 'none' ? 1 : group === 'unit' ? units.size : procedures.size
  }

  #question(
    { span, groups, within }: Pick<CountQuestion, 'span' | 'groups' | 'within'>,
    askers: readonly Asker[],
  ): Question {
    const codes = this.#groupCodes(groups)
    const units = within === null ? null : codes.below(within)
    return new Question({ facts: this.#facts, crew: this.#crew, groups: codes, span, askers, units })
  }

  #groupCodes(groups: UnitGroups): GroupCodes {
    const { units } = this.#facts.codes
    const known = this.#groups.get(groups)
    if (known !== undefined && known.units === units.size) return known.codes
    const codes = new GroupCodes(groups, units.texts)
    this.#groups.set(groups, { units: units.size, codes })
    return codes
  }

  async #list(question: ListQuestion): Promise<ListPage> {
    const { within, procedure, order, offset, limit, groups } = question
    const { table, where } = measureNamed(question.measure)
    const without = question.without === null ? [] : [not(measureNamed(question.without).where)]
    const { codes } = this.#facts
    const code = procedure === null ? null : codes.procedures.find(procedure)
    if (procedure !== null && code === null) return { table, total: 0, facts: [] }
    const { chunks, used, agencies } = codes.keys.shape()
    const done = await this.#question(question, [{ table, wheres: [where, ...without], counting: null }]).ask({
      table,
      units: within === null ? null : this.#groupCodes(groups).below(within),
      procedure: code,
      print: this.#keptPrint(`list ${question.measure} ${question.without}`, (ground) =>
        selectLoop(and(where, ...without), ground),
      ),
      job: { kind: 'list', order: timeOfOrder(table, order), offset, limit, keys: { chunks, used, agencies } },
      together: true,
    })
    const [page] = done
    if (page?.kind !== 'list') return { table, total: 0, facts: [] }
    return { table, total: page.total, facts: page.places.map((place) => this.#facts.fact(table, place)) }
  }

  async #spread({ measure, amount, ...question }: SpreadQuestion): Promise<readonly SpreadRow[]> {
    const { within, groups } = question
    const { table, where } = measureNamed(measure)
    const done = await this.#question(question, [{ table, wheres: [where], counting: null }]).ask({
      table,
      units: within === null ? null : this.#groupCodes(groups).below(within),
      procedure: null,
      print: this.#keptPrint(`list ${measure} null`, (ground) => selectLoop(where, ground)),
      job: { kind: 'spread', amount },
      together: false,
    })
    const tally = new Tally()
    for (const each of done) if (each.kind === 'spread') tally.addAll(each.triples)
    const { procedures } = this.#facts.codes
    return spreadOrdered(
      tally.rows().map(([procedure, of, count]) => ({ of: procedures.text(procedure) ?? '', amount: of, count })),
    )
  }

  /** Writes what was applied so far; changes wait while it does. Throws InParts as `still` does. */
  save({ file, of }: SnapshotOf): Promise<void> {
    return this.#turns.ask(async () => {
      this.#requireMoment()
      const job = saveJob(this.#facts, { watermark: this.#watermark, file, of })
      await this.#crew.do(this.#crew.quick, job, (id) => this.#facts.shape(id))
    })
  }

  async close(): Promise<void> {
    if (this.#closesCrew) await this.#crew.close()
    else this.#crew.forget(this.#facts.ids)
  }
}
