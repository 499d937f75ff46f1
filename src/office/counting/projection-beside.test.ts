import { array, assert, asyncProperty } from 'fast-check'
import { expect, test } from 'vitest'
import { scratchFolder, scratchLedger, valueOf } from '../../../test/crash/scratch.ts'
import { bareDossier } from '../../core/dossier/fixtures/read-cases.ts'
import type { Changes } from '../../core/fact/fact.ts'
import { eachChange } from '../../core/fact/packed.ts'
import { measures } from '../../core/measure/catalogue.ts'
import { spanOf } from '../../core/measure/span.ts'
import { seqOf } from '../../core/observation/observation.ts'
import { instant } from '../../core/time/instant.ts'
import { secondOf } from '../../core/time/second.ts'
import { unit } from '../../core/unit/unit.ts'
import type { LedgerView } from '../../ledger/view.ts'
import type { Holdings } from '../installation.ts'
import { newCounting } from './counting.ts'
import { calendar, observationsOf, said, start } from './fixtures/said.ts'
import { ProjectionBeside } from './projection-beside.ts'
import { projectionOf } from './projection.ts'

/** An engine that keeps what it is given, as long as it does not break. */
class Given {
  #watermark = seqOf(0)
  readonly facts = new Map<string, unknown>()
  isBroken = false

  watermark() {
    return this.#watermark
  }

  async apply(changes: Changes): Promise<void> {
    if (this.isBroken) throw new Error('the engine broke')
    if (changes.from !== this.#watermark) throw new Error(`from ${changes.from}, at ${this.#watermark}`)
    for (const { table, key, facts } of eachChange(changes)) {
      if (facts.length > 0) this.facts.set(`${table} ${key}`, facts)
      else this.facts.delete(`${table} ${key}`)
    }
    this.#watermark = changes.to
  }
}

const bodyOf = (code: string) => ({ ...bareDossier, code, responsibleUnit: 'H99.01', receivedAt: start })

const root = 'H99'

const holdingsOf = (folder: string, ledger: LedgerView, own: string | null = root): Holdings => ({
  folder,
  ledger,
  calendar,
  settings: { unit: own, sample: false },
})

async function anew(holdings: Holdings): Promise<Given> {
  const engine = new Given()
  await projectionOf(holdings, engine, root).catchUp()
  return engine
}

test('a thread beside follows as one would here, whatever came in which order', { timeout: 120_000 }, async () => {
  const batches = array(array(said, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 10 })
  await assert(
    asyncProperty(batches, async (all) => {
      const folder = scratchFolder()
      using ledger = scratchLedger(folder, { clock: () => instant(start) })
      const holdings = holdingsOf(folder, ledger)
      const [there, here] = [new Given(), new Given()]
      const [beside, alone] = [new ProjectionBeside(holdings, there, root), projectionOf(holdings, here, root)]
      try {
        for (const batch of all) {
          valueOf(ledger.append(observationsOf(batch, ledger.watermark())))
          expect(await beside.catchUp()).toEqual(await alone.catchUp())
          expect(await beside.catchUp()).toBeNull()
        }
      } finally {
        await beside.close()
      }
      expect(there.watermark()).toBe(ledger.watermark())
      expect(there.facts).toEqual(here.facts)
      expect(there.facts).toEqual((await anew(holdings)).facts)
    }),
    { numRuns: 12 },
  )
})

test('what is appended while it follows is taken in the next time', { timeout: 20_000 }, async () => {
  const folder = scratchFolder()
  using ledger = scratchLedger(folder, { clock: () => instant(start) })
  const holdings = holdingsOf(folder, ledger)
  const dossier = (code: string) => observationsOf([{ kind: 'dossier', key: code, at: start, body: bodyOf(code) }], 0)
  valueOf(ledger.append(dossier('H99.01-260901-0001')))
  const engine = new Given()
  const beside = new ProjectionBeside(holdings, engine, root)
  const following = beside.catchUp()
  valueOf(ledger.append(dossier('H99.01-260901-0002')))
  await following
  expect(engine.watermark()).toBe(1)
  expect([...engine.facts.keys()]).toEqual(['dossier H99.01-260901-0001'])
  await beside.catchUp()
  expect(engine.facts.size).toBe(2)
  await beside.close()
})

test('an engine that breaks, and a ledger that cannot be read, fail; the next goes on where the engine is', {
  timeout: 20_000,
}, async () => {
  const folder = scratchFolder()
  using ledger = scratchLedger(folder, { clock: () => instant(start) })
  valueOf(ledger.append(observationsOf([{ kind: 'dossier', key: 'a', at: start, body: bodyOf('a') }], 0)))
  const engine = new Given()
  const beside = new ProjectionBeside(holdingsOf(folder, ledger), engine, root)
  engine.isBroken = true
  await expect(beside.catchUp()).rejects.toThrow('the engine broke')
  engine.isBroken = false
  await beside.catchUp()
  expect(engine.watermark()).toBe(1)
  await beside.close()

  const lost = new ProjectionBeside(holdingsOf(scratchFolder(), ledger), new Given(), root)
  await expect(lost.catchUp()).rejects.toThrow('unable to open database file')
  await lost.close()
})

test('closed while it follows, it ends what it began, and whoever waits is told', { timeout: 20_000 }, async () => {
  const folder = scratchFolder()
  using ledger = scratchLedger(folder, { clock: () => instant(start) })
  valueOf(ledger.append(observationsOf([{ kind: 'dossier', key: 'a', at: start, body: bodyOf('a') }], 0)))
  const engine = new Given()
  const beside = new ProjectionBeside(holdingsOf(folder, ledger), engine, root)
  const following = beside.catchUp().catch((error: unknown) => String(error))
  await beside.close()
  expect(await following).toContain('the counting was closed')
  expect(engine.watermark()).toBe(0)
})

test('where no unit was named, a thread beside counts for the one at the top of the list', {
  timeout: 20_000,
}, async () => {
  const folder = scratchFolder()
  using ledger = scratchLedger(folder, { clock: () => instant(start) })
  const about = { parent: null, validFrom: null, validTo: null, predecessors: [], aliases: [] }
  const top = { code: 'G05', name: 'Bộ Y tế', level: 'ministry', ...about }
  valueOf(
    ledger.append(
      observationsOf(
        [
          { kind: 'unit', key: 'G05', at: start, body: unit.parse(top) },
          { kind: 'dossier', key: 'a', at: start, body: { ...bodyOf('a'), responsibleUnit: null } },
        ],
        0,
      ),
    ),
  )
  const asked = {
    measures: [...measures.values()].filter(({ kind }) => kind === 'counted').map(({ id }) => id),
    span: spanOf('2026-09', secondOf(instant(start + 45 * 86_400_000))),
    groups: { above: new Map([['G05', ['G05']]]), unlisted: ['?'] },
    by: 'unit' as const,
    within: null,
  }
  const counts = []
  for (const workers of [0, 1]) {
    const counting = newCounting(holdingsOf(folder, ledger, null), { workers })
    await counting.catchUp()
    counts.push(await counting.engine.count(asked))
    await counting.close()
  }
  expect(counts[0]?.map(({ of }) => of)).toEqual(['G05'])
  expect(counts[1]).toEqual(counts[0])
})
