import type { ObservationKind } from '../core/observation/observation.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { Stored } from '../ledger/row.ts'

const pageRows = 1_000

/** The records of a kind whose keys come after one, by key, page by page: memory holds one page. */
export function* recordsOf(ledger: Ledger, kind: ObservationKind, first = ''): Generator<Stored, void> {
  let after = first
  for (;;) {
    const page = ledger.records(kind, { limit: pageRows, after })
    if (!page.ok) throw new Error(JSON.stringify(page.failures))
    yield* page.value
    if (page.value.length < pageRows) return
    after = page.value.at(-1)?.key ?? after
  }
}

/** The records of a kind beside others that are walked through by key: each is asked for in the order of keys. */
export class Beside {
  readonly #records: Generator<Stored, void>
  #next: Stored | null

  constructor(ledger: Ledger, kind: ObservationKind) {
    this.#records = recordsOf(ledger, kind)
    this.#next = this.#step()
  }

  /** The record of that key, or null; keys that come before it are passed over. */
  at(key: string): Stored | null {
    while (this.#next !== null && comesBefore(this.#next.key, key)) this.#next = this.#step()
    return this.#next?.key === key ? this.#next : null
  }

  #step(): Stored | null {
    const { value } = this.#records.next()
    return value ?? null
  }
}

/** In the order of the ledger: by the bytes of UTF-8. */
function comesBefore(a: string, b: string): boolean {
  if (a === b) return false
  return Buffer.compare(Buffer.from(a), Buffer.from(b)) < 0
}
