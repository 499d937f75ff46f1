import { DatabaseSync, type SQLInputValue, type SQLOutputValue } from 'node:sqlite'
import type { Change, Changes, Fact } from '../../core/fact/fact.ts'
import { columnsOf, quoted, tableSql, unitTablesSql } from '../../core/fact/sql.ts'
import { type Table, tableNames, tables } from '../../core/fact/tables.ts'
import { measureNamed } from '../../core/measure/catalogue.ts'
import { sqlite } from '../../core/measure/dialect.ts'
import { and, not } from '../../core/measure/predicate.ts'
import type { Span } from '../../core/measure/span.ts'
import { countSql, listSql, listTotalSql, type ListSql, type Sql } from '../../core/measure/sql.ts'
import { seqOf, type Seq } from '../../core/observation/observation.ts'
import { asSecond } from '../../core/time/second.ts'
import { groupsOf, type UnitGroups } from '../../core/unit/groups.ts'
import type { CountQuestion, CountRow, Engine, ListPage, ListQuestion } from '../engine.ts'
import { factOf } from '../fact-of.ts'
import { requireNext } from '../next.ts'
import { timeOfOrder } from '../order.ts'

type Row = Readonly<Record<string, SQLOutputValue>>

/** Counts with SQL: the proof that what is printed for a database means what is meant. */
export class SqliteEngine implements Engine {
  readonly #database: DatabaseSync
  readonly #units = new Set<string>()
  #groups: { readonly of: UnitGroups; readonly units: number } | null = null

  /** `file`: a database of its own, new or left by this engine; by default in memory. */
  constructor(file = ':memory:') {
    this.#database = new DatabaseSync(file)
    const isNew = this.#rows(`SELECT name FROM sqlite_schema WHERE name = 'watermark'`).length === 0
    if (isNew) this.#create()
    for (const table of tableNames)
      for (const { unit } of this.#rows(`SELECT DISTINCT unit FROM ${quoted(table)}`)) this.#units.add(textOf(unit))
  }

  #create(): void {
    this.#atOnce(() => {
      for (const table of tableNames) {
        this.#database.exec(tableSql(table, sqlite))
        this.#database.exec(`CREATE INDEX ${quoted(`${table} by key`)} ON ${quoted(table)} ("key")`)
      }
      for (const text of unitTablesSql(sqlite)) this.#database.exec(text)
      this.#database.exec('CREATE TABLE watermark (seq INTEGER NOT NULL) STRICT; INSERT INTO watermark VALUES (0)')
    })
  }

  #rows(text: string, values: Record<string, SQLInputValue> = {}): readonly Row[] {
    return this.#database.prepare(text).all(values)
  }

  #atOnce(work: () => void): void {
    this.#database.exec('BEGIN')
    try {
      work()
      this.#database.exec('COMMIT')
    } catch (error) {
      this.#database.exec('ROLLBACK')
      throw error
    }
  }

  watermark(): Seq {
    const [row] = this.#rows('SELECT seq FROM watermark')
    return seqOf(numberOf(row?.['seq']))
  }

  async apply(changes: Changes): Promise<void> {
    if (!requireNext(changes, this.watermark())) return
    this.#atOnce(() => {
      for (const change of changes.changes) this.#take(change)
      this.#database.prepare('UPDATE watermark SET seq = ?').run(changes.to)
    })
    for (const { facts } of changes.changes) for (const { unit } of facts) this.#units.add(unit)
  }

  #take({ table, key, facts }: Change): void {
    this.#database.prepare(`DELETE FROM ${quoted(table)} WHERE "key" = ?`).run(key)
    const holes = columnsOf(table).map(() => '?')
    const insert = this.#database.prepare(`INSERT INTO ${quoted(table)} VALUES (${holes.join()})`)
    for (const fact of facts) insert.run(...valuesOf(fact))
  }

  /** Which units count for which, of this question; kept until another asks. */
  #useGroups(groups: UnitGroups): void {
    if (this.#groups?.of === groups && this.#groups.units === this.#units.size) return
    this.#atOnce(() => {
      this.#database.exec('DELETE FROM unit_above; DELETE FROM unit_own')
      const above = this.#database.prepare('INSERT INTO unit_above VALUES (?, ?)')
      const own = this.#database.prepare('INSERT INTO unit_own VALUES (?, ?)')
      for (const unit of this.#units) {
        const names = groupsOf(groups, unit)
        for (const name of names) above.run(unit, name)
        own.run(unit, names[0] ?? unit)
      }
    })
    this.#groups = { of: groups, units: this.#units.size }
  }

  #answer(sql: Sql, values: Readonly<Record<string, SQLInputValue>>): readonly Row[] {
    const given = sql.parameters.map((name) => [name, values[name] ?? null])
    return this.#rows(sql.text, Object.fromEntries(given))
  }

  async count({ measures, span, groups, by, within }: CountQuestion): Promise<readonly CountRow[]> {
    this.#useGroups(groups)
    const wanted = measures.map((id, place) => ({ place, measure: measureNamed(id) }))
    const rows = new Map<string, number[]>()
    for (const table of new Set(wanted.map(({ measure }) => measure.table))) {
      const own = wanted.filter(({ measure }) => measure.table === table)
      const wheres = own.map(({ measure }) => measure.where)
      const sql = countSql({ table, wheres, by, isWithin: within !== null }, sqlite)
      for (const row of this.#answer(sql, { ...markValues(span), within })) {
        const of = textOf(row['of'])
        const counts = rows.get(of) ?? measures.map(() => 0)
        for (const [index, { place }] of own.entries()) counts[place] = numberOf(row[`n${index}`])
        rows.set(of, counts)
      }
    }
    return [...rows].map(([of, counts]) => ({ of, counts })).toSorted((a, b) => (a.of < b.of ? -1 : 1))
  }

  async list(question: ListQuestion): Promise<ListPage> {
    const { span, groups, within, procedure, limit, offset } = question
    this.#useGroups(groups)
    const { table, where } = measureNamed(question.measure)
    const without = question.without === null ? [] : [not(measureNamed(question.without).where)]
    const asked: ListSql = {
      table,
      where: and(where, ...without),
      isWithin: within !== null,
      ofProcedure: procedure !== null,
      order: timeOfOrder(table, question.order),
    }
    const values = { ...markValues(span), within, procedure, limit, offset }
    const [total] = this.#answer(listTotalSql(asked, sqlite), values)
    const facts = this.#answer(listSql(asked, sqlite), values).map((row) => factOfRow(table, row))
    return { table, total: numberOf(total?.['n0']), facts }
  }

  async close(): Promise<void> {
    this.#database.close()
  }
}

function markValues(span: Span): Readonly<Record<string, number>> {
  return { before_period: span['before-period'], moment: span.moment, as_of: span['as-of'] }
}

/** In the order of the columns. */
function valuesOf(fact: Fact): readonly SQLInputValue[] {
  const { times, flags } = tables[fact.table]
  const held: Readonly<Record<string, boolean>> = fact.flags
  const happened: Readonly<Record<string, number>> = fact.times
  return [
    fact.key,
    fact.unit,
    fact.procedure ?? '',
    ...times.map((name) => happened[name] ?? null),
    ...flags.map((name) => (held[name] === true ? 1 : 0)),
  ]
}

function factOfRow(table: Table, row: Row): Fact {
  const { times, flags } = tables[table]
  const procedure = textOf(row['procedure'])
  return factOf({
    table,
    key: textOf(row['key']),
    unit: textOf(row['unit']),
    procedure: procedure === '' ? null : procedure,
    times: Object.fromEntries(times.map((name) => [name, asSecond(numberOf(row[name]))])),
    flags: Object.fromEntries(flags.map((name) => [name, row[name] === 1])),
  })
}

function textOf(value: SQLOutputValue | undefined): string {
  if (typeof value !== 'string') throw new Error(`not a text: ${String(value)}`)
  return value
}

function numberOf(value: SQLOutputValue | undefined): number {
  if (typeof value !== 'number') throw new Error(`not a number: ${String(value)}`)
  return value
}
