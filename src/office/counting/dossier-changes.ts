import { type CountedDossier, countedIn } from '../../core/fact/counted-dossier.ts'
import { dossierFacts, earlier } from '../../core/fact/dossier.ts'
import type { ChangeOf } from '../../core/fact/fact.ts'
import { type PackedChanges, Packer } from '../../core/fact/packed.ts'
import { acknowledgedIn } from '../../core/fact/receipt-time.ts'
import { rating } from '../../core/observation/bodies.ts'
import { kept } from '../../core/observation/kept.ts'
import type { WorkingCalendar } from '../../core/time/calendar.ts'
import type { Instant } from '../../core/time/instant.ts'
import { inKeyOrder } from '../../ledger/key-order.ts'
import type { KeyRange, Keys } from '../../ledger/read.ts'
import type { LedgerView } from '../../ledger/view.ts'
import { said } from '../records.ts'
import { Alongside } from './alongside.ts'
import type { Beside } from './beside.ts'

/** What the facts of dossiers follow from, besides the ledger. */
export type DossierParts = {
  readonly ledger: LedgerView
  readonly beside: Beside
  readonly calendar: WorkingCalendar
  readonly root: string
}

/** Dossiers of the ledger as changes. */
export class DossierChanges {
  readonly #parts: DossierParts

  constructor(parts: DossierParts) {
    this.#parts = parts
  }

  /** Those that there are records of, in the order of the keys. */
  in(range: KeyRange): PackedChanges {
    const packer = new Packer('dossier')
    this.#each(range, (change) => packer.add(change))
    return packer.packed()
  }

  /** All of these; one that there is no record of has no facts. */
  of(keys: Iterable<string>): PackedChanges {
    const packer = new Packer('dossier')
    const missing = new Set(keys)
    const inOrder = [...missing].toSorted(inKeyOrder)
    this.#each(inOrder, (change) => {
      missing.delete(change.key)
      packer.add(change)
    })
    for (const key of missing) packer.add({ key, facts: [] })
    return packer.packed()
  }

  #each(range: Keys, use: (change: ChangeOf<'dossier'>) => void): void {
    const { ledger, beside } = this.#parts
    const synced = new Alongside()
    said(ledger.walk('sync-receipt', range, (key, text) => synced.add(key, acknowledgedIn(text))))
    const disliked = new Alongside()
    const dislike = (key: string, text: string) => {
      const { satisfied, at } = kept(rating, JSON.parse(text))
      // Whoever was not satisfied counts, whatever was said later.
      if (!satisfied) disliked.add(key, at)
    }
    said(ledger.walkAll('rating', range, dislike))
    const petitioned = beside.firstPetitions(range)
    const change = (key: string, text: string) =>
      use(this.#change(key, countedIn(text), synced.of(key), earlier(disliked.of(key), petitioned.of(key))))
    said(ledger.walk('dossier', range, change))
  }

  #change(
    key: string,
    own: CountedDossier,
    syncedAt: Instant | null,
    complainedAt: Instant | null,
  ): ChangeOf<'dossier'> {
    const { beside, calendar, root } = this.#parts
    const facts = dossierFacts(own, {
      calendar,
      root,
      procedure: own.procedure === null ? null : beside.procedure(own.procedure),
      syncedAt,
      complainedAt,
    })
    return { table: 'dossier', key, facts }
  }
}
