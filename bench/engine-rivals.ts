import { createRequire } from 'node:module'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { columnsOf, tableSql, unitTablesSql } from '../src/core/fact/sql.ts'
import { clickhouse, type Dialect, duckdb, postgres, sqlite } from '../src/core/measure/dialect.ts'
import { countSql } from '../src/core/measure/sql.ts'
import type { CountedMeasure } from '../src/core/measure/measure.ts'
import type { Span } from '../src/core/measure/span.ts'
import type { CountRow } from '../src/engine/engine.ts'
import { groups, unitNames } from './engine-facts.ts'

/** Databases that are asked the same question in SQL. */
export type Rival = {
  readonly name: string
  readonly count: (span: Span) => Promise<readonly CountRow[]>
  readonly close: () => Promise<void>
}

export type Source = {
  /** The facts of dossiers, a line each, and how they are read one by one. */
  readonly csv: string
  readonly rows: () => Iterable<readonly (string | number)[]>
  readonly folder: string
  readonly measures: readonly CountedMeasure[]
}

type Row = Readonly<Record<string, unknown>>
type Values = Readonly<Record<string, number>>

const columns = columnsOf('dossier')
const unitRows = unitNames.flatMap((unit) => (groups.above.get(unit) ?? []).map((of) => [unit, of] as const))
const unitValues = unitRows.map(([unit, of]) => `('${unit}','${of}')`).join()

function statement(measures: readonly CountedMeasure[], dialect: Dialect) {
  return countSql(
    { table: 'dossier', wheres: measures.map(({ where }) => where), by: 'unit', isWithin: false },
    dialect,
  )
}

function valuesOf(span: Span): Values {
  return { before_period: span['before-period'], moment: span.moment, as_of: span['as-of'] }
}

function countRows(rows: readonly Row[], measures: number): readonly CountRow[] {
  return rows
    .map((row) => ({
      of: String(row['of']),
      counts: Array.from({ length: measures }, (_, place) => Number(row[`n${place}`])),
    }))
    .sort((a, b) => (a.of < b.of ? -1 : 1))
}

export async function sqliteRival({ rows, folder, measures }: Source): Promise<Rival> {
  const database = new DatabaseSync(join(folder, 'facts.sqlite'))
  database.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -500000')
  for (const text of [tableSql('dossier', sqlite), ...unitTablesSql(sqlite)]) database.exec(text)
  const insert = database.prepare(`INSERT INTO dossier VALUES (${columns.map(() => '?').join()})`)
  database.exec('BEGIN')
  for (const row of rows()) insert.run(...row)
  const unit = database.prepare('INSERT INTO unit_above VALUES (?, ?)')
  for (const row of unitRows) unit.run(...row)
  database.exec('COMMIT; ANALYZE')
  const { text } = statement(measures, sqlite)
  return {
    name: 'SQLite',
    count: async (span) => countRows(database.prepare(text).all(valuesOf(span)), measures.length),
    close: async () => database.close(),
  }
}

/** What is not a dependency is looked for in a folder where someone installed it. */
export function packageIn(folder: string, name: string): unknown {
  try {
    const found: unknown = createRequire(join(folder, 'package.json'))(name)
    return found
  } catch {
    return null
  }
}

type Duck = {
  DuckDBInstance: { create: (file: string) => Promise<{ connect: () => Promise<DuckConnection> }> }
}
type DuckConnection = {
  run: (text: string) => Promise<unknown>
  runAndReadAll: (text: string, values: Values) => Promise<{ getRowObjects: () => Row[] }>
  closeSync: () => void
}

export async function duckdbRival({ csv, folder, measures }: Source, packages: string): Promise<Rival | null> {
  const library = packageIn(packages, '@duckdb/node-api') as Duck | null
  if (library === null) return null
  const instance = await library.DuckDBInstance.create(join(folder, 'facts.duckdb'))
  const connection = await instance.connect()
  await connection.run('SET threads = 2')
  for (const text of [tableSql('dossier', duckdb), ...unitTablesSql(duckdb)]) await connection.run(text)
  await connection.run(`COPY dossier FROM '${csv}' (HEADER false)`)
  await connection.run(`INSERT INTO unit_above VALUES ${unitValues}`)
  const { text } = statement(measures, duckdb)
  return {
    name: 'DuckDB',
    count: async (span) => {
      const reader = await connection.runAndReadAll(text, valuesOf(span))
      return countRows(reader.getRowObjects(), measures.length)
    },
    close: async () => connection.closeSync(),
  }
}

type ChdbSession = { query: (text: string, format?: string) => string; close: () => void }
type Chdb = { Session: new (folder: string) => ChdbSession }

export async function clickhouseRival({ csv, folder, measures }: Source, packages: string): Promise<Rival | null> {
  const library = packageIn(packages, 'chdb') as Chdb | null
  if (library === null) return null
  const session = new library.Session(join(folder, 'clickhouse'))
  session.query('SET max_threads = 2')
  for (const text of [tableSql('dossier', clickhouse), ...unitTablesSql(clickhouse)]) session.query(text)
  session.query(`INSERT INTO dossier SELECT * FROM file('${csv}', 'CSV', '${clickhouseTypes()}')`)
  session.query(`INSERT INTO unit_above VALUES ${unitValues}`)
  const { text } = statement(measures, clickhouse)
  return {
    name: 'ClickHouse in-process',
    count: async (span) => {
      for (const [name, value] of Object.entries(valuesOf(span))) session.query(`SET param_${name} = ${value}`)
      const rows = session.query(text, 'JSONEachRow').trim().split('\n')
      return countRows(
        rows.map((row) => JSON.parse(row) as Row),
        measures.length,
      )
    },
    close: async () => session.close(),
  }
}

function clickhouseTypes(): string {
  const lines = tableSql('dossier', clickhouse)
    .split('\n')
    .slice(1, 1 + columns.length)
  return lines.map((line) => line.trim().replace(/ NOT NULL,?$/, '')).join(', ')
}

type PgClient = {
  connect: () => Promise<void>
  query: (text: string, values?: readonly unknown[]) => Promise<{ rows: Row[] }>
  end: () => Promise<void>
}
type Pg = { Client: new (url: string) => PgClient }

/** The server reads the file itself, so it runs on this machine and its user may read it. */
export async function postgresRival(source: Source, packages: string, url: string): Promise<Rival | null> {
  const { csv, measures } = source
  const library = packageIn(packages, 'pg') as Pg | null
  if (library === null) return null
  const client = new library.Client(url)
  await client.connect()
  await client.query('DROP TABLE IF EXISTS dossier, unit_above, unit_own')
  // Compiling a statement of 20 counts takes it longer than running it.
  await client.query("SET work_mem = '256MB'; SET jit = off")
  for (const text of [tableSql('dossier', postgres), ...unitTablesSql(postgres)]) await client.query(text)
  await client.query(`COPY dossier FROM '${csv}' (FORMAT csv)`)
  await client.query(`INSERT INTO unit_above VALUES ${unitValues}`)
  await client.query('VACUUM ANALYZE dossier')
  await client.query('ANALYZE unit_above')
  const { text, parameters } = statement(measures, postgres)
  return {
    name: 'PostgreSQL',
    count: async (span) => {
      const values = valuesOf(span)
      const { rows } = await client.query(
        text,
        parameters.map((name) => values[name]),
      )
      return countRows(rows, measures.length)
    },
    close: async () => {
      await client.query('DROP TABLE dossier, unit_above, unit_own')
      await client.end()
    },
  }
}
