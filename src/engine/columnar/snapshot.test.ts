import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { seqOf } from '../../core/observation/observation.ts'
import type { Engine } from '../engine.ts'
import { tiny } from '../fixtures/engines.ts'
import { countQuestion, listQuestion, type Step, steps } from '../fixtures/histories.ts'
import { Oracle } from '../oracle/oracle.ts'
import { openColumnar, openSnapshot } from './columnar.ts'

const folder = mkdtempSync(join(tmpdir(), 'chiso-snapshot-'))
const file = join(folder, 'engine')
afterAll(() => rmSync(folder, { recursive: true }))

async function play(engine: Engine, history: readonly Step[]): Promise<void> {
  for (const step of history) {
    const at = engine.watermark()
    if (step.kind === 'batch') await engine.apply({ from: at, to: seqOf(at + step.seqs), changes: step.changes })
  }
}

describe('a snapshot', () => {
  test('is the same engine, which goes on', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(steps, steps, countQuestion, listQuestion, async (history, later, asked, listed) => {
        const oracle = new Oracle()
        const first = openColumnar({ workers: 0, sizes: tiny })
        for (const engine of [oracle, first]) await play(engine, history)
        await first.save({ file, of: 'ledger 1' })
        const engine = await openSnapshot({ file, of: 'ledger 1' }, { workers: 0 })
        if (engine === null) throw new Error('no snapshot')
        expect(engine.watermark()).toBe(oracle.watermark())
        for (const each of [[], later]) {
          for (const it of [oracle, engine]) await play(it, each)
          expect(await engine.count(asked)).toEqual(await oracle.count(asked))
          expect(await engine.list(listed)).toEqual(await oracle.list(listed))
        }
      }),
      { numRuns: 100 },
    )
  })

  test('is written by a thread as well', async () => {
    const [history = []] = fc.sample(steps, { numRuns: 1, seed: 7 })
    const engine = openColumnar({ workers: 1, sizes: tiny })
    await play(engine, history)
    await engine.save({ file, of: 'x' })
    expect((await openSnapshot({ file, of: 'x' }, { workers: 0 }))?.watermark()).toBe(engine.watermark())
    await engine.close()
  })

  test('that is not whole, not ours or not there is none', { timeout: 60_000 }, async () => {
    const [history = []] = fc.sample(steps, { numRuns: 1, seed: 11 })
    const engine = openColumnar({ workers: 0, sizes: tiny })
    await play(engine, history)
    await engine.save({ file, of: 'ours' })
    expect(readdirSync(folder)).toEqual(['engine'])
    const whole = readFileSync(file)
    const opened = (bytes: Uint8Array, of = 'ours') => {
      writeFileSync(file, bytes)
      return openSnapshot({ file, of }, { workers: 0 })
    }
    expect(await opened(whole)).not.toBeNull()
    expect(await opened(whole, 'theirs')).toBeNull()
    expect(await opened(whole.subarray(0, -1))).toBeNull()
    expect(await opened(Buffer.concat([whole, Buffer.from([0])]))).toBeNull()
    expect(await opened(Buffer.alloc(0))).toBeNull()
    expect(await opened(Buffer.from('SQLite format 3\0'.repeat(20)))).toBeNull()
    const step = Math.ceil(whole.length / 100)
    for (let at = 0; at < whole.length; at += at < 600 ? 7 : step) {
      const damaged = Buffer.from(whole)
      damaged[at] = (damaged[at] ?? 0) ^ 0x10
      expect(await opened(damaged), `byte ${at}`).toBeNull()
    }
    rmSync(file)
    expect(await openSnapshot({ file, of: 'ours' }, { workers: 0 })).toBeNull()
  })

  test('that cannot be written leaves the old one and no draft', async () => {
    const engine = openColumnar({ workers: 0, sizes: tiny })
    await expect(engine.save({ file: join(folder, 'no-such-folder', 'engine'), of: '' })).rejects.toThrow('ENOENT')
    await expect(engine.count({ ...empty })).resolves.toEqual([])
  })
})

const [empty = failed()] = fc.sample(
  countQuestion.filter(({ by }) => by === 'unit'),
  1,
)

function failed(): never {
  throw new Error('no question')
}
