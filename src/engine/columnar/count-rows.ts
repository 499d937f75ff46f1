import type { CountQuestion, CountRow } from '../engine.ts'
import type { GroupCodes } from './group-codes.ts'
import { compareTexts } from './key-code.ts'
import type { Codes } from './table-store.ts'

/** Sums what the threads counted into the rows of an answer. */
export class CountRows {
  readonly #measures: number
  readonly #codes: Codes
  readonly #groups: GroupCodes
  readonly #rows = new Map<string, number[]>()

  constructor(measures: number, codes: Codes, groups: GroupCodes) {
    this.#measures = measures
    this.#codes = codes
    this.#groups = groups
  }

  /** A total has a row even where nothing counts. */
  addTotal(): void {
    this.#row('')
  }

  #row(name: string): number[] {
    const known = this.#rows.get(name)
    if (known !== undefined) return known
    const row = Array.from({ length: this.#measures }, () => 0)
    this.#rows.set(name, row)
    return row
  }

  /** `counts` holds, for each unit or procedure by code, one number for each of `places`. */
  add(counts: Int32Array, places: readonly number[], by: CountQuestion['by']): void {
    for (let first = 0, code = 0; first < counts.length; first += places.length, code++) {
      const own = counts.subarray(first, first + places.length)
      if (own.every((count) => count === 0)) continue
      for (const name of this.#names(code, by)) {
        const row = this.#row(name)
        for (const [index, place] of places.entries()) row[place] = (row[place] ?? 0) + (own[index] ?? 0)
      }
    }
  }

  #names(code: number, by: CountQuestion['by']): readonly string[] {
    if (by === 'total') return ['']
    if (by === 'procedure') return [this.#codes.procedures.text(code) ?? '']
    const { starts, above, names } = this.#groups
    return Array.from(above.subarray(starts[code] ?? 0, starts[code + 1] ?? 0), (name) => names.text(name))
  }

  inOrder(): readonly CountRow[] {
    return [...this.#rows].map(([of, counts]) => ({ of, counts })).sort((a, b) => compareTexts(a.of, b.of))
  }
}
