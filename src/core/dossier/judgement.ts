import type { Instant } from '../time/instant.ts'
import type { Step, Verdict } from '../time/judgement.ts'

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

/**
 * How far handling had come at the moment asked about. `late`: late by the rule itself, whatever the due date;
 * `unknown`: the source says that something happened and not when.
 */
export type Progress =
  | { readonly kind: 'ended'; readonly at: Instant; readonly step: DossierStep }
  | { readonly kind: 'open' | 'late' | 'unknown'; readonly step: DossierStep }

/** Rule 2.1 applied to one dossier at one moment. */
export type Judgement = {
  readonly judgement: Verdict
  /** The end of handling by the rule, before supplement time is taken off; null when there is none yet. */
  readonly endedAt: Instant | null
  /** The due moment that was compared with; null when none is stated. */
  readonly dueAt: Instant | null
  /** The requests made up to the moment asked about. */
  readonly supplements: readonly { readonly askedAt: Instant; readonly receivedAt: Instant | null }[]
  readonly steps: readonly DossierStep[]
}
