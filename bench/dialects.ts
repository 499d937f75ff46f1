import { deepStrictEqual } from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import fc from 'fast-check'
import type { Change } from '../src/core/fact/fact.ts'
import { quoted, tableSql, unitTablesSql } from '../src/core/fact/sql.ts'
import { tableNames } from '../src/core/fact/tables.ts'
import { seqOf } from '../src/core/observation/observation.ts'
import { groupsOf, type UnitGroups } from '../src/core/unit/groups.ts'
import type { CountQuestion, ListQuestion } from '../src/engine/engine.ts'
import { countQuestion, listQuestion, steps } from '../src/engine/fixtures/histories.ts'
import { Oracle } from '../src/engine/oracle/oracle.ts'
import { countBySql, listBySql, rowOf, type SqlValue } from '../src/engine/sql-answer.ts'
import { type Database, openDatabases } from './databases.ts'

/**
 * Whether each database understands the SQL that is printed for it as the oracle does: random facts, counts and lists.
 * node bench/dialects.ts --histories 50 --packages <folder> --postgres postgres://…
 */
const { values } = parseArgs({
  options: {
    histories: { type: 'string', default: '20' },
    seed: { type: 'string', default: '766' },
    packages: { type: 'string', default: '.' },
    postgres: { type: 'string' },
  },
})

const folder = mkdtempSync(join(tmpdir(), 'chiso-dialects-'))
const databases = await openDatabases({ folder, packages: values.packages, postgres: values.postgres })
const histories = fc.sample(fc.tuple(steps, fc.array(countQuestion), fc.array(listQuestion)), {
  numRuns: Number(values.histories),
  seed: Number(values.seed),
})
let asked = 0

function literal(value: SqlValue): string {
  return typeof value === 'number' ? String(value) : `'${value.replaceAll("'", "''")}'`
}

async function insert({ run }: Database, table: string, rows: readonly (readonly SqlValue[])[]): Promise<void> {
  const text = rows.map((row) => `(${row.map(literal).join()})`).join()
  if (rows.length > 0) await run(`INSERT INTO ${quoted(table)} VALUES ${text}`)
}

async function fill(database: Database, changes: readonly Change[], groups: UnitGroups): Promise<void> {
  const { dialect, run } = database
  for (const name of [...tableNames, 'unit_above', 'unit_own']) await run(`DROP TABLE IF EXISTS ${quoted(name)}`)
  for (const text of [...tableNames.map((table) => tableSql(table, dialect)), ...unitTablesSql(dialect)])
    await run(text)
  for (const table of tableNames) {
    const facts = changes.filter((change) => change.table === table).flatMap((change) => [...change.facts])
    await insert(database, table, facts.map(rowOf))
  }
  const units = [...new Set(changes.flatMap(({ facts }) => facts.map(({ unit }) => unit)))]
  const above = units.flatMap((unit) => groupsOf(groups, unit).map((of) => [unit, of]))
  await insert(database, 'unit_above', above)
  await insert(
    database,
    'unit_own',
    units.map((unit) => [unit, groupsOf(groups, unit)[0] ?? unit]),
  )
}

try {
  for (const [history, counts, lists] of histories) {
    const oracle = new Oracle()
    const last = new Map<string, Change>()
    const changes = history.flatMap((step) => (step.kind === 'batch' ? [...step.changes] : []))
    for (const change of changes) last.set(`${change.table} ${change.key}`, change)
    await oracle.apply({ from: seqOf(0), to: seqOf(1), changes: [...last.values()] })
    const [groups]: readonly UnitGroups[] = [...counts, ...lists].map((question) => question.groups)
    if (groups === undefined) continue
    for (const database of databases) {
      const { dialect, ask } = database
      await fill(database, [...last.values()], groups)
      for (const each of counts) {
        const question: CountQuestion = { ...each, groups }
        deepStrictEqual(await countBySql(question, dialect, ask), await oracle.count(question))
      }
      for (const each of lists) {
        const question: ListQuestion = { ...each, groups }
        deepStrictEqual(await listBySql(question, dialect, ask), await oracle.list(question))
      }
      asked += counts.length + lists.length
    }
  }
  const names = databases.map(({ name }) => name).join(', ')
  process.stdout.write(`${names}: ${asked} questions after ${histories.length} histories, all as the oracle\n`)
} finally {
  for (const { close } of databases) await close()
  rmSync(folder, { recursive: true })
}
