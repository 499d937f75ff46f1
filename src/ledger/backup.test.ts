import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { batchOf, observation } from '../../test/crash/observations.ts'
import { codesOf, scratchFolder, scratchLedger, valueOf } from '../../test/crash/scratch.ts'
import { backupLedger } from './backup.ts'
import { restoreLedger } from './restore.ts'
import { verifyFile } from './verify.ts'

async function backupOf(batches: number): Promise<{ folder: string; file: string }> {
  const folder = scratchFolder()
  const file = join(scratchFolder(), 'kept', 'ledger.backup')
  using ledger = scratchLedger(folder)
  for (let index = 0; index < batches; index++) valueOf(ledger.append(batchOf(3, 1, index)))
  valueOf(await ledger.backup(file))
  return { folder, file }
}

describe('backup', () => {
  test('is one sound file with the head of its moment, made while the ledger is written to', async () => {
    const folder = scratchFolder()
    const file = join(scratchFolder(), 'ledger.backup')
    using ledger = scratchLedger(folder)
    const rows = (from: number) =>
      Array.from({ length: 3000 }, (_, index) => observation({ key: `K${from + index}`, body: 'x'.repeat(900) }))
    valueOf(ledger.append(rows(0)))
    const then = ledger.head()
    const copying = backupLedger(folder, file)
    for (let round = 1; round < 5; round++) {
      valueOf(ledger.append(rows(round * 3000)))
      await new Promise((resolve) => setImmediate(resolve))
    }
    expect(valueOf(await copying)).toEqual(then)
    expect(valueOf(verifyFile(file))).toMatchObject(then)
    expect(readdirSync(dirname(file))).toEqual(['ledger.backup'])
    expect(ledger.watermark()).toBe(15_000)
  })

  test('replaces an older one, and keeps it when it fails', async () => {
    const { folder, file } = await backupOf(2)
    const older = readFileSync(file)
    writeFileSync(join(folder, 'ledger.sqlite'), 'nothing')
    expect((await backupLedger(folder, file)).ok).toBe(false)
    expect(readFileSync(file)).toEqual(older)
    expect(codesOf(await backupLedger(scratchFolder(), file))).toEqual(['file-not-found'])
    expect(readdirSync(dirname(file))).toEqual(['ledger.backup'])
  })

  test('a place that cannot be written is said', async () => {
    const { folder, file } = await backupOf(1)
    expect(codesOf(await backupLedger(folder, join(file, 'below-a-file')))).toEqual(['file-unwritable'])
  })
})

describe('restore', () => {
  test('gives the ledger back, ready to go on', async () => {
    const { folder, file } = await backupOf(3)
    const target = join(scratchFolder(), 'new', 'data')
    const restored = valueOf(restoreLedger(file, target, { overwrite: false }))
    using old = scratchLedger(folder)
    using ledger = scratchLedger(target)
    expect(ledger.head()).toEqual(old.head())
    expect(restored.seq).toBe(old.watermark())
    expect(valueOf(ledger.read(1, 5000))).toEqual(valueOf(old.read(1, 5000)))
    expect(valueOf(ledger.append([observation({ key: 'later' })]))).toHaveLength(1)
    expect(ledger.verify().ok).toBe(true)
  })

  test('never replaces what a folder holds, unless told', async () => {
    const { folder, file } = await backupOf(1)
    const later = scratchLedger(folder)
    valueOf(later.append([observation({ key: 'later' })]))
    later.close()
    const before = readFileSync(join(folder, 'ledger.sqlite'))
    expect(codesOf(restoreLedger(file, folder, { overwrite: false }))).toEqual(['folder-not-empty'])
    expect(readFileSync(join(folder, 'ledger.sqlite'))).toEqual(before)
    const { seq } = valueOf(restoreLedger(file, folder, { overwrite: true }))
    using ledger = scratchLedger(folder)
    expect(ledger.watermark()).toBe(seq)
    expect(ledger.verify().ok).toBe(true)
  })

  test('the log of the ledger that was replaced does not come back', async () => {
    const { file } = await backupOf(1)
    const folder = scratchFolder()
    const writing = scratchFolder()
    using ledger = scratchLedger(writing)
    valueOf(ledger.append(batchOf(9, 9, 9)))
    for (const name of ['ledger.sqlite', 'ledger.sqlite-wal', 'ledger.head']) {
      copyFileSync(join(writing, name), join(folder, name)) // what a kill would leave
    }
    const restored = valueOf(restoreLedger(file, folder, { overwrite: true }))
    using again = scratchLedger(folder)
    expect(again.head()).toMatchObject({ seq: restored.seq, chain: restored.chain })
    expect(again.verify().ok).toBe(true)
  })

  test('refuses a damaged backup, and touches nothing', async () => {
    const { folder, file } = await backupOf(2)
    const bytes = readFileSync(file)
    // Every place: SQLite leaves copies of moved rows behind, where a flip does no harm.
    for (let at = bytes.indexOf('"text":"x'); at >= 0; at = bytes.indexOf('"text":"x', at + 4)) {
      bytes[at + 3] = (bytes[at + 3] ?? 0) ^ 1
    }
    writeFileSync(file, bytes)
    const fresh = scratchFolder()
    const results = [restoreLedger(file, fresh, { overwrite: false }), restoreLedger(file, folder, { overwrite: true })]
    for (const result of results) {
      expect(result).toMatchObject({ failures: [{ code: 'ledger-body', place: { file } }] })
    }
    expect(existsSync(join(fresh, 'ledger.sqlite'))).toBe(false)
    using ledger = scratchLedger(folder)
    expect(ledger.verify().ok).toBe(true)
  })

  test('refuses a folder in use, and a backup that is not there', async () => {
    const { folder, file } = await backupOf(1)
    using _ledger = scratchLedger(folder)
    expect(codesOf(restoreLedger(file, folder, { overwrite: true }))).toEqual(['ledger-in-use'])
    expect(codesOf(restoreLedger(`${file}.no`, scratchFolder(), { overwrite: false }))).toEqual(['file-not-found'])
  })
})
