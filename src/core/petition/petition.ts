import { z } from 'zod'
import { instant as instantOf } from '../time/instant.ts'

/**
 * A petition (phản ánh, kiến nghị) as the ledger keeps it: what was done with it and when, without the petitioner's name,
 * phone, address or text. Times are instants; `null` is "not stated".
 */

const instant = z.int().transform(instantOf)

export const petitionStatuses = [
  'received',
  'refused',
  'passed-on',
  'information-requested',
  'in-process',
  'settled',
  'published',
] as const

export const petition = z.strictObject({
  code: z.string().min(1).max(100),
  /** Scored for the petition, as a canonical unit code. */
  responsibleUnit: z.string().nullable(),
  /** The procedure or field it is about. */
  procedure: z.string().nullable(),
  field: z.string().nullable(),
  /** A dossier it is about: a dossier with a petition is not counted as satisfied. */
  dossier: z.string().nullable(),
  /** Keyed hash of the petitioner; null when there was none. */
  person: z.string().nullable(),
  status: z.enum(petitionStatuses).nullable(),
  receivedAt: instant.nullable(),
  refusedAt: instant.nullable(),
  passedOnAt: instant.nullable(),
  /** Asked the petitioner for more, and the answer to it. */
  requests: z.array(z.strictObject({ askedAt: instant, answeredAt: instant.nullable() })),
  settledAt: instant.nullable(),
  publishedAt: instant.nullable(),
  /** The answer has to be published; null when the source does not say. */
  mustPublish: z.boolean().nullable(),
  satisfied: z.boolean().nullable(),
  /** Code of the petition that this one repeats. */
  repeats: z.string().nullable(),
  isTest: z.boolean(),
})
export type Petition = Readonly<z.infer<typeof petition>>
