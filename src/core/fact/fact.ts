import type { Seq } from '../observation/observation.ts'
import type { Second } from '../time/second.ts'
import type { PackedChanges } from './packed.ts'
import type { AmountOf, FlagOf, Table, TimeOf } from './tables.ts'

/** A row of a table: what the current record of an entity says, made comparable. Holds nothing about a person. */
export type FactOf<T extends Table> = {
  readonly table: T
  /** Code of the dossier, petition, procedure, service …; of the procedure for its announcements. */
  readonly key: string
  /** The unit it counts for, as recorded; the units of today are found when a question is asked. */
  readonly unit: string
  readonly procedure: string | null
  readonly times: Readonly<Record<TimeOf<T>, Second>>
  readonly flags: Readonly<Record<FlagOf<T>, boolean>>
  readonly amounts: Readonly<Record<AmountOf<T>, number>>
}

export type Fact = { [T in Table]: FactOf<T> }[Table]

/** All facts of one entity, in place of those it had; none when it no longer counts. */
export type ChangeOf<T extends Table> = {
  readonly table: T
  readonly key: string
  readonly facts: readonly FactOf<T>[]
}

export type Change = { [T in Table]: ChangeOf<T> }[Table]

/**
 * What the observations after `from`, up to and including `to`, changed, as objects or packed. Of one key at most one change.
 * Where `to` is `from`, it is a part: others follow, and with the last of them `to` is reached.
 */
export type Changes = {
  readonly from: Seq
  readonly to: Seq
  readonly changes: readonly Change[]
  readonly packed?: readonly PackedChanges[]
}

/** The time in that column. Throws where the table of the fact has no such column. */
export function timeOf(fact: Fact, column: string): Second {
  const times: Readonly<Record<string, Second>> = fact.times
  const time = times[column]
  if (time === undefined) throw new Error(`facts of ${fact.table} have no time ${column}`)
  return time
}

/** Whether the flag is set. Throws where the table of the fact has no such column. */
export function flagOf(fact: Fact, column: string): boolean {
  const flags: Readonly<Record<string, boolean>> = fact.flags
  const flag = flags[column]
  if (flag === undefined) throw new Error(`facts of ${fact.table} have no flag ${column}`)
  return flag
}

/** The amount in that column. Throws where the table of the fact has no such column. */
export function amountOf(fact: Fact, column: string): number {
  const amounts: Readonly<Record<string, number>> = fact.amounts
  const amount = amounts[column]
  if (amount === undefined) throw new Error(`facts of ${fact.table} have no amount ${column}`)
  return amount
}
