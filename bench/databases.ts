import { createRequire } from 'node:module'
import { join } from 'node:path'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { clickhouse, type Dialect, duckdb, postgres, sqlite } from '../src/core/measure/dialect.ts'
import type { Ask, SqlRow, SqlValue } from '../src/engine/sql-answer.ts'

/** Databases for comparison; but for SQLite, none is a dependency: they are taken from where someone installed them. */
export type Database = {
  readonly name: string
  readonly dialect: Dialect
  readonly run: (text: string) => Promise<void>
  readonly ask: Ask
  readonly fill: (table: string, source: Source) => Promise<void>
  readonly close: () => Promise<void>
}

/** Rows as comma-separated values, and one by one for who reads no files. */
export type Source = {
  readonly file: string
  readonly rows: () => Iterable<readonly SqlValue[]>
}

export type Where = {
  readonly folder: string
  readonly packages: string
  readonly postgres: string | undefined
}

/** Those that are there. */
export async function openDatabases(where: Where): Promise<readonly Database[]> {
  const opened = [openSqlite(where), await openPostgres(where), await openDuckdb(where), openClickhouse(where)]
  return opened.flatMap((each) => each ?? [])
}

function packageIn(folder: string, name: string): unknown {
  try {
    const found: unknown = createRequire(join(folder, 'package.json'))(name)
    return found
  } catch {
    return null
  }
}

function openSqlite({ folder }: Where): Database {
  const database = new DatabaseSync(join(folder, 'facts.sqlite'))
  database.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -500000')
  return {
    name: 'SQLite',
    dialect: sqlite,
    run: async (text) => database.exec(text),
    ask: async ({ text, parameters }, values) => {
      const given = parameters.map((name) => [name, values[name] ?? null])
      const rows: SqlRow[] = database.prepare(text).all(Object.fromEntries(given))
      return rows
    },
    fill: async (table, { rows }) => {
      database.exec('BEGIN')
      let insert: StatementSync | null = null
      for (const row of rows()) {
        insert ??= database.prepare(`INSERT INTO ${table} VALUES (${row.map(() => '?').join()})`)
        insert.run(...row)
      }
      database.exec('COMMIT')
    },
    close: async () => database.close(),
  }
}

type Duck = { DuckDBInstance: { create: (file: string) => Promise<{ connect: () => Promise<DuckConnection> }> } }
type DuckConnection = {
  run: (text: string) => Promise<unknown>
  runAndReadAll: (text: string, values: Record<string, SqlValue>) => Promise<{ getRowObjects: () => SqlRow[] }>
  closeSync: () => void
}

async function openDuckdb({ folder, packages }: Where): Promise<Database | null> {
  const library = packageIn(packages, '@duckdb/node-api') as Duck | null
  if (library === null) return null
  const instance = await library.DuckDBInstance.create(join(folder, 'facts.duckdb'))
  const connection = await instance.connect()
  const run = async (text: string): Promise<void> => {
    await connection.run(text)
  }
  await run('SET threads = 2')
  return {
    name: 'DuckDB',
    dialect: duckdb,
    run,
    ask: async ({ text, parameters }, values) => {
      const given = parameters.map((name) => [name, values[name] ?? ''] as const)
      return (await connection.runAndReadAll(text, Object.fromEntries(given))).getRowObjects()
    },
    fill: (table, { file }) => run(`COPY ${table} FROM '${file}' (HEADER false)`),
    close: async () => connection.closeSync(),
  }
}

type Chdb = {
  Session: new (
    folder: string,
  ) => {
    query: (text: string, format?: string) => string
    close: () => void
  }
}

function openClickhouse({ folder, packages }: Where): Database | null {
  const library = packageIn(packages, 'chdb') as Chdb | null
  if (library === null) return null
  const session = new library.Session(join(folder, 'clickhouse'))
  session.query('SET max_threads = 2')
  return {
    name: 'ClickHouse in-process',
    dialect: clickhouse,
    run: async (text) => {
      session.query(text)
    },
    ask: async ({ text, parameters }, values) => {
      for (const name of parameters) session.query(`SET param_${name} = '${String(values[name] ?? '')}'`)
      const rows = session.query(text, 'JSONEachRow').trim()
      return rows === '' ? [] : rows.split('\n').map((row) => JSON.parse(row) as SqlRow)
    },
    fill: async (table, { file }) => {
      session.query(`INSERT INTO ${table} SELECT * FROM file('${file}', 'CSV')`)
    },
    close: async () => session.close(),
  }
}

type PgClient = {
  connect: () => Promise<void>
  query: (text: string, values?: readonly unknown[]) => Promise<{ rows: SqlRow[] }>
  end: () => Promise<void>
}
type Pg = { Client: new (url: string) => PgClient }

/** On this machine, as a superuser: the server reads the file of facts itself. */
async function openPostgres({ packages, postgres: url }: Where): Promise<Database | null> {
  const library = url === undefined ? null : (packageIn(packages, 'pg') as Pg | null)
  if (library === null || url === undefined) return null
  const client = new library.Client(url)
  await client.connect()
  // A schema of its own, for this session. Compiling a statement of 20 counts takes it longer than running it.
  await client.query('DROP SCHEMA IF EXISTS chiso_bench CASCADE; CREATE SCHEMA chiso_bench')
  await client.query("SET search_path = chiso_bench; SET work_mem = '256MB'; SET jit = off")
  return {
    name: 'PostgreSQL',
    dialect: postgres,
    run: async (text) => {
      await client.query(text)
    },
    ask: async ({ text, parameters }, values) => {
      const { rows } = await client.query(
        text,
        parameters.map((name) => values[name]),
      )
      return rows
    },
    fill: async (table, { file }) => {
      await client.query(`COPY ${table} FROM '${file}' (FORMAT csv)`)
      await client.query(`VACUUM ANALYZE ${table}`)
    },
    close: async () => {
      await client.query('DROP SCHEMA chiso_bench CASCADE')
      await client.end()
    },
  }
}
