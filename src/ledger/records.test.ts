import fc from 'fast-check'
import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { observation } from '../../test/crash/observations.ts'
import { codesOf, scratchFolder, scratchLedger, valueOf } from '../../test/crash/scratch.ts'
import { type Observation, seqOf } from '../core/observation/observation.ts'
import { canonicalJson } from '../core/observation/canonical.ts'
import type { Result } from '../core/failure.ts'
import type { Ledger } from './ledger.ts'
import type { TextUse } from './read.ts'
import { instantOf, type Stored } from './row.ts'
import { type LedgerView, openView } from './view.ts'

/** The ledger as slow and obvious as can be: lists in memory. */
class Oracle {
  readonly rows: (Observation & { seq: number; recordedTime: number })[] = []
  readonly conflicts: { seq: number; body: unknown }[] = []

  append(
    observations: readonly Observation[],
    recordedTime: number,
  ): { seq: number; outcome: string; isFirst?: boolean }[] {
    return observations.map((given) => {
      const standing = this.rows.find((row) => identityOf(row) === identityOf(given))
      if (standing === undefined) {
        const seq = this.rows.length + 1
        const isFirst = this.history(given.kind, given.key).length === 0
        this.rows.push({ ...given, seq, recordedTime })
        return { seq, outcome: 'new', isFirst }
      }
      const { seq } = standing
      if (sameBody(standing, given)) return { seq, outcome: 'same' }
      const kept = this.conflicts.some((conflict) => conflict.seq === seq && sameBody(conflict, given))
      if (!kept) this.conflicts.push({ seq, body: given.body })
      return { seq, outcome: 'conflict' }
    })
  }

  history(kind: string, key: string) {
    const timeOf = (row: (typeof this.rows)[number]) => row.sourceTime ?? row.recordedTime
    return this.rows
      .filter((row) => row.kind === kind && row.key === key)
      .toSorted((a, b) => timeOf(b) - timeOf(a) || b.seq - a.seq)
  }
}

function identityOf({ source, kind, key, version }: Observation): string {
  return JSON.stringify([source, kind, key, version])
}

function sameBody(one: { body: unknown }, other: { body: unknown }): boolean {
  return canonicalJson(one.body) === canonicalJson(other.body)
}

const kinds = ['dossier', 'unit'] as const
const keys = ['a', 'b', 'ê'] as const
const someObservation = fc
  .record({
    source: fc.constantFrom('x', 'y'),
    kind: fc.constantFrom(...kinds),
    key: fc.constantFrom(...keys),
    version: fc.constantFrom('1', '2', '3'),
    sourceTime: fc.option(fc.integer({ min: 0, max: 6 }).map(instantOf)),
    body: fc.record({ a: fc.nat(1), b: fc.constant('ă') }),
  })
  .map(observation)

function recordsOf(ledger: Ledger): Stored[] {
  return kinds.flatMap((kind) => valueOf(ledger.records(kind, { limit: 100 })))
}

const range = { from: 'b', to: 'ê' }
/** The same keys, and one that nobody has. */
const listed = ['b', 'c', 'ê']

function walked(walk: (use: TextUse) => Result<void>) {
  const texts: unknown[] = []
  valueOf(walk((key, text) => texts.push([key, text])))
  return texts
}

/** Whatever a ledger can be asked about its observations and records. */
function allOf(view: LedgerView) {
  return kinds.map((kind) => ({
    read: valueOf(view.read(1, 1000)),
    records: valueOf(view.records(kind, { limit: 9 })),
    pages: valueOf(view.bodies(kind, { after: 'a', limit: 1 })),
    walked: walked((use) => view.walk(kind, range, use)),
    walkedAll: walked((use) => view.walkAll(kind, range, use)),
    listed: walked((use) => view.walk(kind, listed, use)),
    listedAll: walked((use) => view.walkAll(kind, listed, use)),
    touched: valueOf(view.touched(2, 5)),
    each: keys.map((key) => [valueOf(view.record(kind, key)), valueOf(view.history(kind, key))]),
  }))
}

const sorted = (all: readonly unknown[]) => all.map((one) => JSON.stringify(one)).toSorted()

const seqsOf = (rows: readonly { seq: number }[]) => rows.map(({ seq }) => seq)

const batches = fc.array(fc.record({ now: fc.nat(8), batch: fc.array(someObservation, { maxLength: 12 }) }), {
  maxLength: 5,
})

describe('against an oracle in memory', () => {
  test('receipts, observations, conflicts, records and history agree; a rebuild changes no record', {
    timeout: 60_000,
  }, () => {
    fc.assert(
      fc.property(batches, (given) => {
        let now = 0
        using ledger = scratchLedger(scratchFolder(), { clock: () => instantOf(now) })
        const oracle = new Oracle()
        for (const { now: time, batch } of given) {
          now = time
          expect(valueOf(ledger.append(batch))).toEqual(oracle.append(batch, time))
        }
        expect(valueOf(ledger.read(1, 1000))).toMatchObject(oracle.rows)
        expect(valueOf(ledger.conflicts({ limit: 1000 }))).toMatchObject(oracle.conflicts)
        for (const kind of kinds) {
          const entities = keys.filter((key) => oracle.history(kind, key).length > 0)
          expect(valueOf(ledger.records(kind, { limit: 9 })).map(({ key }) => key)).toEqual(entities)
          for (const key of keys) {
            const history = seqsOf(oracle.history(kind, key))
            expect(seqsOf(valueOf(ledger.history(kind, key)))).toEqual(history)
            expect(valueOf(ledger.record(kind, key))?.seq).toBe(history[0])
          }
        }
        expect(valueOf(ledger.verify()).records).toBe(recordsOf(ledger).length)
        const before = recordsOf(ledger)
        valueOf(ledger.rebuild())
        expect(recordsOf(ledger)).toEqual(before)
      }),
      { numRuns: 60 },
    )
  })

  test('asked as of a seq, the ledger says what it said then, in the open one and beside it', {
    timeout: 60_000,
  }, () => {
    fc.assert(
      fc.property(batches, (given) => {
        let now = 0
        const folder = scratchFolder()
        using ledger = scratchLedger(folder, { clock: () => instantOf(now) })
        const noted = [{ seq: ledger.watermark(), said: allOf(ledger) }]
        for (const { now: time, batch } of given) {
          now = time
          valueOf(ledger.append(batch))
          noted.push({ seq: ledger.watermark(), said: allOf(ledger) })
        }
        for (const { seq, said } of noted) {
          expect(ledger.asOf(seq).watermark()).toBe(seq)
          expect(allOf(ledger.asOf(seq))).toEqual(said)
          const { view, close } = openView(folder, () => seq)
          expect(allOf(view)).toEqual(said)
          close()
        }
        expect(ledger.asOf(seqOf(1000)).watermark()).toBe(ledger.watermark())
        for (const said of allOf(ledger)) {
          expect(said.listed).toEqual(said.walked)
          expect(sorted(said.listedAll)).toEqual(sorted(said.walkedAll))
          const some = said.read.slice(1, 6).map(({ kind, key }) => ({ kind, key }))
          expect(sorted(said.touched)).toEqual([...new Set(sorted(some))])
        }
      }),
      { numRuns: 60 },
    )
  })
})

test.each([499, 500, 501, 1_000, 1_234])('a walk through a range of %i records goes over each once', (count) => {
  using ledger = scratchLedger(scratchFolder(), { clock: () => instantOf(0) })
  const keyOf = (at: number) => `k${String(at).padStart(4, '0')}`
  const all = Array.from({ length: count + 2 }, (_, at) =>
    observation({ source: 'x', kind: 'dossier', key: keyOf(at), version: '1', sourceTime: null, body: { at } }),
  )
  valueOf(ledger.append(all))
  const within = { from: keyOf(1), to: keyOf(count) }
  const expected = all.slice(1, -1).map(({ key, body }) => [key, canonicalJson(body)])
  expect(walked((use) => ledger.walk('dossier', within, use))).toEqual(expected)
})

describe('a view beside the ledger', () => {
  test('shows nothing of what was appended until it is told of it', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(batches, (given) => {
        let now = 0
        const folder = scratchFolder()
        using ledger = scratchLedger(folder, { clock: () => instantOf(now) })
        let told = ledger.watermark()
        const { view, close } = openView(folder, () => told)
        for (const { now: time, batch } of given) {
          now = time
          const before = allOf(view)
          valueOf(ledger.append(batch))
          expect(allOf(view)).toEqual(before)
          expect(view.asOf(ledger.watermark()).watermark()).toBe(told)
          told = ledger.watermark()
          expect(allOf(view)).toEqual(allOf(ledger))
        }
        close()
      }),
      { numRuns: 60 },
    )
  })
})

describe('the records do not depend on how the observations came', () => {
  /** Each identity with one body and a time of its own, so that nothing is left to the order of arrival. */
  const consistent = fc
    .uniqueArray(someObservation, { maxLength: 20, selector: identityOf })
    .map((list) => list.map((each, index) => ({ ...each, sourceTime: instantOf(1000 + ((index * 37) % 41)) })))
  const sent = consistent.chain((list) =>
    fc.record({
      list: fc.constant(list),
      again: fc.shuffledSubarray([...list, ...list], { minLength: list.length }),
      cuts: fc.array(fc.nat(40), { maxLength: 4 }),
    }),
  )

  test('permuted, doubled, late, in other batches', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(sent, ({ list, again, cuts }) => {
        using plain = scratchLedger()
        using mixed = scratchLedger()
        valueOf(plain.append(list))
        const bounds = [0, ...cuts.toSorted((a, b) => a - b), 100]
        for (const [index, from] of bounds.entries()) valueOf(mixed.append(again.slice(from, bounds[index + 1])))
        valueOf(mixed.append(list)) // what the shuffle left out comes late
        const facts = (ledger: Ledger) =>
          recordsOf(ledger).map(({ seq: _seq, recordedTime: _time, ...record }) => record)
        expect(facts(mixed)).toEqual(facts(plain))
        expect(mixed.watermark()).toBe(list.length)
      }),
      { numRuns: 60 },
    )
  })
})

describe('a record that does not follow', () => {
  const changes: [string, string][] = [
    ['an older observation', "UPDATE records SET seq = 1, at = 1 WHERE key = 'K1'"],
    ['another time', "UPDATE records SET at = 7 WHERE key = 'K1'"],
    ['none', "DELETE FROM records WHERE key = 'K1'"],
    ['one too many', "INSERT INTO records VALUES ('dossier', 'K0', 1, 1)"],
  ]
  test.each(changes)('%s: verify says which, rebuild mends it', (_, sql) => {
    const folder = scratchFolder()
    using ledger = scratchLedger(folder)
    valueOf(ledger.append([1, 2].map((at) => observation({ version: `${at}`, sourceTime: instantOf(at) }))))
    const db = new DatabaseSync(join(folder, 'ledger.sqlite'))
    db.exec(sql)
    db.close()
    expect(codesOf(ledger.verify())).toEqual(['ledger-records'])
    valueOf(ledger.rebuild())
    expect(ledger.verify().ok).toBe(true)
    expect(valueOf(ledger.record('dossier', 'K1'))?.version).toBe('2')
  })
})
