import { array, sample } from 'fast-check'
import { expect, test } from 'vitest'
import { scratchFolder, scratchLedger, valueOf } from '../../../test/crash/scratch.ts'
import type { Changes, Fact } from '../../core/fact/fact.ts'
import { eachChange } from '../../core/fact/packed.ts'
import { type Seq, seqOf } from '../../core/observation/observation.ts'
import { petition } from '../../core/petition/petition.ts'
import { instant } from '../../core/time/instant.ts'
import type { LedgerView } from '../../ledger/view.ts'
import { calendar, dossierCodes, lists, observationsOf, type Said, said, start } from './fixtures/said.ts'
import { Projection } from './projection.ts'

/** An engine that keeps what it is given. */
class Given {
  #watermark = seqOf(0)
  readonly facts = new Map<string, readonly Fact[]>()

  watermark(): Seq {
    return this.#watermark
  }

  apply(changes: Changes): Promise<void> {
    const { from, to } = changes
    if (from !== this.#watermark) throw new Error(`a batch after ${from} at ${this.#watermark}`)
    for (const { table, key, facts } of eachChange(changes)) {
      if (facts.length > 0) this.facts.set(`${table} ${key}`, facts)
      else this.facts.delete(`${table} ${key}`)
    }
    this.#watermark = to
    return Promise.resolve()
  }
}

const seed = Number(process.env['CHISO_SEED'] ?? 766)

/** The same entities many times over, under other codes: enough for several ranges and threads. */
function manySaid(copies: number): readonly Said[] {
  return sample(array(said, { minLength: copies * 8, maxLength: copies * 8, size: 'max' }), { seed, numRuns: 1 })
    .flat()
    .map((one, index) => renamed(one, `-${index % copies}`))
}

function renamed(one: Said, ending: string): Said {
  if (one.kind === 'petition') return renamedPetition(one, ending)
  if (!dossierCodes.some((code) => code === one.key)) return one
  const key = one.key + ending
  const { body } = one
  const names = typeof body === 'object' && body !== null && 'dossier' in body ? { dossier: key } : { code: key }
  return { ...one, key, body: Object.assign({}, body, names) }
}

function renamedPetition(one: Said, ending: string): Said {
  const { dossier, ...own } = petition.parse(one.body)
  const code = own.code + ending
  return { ...one, key: code, body: { ...own, code, dossier: dossier === null ? null : dossier + ending } }
}

function partsOf(ledger: LedgerView, folder: string | null) {
  const engine = new Given()
  const threads = folder === null ? null : { folder, count: 2, least: 0 }
  return { engine, parts: { ledger, engine, calendar, root: 'H99', ...lists, threads, far: 100_000, step: 1_000 } }
}

test(`threads make what one makes alone, of one moment of a ledger that grows (seed ${seed})`, {
  timeout: 60_000,
}, async () => {
  const folder = scratchFolder()
  using ledger = scratchLedger(folder, { clock: () => instant(start) })
  const all = manySaid(1_200)
  const early = all.slice(0, 7_000)
  valueOf(ledger.append(observationsOf(early, 0)))
  const seq = ledger.watermark()

  const threaded = partsOf(ledger, folder)
  const projection = new Projection(threaded.parts)
  const made = projection.catchUp()
  // Dossiers between those that are read, receipts and petitions of those that were: all after the moment.
  for (let from = early.length; from < all.length; from += 100)
    valueOf(ledger.append(observationsOf(all.slice(from, from + 100), from)))
  await made
  expect(threaded.engine.watermark()).toBe(seq)

  const alone = partsOf(ledger.asOf(seq), null)
  await new Projection(alone.parts).catchUp()
  expect(alone.engine.facts.size).toBeGreaterThan(750)
  expect(threaded.engine.facts).toEqual(alone.engine.facts)

  await projection.catchUp()
  const now = partsOf(ledger, null)
  await new Projection(now.parts).catchUp()
  expect(threaded.engine.facts).toEqual(now.engine.facts)
  expect(now.engine.facts).not.toEqual(alone.engine.facts)
})

test('a ledger that its threads cannot read fails, and leaves no thread behind', { timeout: 20_000 }, async () => {
  using ledger = scratchLedger(scratchFolder(), { clock: () => instant(start) })
  valueOf(ledger.append(observationsOf(manySaid(4), 0)))
  const { parts } = partsOf(ledger, scratchFolder())
  await expect(new Projection(parts).catchUp()).rejects.toThrow('unable to open database file')
})
