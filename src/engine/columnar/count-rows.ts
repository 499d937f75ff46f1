import type { CountQuestion, CountRow } from '../engine.ts'
import { type GroupCodes, textOrder } from './group-codes.ts'
import type { Codes } from './table-store.ts'

/** Sums what the threads counted into the rows of an answer. */
export class CountRows {
  readonly #measures: number
  readonly #by: CountQuestion['by']
  /** What row n is called, and its counts. */
  readonly #names: readonly (string | null)[]
  /** No count is greater than the number of rows, which has 30 bits. */
  readonly #sums: Int32Array
  readonly #groups: GroupCodes

  constructor(measures: number, by: CountQuestion['by'], { codes, groups }: { codes: Codes; groups: GroupCodes }) {
    this.#measures = measures
    this.#by = by
    this.#groups = groups
    this.#names = by === 'total' ? [''] : by === 'unit' ? groups.names.texts : codes.procedures.texts
    this.#sums = new Int32Array(this.#names.length * measures)
  }

  /** What each thread counted: for each unit or procedure by code, one number for each of `places`. */
  add(threads: readonly Int32Array[], places: readonly number[]): void {
    const [counts, ...others] = threads
    if (counts === undefined) return
    for (const other of others)
      for (let place = 0; place < counts.length; place++) counts[place] = (counts[place] ?? 0) + (other[place] ?? 0)
    this.#add(counts, places)
  }

  #add(counts: Int32Array, places: readonly number[]): void {
    const { starts, above } = this.#groups
    for (let first = 0, code = 0; first < counts.length; first += places.length, code++) {
      if (this.#by !== 'unit') this.#addTo(code, counts, first, places)
      else if (isAny(counts, first, first + places.length))
        for (let place = starts[code] ?? 0; place < (starts[code + 1] ?? 0); place++)
          this.#addTo(above[place] ?? 0, counts, first, places)
    }
  }

  #addTo(row: number, counts: Int32Array, first: number, places: readonly number[]): void {
    const sums = this.#sums
    for (let index = 0; index < places.length; index++) {
      const at = row * this.#measures + (places[index] ?? 0)
      sums[at] = (sums[at] ?? 0) + (counts[first + index] ?? 0)
    }
  }

  /** Rows in which anything counts; a total in any case. */
  inOrder(): readonly CountRow[] {
    const rows: CountRow[] = []
    const order = this.#by === 'unit' ? this.#groups.inOrder : textOrder(this.#names)
    for (const row of order) {
      const counts: number[] = []
      let sum = 0
      for (let at = row * this.#measures; at < (row + 1) * this.#measures; at++) {
        const count = this.#sums[at] ?? 0
        counts.push(count)
        sum += count
      }
      if (sum > 0 || this.#by === 'total') rows.push({ of: this.#names[row] ?? '', counts })
    }
    return rows
  }
}

function isAny(counts: Int32Array, from: number, to: number): boolean {
  for (let place = from; place < to; place++) if (counts[place] !== 0) return true
  return false
}
