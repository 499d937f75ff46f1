import type { Instant } from '../time/instant.ts'

/** What sources tell the ledger about. */
export const observationKinds = [
  'dossier',
  'procedure',
  'service',
  'petition',
  'unit',
  'national-report',
  'certified-copy-unit',
  'reported-scorecard',
  'sync-receipt',
  'rating',
] as const
export type ObservationKind = (typeof observationKinds)[number]

/**
 * One thing that one source said at one time. (source, kind, key, version) is its identity: said again with the same
 * body it changes nothing; with another body it is a conflict, never an overwrite. The body holds no personal fields.
 */
export type Observation = {
  readonly source: string
  readonly kind: ObservationKind
  /** The entity: dossier code, procedure code, petition code, unit code … */
  readonly key: string
  /** The source's version of the entity; where it has none, intake derives one from the body. */
  readonly version: string
  /** When the source says it was so; null where it does not. */
  readonly sourceTime: Instant | null
  /** JSON value; validated at intake. */
  readonly body: unknown
  /** SHA-256, hex, of the original bytes or row before personal fields were removed. */
  readonly originalHash: string
}

/** The position of an observation in the ledger, counted from 1 without gaps. */
export type Seq = number & { readonly __seq: unique symbol }

/**
 * An observation with its body as canonical JSON, and the SHA-256 of that in hex, from whoever had to make both anyway: they
 * are made once.
 */
export type SealedObservation = Observation & { readonly text: string; readonly textHash: string }

/** A position in the ledger, or 0: before the first. Throws for anything else. */
export function seqOf(value: number): Seq {
  if (!isSeq(value)) throw new RangeError(`not a position in the ledger: ${value}`)
  return value
}

function isSeq(value: number): value is Seq {
  return Number.isSafeInteger(value) && value >= 0
}
