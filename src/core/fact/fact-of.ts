import type { Change, Fact } from './fact.ts'
import { type Table, tables } from './tables.ts'
import type { Second } from '../time/second.ts'

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

type Made = Pick<Change, 'table' | 'key'> & { readonly facts: readonly Fact[] }

/** Facts that are all of the table, as a change. Throws where one is not. */
export function changeOf(made: Made): Change {
  if (!isChange(made)) throw new Error(`${made.key}: facts of several tables`)
  return made
}

function isChange(made: Made): made is Made & Change {
  return made.facts.every(({ table }) => table === made.table)
}
