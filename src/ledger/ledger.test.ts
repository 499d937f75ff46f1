import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test, vi } from 'vitest'
import { observation } from '../../test/crash/observations.ts'
import { codesOf, scratchFolder, scratchLedger, valueOf } from '../../test/crash/scratch.ts'
import type { Result } from '../core/failure.ts'
import { limits } from '../core/limits.ts'
import { readHeadFile } from './head-file.ts'
import { openLedger } from './ledger.ts'
import { instantOf } from './row.ts'
import { schemaVersion } from './schema.ts'

const outcomes = (result: Result<readonly { seq: number; outcome: string }[]>) =>
  valueOf(result).map(({ seq, outcome }) => `${seq} ${outcome}`)

describe('append', () => {
  test('numbers from 1 without gaps and gives a receipt for each, in order', () => {
    using ledger = scratchLedger()
    expect(outcomes(ledger.append([observation({ key: 'A' }), observation({ key: 'B' })]))).toEqual(['1 new', '2 new'])
    expect(outcomes(ledger.append([observation({ key: 'C' })]))).toEqual(['3 new'])
    expect(ledger.watermark()).toBe(3)
    expect(valueOf(ledger.read(2, 10)).map(({ seq, key }) => [seq, key])).toEqual([
      [2, 'B'],
      [3, 'C'],
    ])
  })

  test('keeps what it was given, with the time of recording and the hash of the canonical body', () => {
    using ledger = scratchLedger()
    const given = observation({ sourceTime: instantOf(5), body: { z: [1, { ă: null }], a: 'x' } })
    valueOf(ledger.append([given]))
    // printf '{"a":"x","z":[1,{"ă":null}]}' | sha256sum
    const bodyHash = 'd7387346d8a718678e3f6c6ba20a9a58c5a1ecff3dd812b4689734c882335df8'
    expect(valueOf(ledger.read(1, 1))).toEqual([{ ...given, seq: 1, recordedTime: 1000, bodyHash }])
  })

  test('the same again changes nothing, in whatever order the fields come', () => {
    using ledger = scratchLedger()
    const first = observation({ body: { a: 1, b: 2 } })
    expect(outcomes(ledger.append([first, first]))).toEqual(['1 new', '1 same'])
    const { chain } = ledger.head()
    expect(outcomes(ledger.append([observation({ body: { b: 2, a: 1 } })]))).toEqual(['1 same'])
    expect(ledger.head().chain).toBe(chain)
  })

  test('another body under the same identity is kept as a conflict, once, and overwrites nothing', () => {
    using ledger = scratchLedger()
    valueOf(ledger.append([observation({ body: { a: 1 } })]))
    const other = observation({ body: { a: 2 }, sourceTime: instantOf(9) })
    expect(outcomes(ledger.append([other, other]))).toEqual(['1 conflict', '1 conflict'])
    expect(outcomes(ledger.append([observation({ body: { a: 3 } })]))).toEqual(['1 conflict'])
    expect(valueOf(ledger.record('dossier', 'K1'))?.body).toEqual({ a: 1 })
    const conflicts = valueOf(ledger.conflicts({ limit: 10 }))
    expect(conflicts.map(({ number, seq, body }) => [number, seq, body])).toEqual([
      [1, 1, { a: 2 }],
      [2, 1, { a: 3 }],
    ])
    expect(conflicts[0]?.keptHash).toBe(valueOf(ledger.read(1, 1))[0]?.bodyHash)
    expect(conflicts[0]?.bodyHash).not.toBe(conflicts[0]?.keptHash)
    expect(valueOf(ledger.conflicts({ after: 1, limit: 10 })).map(({ number }) => number)).toEqual([2])
    expect(ledger.verify().ok).toBe(true)
  })

  test('of nothing is nothing', () => {
    using ledger = scratchLedger()
    expect(valueOf(ledger.append([]))).toEqual([])
    expect(ledger.watermark()).toBe(0)
    expect(valueOf(ledger.verify()).records).toBe(0)
  })

  test.each([
    ['source', { source: '' }],
    ['key', { key: 'a\u0000b' }],
    ['key', { key: '\ud800' }],
    ['version', { version: '1\n' }],
    ['originalHash', { originalHash: 'A'.repeat(64) }],
    ['sourceTime', { sourceTime: Number.NaN as never }],
    ['when', { body: { when: new Date(0) } }],
  ])('refuses the whole batch for its %s, with the row', (field, changes) => {
    using ledger = scratchLedger()
    const result = ledger.append([observation({ key: 'good' }), observation(changes)])
    expect(result).toMatchObject({
      failures: [{ code: 'observation-invalid', params: { field }, place: { row: 2 } }],
    })
    expect(ledger.watermark()).toBe(0)
    expect(valueOf(ledger.read(1, 10))).toEqual([])
  })

  test('limits, at each and one above', () => {
    using ledger = scratchLedger()
    const name = 'ơ'.repeat(limits.identityCharacters)
    expect(outcomes(ledger.append([observation({ key: name, version: name, source: name })]))).toEqual(['1 new'])
    expect(codesOf(ledger.append([observation({ key: `${name}x` })]))).toEqual(['observation-invalid'])
    const body = 'x'.repeat(limits.observationCharacters - 2) // and two quotation marks
    expect(outcomes(ledger.append([observation({ body })]))).toEqual(['2 new'])
    expect(codesOf(ledger.append([observation({ key: 'B', body: `${body}x` })]))).toEqual(['observation-invalid'])
    expect(valueOf(ledger.read(1, limits.ledgerRows))).toHaveLength(2)
    expect(() => ledger.read(1, limits.ledgerRows + 1)).toThrow(RangeError)
    const many = Array.from({ length: limits.ledgerRows }, () => observation({ body }))
    expect(() => ledger.append([...many, observation()])).toThrow(RangeError)
  })
})

/** What runs on a disk that syncs nothing but the log of SQLite, which asks it by itself. */
function withoutSync<T>(run: () => T): T {
  const refused = Object.assign(new Error('EIO'), { code: 'EIO', syscall: 'fdatasync' })
  const spy = vi.spyOn(fs, 'fdatasyncSync').mockThrow(refused)
  syncBuiltinESMExports()
  try {
    return run()
  } finally {
    spy.mockRestore()
    syncBuiltinESMExports()
  }
}

describe('committed, and not acknowledged', () => {
  test('is shown to nobody, the same when sent again, and acknowledged by then', () => {
    const folder = scratchFolder()
    using ledger = scratchLedger(folder)
    const before = ledger.head()
    const rows = [observation({ key: 'A' }), observation({ key: 'A', body: 'conflict' })]
    expect(codesOf(withoutSync(() => ledger.append(rows)))).toEqual(['file-unwritable'])
    expect([ledger.watermark(), ledger.head()]).toEqual([0, before])
    expect(valueOf(ledger.record('dossier', 'A'))).toBeNull()
    expect(codesOf(withoutSync(() => ledger.append(rows)))).toEqual(['file-unwritable'])
    expect(outcomes(ledger.append(rows))).toEqual(['1 same', '1 conflict'])
    expect(ledger.head()).toMatchObject({ seq: 1, conflicts: 1 })
    expect(readHeadFile(folder)).toEqual(ledger.head())
    expect(valueOf(ledger.record('dossier', 'A'))?.seq).toBe(1)
  })

  test('the chain goes on from it with what others send', () => {
    const folder = scratchFolder()
    using ledger = scratchLedger(folder)
    withoutSync(() => ledger.append([observation({ key: 'A' })]))
    expect(outcomes(ledger.append([observation({ key: 'B' })]))).toEqual(['2 new'])
    expect(readHeadFile(folder)).toEqual(ledger.head())
    expect(valueOf(ledger.verify()).seq).toBe(2)
  })
})

describe('records and history', () => {
  test('the greatest source time wins, else the time of recording, then the later seq', () => {
    let now = 100
    using ledger = scratchLedger(scratchFolder(), { clock: () => instantOf(now) })
    const version = (text: string, at: number | null) =>
      observation({ version: text, sourceTime: at === null ? null : instantOf(at), body: { text } })
    const current = () => valueOf(ledger.record('dossier', 'K1'))?.version
    valueOf(ledger.append([version('b', 50), version('a', 40)]))
    expect(current()).toBe('b')
    valueOf(ledger.append([version('c', 50)]))
    expect(current()).toBe('c')
    valueOf(ledger.append([version('d', null)]))
    expect(current()).toBe('d')
    now = 99
    valueOf(ledger.append([version('e', null), version('f', 98)]))
    expect(current()).toBe('d')
    const history = valueOf(ledger.history('dossier', 'K1')).map((each) => each.version)
    expect(history).toEqual(['d', 'e', 'f', 'c', 'b', 'a'])
    expect(valueOf(ledger.record('dossier', 'K2'))).toBeNull()
    expect(valueOf(ledger.record('petition', 'K1'))).toBeNull()
  })

  test('are paged by key, one kind at a time', () => {
    using ledger = scratchLedger()
    const keys = ['c', 'a', 'đ', 'b', 'Z']
    valueOf(ledger.append(keys.map((key) => observation({ key }))))
    valueOf(ledger.append([observation({ kind: 'unit', key: 'aa' })]))
    const page = (after: string, limit: number) =>
      valueOf(ledger.records('dossier', { after, limit })).map(({ key }) => key)
    expect(page('', 3)).toEqual(['Z', 'a', 'b'])
    expect(page('b', 3)).toEqual(['c', 'đ'])
    expect(page('đ', 3)).toEqual([])
  })

  test('history ends at its limit', () => {
    using ledger = scratchLedger()
    const versions = Array.from({ length: limits.historyRows + 1 }, (_, index) => observation({ version: `${index}` }))
    valueOf(ledger.append(versions))
    const history = valueOf(ledger.history('dossier', 'K1'))
    expect([history.length, history[0]?.version]).toEqual([limits.historyRows, String(limits.historyRows)])
  })
})

describe('opening', () => {
  test('again finds everything, and the chain goes on', () => {
    const folder = scratchFolder()
    const first = scratchLedger(folder)
    valueOf(first.append([observation({ key: 'A' })]))
    const head = first.head()
    first.close()
    using again = scratchLedger(folder)
    expect(again.head()).toEqual(head)
    expect(outcomes(again.append([observation({ key: 'A' }), observation({ key: 'B' })]))).toEqual(['1 same', '2 new'])
    expect(again.verify().ok).toBe(true)
  })

  const opened = (folder: string) => codesOf(openLedger(folder, { clock: () => instantOf(1) }))
  const changed = (sql: string) => {
    const folder = scratchFolder()
    scratchLedger(folder).close()
    const db = new DatabaseSync(join(folder, 'ledger.sqlite'))
    db.exec(sql)
    db.close()
    return folder
  }

  test('a file of a later version is refused', () => {
    const folder = changed(`PRAGMA user_version = ${schemaVersion + 1}`)
    expect(openLedger(folder, { clock: () => instantOf(1) })).toMatchObject({
      failures: [{ code: 'ledger-too-new', params: { found: schemaVersion + 1, known: schemaVersion } }],
    })
  })

  test.each([
    'PRAGMA user_version = 0',
    'PRAGMA application_id = 1',
    'DROP TABLE records',
    'CREATE TABLE mine (a)',
    'CREATE TRIGGER silent AFTER INSERT ON observations BEGIN DELETE FROM records; END',
  ])('a file that is not as the ledger makes it is refused: %s', (sql) => {
    const folder = changed(sql)
    expect(opened(folder)).toEqual(['ledger-schema'])
    expect(opened(folder)).toEqual(['ledger-schema']) // and the lock was given back
  })

  test('a folder that cannot be made is said', () => {
    expect(opened(join(import.meta.filename, 'below-a-file'))).toEqual(['file-unwritable'])
  })
})
