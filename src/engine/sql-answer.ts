import { amountOf, type Fact } from '../core/fact/fact.ts'
import { type Table, tables } from '../core/fact/tables.ts'
import { measureNamed } from '../core/measure/catalogue.ts'
import type { Dialect } from '../core/measure/dialect.ts'
import { and, not } from '../core/measure/predicate.ts'
import type { Span } from '../core/measure/span.ts'
import { countSql, listSql, type ListSql, listTotalSql, spreadSql, type Sql } from '../core/measure/sql.ts'
import { asSecond } from '../core/time/second.ts'
import type { CountQuestion, CountRow, ListPage, ListQuestion, SpreadQuestion, SpreadRow } from './engine.ts'
import { factOf } from '../core/fact/fact-of.ts'
import { spreadOrdered, timeOfOrder } from './order.ts'

/** Questions answered by a database, whichever: it holds the tables of `core/fact/sql.ts`, the units of the question too. */

export type SqlValue = string | number
export type SqlRow = Readonly<Record<string, unknown>>
/** Runs a statement with values for its parameters by name. */
export type Ask = (sql: Sql, values: Readonly<Record<string, SqlValue>>) => Promise<readonly SqlRow[]>

export async function countBySql(question: CountQuestion, dialect: Dialect, ask: Ask): Promise<readonly CountRow[]> {
  const { measures, span, by, within } = question
  const wanted = measures.map((id, place) => ({ place, measure: measureNamed(id) }))
  const rows = new Map<string, number[]>()
  for (const table of new Set(wanted.map(({ measure }) => measure.table))) {
    const own = wanted.filter(({ measure }) => measure.table === table)
    const wheres = own.map(({ measure }) => measure.where)
    const sql = countSql({ table, wheres, by, isWithin: within !== null }, dialect)
    for (const row of await ask(sql, { ...markValues(span), within: within ?? '' })) {
      const of = textOf(row['of'])
      const counts = rows.get(of) ?? measures.map(() => 0)
      for (const [index, { place }] of own.entries()) counts[place] = numberOf(row[`n${index}`])
      rows.set(of, counts)
    }
  }
  return [...rows].map(([of, counts]) => ({ of, counts })).toSorted((a, b) => (a.of < b.of ? -1 : 1))
}

export async function spreadBySql(
  { measure, amount, span, within }: SpreadQuestion,
  dialect: Dialect,
  ask: Ask,
): Promise<readonly SpreadRow[]> {
  const { table, where } = measureNamed(measure)
  const sql = spreadSql({ table, where, amount, isWithin: within !== null }, dialect)
  const rows = await ask(sql, { ...markValues(span), within: within ?? '' })
  return spreadOrdered(
    rows.map((row) => ({ of: textOf(row['of']), amount: numberOf(row['amount']), count: numberOf(row['n0']) })),
  )
}

export async function listBySql(question: ListQuestion, dialect: Dialect, ask: Ask): Promise<ListPage> {
  const { span, within, procedure, limit, offset } = question
  const { table, where } = measureNamed(question.measure)
  const without = question.without === null ? [] : [not(measureNamed(question.without).where)]
  const asked: ListSql = {
    table,
    where: and(where, ...without),
    isWithin: within !== null,
    ofProcedure: procedure !== null,
    order: timeOfOrder(table, question.order),
  }
  const values = { ...markValues(span), within: within ?? '', procedure: procedure ?? '', limit, offset }
  const [total] = await ask(listTotalSql(asked, dialect), values)
  const rows = await ask(listSql(asked, dialect), values)
  return { table, total: numberOf(total?.['n0']), facts: rows.map((row) => factOfRow(table, row)) }
}

function markValues(span: Span): Readonly<Record<string, number>> {
  return { before_period: span['before-period'], moment: span.moment, as_of: span['as-of'] }
}

/** The row of a fact, in the order of the columns. */
export function rowOf(fact: Fact): readonly SqlValue[] {
  const { times, flags, amounts } = tables[fact.table]
  const held: Readonly<Record<string, boolean>> = fact.flags
  const happened: Readonly<Record<string, number>> = fact.times
  return [
    fact.key,
    fact.unit,
    fact.procedure ?? '',
    ...times.map((name) => happened[name] ?? 0),
    ...flags.map((name) => (held[name] === true ? 1 : 0)),
    ...amounts.map((name) => amountOf(fact, name)),
  ]
}

function factOfRow(table: Table, row: SqlRow): Fact {
  const { times, flags, amounts } = tables[table]
  const procedure = textOf(row['procedure'])
  return factOf({
    table,
    key: textOf(row['key']),
    unit: textOf(row['unit']),
    procedure: procedure === '' ? null : procedure,
    times: Object.fromEntries(times.map((name) => [name, asSecond(numberOf(row[name]))])),
    flags: Object.fromEntries(flags.map((name) => [name, numberOf(row[name]) === 1])),
    amounts: Object.fromEntries(amounts.map((name) => [name, numberOf(row[name])])),
  })
}

export function textOf(value: unknown): string {
  if (typeof value !== 'string') throw new Error(`not a text: ${String(value)}`)
  return value
}

/** Some databases write counts as text, or as a bigint. */
export function numberOf(value: unknown): number {
  const number = typeof value === 'bigint' || typeof value === 'string' ? Number(value) : value
  if (typeof number !== 'number' || !Number.isSafeInteger(number)) throw new Error(`not an integer: ${String(value)}`)
  return number
}
