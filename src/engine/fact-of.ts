import type { Fact } from '../core/fact/fact.ts'
import { type Table, tables } from '../core/fact/tables.ts'
import type { Second } from '../core/time/second.ts'

/** A fact as an engine keeps it: columns by name. */
export type Columns = {
  readonly table: Table
  readonly key: string
  readonly unit: string
  readonly procedure: string | null
  readonly times: Readonly<Record<string, Second>>
  readonly flags: Readonly<Record<string, boolean>>
  readonly amounts: Readonly<Record<string, number>>
}

/** The fact again. Throws when a column of its table is missing. */
export function factOf(columns: Columns): Fact {
  if (!isFact(columns)) throw new Error(`not a fact of ${columns.table}`)
  return columns
}

function isFact(columns: Columns): columns is Columns & Fact {
  const { times, flags, amounts } = tables[columns.table]
  return (
    times.every((name) => Object.hasOwn(columns.times, name)) &&
    flags.every((name) => Object.hasOwn(columns.flags, name)) &&
    amounts.every((name) => Object.hasOwn(columns.amounts, name))
  )
}
