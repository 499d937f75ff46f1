import type { Dialect } from '../measure/dialect.ts'
import { type Table, tables } from './tables.ts'

/**
 * Facts as tables of a database: a row for each fact, a column for each time and flag under its own name, a flag as 0 or
 * 1, and '' for "about no procedure". Beside them `unit_above` says which units a recorded unit counts for, and `unit_own`
 * which of them is its own.
 */

export function columnsOf(table: Table): readonly string[] {
  const { times, flags, amounts } = tables[table]
  return ['key', 'unit', 'procedure', ...times, ...flags, ...amounts]
}

export function quoted(name: string): string {
  return `"${name}"`
}

/** CREATE TABLE. */
export function tableSql(table: Table, dialect: Dialect): string {
  const { times, flags, amounts } = tables[table]
  return created(
    table,
    [
      ...['key', 'unit', 'procedure'].map((name) => [name, dialect.text] as const),
      ...times.map((name) => [name, dialect.second] as const),
      ...flags.map((name) => [name, dialect.flag] as const),
      // As large as a second may be.
      ...amounts.map((name) => [name, dialect.second] as const),
    ],
    dialect,
    ['unit', 'key'],
  )
}

/** CREATE TABLE for both tables of units. */
export function unitTablesSql(dialect: Dialect): readonly string[] {
  const texts = (names: readonly string[]) => names.map((name) => [name, dialect.text] as const)
  return [
    created('unit_above', texts(['recorded', 'of']), dialect, ['recorded']),
    created('unit_own', texts(['recorded', 'own']), dialect, ['own']),
  ]
}

function created(
  name: string,
  columns: readonly (readonly [string, string])[],
  dialect: Dialect,
  by: readonly string[],
): string {
  const lines = columns.map(([column, type]) => `  ${quoted(column)} ${type} NOT NULL`)
  return `CREATE TABLE ${quoted(name)} (\n${lines.join(',\n')}\n) ${dialect.keptBy(by)}`.trimEnd()
}
