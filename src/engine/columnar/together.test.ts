import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seqOf } from '../../core/observation/observation.ts'
import { longAgo } from '../../core/time/second.ts'
import { tiny } from '../fixtures/engines.ts'
import { countQuestion, steps } from '../fixtures/histories.ts'
import { Oracle } from '../oracle/oracle.ts'
import { InParts, openColumnar } from './columnar.ts'

test('questions between changes see the changes before them and none after, whoever counts', async () => {
  const batches = fc
    .sample(steps, { numRuns: 120, seed: 3 })
    .flat()
    .flatMap((step) => (step.kind === 'batch' ? [step] : []))
  const questions = fc.sample(countQuestion, { numRuns: batches.length, seed: 4 })
  const engine = openColumnar({ workers: 2, sizes: tiny })
  const oracle = new Oracle()
  const waiting: Promise<unknown>[] = []
  for (const [place, { changes, seqs }] of batches.entries()) {
    const from = oracle.watermark()
    const batch = { from, to: seqOf(from + seqs), changes }
    await oracle.apply(batch)
    // Nobody waits for anybody: a hundred changes and questions stand in line.
    waiting.push(engine.apply(batch))
    const question = questions[place]
    if (question === undefined || place % 3 > 0) continue
    const expected = await oracle.count(question)
    waiting.push(engine.count(question).then((rows) => expect(rows).toEqual(expected)))
  }
  expect(batches.length).toBeGreaterThan(100)
  await Promise.all(waiting)
  expect(engine.watermark()).toBe(oracle.watermark())
  await engine.close()
})

test('a batch that breaks an engine is its last', async () => {
  const engine = openColumnar({ workers: 0, sizes: tiny })
  const long = 'x'.repeat(40_000)
  const unit = { table: 'certified-copy-unit', key: long, unit: 'H01', procedure: null } as const
  const fact = { ...unit, times: { since: longAgo }, flags: { isDue: true, provides: true }, amounts: {} }
  const broken = [{ table: unit.table, key: long, facts: [fact] }]
  await expect(engine.apply({ from: seqOf(0), to: seqOf(1), changes: broken })).rejects.toThrow(RangeError)
  expect(engine.watermark()).toBe(0)
  for (const question of fc.sample(countQuestion, 3)) await expect(engine.count(question)).rejects.toThrow('rebuilt')
  await expect(engine.apply({ from: seqOf(0), to: seqOf(1), changes: [] })).rejects.toThrow('rebuilt')
})

test('several questions are of one watermark, whatever changes come between them', async () => {
  const [history = []] = fc.sample(steps, { numRuns: 1, seed: 5 })
  const changes = history.flatMap((step) => (step.kind === 'batch' ? step.changes : []))
  const [question] = fc.sample(countQuestion, 1)
  if (question === undefined) throw new Error('no question')
  const engine = openColumnar({ workers: 1, sizes: tiny })
  const changing: Promise<void>[] = []
  const seen = await engine.still(async (now) => {
    const before = await now.count(question)
    changing.push(engine.apply({ from: seqOf(0), to: seqOf(1), changes: changes.slice(0, 1) }))
    return { before, after: await now.count(question), watermark: now.watermark() }
  })
  expect(seen.watermark).toBe(0)
  expect(seen.after).toEqual(seen.before)
  await Promise.all(changing)
  expect(engine.watermark()).toBe(1)
  await engine.close()
})

test('nothing is asked of a part of a change', async () => {
  const engine = openColumnar({ workers: 0, sizes: tiny })
  const [question] = fc.sample(countQuestion, 1)
  if (question === undefined) throw new Error('no question')
  await engine.apply({ from: seqOf(0), to: seqOf(0), changes: [] })
  expect(engine.isWhole).toBe(false)
  await expect(engine.count(question)).rejects.toThrow(InParts)
  await expect(engine.save({ file: '/nowhere', of: '' })).rejects.toThrow(InParts)
  await engine.apply({ from: seqOf(0), to: seqOf(1), changes: [] })
  await engine.count(question)
  expect(engine.isWhole).toBe(true)
})
