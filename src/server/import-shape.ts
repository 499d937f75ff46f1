import { z } from '@hono/zod-openapi'

const states = ['receiving', 'waiting', 'reading', 'done', 'failed'] as const

/** One file that was sent, as it is told. */
export const importShape = z
  .object({
    id: z.string(),
    file: z.string(),
    source: z.string(),
    at: z.string(),
    state: z.enum(states),
    bytes: z.int().openapi({ description: 'Đã đọc' }),
    size: z.int(),
    rows: z.int(),
    counts: z
      .object({
        read: z.int(),
        new: z.int(),
        changed: z.int(),
        same: z.int(),
        conflicts: z.int(),
        quarantined: z.int(),
      })
      .nullable(),
    failures: z.array(z.object({ code: z.string(), message: z.string() })),
  })
  .openapi('Import')
export type ImportAnswer = z.infer<typeof importShape>

/** Becomes the name of a file: nothing else than this. */
export const sourceName = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, { error: 'lower-case letters, digits, dashes' })
