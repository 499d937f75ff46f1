import type { Changes } from '../core/fact/fact.ts'
import type { Seq } from '../core/observation/observation.ts'

/** Whether the batch comes next. False: it was applied already. Throws when something before it is missing. */
export function requireNext({ from, to }: Changes, watermark: Seq): boolean {
  if (to < from) throw new RangeError(`a batch goes forward: ${from} to ${to}`)
  if (from > watermark) throw new RangeError(`a batch after ${from}, and only ${watermark} was applied`)
  if (from < watermark && to > watermark) throw new RangeError(`a batch after ${from} overlaps ${watermark}`)
  return from === watermark
}
