import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { killWriters } from './kills.ts'

const seed = 20_231_130

test('whatever was acknowledged is there exactly once, through 100 kills', { timeout: 300_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'chiso-crash-'))
  const toll = await killWriters(folder, seed, 100).catch((cause: unknown) => {
    throw new Error(`node test/crash/long.ts --kills 100 --seed ${seed}; folder kept: ${folder}`, { cause })
  })
  rmSync(folder, { recursive: true })
  // Kills that never fall inside an append would prove nothing.
  expect(toll.within).toBeGreaterThan(20)
  expect(toll.opening).toBeGreaterThan(0)
  expect(toll.conflicts).toBeGreaterThan(0)
  expect(toll.observations).toBeGreaterThan(1000)
})
