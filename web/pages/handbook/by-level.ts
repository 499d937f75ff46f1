import { type Level, levels } from '../../../src/core/unit/level.ts'
import type { Say } from '../../words/words.ts'

type PerLevel<T> = Readonly<Partial<Record<Level, T>>>

/** Levels that have the same value, together. One entry without levels: all have it. */
export type LevelValue<T> = { readonly value: T; readonly levels: readonly Level[] | null }

export function valuesByLevel<T>(of: PerLevel<T> | null): readonly LevelValue<T>[] {
  if (of === null) return []
  const found = new Map<T, Level[]>()
  for (const level of levels) {
    const value = of[level]
    if (value !== undefined) found.set(value, [...(found.get(value) ?? []), level])
  }
  const [first] = found.keys()
  if (first === undefined) return []
  if (found.size === 1) return [{ value: first, levels: null }]
  return [...found].map(([value, held]) => ({ value, levels: held }))
}

/** `100%`, or `100% (tỉnh, thành phố); 80% (xã, phường, đặc khu)`. */
export function levelText<T>(of: PerLevel<T> | null, t: Say, say: (value: T) => string): string {
  return valuesByLevel(of)
    .map(({ value, levels: held }) =>
      held === null ? say(value) : `${say(value)} (${held.map((level) => t(`level.${level}`)).join('; ')})`,
    )
    .join(' · ')
}
