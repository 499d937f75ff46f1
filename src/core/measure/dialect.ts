/** What differs between the databases that facts are counted in; everything else of the SQL is one text. */
export type Dialect = {
  readonly name: string
  /** How the statement asks for a value; `place` counts from 1. */
  readonly parameter: (name: string, type: 'second' | 'text' | 'count', place: number) => string
  /** Types of columns. */
  readonly text: string
  readonly second: string
  readonly flag: string
  /** After the columns of a table: how it is kept. `by`: the columns that rows are found by. */
  readonly keptBy: (by: readonly string[]) => string
  /** Texts in the order of their bytes. */
  readonly byBytes: string
}

export const sqlite: Dialect = {
  name: 'sqlite',
  parameter: (name) => `:${name}`,
  text: 'TEXT',
  second: 'INTEGER',
  flag: 'INTEGER',
  keptBy: () => 'STRICT',
  byBytes: '',
}

export const postgres: Dialect = {
  name: 'postgres',
  parameter: (_, type, place) => `$${place}::${{ second: 'integer', text: 'text', count: 'bigint' }[type]}`,
  text: 'text',
  second: 'integer',
  flag: 'smallint',
  keptBy: () => '',
  byBytes: ' COLLATE "C"',
}

export const duckdb: Dialect = {
  name: 'duckdb',
  parameter: (name) => `$${name}`,
  text: 'VARCHAR',
  second: 'INTEGER',
  flag: 'TINYINT',
  keptBy: () => '',
  byBytes: '',
}

export const clickhouse: Dialect = {
  name: 'clickhouse',
  parameter: (name, type) => `{${name}:${{ second: 'Int32', text: 'String', count: 'UInt64' }[type]}}`,
  text: 'String',
  second: 'Int32',
  flag: 'UInt8',
  keptBy: (by) => `ENGINE = MergeTree ORDER BY (${by.map((name) => `"${name}"`).join(', ')})`,
  byBytes: '',
}

export const dialects: readonly Dialect[] = [sqlite, postgres, duckdb, clickhouse]
