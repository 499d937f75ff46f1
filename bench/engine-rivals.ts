import { tableSql, unitTablesSql } from '../src/core/fact/sql.ts'
import type { CountQuestion, CountRow } from '../src/engine/engine.ts'
import { countBySql } from '../src/engine/sql-answer.ts'
import { openDatabases, type Source, type Where } from './databases.ts'
import { groups, unitNames } from './engine-facts.ts'

/** Databases that hold the same dossiers and are asked the same question in SQL. */
export type Rival = {
  readonly name: string
  readonly count: (question: CountQuestion) => Promise<readonly CountRow[]>
  readonly close: () => Promise<void>
}

const unitValues = unitNames.flatMap((unit) => (groups.above.get(unit) ?? []).map((of) => `('${unit}','${of}')`)).join()

/** `filled` is told how long each took to take in the dossiers, in seconds. */
export async function openRivals(
  source: Source,
  where: Where,
  filled: (name: string, seconds: number) => void,
): Promise<readonly Rival[]> {
  const rivals: Rival[] = []
  for (const database of await openDatabases(where)) {
    const { name, dialect, run, ask, fill, close } = database
    for (const text of [tableSql('dossier', dialect), ...unitTablesSql(dialect)]) await run(text)
    const start = performance.now()
    await fill('dossier', source)
    filled(name, (performance.now() - start) / 1000)
    await run(`INSERT INTO unit_above VALUES ${unitValues}`)
    if (dialect.name !== 'clickhouse') await run('ANALYZE')
    rivals.push({ name, count: (question) => countBySql(question, dialect, ask), close })
  }
  return rivals
}
