import type { Instant } from '../time/instant.ts'
import type { Step, Telling, Told, Verdict } from '../time/judgement.ts'

/** Every rule that a judgement can name, in the order in which they are applied. */
export const dossierRules = [
  'asked-at',
  'not-received',
  'received',
  'receipt-not-stated',
  'ended-settled',
  'ended-returned',
  'ended-stopped',
  'ended-refused',
  'ended-withdrawn',
  'end-not-stated',
  'not-ended',
  'waiting-one-request',
  'waiting-several-requests',
  'request-not-stated',
  'due-stated',
  'due-before-supplement',
  'due-holds-supplement',
  'due-is-a-day',
  'due-missing',
  'maximum',
  'maximum-unknown',
  'supplement-credited',
  'supplement-not-credited',
  'working-time',
  'calendar-unknown',
  'calendar-uncertain',
  'verdict',
] as const
export type DossierRule = (typeof dossierRules)[number]
export type DossierStep = Step<DossierRule>
export type DossierTelling = Telling<DossierRule>

/**
 * How far handling had come at the moment asked about. `late`: late by the rule itself, whatever the due date;
 * `unknown`: the source says that something happened and not when.
 */
export type Progress =
  | { readonly kind: 'ended'; readonly at: Instant; readonly steps: DossierTelling }
  | { readonly kind: 'open' | 'late' | 'unknown'; readonly steps: DossierTelling }

/** Rule 2.1 applied to one dossier at one moment. */
export type Judgement = Finding & Told<DossierRule>

export type Finding = {
  readonly judgement: Verdict
  /** The end of handling by the rule, before supplement time is taken off; null when there is none yet. */
  readonly endedAt: Instant | null
  /** The due moment that was compared with; null when none is stated. */
  readonly dueAt: Instant | null
  /**
   * Of a dossier within its time or overdue: the last moment at which it is in time if nothing further happens. Null when
   * handling has ended, and when it is not known.
   */
  readonly inTimeUntil: Instant | null
  /** The requests made up to the moment asked about. */
  readonly supplements: readonly { readonly askedAt: Instant; readonly receivedAt: Instant | null }[]
}
