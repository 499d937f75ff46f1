import { type Dossier, dossier } from '../core/dossier/dossier.ts'
import { rating, syncReceipt } from '../core/observation/bodies.ts'
import type { Observation } from '../core/observation/observation.ts'
import { petition } from '../core/petition/petition.ts'
import type { Quarantined } from '../intake/item.ts'
import type { LedgerView } from '../ledger/view.ts'
import { said } from './records.ts'

/**
 * What somebody may bring whose rights end at a unit. The lists by which everybody is counted (units, procedures, the
 * national report) are of the whole province: whoever could change where a unit stands could change who sees its dossiers.
 */
export type Bringing = {
  /** For the message. */
  readonly scope: string
  readonly isWithin: (unit: string) => boolean
}

type Brought = Pick<Observation, 'kind' | 'key' | 'body'>

/** What was there before: a dossier that was read and waits to be written is, since it will stand when this row does. */
export type Before = { readonly ledger: LedgerView; readonly knownDossier: (code: string) => Dossier | undefined }

/** Whether it is about the units of the scope only, and about no dossier that stands elsewhere until now. */
export function mayBring({ ledger, knownDossier }: Before, { isWithin }: Bringing, brought: Brought): boolean {
  const { kind, key, body } = brought
  const isOwn = (unit: string | null | undefined) => typeof unit === 'string' && isWithin(unit)
  const isOfOwn = (code: string) => isOwn(knownDossier(code)?.responsibleUnit)
  switch (kind) {
    case 'dossier': {
      const now = dossier.parse(body)
      return [now, knownDossier(key) ?? now].every(({ responsibleUnit }) => isOwn(responsibleUnit))
    }
    case 'petition': {
      const record = said(ledger.record('petition', key))
      const before = record === null ? [] : [petition.parse(record.body)]
      // A petition about a dossier takes it out of the satisfied ones of its unit, whoever answers the petition.
      return [petition.parse(body), ...before].every(
        (one) => isOwn(one.responsibleUnit) && (one.dossier === null || isOfOwn(one.dossier)),
      )
    }
    case 'sync-receipt':
      return isOfOwn(syncReceipt.parse(body).dossier)
    case 'rating':
      return isOfOwn(rating.parse(body).dossier)
    case 'certified-copy-unit':
    case 'reported-scorecard':
      return isOwn(unitIn(body))
    case 'unit':
    case 'procedure':
    case 'service':
    case 'national-report':
      return false
  }
}

function unitIn(body: unknown): string | null {
  return typeof body === 'object' && body !== null && 'unit' in body && typeof body.unit === 'string' ? body.unit : null
}

/** As a row that does not go in. */
export function notBrought(file: string, row: number, { scope }: Bringing): Quarantined {
  return { file, row, column: '', value: '', reason: 'unit-out-of-scope', params: { scope } }
}
