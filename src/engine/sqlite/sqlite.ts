import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import type { Change, Changes } from '../../core/fact/fact.ts'
import { eachChange } from '../../core/fact/packed.ts'
import { columnsOf, quoted, tableSql, unitTablesSql } from '../../core/fact/sql.ts'
import { tableNames } from '../../core/fact/tables.ts'
import { sqlite } from '../../core/measure/dialect.ts'
import { seqOf, type Seq } from '../../core/observation/observation.ts'
import { groupsOf, type UnitGroups } from '../../core/unit/groups.ts'
import type { CountQuestion, CountRow, Engine, ListPage, ListQuestion, SpreadQuestion, SpreadRow } from '../engine.ts'
import { requireNext } from '../next.ts'
import { type Ask, countBySql, listBySql, numberOf, rowOf, spreadBySql, type SqlRow, textOf } from '../sql-answer.ts'

/** Counts with SQL: the proof that what is printed for a database means what is meant. */
export class SqliteEngine implements Engine {
  readonly #database: DatabaseSync
  readonly #units = new Set<string>()
  #groups: { readonly of: UnitGroups; readonly units: number } | null = null
  #last: Promise<unknown> = Promise.resolve()

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

  #rows(text: string, values: Record<string, SQLInputValue> = {}): readonly SqlRow[] {
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

  apply(changes: Changes): Promise<void> {
    return this.#inLine(async () => {
      if (!requireNext(changes, this.watermark())) return
      const all = [...eachChange(changes)]
      this.#atOnce(() => {
        for (const change of all) this.#take(change)
        this.#database.prepare('UPDATE watermark SET seq = ?').run(changes.to)
      })
      for (const { facts } of all) for (const { unit } of facts) this.#units.add(unit)
    })
  }

  #take({ table, key, facts }: Change): void {
    this.#database.prepare(`DELETE FROM ${quoted(table)} WHERE "key" = ?`).run(key)
    const holes = columnsOf(table).map(() => '?')
    const insert = this.#database.prepare(`INSERT INTO ${quoted(table)} VALUES (${holes.join()})`)
    for (const fact of facts) insert.run(...rowOf(fact))
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

  #ask: Ask = async (sql, values) => {
    const given = sql.parameters.map((name) => [name, values[name] ?? null])
    return this.#rows(sql.text, Object.fromEntries(given))
  }

  /** One after another: the units of a question lie in tables until it is answered. */
  #inLine<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#last.then(work)
    this.#last = done.catch(() => null)
    return done
  }

  count(question: CountQuestion): Promise<readonly CountRow[]> {
    return this.#inLine(() => {
      this.#useGroups(question.groups)
      return countBySql(question, sqlite, this.#ask)
    })
  }

  spread(question: SpreadQuestion): Promise<readonly SpreadRow[]> {
    return this.#inLine(() => {
      this.#useGroups(question.groups)
      return spreadBySql(question, sqlite, this.#ask)
    })
  }

  list(question: ListQuestion): Promise<ListPage> {
    return this.#inLine(() => {
      this.#useGroups(question.groups)
      return listBySql(question, sqlite, this.#ask)
    })
  }

  async close(): Promise<void> {
    this.#database.close()
  }
}
