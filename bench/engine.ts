import { deepStrictEqual } from 'node:assert/strict'
import { chmodSync, createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { columnsOf } from '../src/core/fact/sql.ts'
import { measures } from '../src/core/measure/catalogue.ts'
import { type Span, spanOf } from '../src/core/measure/span.ts'
import { seqOf } from '../src/core/observation/observation.ts'
import { endOfDay } from '../src/core/time/instant.ts'
import { parsePlainDate } from '../src/core/time/plain-date.ts'
import { secondOf } from '../src/core/time/second.ts'
import { type ColumnarEngine, openColumnar, openSnapshot } from '../src/engine/columnar/columnar.ts'
import type { CountQuestion, CountRow } from '../src/engine/engine.ts'
import { rowOf, type SqlValue } from '../src/engine/sql-answer.ts'
import { factsOf, groups, otherChanges, unitNames } from './engine-facts.ts'
import { HandLoop, loopMeasureIds } from './engine-loop.ts'
import { openRivals, type Rival } from './engine-rivals.ts'

/**
 * The columnar engine on dossiers made by rule, beside a loop written by hand and, with `--rivals`, beside databases asked
 * the same in SQL; in one run, turn by turn, medians. Every engine's integers are compared.
 *
 * node bench/engine.ts --dossiers 100000,1000000,10000000 --rounds 5
 * node bench/engine.ts --dossiers 10000000 --rivals --packages <folder> --postgres postgres://…
 */
const { values } = parseArgs({
  options: {
    dossiers: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '5' },
    rivals: { type: 'boolean', default: false },
    /** Where @duckdb/node-api, chdb and pg were installed. */
    packages: { type: 'string', default: '.' },
    postgres: { type: 'string' },
    folder: { type: 'string', default: tmpdir() },
  },
})
const rounds = Number(values.rounds)
const asOf = secondOf(endOfDay(parsePlainDate('2026-12-31') ?? fail('a day')))
const periods: readonly { readonly name: string; readonly span: Span }[] = [
  { name: 'year', span: spanOf('2026', asOf) },
  { name: 'month', span: spanOf('2026-10', asOf) },
]

function fail(what: string): never {
  throw new Error(`not ${what}`)
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN
}

function share(times: readonly number[], part: number): number {
  return times.toSorted((a, b) => a - b)[Math.floor((times.length - 1) * part)] ?? Number.NaN
}

async function timed(work: () => unknown): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** Milliseconds by the clock, and of processors used by this process with all its threads. */
async function spentOn(work: () => unknown): Promise<{ readonly clock: number; readonly processor: number }> {
  const before = process.cpuUsage()
  const clock = await timed(work)
  const { user, system } = process.cpuUsage(before)
  return { clock, processor: (user + system) / 1000 }
}

function micro(milliseconds: number, of: number): string {
  return `${((milliseconds * 1000) / of).toFixed(2)} µs`
}

const question = (span: Span, of: readonly string[] = loopMeasureIds): CountQuestion => ({
  span,
  groups,
  measures: of,
  by: 'unit',
  within: null,
})

/** Of procedures, services and the rest as well, some of which look at dossiers beside them. */
const allMeasures = [...measures.values()].filter((each) => each.kind === 'counted').map(({ id }) => id)

async function fill(engine: ColumnarEngine, hand: HandLoop, count: number): Promise<string> {
  const batch = 10_000
  let [clock, processor] = [0, 0]
  for (let from = 0; from < count; from += batch) {
    const made = Array.from({ length: Math.min(batch, count - from) }, (_, place) => factsOf(from + place, count))
    for (const facts of made) hand.add(facts)
    const changes = made.map((facts) => ({ table: 'dossier' as const, key: facts[0]?.key ?? '', facts }))
    const spent = await spentOn(() => engine.apply({ from: seqOf(from), to: seqOf(from + changes.length), changes }))
    clock += spent.clock
    processor += spent.processor
  }
  const changes = otherChanges()
  await engine.apply({ from: seqOf(count), to: seqOf(count + 1), changes })
  return `${micro(clock, count)} by the clock, ${micro(processor, count)} of a processor`
}

/** What the loop by hand counted for each unit, as rows of an answer. */
function sums(rows: readonly CountRow[]): readonly number[] {
  const top = rows.find(({ of }) => of === 'VN')
  return top?.counts ?? []
}

function handSums(out: Int32Array): readonly number[] {
  const total = Array.from({ length: loopMeasureIds.length }, () => 0)
  for (const [place, count] of out.entries())
    total[place % loopMeasureIds.length] = (total[place % loopMeasureIds.length] ?? 0) + count
  return total
}

type Lane = { readonly name: string; readonly run: (span: Span) => unknown; readonly once?: boolean }

type Times = { readonly clock: number[]; readonly processor: number[] }

/** By lane and period; lanes take turns, and each begins in some round. */
async function race(lanes: readonly Lane[]): Promise<ReadonlyMap<string, Times>> {
  const times = new Map<string, Times>()
  for (let round = 0; round < rounds; round++)
    for (const { name, span } of periods)
      for (const turn of lanes.keys()) {
        const lane = lanes[(turn + round) % lanes.length] ?? fail('a lane')
        if (lane.once === true && round > 0) continue
        const key = `${lane.name} ${name}`
        const own = times.get(key) ?? { clock: [], processor: [] }
        const { clock, processor } = await spentOn(() => lane.run(span))
        own.clock.push(clock)
        own.processor.push(processor)
        times.set(key, own)
      }
  return times
}

async function unitTimes(engine: ColumnarEngine): Promise<readonly number[]> {
  const { span } = periods[1] ?? fail('a period')
  const times: number[] = []
  for (let turn = 0; turn < 2000; turn++) {
    const within = unitNames[(turn * 7919) % unitNames.length] ?? ''
    times.push(await timed(() => engine.count({ ...question(span), by: 'total', within })))
  }
  // The first of them orders rows by unit, once for each segment.
  return times.slice(1)
}

/** Changes are made a thousand at a time and then applied: whoever applies them has just made them. */
async function changeTimes(engine: ColumnarEngine, count: number, batch: number): Promise<string> {
  const turns = Math.min(200_000, count)
  let [clock, processor] = [0, 0]
  for (let made = 0; made < turns; made += 1000) {
    const changes = Array.from({ length: 1000 }, (_, place) => {
      const facts = factsOf(((made + place) * 7919) % count, count)
      return { table: 'dossier' as const, key: facts[0]?.key ?? '', facts: facts.slice(-1) }
    })
    const batches = Array.from({ length: 1000 / batch }, (_, place) =>
      changes.slice(place * batch, (place + 1) * batch),
    )
    const spent = await spentOn(async () => {
      for (const each of batches) {
        const at = engine.watermark()
        await engine.apply({ from: at, to: seqOf(at + batch), changes: each })
      }
    })
    clock += spent.clock
    processor += spent.processor
  }
  return `${micro(clock, turns)} by the clock, ${micro(processor, turns)} of a processor`
}

function* rowsOf(count: number): Iterable<readonly SqlValue[]> {
  for (let index = 0; index < count; index++) yield* factsOf(index, count).map(rowOf)
}

async function rivalsIn(folder: string, count: number): Promise<readonly Rival[]> {
  if (!values.rivals) return []
  const file = join(folder, 'facts.csv')
  const out = createWriteStream(file, { mode: 0o644 })
  let lines: string[] = []
  const flush = async () => {
    if (!out.write(lines.join(''))) await once(out, 'drain')
    lines = []
  }
  for (const row of rowsOf(count)) if (lines.push(`${row.join()}\n`) === 10_000) await flush()
  await flush()
  out.end()
  await once(out, 'finish')
  const { packages, postgres } = values
  const source = { file, rows: () => rowsOf(count) }
  return openRivals(source, { folder, packages, postgres }, (name, seconds) =>
    say(`  ${name} filled in ${seconds.toFixed(0)} s`),
  )
}

async function bench(count: number, folder: string): Promise<void> {
  say(`\n${count} dossiers, ${unitNames.length} units, ${loopMeasureIds.length} measures, ${rounds} rounds`)
  const alone = openColumnar({ workers: 0 })
  const hand = new HandLoop(count)
  say(`  filled, a dossier: ${await fill(alone, hand, count)}`)
  const file = join(folder, 'snapshot')
  const saved = await timed(() => alone.save({ file, of: 'bench' }))
  const opened: ColumnarEngine[] = []
  const loading = await spentOn(async () => {
    opened.push((await openSnapshot({ file, of: 'bench' }, { workers: 1 })) ?? fail('a snapshot'))
  })
  opened.push((await openSnapshot({ file, of: 'bench' }, { workers: 2 })) ?? fail('a snapshot'))
  const [one = fail('one'), two = fail('two')] = opened
  const megabytes = (statSync(file).size / 1e6).toFixed(0)
  say(`  snapshot: ${megabytes} MB, saved in ${(saved / 1000).toFixed(2)} s`)
  say(`  loaded in ${(loading.clock / 1000).toFixed(2)} s, ${(loading.processor / 1000).toFixed(2)} s of a processor`)
  rmSync(file)

  const rivals = await rivalsIn(folder, count)
  for (const { name, span } of periods) {
    const expected = await alone.count(question(span))
    deepStrictEqual(handSums(hand.count(span)), sums(expected))
    for (const engine of [one, two]) deepStrictEqual(await engine.count(question(span)), expected)
    for (const rival of rivals) deepStrictEqual(await rival.count(question(span)), expected)
    say(`  ${name}: ${expected.length} rows, all integers equal; of the country: ${sums(expected).join(' ')}`)
  }
  const lanes: Lane[] = [
    { name: 'loop by hand', run: (span) => hand.count(span) },
    { name: 'columnar, no worker', run: (span) => alone.count(question(span)) },
    { name: 'columnar, one worker', run: (span) => one.count(question(span)) },
    { name: 'columnar, two workers', run: (span) => two.count(question(span)) },
    { name: `all ${allMeasures.length}, no worker`, run: (span) => alone.count(question(span, allMeasures)) },
    { name: `all ${allMeasures.length}, two workers`, run: (span) => two.count(question(span, allMeasures)) },
    ...rivals.map((rival) => ({
      name: rival.name,
      run: (span: Span) => rival.count(question(span)),
      once: rival.name === 'SQLite',
    })),
  ]
  const times = await race(lanes)
  for (const { name } of periods)
    for (const lane of lanes) {
      const { clock = [], processor = [] } = times.get(`${lane.name} ${name}`) ?? {}
      const ratio = median(clock) / median(times.get(`loop by hand ${name}`)?.clock ?? [])
      say(
        `  ${name.padEnd(6)} ${lane.name.padEnd(24)} ${median(clock).toFixed(1).padStart(9)} ms ` +
          `(${Math.min(...clock).toFixed(1)}–${Math.max(...clock).toFixed(1)})  ${ratio.toFixed(2)} × the loop; ` +
          `processor ${median(processor).toFixed(1)} ms`,
      )
    }
  for (const rival of rivals) await rival.close()
  for (const [name, engine] of [
    ['no worker', alone],
    ['two workers', two],
  ] as const) {
    const units = await unitTimes(engine)
    const at = [0.5, 0.99].map((part) => share(units, part).toFixed(2))
    say(`  one unit's month, ${name}: p50 ${at[0]} ms, p99 ${at[1]} ms`)
  }
  for (const batch of [1, 100]) say(`  a change, ${batch} a batch: ${await changeTimes(alone, count, batch)}`)
  const { segments, index, keys } = alone.bytes
  // Rows by unit are kept by whoever answers for one unit: 4 bytes a row.
  const all = segments + index + keys + count * 1.05 * 4
  say(
    `  bytes a dossier: ${(all / count).toFixed(1)} (rows ${(segments / count).toFixed(1)}, index ${(index / count).toFixed(1)}, ` +
      `keys ${(keys / count).toFixed(1)}, by unit 4.2); ${columnsOf('dossier').length} columns`,
  )
  for (const engine of [alone, one, two]) await engine.close()
}

for (const count of values.dossiers.split(',')) {
  const folder = mkdtempSync(join(values.folder, 'chiso-bench-'))
  // PostgreSQL's own user reads the facts from there.
  chmodSync(folder, 0o755)
  try {
    await bench(Number(count), folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
