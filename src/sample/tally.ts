import type { DirtKind, SpoiltKind } from './plan.ts'

/** What was made besides what is counted. */
export type Tally = {
  /** Dossiers so far; the number of the last one. */
  serial: number
  /** Wished for and without room so far; the next unit may have it. */
  readonly owed: Record<DirtKind, number>
  readonly dirt: Record<DirtKind, number>
  readonly spoilt: Record<SpoiltKind, number>
  duplicates: number
  changed: number
  tests: number
  unreceived: number
}

export function freshTally(): Tally {
  return {
    serial: 0,
    owed: noDirt(),
    dirt: noDirt(),
    spoilt: { 'field-missing': 0, 'date-impossible': 0, 'value-unknown': 0 },
    duplicates: 0,
    changed: 0,
    tests: 0,
    unreceived: 0,
  }
}

export function noDirt(): Record<DirtKind, number> {
  return {
    'identity-repeated': 0,
    'settled-instead': 0,
    'result-is-filed-document': 0,
    'paid-online-without-fee': 0,
    'due-moved-after-passing': 0,
    'finished-before-received': 0,
    'date-in-future': 0,
    'agency-mismatch': 0,
    'information-service-online': 0,
  }
}
