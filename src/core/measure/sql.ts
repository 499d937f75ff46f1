import { columnsOf, quoted } from '../fact/sql.ts'
import type { Table } from '../fact/tables.ts'
import type { Dialect } from './dialect.ts'
import type { Mark, Predicate, Some } from './predicate.ts'

/** A statement, and the names of its parameters in the order of their places. */
export type Sql = { readonly text: string; readonly parameters: readonly string[] }

export type CountSql = {
  readonly table: Table
  readonly wheres: readonly Predicate[]
  readonly by: 'unit' | 'total' | 'procedure'
  /** Whether it is asked for the parameter `within`. */
  readonly isWithin: boolean
}

export type ListSql = {
  readonly table: Table
  readonly where: Predicate
  readonly isWithin: boolean
  /** Whether it is asked for the parameter `procedure`. */
  readonly ofProcedure: boolean
  /** A time the facts stand by, before the key; null: by key. */
  readonly order: string | null
}

const markParameters: Readonly<Record<Mark, string>> = {
  'before-period': 'before_period',
  moment: 'moment',
  'as-of': 'as_of',
}

/**
 * Counts under `n0`, `n1` … by `of`, the facts that each predicate holds for: what every engine answers, as SQL. Units are
 * counted as recorded first and only then summed upwards, so that no fact is multiplied by the units it counts for.
 */
export function countSql({ table, wheres, by, isWithin }: CountSql, dialect: Dialect): Sql {
  const print = new Printer(dialect)
  const counts = wheres.map((where) => `COUNT(*) FILTER (WHERE ${print.predicate(where, 'f')})`)
  const rows = `FROM ${quoted(table)} AS f${isWithin ? ` WHERE ${print.within('f')}` : ''}`
  if (by === 'total') return print.done(`${selected([`'' AS "of"`, ...named('n', counts)])}\n${rows}`)
  const column = `f."${by}"`
  const counted = `${selected([`${column} AS recorded`, ...named('c', counts)])}\n${rows}\nGROUP BY ${column}`
  // Names differ from level to level: ClickHouse reads the name of a sum wherever it stands.
  const own = counts.map((_, place) => `c.c${place}`)
  const any = own.map((count) => `${count} > 0`).join(' OR ')
  if (by === 'procedure')
    return print.done(
      `${selected(['c.recorded AS "of"', ...named('n', own)])}\nFROM (\n${counted}\n) AS c\nWHERE ${any}`,
    )
  const sums = own.map((count) => `SUM(${count})`)
  return print.done(
    `${selected(['a."of" AS "of"', ...named('n', sums)])}\nFROM (\n${counted}\n) AS c\n` +
      `JOIN "unit_above" AS a ON a."recorded" = c.recorded\nWHERE ${any}\nGROUP BY a."of"`,
  )
}

function selected(items: readonly string[]): string {
  return `SELECT\n  ${items.join(',\n  ')}`
}

function named(name: string, items: readonly string[]): readonly string[] {
  return items.map((item, place) => `${item} AS ${name}${place}`)
}

export type SpreadSql = Pick<ListSql, 'table' | 'where' | 'isWithin'> & { readonly amount: string }

/** Under `n0` how many facts there are of each procedure, `of`, and each `amount`. */
export function spreadSql({ table, where, isWithin, amount }: SpreadSql, dialect: Dialect): Sql {
  const print = new Printer(dialect)
  const wanted = conditions({ where, isWithin, ofProcedure: false }, print)
  const columns = [`f."procedure" AS "of"`, `f.${quoted(amount)} AS "amount"`, 'COUNT(*) AS n0']
  return print.done(
    `${selected(columns)}\nFROM ${quoted(table)} AS f\nWHERE ${wanted}\nGROUP BY f."procedure", f.${quoted(amount)}`,
  )
}

/** A page of the facts for which the predicate holds; parameters `limit` and `offset`. */
export function listSql(asked: ListSql, dialect: Dialect): Sql {
  const print = new Printer(dialect)
  const columns = columnsOf(asked.table).map((name) => `f.${quoted(name)} AS ${quoted(name)}`)
  const where = conditions(asked, print)
  const order = [...(asked.order === null ? [] : [`f.${quoted(asked.order)}`]), `f."key"${dialect.byBytes}`]
  return print.done(
    `SELECT\n  ${columns.join(',\n  ')}\nFROM ${quoted(asked.table)} AS f\nWHERE ${where}\n` +
      `ORDER BY ${order.join(', ')}\n` +
      `LIMIT ${print.parameter('limit', 'count')} OFFSET ${print.parameter('offset', 'count')}`,
  )
}

/** How many there are on all pages, under `n0`. */
export function listTotalSql(asked: ListSql, dialect: Dialect): Sql {
  const print = new Printer(dialect)
  return print.done(`SELECT COUNT(*) AS n0\nFROM ${quoted(asked.table)} AS f\nWHERE ${conditions(asked, print)}`)
}

function conditions({ where, isWithin, ofProcedure }: Omit<ListSql, 'table' | 'order'>, print: Printer): string {
  return [
    print.predicate(where, 'f'),
    ...(isWithin ? [print.within('f')] : []),
    ...(ofProcedure ? [`f."procedure" = ${print.parameter('procedure', 'text')}`] : []),
  ].join(' AND ')
}

class Printer {
  readonly #dialect: Dialect
  readonly #parameters: string[] = []

  constructor(dialect: Dialect) {
    this.#dialect = dialect
  }

  done(text: string): Sql {
    return { text, parameters: this.#parameters }
  }

  parameter(name: string, type: 'second' | 'text' | 'count'): string {
    let place = this.#parameters.indexOf(name) + 1
    if (place === 0) place = this.#parameters.push(name)
    return this.#dialect.parameter(name, type, place)
  }

  within(fact: string): string {
    return `${fact}."unit" IN (SELECT "recorded" FROM "unit_above" WHERE "of" = ${this.parameter('within', 'text')})`
  }

  predicate(predicate: Predicate, fact: string): string {
    switch (predicate.op) {
      case 'flag':
        return `${fact}.${quoted(predicate.flag)} = 1`
      case 'happened':
        return `${fact}.${quoted(predicate.time)} <= ${this.#mark(predicate.by)}`
      case 'standing':
        return `(${fact}."from" <= ${this.#mark('moment')} AND ${fact}."until" > ${this.#mark('moment')})`
      case 'not':
        return `NOT ${this.predicate(predicate.of, fact)}`
      case 'and':
        return this.#joined(predicate.of, fact, ' AND ', '1 = 1')
      case 'or':
        return this.#joined(predicate.of, fact, ' OR ', '1 = 0')
      case 'named':
        return this.predicate(predicate.of, fact)
      case 'some':
        return this.#some(predicate, fact)
    }
  }

  #mark(mark: Mark): string {
    return this.parameter(markParameters[mark], 'second')
  }

  #joined(of: readonly Predicate[], fact: string, glue: string, ofNone: string): string {
    const [first = `(${ofNone})`, ...rest] = of.map((each) => this.predicate(each, fact))
    return rest.length === 0 ? first : `(${[first, ...rest].join(glue)})`
  }

  /**
   * For each procedure the recorded units whose own unit counts some such fact: not asked of each row, which some databases
   * cannot and others do slowly.
   */
  #some({ table, of }: Some, fact: string): string {
    const other = `${fact}o`
    return (
      `(${fact}."procedure", ${fact}."unit") IN (` +
      `SELECT p."procedure", o."recorded" FROM (` +
      `SELECT DISTINCT ${other}."procedure" AS "procedure", ${other}."unit" AS "unit" FROM ${quoted(table)} AS ${other} ` +
      `WHERE ${this.predicate(of, other)}) AS p ` +
      `JOIN "unit_above" AS a ON a."recorded" = p."unit" JOIN "unit_own" AS o ON o."own" = a."of")`
    )
  }
}
