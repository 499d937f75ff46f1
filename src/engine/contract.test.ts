import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import type { Changes } from '../core/fact/fact.ts'
import { packedAll } from '../core/fact/packed.ts'
import { spanOf } from '../core/measure/span.ts'
import { seqOf } from '../core/observation/observation.ts'
import type { Engine } from './engine.ts'
import { engines } from './fixtures/engines.ts'
import { endOf, groups, ranOver } from './fixtures/dossier.ts'
import { countQuestion, listQuestion, spreadQuestion, type Step, steps, unitNames } from './fixtures/histories.ts'
import { Oracle } from './oracle/oracle.ts'

/** What every engine does. The oracle says what is right; whoever differs from it in one integer is wrong. */

async function follow(engine: Engine, history: readonly Step[]): Promise<void> {
  const sent: Changes[] = []
  for (const step of history) {
    const at = engine.watermark()
    if (step.kind === 'batch') {
      const { changes } = step
      const given = step.isPacked ? { changes: [], packed: packedAll(changes) } : { changes }
      const batch = { from: at, to: seqOf(at + step.seqs), ...given }
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

/** Measures of which whatever the second counts the first counts too. */
const wholes = [
  ['dossiers-received', 'dossiers-synced'],
  ['dossiers-received-or-in-process', 'dossiers-on-time'],
  ['dossiers-open', 'dossiers-overdue'],
  ['petitions', 'petitions-satisfied'],
  ['procedures-under-authority', 'fee-procedures-paid-online'],
  ['services-online', 'services-with-online-dossier'],
] as const

describe.each(engines)('$name', ({ open, histories }) => {
  const opened: Engine[] = []
  afterEach(async () => {
    for (const engine of opened.splice(0)) await engine.close()
  })
  const started = (): Engine => {
    const engine = open()
    opened.push(engine)
    return engine
  }

  test('a dossier that ran over, month by month', async () => {
    const engine = started()
    await engine.apply({ from: seqOf(0), to: seqOf(1), changes: [ranOver] })
    const measures = ['received', 'received-or-in-process', 'on-time', 'settled', 'open', 'overdue']
    const ids = measures.map((name) => `dossiers-${name}`)
    const of = async (period: string) => {
      const span = spanOf(period, endOf('2026-12-31'))
      const rows = await engine.count({ span, groups, measures: ids, by: 'unit', within: null })
      return rows.map(({ of: unit, counts }) => `${unit} ${counts.join(' ')}`)
    }
    expect(await of('2026-09')).toEqual([])
    expect(await of('2026-10')).toEqual(['H15 1 1 1 0 1 0', 'H15.01 1 1 1 0 1 0'])
    expect(await of('2026-11')).toEqual(['H15 0 1 0 0 1 1', 'H15.01 0 1 0 0 1 1'])
    expect(await of('2026-12')).toEqual(['H15 0 1 0 1 0 0', 'H15.01 0 1 0 1 0 0'])
    expect(await of('2026-Q4')).toEqual(['H15 1 1 0 1 0 0', 'H15.01 1 1 0 1 0 0'])
  })

  test('an empty engine, and one whose only entity is gone', async () => {
    const engine = started()
    const asked = { span: spanOf('2026', endOf('2026-12-31')), groups, measures: ['dossiers-open'], within: null }
    for (const changes of [[], [ranOver], [{ ...ranOver, facts: [] }]]) {
      const at = engine.watermark()
      await engine.apply({ from: at, to: seqOf(at + 1), changes })
      if (changes[0]?.facts.length === 2) continue
      expect(await engine.count({ ...asked, by: 'unit' })).toEqual([])
      expect(await engine.count({ ...asked, by: 'procedure' })).toEqual([])
      expect(await engine.count({ ...asked, by: 'total' })).toEqual([{ of: '', counts: [0] }])
    }
  })

  test('batches go forward', async () => {
    const engine = started()
    const apply = (from: number, to: number) => engine.apply({ from: seqOf(from), to: seqOf(to), changes: [] })
    await apply(0, 5)
    await apply(2, 4)
    for (const [from, to] of [
      [6, 7],
      [4, 6],
      [5, 4],
    ] as const)
      await expect(async () => apply(from, to)).rejects.toThrow(RangeError)
    expect(engine.watermark()).toBe(5)
  })

  test('the row of a unit is the total within it; procedures sum up to it', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(steps, countQuestion, async (history, question) => {
        const engine = open()
        try {
          await follow(engine, history)
          const zero = question.measures.map(() => 0)
          const rows = await engine.count({ ...question, by: 'unit', within: null })
          for (const name of unitNames) {
            const own = rows.find(({ of }) => of === name)?.counts ?? zero
            const within = { ...question, within: name }
            expect(await engine.count({ ...within, by: 'total' })).toEqual([{ of: '', counts: own }])
            const byProcedure = await engine.count({ ...within, by: 'procedure' })
            const sum = byProcedure.reduce(
              (to, { counts }) => to.map((count, place) => count + (counts[place] ?? 0)),
              zero,
            )
            expect(sum).toEqual(own)
          }
        } finally {
          await engine.close()
        }
      }),
      { numRuns: 40 },
    )
  })

  test('a list is as long as its counts differ, and its pages make it whole', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(steps, listQuestion, fc.constantFrom(...wholes), async (history, asked, [measure, without]) => {
        const engine = open()
        try {
          await follow(engine, history)
          const [row] = await engine.count({ ...asked, measures: [measure, without], by: 'total' })
          const question = { ...asked, measure, without, procedure: null }
          const whole = await engine.list({ ...question, offset: 0, limit: 1000 })
          expect(whole.total).toBe((row?.counts[0] ?? 0) - (row?.counts[1] ?? 0))
          expect(whole.facts.length).toBe(whole.total)
          const pages = Array.from({ length: Math.ceil(whole.total / 2) }, (_, page) => page * 2)
          const read = await Promise.all(pages.map((offset) => engine.list({ ...question, offset, limit: 2 })))
          expect(read.flatMap(({ facts }) => facts)).toEqual(whole.facts)
        } finally {
          await engine.close()
        }
      }),
      { numRuns: 40 },
    )
  })

  test('an amount spreads over just the facts that are counted', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(steps, spreadQuestion, async (history, question) => {
        const engine = open()
        try {
          await follow(engine, history)
          const rows = await engine.spread(question)
          const counted = await engine.count({ ...question, measures: [question.measure], by: 'procedure' })
          const sums = Map.groupBy(rows, ({ of }) => of)
          expect(
            [...sums].map(([of, own]) => ({ of, counts: [own.reduce((sum, { count }) => sum + count, 0)] })),
          ).toEqual(counted)
        } finally {
          await engine.close()
        }
      }),
      { numRuns: 40 },
    )
  })

  test(`agrees with the oracle after ${histories} random histories`, { timeout: 300_000 }, async () => {
    const counts = fc.array(countQuestion, { minLength: 1, maxLength: 3 })
    const lists = fc.array(listQuestion, { minLength: 1, maxLength: 3 })
    const spreads = fc.array(spreadQuestion, { maxLength: 2 })
    await fc.assert(
      fc.asyncProperty(steps, counts, lists, spreads, steps, async (history, asked, listed, spread, later) => {
        const engine = open()
        const oracle = new Oracle()
        try {
          // Asked in between, so that what was kept for one question does not outlive a change.
          for (const part of [history, later]) {
            await follow(oracle, part)
            await follow(engine, part)
            // All at once: each has its own groups and moments.
            const all = (it: Engine) =>
              Promise.all([
                ...asked.map((question) => it.count(question)),
                ...listed.map((question) => it.list(question)),
                ...spread.map((question) => it.spread(question)),
              ])
            expect(await all(engine)).toEqual(await all(oracle))
          }
        } finally {
          await engine.close()
        }
      }),
      { numRuns: histories },
    )
  })
})
