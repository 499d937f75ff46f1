import type { QualityCode } from '../core/quality/catalogue.ts'
import type { Second } from './days.ts'
import type { SampleProcedure } from './procedure.ts'

/** What becomes of a dossier, decided before any of its times: the times are then chosen to make it so. */
export const fates = [
  /** Ended in its month, not after due. */
  'on-time',
  /** Stopped, refused or withdrawn in its month, not after due. */
  'ended-otherwise',
  /** Ended in its month, after due. */
  'late',
  /** Ended in the month after, not after due. */
  'next-on-time',
  'next-late',
  /** Not ended by the end of the sample, and due after it. */
  'within',
  'overdue',
  /** Waits for a supplement at the end of the sample: asked for once, before due. */
  'waiting',
  /** Waits after the second request, which makes it late. */
  'waiting-again',
] as const
export type Fate = (typeof fates)[number]

export type EndKind = 'settled' | 'returned' | 'stopped' | 'refused' | 'withdrawn'

export type Ask = {
  readonly asked: Second
  readonly answered: Second | null
  /** Stated when the due date was moved for it. */
  readonly before: Second | null
  readonly after: Second | null
}

/** The times of one dossier. */
export type Times = {
  readonly submitted: Second
  readonly received: Second
  /** As stated in the end; null: not stated. A multiple of a day is a day without a time. */
  readonly due: Second | null
  readonly end: Second | null
  readonly endsOnTime: boolean
  readonly asks: readonly Ask[]
  /** Places in the list of working days of receipt, due and end. */
  readonly places: { readonly received: number; readonly due: number; readonly ended: number | null }
}

/** Bad practice, by the code of the finding that it has to lead to. */
export const dirtKinds = [
  'identity-repeated',
  'settled-instead',
  'result-is-filed-document',
  'paid-online-without-fee',
  'due-moved-after-passing',
  'finished-before-received',
  'date-in-future',
  'agency-mismatch',
  'information-service-online',
] as const satisfies readonly QualityCode[]
export type DirtKind = (typeof dirtKinds)[number]

export const spoiltKinds = ['field-missing', 'date-impossible', 'value-unknown'] as const
export type SpoiltKind = (typeof spoiltKinds)[number]

/** What is done to a dossier beside the figures. `test`, `unreceived` and spoilt ones count for nothing. */
export type Role =
  | { readonly kind: 'counted' }
  | { readonly kind: 'test' }
  | { readonly kind: 'unreceived'; readonly refused: boolean }
  | { readonly kind: 'spoilt'; readonly how: SpoiltKind }

/** One dossier as the generator means it. */
export type Plan = {
  readonly role: Role
  readonly fate: Fate
  times: Times
  readonly endKind: EndKind | null
  procedure: SampleProcedure
  readonly serial: number
  readonly isOnline: boolean
  readonly hasResultFile: boolean
  /** With a digitised component and a digitised result. */
  readonly isDigitised: boolean
  readonly fee: 'none' | 'zero' | 'positive'
  readonly isPaidOnline: boolean
  readonly isReused: boolean
  readonly isStored: boolean
  readonly usesPopulationData: boolean
  readonly isSynced: boolean
  isDisliked: boolean
  hasPetition: boolean
  dirt: DirtKind | null
  copy: 'duplicate' | 'changed' | null
}

/** The verdict that was meant, looked at from `moment`; true: in time. */
export function isInTimeAt({ end, endsOnTime, asks, due }: Times, moment: Second): boolean {
  if (end !== null && end <= moment) return endsOnTime
  const requests = asks.filter(({ asked }) => asked <= moment)
  const waits = requests.some(({ answered }) => answered === null || answered > moment)
  // One request that waits is itself the end, and none is made after due; a second one makes it late.
  if (waits) return requests.length === 1
  return due !== null && moment <= due
}

/** Received in the period, or carried into it. */
export function isInPeriod({ received, end }: Times, first: Second, moment: Second): boolean {
  return received <= moment && (received >= first || end === null || end >= first)
}
