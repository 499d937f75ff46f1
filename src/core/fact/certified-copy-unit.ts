import type { z } from 'zod'
import type { certifiedCopyUnit } from '../observation/bodies.ts'
import { startOfDay } from '../time/instant.ts'
import { parsePlainDate } from '../time/plain-date.ts'
import { longAgo, secondOf } from '../time/second.ts'
import type { FactOf } from './fact.ts'

type CertifiedCopyUnit = Readonly<z.infer<typeof certifiedCopyUnit>>

/** A unit that provides copies, and does not say since when, has always done so. */
export function certifiedCopyFact({ unit, due, provides, since }: CertifiedCopyUnit): FactOf<'certified-copy-unit'> {
  const day = since === null ? null : parsePlainDate(since)
  return {
    table: 'certified-copy-unit',
    key: unit,
    unit,
    procedure: null,
    times: { since: day === null ? longAgo : secondOf(startOfDay(day)) },
    flags: { isDue: due, provides },
    amounts: {},
  }
}
