import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seqOf } from '../core/observation/observation.ts'
import type { Changes } from '../core/fact/fact.ts'
import type { Engine } from './engine.ts'
import { engines } from './fixtures/engines.ts'
import { countQuestion, listQuestion, type Step, steps } from './fixtures/histories.ts'
import { Oracle } from './oracle/oracle.ts'

/** What every engine does. The oracle says what is right; whoever differs from it in one integer is wrong. */

async function follow(engine: Engine, history: readonly Step[]): Promise<void> {
  const sent: Changes[] = []
  for (const step of history) {
    const at = engine.watermark()
    if (step.kind === 'batch') {
      const batch = { from: at, to: seqOf(at + step.seqs), changes: step.changes }
      await engine.apply(batch)
      sent.push(batch)
      expect(engine.watermark()).toBe(batch.to)
    } else if (step.kind === 'again') {
      const before = sent.at(-1 - step.back)
      if (before !== undefined) await engine.apply(before)
      expect(engine.watermark()).toBe(at)
    } else {
      const gap = { from: seqOf(at + 1), to: seqOf(at + 2), changes: step.changes }
      await expect(async () => engine.apply(gap)).rejects.toThrow(RangeError)
      expect(engine.watermark()).toBe(at)
    }
  }
}

describe.each(engines)('$name', ({ open, histories }) => {
  test(`agrees with the oracle after ${histories} random histories`, { timeout: 120_000 }, async () => {
    const counts = fc.array(countQuestion, { minLength: 1, maxLength: 3 })
    const lists = fc.array(listQuestion, { minLength: 1, maxLength: 3 })
    await fc.assert(
      fc.asyncProperty(steps, counts, lists, steps, async (history, asked, listed, later) => {
        const engine = open()
        const oracle = new Oracle()
        try {
          // Asked in between, so that what was kept for one question does not outlive a change.
          for (const part of [history, later]) {
            await follow(oracle, part)
            await follow(engine, part)
            for (const question of asked) expect(await engine.count(question)).toEqual(await oracle.count(question))
            for (const question of listed) expect(await engine.list(question)).toEqual(await oracle.list(question))
          }
        } finally {
          await engine.close()
        }
      }),
      { numRuns: histories },
    )
  })
})
