import type { Fact } from '../core/fact/fact.ts'
import { type Table, tables } from '../core/fact/tables.ts'
import type { ListQuestion, SpreadRow } from './engine.ts'

/** Facts in the order asked for; a tie goes by key. */
export function ordered(facts: readonly Fact[], order: ListQuestion['order']): readonly Fact[] {
  return facts.toSorted((a, b) => rankOf(a, order) - rankOf(b, order) || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
}

function rankOf({ times }: Fact, order: ListQuestion['order']): number {
  if (order === 'late-from' && 'lateFrom' in times) return times.lateFrom
  if (order === 'received' && 'received' in times) return times.received
  return 0
}

/** The time that facts of the table stand by, before their key. Where it has none such, all are equal in it. */
export function timeOfOrder(table: Table, order: ListQuestion['order']): string | null {
  const time = order === 'late-from' ? 'lateFrom' : order
  return tables[table].times.some((name) => name === time) ? time : null
}

/** By procedure, then by amount. */
export function spreadOrdered(rows: readonly SpreadRow[]): readonly SpreadRow[] {
  return rows.toSorted((a, b) => (a.of < b.of ? -1 : a.of > b.of ? 1 : a.amount - b.amount))
}
