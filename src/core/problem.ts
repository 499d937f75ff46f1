import { z } from 'zod'
import type { Words } from './words.ts'

const vi = z.locales.vi().localeError

/** The two wordings of a check of our own, for `refine`. */
export function said({ vi: vietnamese, en }: Words) {
  return { error: en, params: { vi: vietnamese } }
}

/**
 * A zod problem in both languages. Parse with `reportInput: true`, or say what came in `input`: else the Vietnamese text
 * cannot.
 */
export function problemWords(problem: z.core.$ZodIssue, input: unknown = problem.input): Words {
  if (problem.code === 'custom') {
    const own: unknown = problem.params?.['vi']
    return { vi: typeof own === 'string' ? own : problem.message, en: problem.message }
  }
  if (problem.code === 'invalid_type' && input === undefined) return { vi: 'thiếu trường này', en: 'it is missing' }
  if (problem.code === 'invalid_type' && ['object', 'record'].includes(problem.expected))
    return { vi: 'phải là một đối tượng { … }', en: 'an object { … } is expected' }
  if (problem.code === 'unrecognized_keys')
    return { vi: `không có trường ${problem.keys.join(', ')}`, en: `there is no field ${problem.keys.join(', ')}` }
  // zod types a finished problem and a raw one apart, though the former holds all that the text needs.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const text = vi({ ...problem, input } as z.core.$ZodRawIssue)
  return { vi: (typeof text === 'string' ? text : text?.message) ?? problem.message, en: problem.message }
}
