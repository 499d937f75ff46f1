import { z } from 'zod'
import { levels } from './level.ts'

/** An agency or administrative unit, valid for a time; lists change with every merger. */
export const unit = z.strictObject({
  code: z.string().min(1).max(40).describe('Canonical: H01, H01.13, H01.13.02'),
  name: z.string().min(1),
  level: z.enum(levels),
  parent: z.string().nullable(),
  validFrom: z.iso.date().nullable(),
  validTo: z.iso.date().nullable(),
  predecessors: z.array(z.string()),
  aliases: z.array(z.string()),
})
export type Unit = Readonly<z.infer<typeof unit>>
