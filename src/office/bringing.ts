import { dossier } from '../core/dossier/dossier.ts'
import { rating, syncReceipt } from '../core/observation/bodies.ts'
import type { Observation } from '../core/observation/observation.ts'
import { petition } from '../core/petition/petition.ts'
import type { Quarantined } from '../intake/item.ts'
import type { LedgerView } from '../ledger/view.ts'

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

/** Whether it is about the units of the scope only, and about no dossier that stands elsewhere until now. */
export function mayBring(ledger: LedgerView, { isWithin }: Bringing, { kind, key, body }: Brought): boolean {
  const isOwn = (unit: string | null | undefined) => typeof unit === 'string' && isWithin(unit)
  const standing = (code: string) => {
    const record = ledger.record('dossier', code)
    if (!record.ok) throw new Error(JSON.stringify(record.failures))
    return record.value === null ? null : dossier.parse(record.value.body)
  }
  const isFree = (code: string) => {
    const found = standing(code)
    return found === null || isOwn(found.responsibleUnit)
  }
  switch (kind) {
    case 'dossier':
      return isOwn(dossier.parse(body).responsibleUnit) && isFree(key)
    case 'petition': {
      const record = ledger.record('petition', key)
      const before = record.ok && record.value !== null ? [petition.parse(record.value.body)] : []
      // A petition about a dossier takes it out of the satisfied ones of its unit, whoever answers the petition.
      return [petition.parse(body), ...before].every(
        (one) => isOwn(one.responsibleUnit) && (one.dossier === null || isOwn(standing(one.dossier)?.responsibleUnit)),
      )
    }
    case 'sync-receipt':
      return isOwn(standing(syncReceipt.parse(body).dossier)?.responsibleUnit)
    case 'rating':
      return isOwn(standing(rating.parse(body).dossier)?.responsibleUnit)
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
