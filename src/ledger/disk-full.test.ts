import { execFileSync, spawnSync } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { observation } from '../../test/crash/observations.ts'
import { codesOf, scratchFolder, scratchLedger, valueOf } from '../../test/crash/scratch.ts'
import type { Ledger } from './ledger.ts'

const batch = (from: number) =>
  Array.from({ length: 50 }, (_, index) => observation({ key: `K${from + index}`, body: 'x'.repeat(1000) }))

/** Appends until the ledger refuses; every row before that must be there. */
function fill(ledger: Ledger): { rows: number; codes: string[] } {
  for (let rows = 0; rows < 5000; rows += 50) {
    const result = ledger.append(batch(rows))
    if (!result.ok) return { rows, codes: codesOf(result) }
  }
  throw new Error('never full')
}

function expectSound(ledger: Ledger, rows: number): void {
  expect(ledger.watermark()).toBe(rows)
  expect(valueOf(ledger.read(1, 5000))).toHaveLength(rows)
  expect(valueOf(ledger.verify()).seq).toBe(rows)
}

describe('a full disk is said, and nothing is half written', () => {
  test('at the limit of the file', () => {
    const folder = scratchFolder()
    const small = scratchLedger(folder, { maxBytes: 400_000 })
    const { rows, codes } = fill(small)
    expect(codes).toEqual(['disk-full'])
    expect(rows).toBeGreaterThan(0)
    expectSound(small, rows)
    expect(valueOf(small.append(batch(0).slice(0, 1)))).toEqual([{ seq: 1, outcome: 'same' }])
    small.close()
    using large = scratchLedger(folder)
    expect(valueOf(large.append(batch(rows)))).toHaveLength(50)
    expectSound(large, rows + 50)
  })

  const mounting = mountsTmpfs()
  test.skipIf(!mounting)(`on a disk of 2 MB${mounting ? '' : ' (skipped: only root may mount one)'}`, () => {
    const folder = scratchFolder()
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', folder])
    onTestFinished(() => void execFileSync('umount', [folder]))
    const ballast = join(folder, 'ballast')
    writeFileSync(ballast, Buffer.alloc(1_000_000))
    using ledger = scratchLedger(folder)
    const { rows, codes } = fill(ledger)
    expect(codes).toEqual(['disk-full'])
    expectSound(ledger, rows)
    rmSync(ballast)
    expect(valueOf(ledger.append(batch(rows)))).toHaveLength(50)
    expectSound(ledger, rows + 50)
  })
})

function mountsTmpfs(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  const folder = '/tmp'
  // A private mount namespace: asks whether it may, and leaves nothing behind.
  return spawnSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'tmpfs', folder]).status === 0
}
