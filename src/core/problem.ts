import { z } from 'zod'
import type { Words } from './words.ts'

const vi = z.locales.vi().localeError

/** A zod problem in both languages. Parse with `reportInput: true`, or the Vietnamese text cannot say what came. */
export function problemWords(problem: z.core.$ZodIssue): Words {
  if (problem.code === 'custom') return { vi: problem.message, en: problem.message }
  // zod types a finished problem and a raw one apart, though the former holds all that the text needs.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const said = vi({ ...problem, input: problem.input } as z.core.$ZodRawIssue)
  return { vi: (typeof said === 'string' ? said : said?.message) ?? problem.message, en: problem.message }
}
