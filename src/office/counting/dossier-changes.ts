import { type CountedDossier, countedIn } from '../../core/fact/counted-dossier.ts'
import { dossierFacts, earlier } from '../../core/fact/dossier.ts'
import type { ChangeOf } from '../../core/fact/fact.ts'
import { rating, syncReceipt } from '../../core/observation/bodies.ts'
import { kept } from '../../core/observation/kept.ts'
import type { WorkingCalendar } from '../../core/time/calendar.ts'
import { type Instant, instant } from '../../core/time/instant.ts'
import type { KeyRange } from '../../ledger/read.ts'
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

const receipt = /^\{"acknowledgedAt":(0|-?[1-9]\d{0,14}),"dossier":"[^"\\]*"\}$/

/** Of the text of a receipt. */
function acknowledgedIn(text: string): Instant {
  const found = receipt.exec(text)
  return found === null ? kept(syncReceipt, JSON.parse(text)).acknowledgedAt : instant(Number(found[1]))
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
    const synced = new Alongside()
    said(ledger.walk('sync-receipt', range, (key, text) => synced.add(key, acknowledgedIn(text))))
    const disliked = new Alongside()
    const dislike = (key: string, text: string) => {
      const { satisfied, at } = kept(rating, JSON.parse(text))
      // Whoever was not satisfied counts, whatever was said later.
      if (!satisfied) disliked.add(key, at)
    }
    said(ledger.walkAll('rating', range, dislike))
    const changes: ChangeOf<'dossier'>[] = []
    const change = (key: string, text: string) =>
      changes.push(this.#change(key, countedIn(text), synced.of(key), disliked.of(key)))
    said(ledger.walk('dossier', range, change))
    return changes
  }

  #change(key: string, own: CountedDossier, syncedAt: Instant | null, dislikedAt: Instant | null): ChangeOf<'dossier'> {
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
