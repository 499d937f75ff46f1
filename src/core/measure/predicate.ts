import type { FlagOf, Table, TimeOf } from '../fact/tables.ts'
import type { Words } from '../words.ts'

/**
 * The marks of a question that a time is compared with: the last second before the period; the moment everything is looked
 * at from (the end of the period, or as-of when that is earlier); as-of itself.
 */
export const marks = ['before-period', 'moment', 'as-of'] as const
export type Mark = (typeof marks)[number]

/**
 * Whether a fact counts, as a value: evaluated in memory, printed as SQL and as a loop, and read out in words. There is one
 * comparison only, `time ≤ mark`.
 */
export type Predicate<T extends Table = Table> =
  | { readonly op: 'flag'; readonly flag: FlagOf<T> }
  | { readonly op: 'happened'; readonly time: TimeOf<T>; readonly by: Mark }
  | { readonly op: 'not'; readonly of: Predicate<T> }
  | { readonly op: 'and' | 'or'; readonly of: readonly Predicate<T>[] }
  /** For dossiers and petitions: this is the fact that tells how the entity stood at the moment, one of those it has. */
  | { readonly op: 'standing' }
  /** The same, with words of its own. */
  | { readonly op: 'named'; readonly words: Words; readonly of: Predicate<T> }
  | Some

/**
 * There is a fact of another table about the same procedure, of a unit that is the fact's own or below it, for which `of`
 * holds: "online services with at least one online dossier".
 */
export type Some = { [U in Table]: { readonly op: 'some'; readonly table: U; readonly of: Predicate<U> } }[Table]

export const standing = { op: 'standing' } as const

export function flag<T extends Table>(name: FlagOf<T>): Predicate<T> {
  return { op: 'flag', flag: name }
}

export function happened<T extends Table>(time: TimeOf<T>, by: Mark): Predicate<T> {
  return { op: 'happened', time, by }
}

export function not<T extends Table>(of: Predicate<T>): Predicate<T> {
  return { op: 'not', of }
}

export function and<T extends Table>(...of: readonly Predicate<T>[]): Predicate<T> {
  return { op: 'and', of }
}

export function or<T extends Table>(...of: readonly Predicate<T>[]): Predicate<T> {
  return { op: 'or', of }
}

export function named<T extends Table>(vi: string, en: string, of: Predicate<T>): Predicate<T> {
  return { op: 'named', words: { vi, en }, of }
}
