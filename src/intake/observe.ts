import { hash } from 'node:crypto'
import type { z } from 'zod'
import { dossier } from '../core/dossier/dossier.ts'
import { limits } from '../core/limits.ts'
import {
  certifiedCopyUnit,
  nationalReport,
  rating,
  reportedScorecard,
  syncReceipt,
} from '../core/observation/bodies.ts'
import { canonicalJson } from '../core/observation/canonical.ts'
import type { ObservationKind, SealedObservation } from '../core/observation/observation.ts'
import { petition } from '../core/petition/petition.ts'
import { procedure, service } from '../core/procedure/procedure.ts'
import type { Instant } from '../core/time/instant.ts'
import { unit } from '../core/unit/unit.ts'
import { BadField } from './bad-field.ts'

/** The body of each kind: what core says a dossier, a petition, … is. Nothing else leaves this room. */
const bodies: Readonly<Record<ObservationKind, z.ZodType>> = {
  dossier,
  procedure,
  service,
  petition,
  unit,
  'national-report': nationalReport,
  'certified-copy-unit': certifiedCopyUnit,
  'reported-scorecard': reportedScorecard,
  'sync-receipt': syncReceipt,
  rating,
}

export type Said = {
  readonly source: string
  readonly kind: ObservationKind
  readonly key: string
  readonly sourceTime: Instant | null
  /** The time in the version: the latest in the body, which unlike the source time does not depend on when it is read. */
  readonly versionTime?: Instant | null
  /** Without personal fields, its own fields always in the same order. */
  readonly body: unknown
  /** The row as it came: hashed, not kept. */
  readonly original: string | Uint8Array
}

/** The observation of one row. Throws BadField where core does not accept the body. */
export function observe(said: Said): SealedObservation {
  const checked = bodies[said.kind].safeParse(said.body)
  if (!checked.success) {
    const column = checked.error.issues[0]?.path.join('.') ?? ''
    throw new BadField('wrong-type', column, '', { expected: said.kind })
  }
  return sealed(said, canonicalJson(said.body))
}

/**
 * With the canonical JSON of a body that core accepts. Sources number no versions, so the version is the time of what the
 * row tells and a hash of the body: the same row again is the same version, a changed one a new version.
 */
export function sealed(said: Said, text: string): SealedObservation {
  const { source, kind, key, sourceTime, versionTime = sourceTime, body, original } = said
  if (key.length > limits.identityCharacters) {
    throw new BadField('text-too-long', '', key, { limit: limits.identityCharacters })
  }
  if (text.length > limits.observationCharacters) {
    throw new BadField('row-too-large', '', '', { limit: `${limits.observationCharacters}` })
  }
  const textHash = hash('sha256', text)
  const version = `${versionTime ?? 0}-${textHash.slice(0, 16)}`
  return { source, kind, key, version, sourceTime, body, text, textHash, originalHash: hash('sha256', original) }
}
