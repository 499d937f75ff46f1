import { z } from '@hono/zod-openapi'
import { limits } from '../core/limits.ts'
import { said } from '../core/problem.ts'
import { parsePlainDate } from '../core/time/plain-date.ts'

/** Parameters of lists that are answered page by page. */
export const pageQuery = {
  after: z.string().max(limits.identityCharacters).default('').openapi({ description: 'Mã cuối của trang trước' }),
  limit: z
    .string()
    .regex(/^\d{1,5}$/, { error: 'a whole number is expected' })
    .transform(Number)
    .refine(
      (count) => count >= 1 && count <= limits.pageRows,
      said({ vi: `từ 1 đến ${limits.pageRows}`, en: `1 to ${limits.pageRows}` }),
    )
    .default(100)
    .openapi({ type: 'integer', minimum: 1, maximum: limits.pageRows, description: 'Số dòng một trang' }),
}

/** A day: 2026-11-30 or 30/11/2026. */
export const dayText = z
  .string()
  .max(10)
  .refine(
    (text) => parsePlainDate(text) !== null,
    said({ vi: 'cần một ngày: 2026-11-30', en: 'a day is expected: 2026-11-30' }),
  )

const whole = z
  .string()
  .regex(/^\d{1,9}$/, { error: 'a whole number is expected' })
  .transform(Number)

/** Parameters of lists of one watermark, whose rows are counted. */
export const offsetQuery = {
  offset: whole.default(0).openapi({ type: 'integer', minimum: 0, description: 'Số dòng bỏ qua' }),
  limit: whole
    .refine((count) => count <= limits.pageRows, said({ vi: `đến ${limits.pageRows}`, en: `up to ${limits.pageRows}` }))
    .default(50)
    .openapi({ type: 'integer', minimum: 0, maximum: limits.pageRows, description: 'Số dòng một trang' }),
}

/** What to ask for next; null at the end. */
export function nextOf(keys: readonly string[], limit: number): string | null {
  return keys.length < limit ? null : (keys.at(-1) ?? null)
}
