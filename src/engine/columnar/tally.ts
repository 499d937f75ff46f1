type Row = readonly [procedure: number, amount: number, count: number]

/** How often each pair of a procedure and an amount was met. */
export class Tally {
  readonly #counts = new Map<number, Map<number, number>>()

  add(procedure: number, amount: number, count = 1): void {
    const own = this.#counts.get(procedure) ?? new Map<number, number>()
    own.set(amount, (own.get(amount) ?? 0) + count)
    if (own.size === 1) this.#counts.set(procedure, own)
  }

  /** What another one gave as `triples`. */
  addAll(triples: Int32Array): void {
    for (let at = 0; at < triples.length; at += 3)
      this.add(triples[at] ?? 0, triples[at + 1] ?? 0, triples[at + 2] ?? 0)
  }

  rows(): readonly Row[] {
    return [...this.#counts].flatMap(([procedure, own]) => [...own].map(([of, count]): Row => [procedure, of, count]))
  }

  /** The rows one behind the other. */
  triples(): Int32Array {
    return Int32Array.from(this.rows().flat())
  }
}
