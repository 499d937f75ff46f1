import type { Change, Changes, Fact } from '../../core/fact/fact.ts'
import type { PackedChanges } from '../../core/fact/packed.ts'
import { type Table, tableNames } from '../../core/fact/tables.ts'
import { asSecond, longAgo, never } from '../../core/time/second.ts'
import { factOf } from '../../core/fact/fact-of.ts'
import { Dictionary } from '../../core/fact/dictionary.ts'
import type { RowPlace } from './job.ts'
import { KeyCodes } from './key-code.ts'
import type { SegmentSize } from './layout.ts'
import type { Segment, SegmentShape } from './segment.ts'
import { type Codes, TableStore } from './table-store.ts'

export type Sizes = {
  /** Of dossiers, and of every other table. */
  readonly dossier: SegmentSize
  readonly other: SegmentSize
  /** As many units or procedures are numbered in 16 bits; with more, codes take 32. */
  readonly narrowCodes: number
  /** Units with less than one in so many rows of a table have theirs picked; for more, all are gone over. */
  readonly pickShare: number
}

const none: readonly number[] = []

/** All facts of an engine, in memory. */
export class Facts {
  readonly codes: Codes
  readonly sizes: Sizes
  readonly #stores: ReadonlyMap<Table, TableStore>
  readonly #segments = new Map<number, Segment>()
  #wide: boolean

  constructor(sizes: Sizes, codes: Codes = newCodes(), wide = false) {
    this.sizes = sizes
    this.codes = codes
    this.#wide = wide
    this.#stores = new Map(
      tableNames.map((table) => {
        const size = table === 'dossier' ? sizes.dossier : sizes.other
        return [table, new TableStore(table, codes, { size, wide })]
      }),
    )
  }

  get wide(): boolean {
    return this.#wide
  }

  of(table: Table): TableStore {
    const store = this.#stores.get(table)
    if (store === undefined) throw new Error(`no table ${table}`)
    return store
  }

  /** Answers with the segments that are no more. */
  take({ changes, packed = [] }: Changes): readonly number[] {
    const gone = this.#makeRoom(changes, packed)
    for (const change of changes) this.of(change.table).take(change)
    for (const each of packed) this.of(each.table).takePacked(each)
    return gone
  }

  #makeRoom(changes: readonly Change[], packed: readonly PackedChanges[]): readonly number[] {
    if (this.#wide) return none
    const { units, procedures } = this.codes
    let most = 0
    for (const { facts } of changes) most += facts.length
    for (const own of packed) most += Math.max(own.units.length, own.procedures.length)
    if (Math.max(units.size, procedures.size) + most <= this.sizes.narrowCodes) return none
    for (const { facts } of changes)
      for (const { unit, procedure } of facts) {
        units.code(unit)
        procedures.code(procedure)
      }
    for (const own of packed) {
      for (const unit of own.units) units.code(unit)
      for (const procedure of own.procedures) procedures.code(procedure)
    }
    if (Math.max(units.size, procedures.size) <= this.sizes.narrowCodes) return none
    this.#wide = true
    this.#segments.clear()
    return [...this.#stores.values()].flatMap(({ alone, among }) => [...alone.makeWide(), ...among.makeWide()])
  }

  segment(id: number): Segment {
    const known = this.#segments.get(id)
    if (known !== undefined) return known
    for (const { alone, among } of this.#stores.values())
      for (const segment of [...alone.segments, ...among.segments]) this.#segments.set(segment.id, segment)
    const segment = this.#segments.get(id)
    if (segment === undefined) throw new Error(`no segment ${id}`)
    return segment
  }

  shape(id: number): SegmentShape {
    const { layout, buffer } = this.segment(id)
    return { id, layout, buffer }
  }

  fact(table: Table, { id, row }: RowPlace): Fact {
    const { times, flags, amounts, layout, unit, procedure, high, low } = this.segment(id)
    const { units, procedures, keys } = this.codes
    const phase = table === 'dossier' || table === 'petition' ? { from: longAgo, until: never } : {}
    const own = Object.entries(times).map(([name, column]) => [name, asSecond(column[row] ?? 0)] as const)
    const bits = flags[row] ?? 0
    return factOf({
      table,
      key: keys.text(high[row] ?? 0, low[row] ?? 0),
      unit: units.text(unit[row] ?? 0),
      procedure: procedures.text(procedure[row] ?? 0),
      times: { ...phase, ...Object.fromEntries(own) },
      flags: Object.fromEntries(layout.flags.map((name, bit) => [name, ((bits >>> bit) & 1) === 1])),
      amounts: Object.fromEntries(Object.entries(amounts).map(([name, column]) => [name, column[row] ?? 0])),
    })
  }

  /** The numbers of all segments there are. */
  get ids(): readonly number[] {
    return [...this.#stores.values()].flatMap(({ alone, among }) =>
      [...alone.segments, ...among.segments].map(({ id }) => id),
    )
  }

  /** Bytes by what they are for. */
  get bytes(): { readonly segments: number; readonly index: number; readonly keys: number } {
    const stores = [...this.#stores.values()].map((store) => store.bytes)
    return {
      segments: stores.reduce((sum, { segments }) => sum + segments, 0),
      index: stores.reduce((sum, { index }) => sum + index, 0),
      keys: this.codes.keys.bytes,
    }
  }
}

function newCodes(): Codes {
  return { units: new Dictionary<string>([]), procedures: new Dictionary<string | null>([null]), keys: new KeyCodes() }
}
