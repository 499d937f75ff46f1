import { describe, expect, test } from 'vitest'
import { tableNames, tables } from '../fact/tables.ts'
import { tableSql, unitTablesSql } from '../fact/sql.ts'
import { measureNamed, measures } from './catalogue.ts'
import { clickhouse, dialects, duckdb, postgres, sqlite } from './dialect.ts'
import { and } from './predicate.ts'
import { countSql, listSql, listTotalSql, spreadSql } from './sql.ts'

/** The text; that it also means what is meant, the engine over SQLite proves by running it (src/engine). */

const onTime = measureNamed('dossiers-on-time')
const used = measureNamed('services-with-online-dossier')
const asked = { table: 'dossier', wheres: [onTime.where], isWithin: false } as const

describe('counts', () => {
  test('by unit: as recorded first, then upwards', () => {
    expect(countSql({ ...asked, by: 'unit' }, sqlite)).toEqual({
      parameters: ['moment', 'before_period'],
      text: `SELECT
  a."of" AS "of",
  SUM(c.c0) AS n0
FROM (
SELECT
  f."unit" AS recorded,
  COUNT(*) FILTER (WHERE ((f."from" <= :moment AND f."until" > :moment) AND ((f."received" <= :moment AND NOT f."received" <= :before_period) OR (f."received" <= :before_period AND NOT f."endedAt" <= :before_period)) AND NOT f."lateFrom" <= :moment)) AS c0
FROM "dossier" AS f
GROUP BY f."unit"
) AS c
JOIN "unit_above" AS a ON a."recorded" = c.recorded
WHERE c.c0 > 0
GROUP BY a."of"`,
    })
  })

  test('by procedure within a unit, and in all', () => {
    const { where } = measureNamed('units-certifying-copies')
    const some = { table: 'certified-copy-unit', wheres: [where], isWithin: true } as const
    expect(countSql({ ...some, by: 'procedure' }, duckdb).text).toBe(`SELECT
  c.recorded AS "of",
  c.c0 AS n0
FROM (
SELECT
  f."procedure" AS recorded,
  COUNT(*) FILTER (WHERE (f."isDue" = 1 AND f."provides" = 1 AND f."since" <= $as_of)) AS c0
FROM "certified-copy-unit" AS f WHERE f."unit" IN (SELECT "recorded" FROM "unit_above" WHERE "of" = $within)
GROUP BY f."procedure"
) AS c
WHERE c.c0 > 0`)
    expect(countSql({ ...some, by: 'total' }, clickhouse)).toEqual({
      parameters: ['as_of', 'within'],
      text: `SELECT
  '' AS "of",
  COUNT(*) FILTER (WHERE (f."isDue" = 1 AND f."provides" = 1 AND f."since" <= {as_of:Int32})) AS n0
FROM "certified-copy-unit" AS f WHERE f."unit" IN (SELECT "recorded" FROM "unit_above" WHERE "of" = {within:String})`,
    })
  })

  test('facts beside a fact: one set, not one question for each row', () => {
    const { text } = countSql({ table: 'service', wheres: [used.where], by: 'total', isWithin: false }, postgres)
    expect(text).toContain(
      `(f."procedure", f."unit") IN (SELECT p."procedure", o."recorded" FROM (` +
        `SELECT DISTINCT fo."procedure" AS "procedure", fo."unit" AS "unit" FROM "dossier" AS fo WHERE ` +
        `((fo."from" <= $1::integer AND fo."until" > $1::integer) AND ` +
        `(fo."received" <= $1::integer AND NOT fo."received" <= $2::integer) AND fo."online" = 1)) AS p ` +
        `JOIN "unit_above" AS a ON a."recorded" = p."unit" JOIN "unit_own" AS o ON o."own" = a."of")`,
    )
  })

  test('of nothing and of all', () => {
    const { text } = countSql({ ...asked, wheres: [and(), { op: 'or', of: [] }], by: 'total' }, sqlite)
    expect(text).toContain('COUNT(*) FILTER (WHERE (1 = 1)) AS n0')
    expect(text).toContain('COUNT(*) FILTER (WHERE (1 = 0)) AS n1')
  })
})

test('an amount of each procedure', () => {
  const { table, where } = measureNamed('dossiers-settled')
  expect(spreadSql({ table, where, amount: 'workedHalves', isWithin: true }, duckdb)).toEqual({
    parameters: ['moment', 'before_period', 'within'],
    text: `SELECT
  f."procedure" AS "of",
  f."workedHalves" AS "amount",
  COUNT(*) AS n0
FROM "dossier" AS f
WHERE ((f."from" <= $moment AND f."until" > $moment) AND (f."endedAt" <= $moment AND NOT f."endedAt" <= $before_period)) AND f."unit" IN (SELECT "recorded" FROM "unit_above" WHERE "of" = $within)
GROUP BY f."procedure", f."workedHalves"`,
  })
})

describe('lists', () => {
  const { table, where } = measureNamed('petitions')
  const page = { table, where, isWithin: true, ofProcedure: true, order: 'lateFrom' } as const

  test('a page and how many there are', () => {
    const { text, parameters } = listSql(page, postgres)
    expect(parameters).toEqual(['moment', 'before_period', 'within', 'procedure', 'limit', 'offset'])
    expect(text.split('\n').slice(-4)).toEqual([
      'FROM "petition" AS f',
      'WHERE ((f."from" <= $1::integer AND f."until" > $1::integer) AND (f."received" <= $1::integer AND NOT f."received" <= $2::integer)) AND f."unit" IN (SELECT "recorded" FROM "unit_above" WHERE "of" = $3::text) AND f."procedure" = $4::text',
      'ORDER BY f."lateFrom", f."key" COLLATE "C"',
      'LIMIT $5::bigint OFFSET $6::bigint',
    ])
    expect(listTotalSql(page, sqlite).text).toMatch(/^SELECT COUNT\(\*\) AS n0\nFROM "petition" AS f\nWHERE /)
  })
})

describe.each(dialects)('$name', (dialect) => {
  test('prints every measure, with a parameter for every mark it looks at', () => {
    const counted = [...measures.values()].filter((measure) => measure.kind === 'counted')
    expect(counted.length).toBeGreaterThan(30)
    for (const { table, where } of counted) {
      const { text, parameters } = countSql({ table, wheres: [where], by: 'unit', isWithin: false }, dialect)
      expect(text).not.toMatch(/undefined|null|\[object/)
      for (const name of parameters)
        expect(text).toContain(dialect.parameter(name, 'second', parameters.indexOf(name) + 1))
    }
  })

  test('keeps every column of every table', () => {
    for (const table of tableNames)
      for (const column of [...tables[table].times, ...tables[table].flags])
        expect(tableSql(table, dialect)).toContain(`\n  "${column}" `)
    expect(unitTablesSql(dialect).map((text) => text.split('\n')[0])).toEqual([
      'CREATE TABLE "unit_above" (',
      'CREATE TABLE "unit_own" (',
    ])
  })
})
