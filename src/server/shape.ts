import { z } from '@hono/zod-openapi'

/** A text in both languages. */
export const words = z.object({ vi: z.string(), en: z.string() })

/** Null: there is none, which is not 0. */
export const figure = z.number().nullable()

/** The code of a unit as it is asked for, any of its spellings. */
export const unitText = z.string().min(1).max(40)

/** In the address of what is about a unit, and about one number of it. */
export const unitPath = { unit: unitText }
export const indicatorPath = { unit: unitText, indicator: z.string().min(1).max(100) }
