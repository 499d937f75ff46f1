import { createHash } from 'node:crypto'
import { z } from '@hono/zod-openapi'
import type { Asked } from '../office/counting/scorecards.ts'
import { askedOf } from '../office/counting/asked.ts'
import { addMilliseconds, type Instant, isoInstant } from '../core/time/instant.ts'
import { unitViews } from '../core/unit/tree.ts'
import type { Asking, Parts } from './parts.ts'
import { Refused } from './problem.ts'

/** What every question about numbers may say. */
export const askedQuery = {
  period: z.string().max(20).openapi({ description: 'Kỳ: 2026-10, 2026-Q3, 2026-H1, 2026-9M, 2026' }),
  asOf: z.string().max(40).optional().openapi({ description: 'Tính đến: 31/10/2026, 2026-10-31; bỏ trống là bây giờ' }),
  indexSet: z
    .string()
    .max(100)
    .regex(/^[a-z0-9-]+\/[a-z0-9.-]+$/)
    .optional()
    .openapi({ description: 'Bộ chỉ số; bỏ trống là bộ của kỳ' }),
  units: z
    .enum(unitViews)
    .default('current')
    .openapi({ description: 'Đơn vị cũ tính cho đơn vị nay, hay như khi ghi' }),
}
type AskedQuery = z.infer<z.ZodObject<typeof askedQuery>>

/** A question as it is said again. */
export const questionShape = { period: z.string(), asOf: z.string(), indexSet: z.string(), units: z.enum(unitViews) }

/** What every answer says of its question, and of itself. */
export const askedShape = {
  ...questionShape,
  watermark: z.int(),
  provisional: z.boolean(),
  inForce: z.boolean(),
}

/** Throws Refused: moment-invalid, index-set-unknown. A question without a moment is asked at the end of this minute. */
export async function questionOf(query: AskedQuery, { clock }: Parts): Promise<Asked> {
  const asked = await askedOf(query, minuteEnd(clock()))
  if (!asked.ok) throw new Refused(asked.failures)
  return asked.value
}

const minute = 60_000

/** So that everybody who asks within a minute asks the same. Nothing but deadlines depends on the seconds to come. */
function minuteEnd(now: Instant): Instant {
  return addMilliseconds(now, minute - 1 - (now % minute))
}

/** The text of a question: two that differ in nothing that matters have the same. */
export function questionText(
  name: string,
  { period, asOf, indexSet, view }: Asked,
  more: readonly (string | number | null)[],
): string {
  return JSON.stringify([name, period, isoInstant(asOf), indexSet.id, view, ...more])
}

/**
 * Answers with an entity tag, or 304 where the browser has just this. The tag is of the answer itself, with the language it
 * is in; it is private: what one may see another may not.
 */
export function tagged(c: Asking, answer: object): boolean {
  const tag = `W/"${createHash('sha256').update(c.get('language')).update(JSON.stringify(answer)).digest('base64url').slice(0, 22)}"`
  c.header('etag', tag)
  c.header('cache-control', 'private, no-cache')
  return c.req.header('if-none-match') === tag
}
