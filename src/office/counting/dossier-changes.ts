import { dossier } from '../../core/dossier/dossier.ts'
import { dossierFacts, earlier } from '../../core/fact/dossier.ts'
import type { ChangeOf } from '../../core/fact/fact.ts'
import { syncReceipt } from '../../core/observation/bodies.ts'
import { kept } from '../../core/observation/kept.ts'
import type { WorkingCalendar } from '../../core/time/calendar.ts'
import type { Instant } from '../../core/time/instant.ts'
import type { KeyRange } from '../../ledger/read.ts'
import type { LedgerView } from '../../ledger/view.ts'
import { said } from '../records.ts'
import { type Beside, firstDislike } from './beside.ts'

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

  /** It has no facts when there is no record of it. */
  one(key: string): ChangeOf<'dossier'> {
    return this.in({ from: key, to: key })[0] ?? { table: 'dossier', key, facts: [] }
  }

  /** In the order of the keys. */
  in(range: KeyRange): readonly ChangeOf<'dossier'>[] {
    const { ledger } = this.#parts
    const receipts = new Map(said(ledger.bodiesIn('sync-receipt', range)).map(({ key, body }) => [key, body]))
    const ratings = Map.groupBy(said(ledger.everSaid('rating', range)), ({ key }) => key)
    return said(ledger.bodiesIn('dossier', range)).map(({ key, body }) => {
      const receipt = receipts.get(key)
      return this.#change(key, body, {
        syncedAt: receipt === undefined ? null : kept(syncReceipt, receipt).acknowledgedAt,
        dislikedAt: firstDislike(ratings.get(key) ?? []),
      })
    })
  }

  #change(
    key: string,
    body: unknown,
    { syncedAt, dislikedAt }: { readonly syncedAt: Instant | null; readonly dislikedAt: Instant | null },
  ): ChangeOf<'dossier'> {
    const { beside, calendar, root } = this.#parts
    const own = kept(dossier, body)
    const facts = dossierFacts(own, {
      calendar,
      root,
      procedure: own.procedure === null ? null : beside.procedure(own.procedure),
      syncedAt,
      complainedAt: earlier(dislikedAt, beside.firstPetition(key)),
    })
    return { table: 'dossier', key, facts }
  }
}
