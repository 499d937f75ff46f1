import type { ObservationKind } from '../core/observation/observation.ts'
import type { Result } from '../core/failure.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { RecordBody, RecordPage } from '../ledger/read.ts'
import type { Stored } from '../ledger/row.ts'

const pageRows = 1_000

/** The records of a kind whose keys come after one, by key, page by page: memory holds one page. */
export function recordsOf(ledger: Ledger, kind: ObservationKind, first = ''): Generator<Stored, void> {
  return paged((page) => ledger.records(kind, page), first)
}

/** As `recordsOf`, without where they came from, in a third of the time. */
export function bodiesOf(ledger: Ledger, kind: ObservationKind): Generator<RecordBody, void> {
  return paged((page) => ledger.bodies(kind, page), '')
}

function* paged<T extends { readonly key: string }>(
  read: (page: RecordPage) => Result<readonly T[]>,
  first: string,
): Generator<T, void> {
  let after = first
  for (;;) {
    const page = read({ limit: pageRows, after })
    if (!page.ok) throw new Error(JSON.stringify(page.failures))
    yield* page.value
    if (page.value.length < pageRows) return
    after = page.value.at(-1)?.key ?? after
  }
}

/** The records of a kind beside others that are walked through by key: each is asked for in the order of keys. */
export class Beside {
  readonly #records: Generator<RecordBody, void>
  #next: RecordBody | null

  constructor(ledger: Ledger, kind: ObservationKind) {
    this.#records = bodiesOf(ledger, kind)
    this.#next = this.#step()
  }

  /** The record of that key, or null; keys that come before it are passed over. */
  at(key: string): RecordBody | null {
    while (this.#next !== null && comesBefore(this.#next.key, key)) this.#next = this.#step()
    return this.#next?.key === key ? this.#next : null
  }

  #step(): RecordBody | null {
    const { value } = this.#records.next()
    return value ?? null
  }
}

const astral = /[\uD800-\uDFFF]/

/** In the order of the ledger: by the bytes of UTF-8. */
function comesBefore(a: string, b: string): boolean {
  if (a === b) return false
  // Only beyond the basic plane do the two orders differ.
  if (!astral.test(a) && !astral.test(b)) return a < b
  return Buffer.compare(Buffer.from(a), Buffer.from(b)) < 0
}
