import type { Instant } from '../time/instant.ts'
import type { ObservationKind, SealedObservation } from './observation.ts'

/** A sealed observation without its body, of which the text says all: what goes from one thread to another. */
export type SealedText = Omit<SealedObservation, 'body'>

export function sealedText(observation: SealedObservation): SealedText {
  const { source, kind, key, version, sourceTime, text, textHash, originalHash } = observation
  return { source, kind, key, version, sourceTime, text, textHash, originalHash }
}

/** Sealed elsewhere. Its body is made from its text for the few that ask for it. */
export class TextObservation implements SealedObservation {
  readonly source: string
  readonly kind: ObservationKind
  readonly key: string
  readonly version: string
  readonly sourceTime: Instant | null
  readonly text: string
  readonly textHash: string
  readonly originalHash: string

  constructor({ source, kind, key, version, sourceTime, text, textHash, originalHash }: SealedText) {
    this.source = source
    this.kind = kind
    this.key = key
    this.version = version
    this.sourceTime = sourceTime
    this.text = text
    this.textHash = textHash
    this.originalHash = originalHash
  }

  get body(): unknown {
    return JSON.parse(this.text)
  }
}
