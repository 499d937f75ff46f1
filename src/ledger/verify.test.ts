import { cpSync, existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import { batchOf, observation, randomOf } from '../../test/crash/observations.ts'
import { codesOf, scratchFolder, scratchLedger, valueOf } from '../../test/crash/scratch.ts'
import { openLedger } from './ledger.ts'
import { instantOf } from './row.ts'
import { verifyFile, verifyLedger } from './verify.ts'

const database = 'ledger.sqlite'
const seed = Number(process.env['CHISO_SEED'] ?? 20_231_101)

/** A closed ledger with observations, conflicts and records. */
function filledFolder(batches = 12): string {
  const folder = scratchFolder()
  using ledger = scratchLedger(folder)
  for (let index = 0; index < batches; index++) valueOf(ledger.append(batchOf(1, 2, index)))
  expect(ledger.head().conflicts).toBeGreaterThan(0)
  return folder
}

function copyOf(folder: string): string {
  const copy = scratchFolder()
  cpSync(folder, copy, { recursive: true })
  return copy
}

/** All that the file says, or null when SQLite cannot say it. */
function rowsOf(folder: string): unknown {
  try {
    using db = new DatabaseSync(join(folder, database), { readOnly: true })
    return ['observations', 'conflicts', 'records'].map((table) => db.prepare(`SELECT * FROM ${table}`).all())
  } catch {
    return null
  }
}

/** Flips bits of one byte; then puts the folder back as it was. Tells whether verify saw it. */
function flip(folder: string, name: string, offset: number, bits: number, whole: unknown): 'detected' | 'harmless' {
  const path = join(folder, name)
  const bytes = readFileSync(path)
  const flipped = Uint8Array.from(bytes)
  flipped[offset] = (flipped[offset] ?? 0) ^ bits
  writeFileSync(path, flipped)
  const result = verifyLedger(folder)
  if (result.ok) expect(rowsOf(folder), `seed ${seed}: byte ${offset} of ${name} ^ ${bits}`).toEqual(whole)
  writeFileSync(path, bytes)
  return result.ok ? 'harmless' : 'detected'
}

describe('a flipped byte is detected, or every row reads back as before', () => {
  test('anywhere in the database', { timeout: 120_000 }, () => {
    const folder = filledFolder()
    const whole = rowsOf(folder)
    const size = readFileSync(join(folder, database)).length
    const random = randomOf(seed)
    const headerBytes = Array.from({ length: 100 }, (_, offset) => offset)
    const offsets = [
      ...headerBytes,
      ...Array.from({ length: Number(process.env['CHISO_FLIPS'] ?? 150) }, () => random(size)),
    ]
    const seen = offsets.map((offset) => flip(folder, database, offset, 1 << random(8), whole))
    expect(seen.filter((each) => each === 'detected').length).toBeGreaterThan(offsets.length / 4)
    expect(verifyLedger(folder).ok).toBe(true)
  })

  test('anywhere in the log of a process that was killed', { timeout: 120_000 }, () => {
    const writing = scratchFolder()
    using ledger = scratchLedger(writing)
    for (let index = 0; index < 4; index++) valueOf(ledger.append(batchOf(1, 2, index)))
    const folder = copyOf(writing) // what a kill would leave
    const log = `${database}-wal`
    expect(existsSync(join(folder, log))).toBe(true)
    const whole = rowsOf(copyOf(folder))
    const size = readFileSync(join(folder, log)).length
    const random = randomOf(seed)
    const seen = Array.from({ length: 60 }, () => {
      const copy = copyOf(folder)
      return flip(copy, log, random(size), 1 << random(8), whole)
    })
    expect(seen).toContain('detected')
  })

  test('in the head file', () => {
    const folder = filledFolder(3)
    const size = readFileSync(join(folder, 'ledger.head')).length
    const seen = Array.from({ length: size }, (_, offset) => flip(folder, 'ledger.head', offset, 1, null))
    expect(new Set(seen)).toEqual(new Set(['detected']))
  })
})

describe('what is missing is said', () => {
  test.each([0, 1, 99, 100, 4095, 4096, 40_960, -4096, -1])('a file cut to %d bytes', (length) => {
    const folder = filledFolder()
    const path = join(folder, database)
    const size = readFileSync(path).length
    truncateSync(path, length < 0 ? size + length : length)
    expect(verifyLedger(folder).ok).toBe(false)
    expect(openLedger(folder, { clock: () => instantOf(1) }).ok && verifyLedger(folder).ok).toBe(false)
  })

  test('a page that cannot be read, with the first observation on it', () => {
    const folder = filledFolder()
    const path = join(folder, database)
    const bytes = readFileSync(path)
    const size = 4096
    for (let page = 10; page < 20; page++) bytes.fill(0xff, page * size, (page + 1) * size)
    writeFileSync(path, bytes)
    const reasons = verifyLedger(folder)
    expect(reasons.ok ? [] : reasons.failures).toContainEqual(
      expect.objectContaining({
        code: 'ledger-unreadable',
        params: { reason: expect.stringMatching(/^seq [1-9]\d*: database disk image is malformed$/) },
      }),
    )
  })

  test('a file that is not there', () => {
    const folder = filledFolder(3)
    rmSync(join(folder, database))
    expect(codesOf(verifyLedger(folder))).toEqual(['file-not-found'])
    expect(codesOf(openLedger(folder, { clock: () => instantOf(1) }))).toEqual(['ledger-behind'])
  })

  test('an older copy in its place', () => {
    const folder = filledFolder(3)
    const older = readFileSync(join(folder, database))
    const ledger = scratchLedger(folder)
    valueOf(ledger.append([observation({ key: 'later' })]))
    ledger.close()
    writeFileSync(join(folder, database), older)
    expect(codesOf(verifyLedger(folder))).toEqual(['ledger-behind'])
    expect(codesOf(openLedger(folder, { clock: () => instantOf(1) }))).toEqual(['ledger-behind'])
  })

  test('a log that was lost with what it held', () => {
    const writing = scratchFolder()
    using ledger = scratchLedger(writing)
    valueOf(ledger.append([observation()]))
    const folder = copyOf(writing)
    for (const ending of ['-wal', '-shm']) rmSync(join(folder, database + ending))
    expect(codesOf(verifyLedger(folder))[0]).toMatch(/^ledger-(?:behind|schema)$/)
    expect(codesOf(openLedger(folder, { clock: () => instantOf(1) }))[0]).toMatch(/^ledger-(?:behind|schema)$/)
  })

  test('but not a head file: it is made again', () => {
    const folder = filledFolder(3)
    rmSync(join(folder, 'ledger.head'))
    expect(verifyLedger(folder).ok).toBe(true)
    scratchLedger(folder).close()
    expect(existsSync(join(folder, 'ledger.head'))).toBe(true)
  })
})

describe('a change by hand is found at its row', () => {
  const changes: [string, string, string, object][] = [
    ['body', "UPDATE observations SET body = '{}' WHERE seq = 4", 'ledger-body', { seq: 4 }],
    ['kind', "UPDATE observations SET kind = 'nothing' WHERE seq = 4", 'ledger-chain', { seq: 4 }],
    [
      'body and its hash',
      "UPDATE observations SET body = '{}', body_hash = x'44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a' WHERE seq = 5",
      'ledger-chain',
      { seq: 5 },
    ],
    ['time', 'UPDATE observations SET recorded_time = recorded_time + 1 WHERE seq = 6', 'ledger-chain', { seq: 6 }],
    [
      'a number JavaScript cannot hold',
      'UPDATE observations SET recorded_time = 9007199254740993 WHERE seq = 6',
      'ledger-unreadable',
      {},
    ],
    ['removed', 'DELETE FROM observations WHERE seq = 3', 'ledger-gap', { seq: 3 }],
    [
      'removed and closed up',
      'DELETE FROM observations WHERE seq = 1; UPDATE observations SET seq = seq - 1',
      'ledger-chain',
      { seq: 1 },
    ],
    [
      'last one removed',
      'DELETE FROM observations WHERE seq = (SELECT max(seq) FROM observations)',
      'ledger-behind',
      {},
    ],
    ['conflict', "UPDATE conflicts SET body = '{}' WHERE number = 2", 'ledger-conflicts', { number: 2 }],
    ['conflict removed', 'DELETE FROM conflicts WHERE number = 1', 'ledger-conflicts', { number: 1 }],
    [
      'last conflict removed',
      'DELETE FROM conflicts WHERE number = (SELECT max(number) FROM conflicts)',
      'ledger-behind',
      {},
    ],
  ]
  test.each(changes)('%s', (_, sql, code, params) => {
    const folder = filledFolder(3)
    const db = new DatabaseSync(join(folder, database))
    db.exec(sql)
    db.close()
    const result = verifyLedger(folder)
    expect(result.ok ? [] : result.failures).toContainEqual(
      expect.objectContaining({ code, params: expect.objectContaining(params) }),
    )
  })
})

test('verify goes on while the ledger is open and written to, and counts', () => {
  const folder = scratchFolder()
  using ledger = scratchLedger(folder)
  valueOf(
    ledger.append([observation({ key: 'A' }), observation({ key: 'A', version: '2' }), observation({ key: 'B' })]),
  )
  expect(valueOf(verifyLedger(folder))).toEqual({ ...ledger.head(), records: 2 })
  expect(valueOf(ledger.append([observation({ key: 'C' })]))).toHaveLength(1)
})

test('a file of another program is not taken for a ledger', () => {
  const file = join(scratchFolder(), 'other.sqlite')
  writeFileSync(file, 'a text of some length, which is no database at all\n'.repeat(100))
  expect(codesOf(verifyFile(file))).toEqual(['ledger-unreadable'])
})
