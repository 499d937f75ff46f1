import { type Dossier, dossier } from '../../core/dossier/dossier.ts'
import { dossierFacts, earlier } from '../../core/fact/dossier.ts'
import type { ChangeOf } from '../../core/fact/fact.ts'
import { type Rating, rating, syncReceipt } from '../../core/observation/bodies.ts'
import { kept } from '../../core/observation/kept.ts'
import type { WorkingCalendar } from '../../core/time/calendar.ts'
import type { Instant } from '../../core/time/instant.ts'
import type { KeyRange } from '../../ledger/read.ts'
import type { LedgerView } from '../../ledger/view.ts'
import { said } from '../records.ts'
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

  /** It has no facts when there is no record of it. */
  one(key: string): ChangeOf<'dossier'> {
    return this.in({ from: key, to: key })[0] ?? { table: 'dossier', key, facts: [] }
  }

  /** In the order of the keys. */
  in(range: KeyRange): readonly ChangeOf<'dossier'>[] {
    const { ledger } = this.#parts
    const synced = new Map<string, Instant>()
    said(ledger.walk('sync-receipt', range, (key, body) => synced.set(key, kept(syncReceipt, body).acknowledgedAt)))
    const disliked = new Map<string, Instant>()
    const dislike = (key: string, { satisfied, at }: Rating) => {
      // Whoever was not satisfied counts, whatever was said later.
      if (!satisfied) disliked.set(key, earlier(disliked.get(key) ?? null, at) ?? at)
    }
    said(ledger.walkAll('rating', range, (key, body) => dislike(key, kept(rating, body))))
    const changes: ChangeOf<'dossier'>[] = []
    said(
      ledger.walk('dossier', range, (key, body) =>
        changes.push(this.#change(key, kept(dossier, body), synced.get(key) ?? null, disliked.get(key) ?? null)),
      ),
    )
    return changes
  }

  #change(key: string, own: Dossier, syncedAt: Instant | null, dislikedAt: Instant | null): ChangeOf<'dossier'> {
    const { beside, calendar, root } = this.#parts
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
