import { instant, type Instant } from '../core/time/instant.ts'
import type { Observation, Seq } from '../core/observation/observation.ts'
import type { LedgerView } from '../ledger/view.ts'

export type Fresh = {
  readonly source: string
  readonly kind: Observation['kind']
  readonly lastSeq: Seq
  readonly lastRecorded: Instant
}

/** Observations read at a time, and at most at the start. */
const page = 500
const most = 20_000

/**
 * When each source last said something, by kind. Known from the last observations of the ledger on: a source that has been
 * silent for longer is not listed, and `since` says how far back was looked.
 */
export class Freshness {
  readonly #ledger: Pick<LedgerView, 'read' | 'watermark'>
  readonly #last = new Map<string, Fresh>()
  #next: number
  readonly since: number

  constructor(ledger: Pick<LedgerView, 'read' | 'watermark'>) {
    this.#ledger = ledger
    this.since = Math.max(1, ledger.watermark() - most + 1)
    this.#next = this.since
  }

  /** Reads on from where it was, with a pause between pages. */
  async list(pause: () => Promise<void>): Promise<readonly Fresh[]> {
    while (this.#next <= this.#ledger.watermark()) {
      const read = this.#ledger.read(this.#next, page)
      if (!read.ok || read.value.length === 0) break
      for (const { source, kind, seq, recordedTime } of read.value) {
        const at = instant(recordedTime)
        this.#last.set(`${kind} ${source}`, { source, kind, lastSeq: seq, lastRecorded: at })
        this.#next = seq + 1
      }
      await pause()
    }
    return [...this.#last.values()].toSorted((a, b) => b.lastSeq - a.lastSeq)
  }
}
