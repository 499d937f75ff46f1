import { z } from 'zod'
import type { Observation } from './observation.ts'

const named = z.object({
  responsibleUnit: z.string().nullish(),
  receivingUnit: z.string().nullish(),
  unit: z.string().nullish(),
})

/** The units whose figures an observation may change. */
export function unitsOf({ kind, key, body }: Pick<Observation, 'kind' | 'key' | 'body'>): readonly string[] {
  if (kind === 'unit') return [key]
  const { data } = named.safeParse(body)
  return [data?.responsibleUnit, data?.receivingUnit, data?.unit].filter((unit) => typeof unit === 'string')
}
