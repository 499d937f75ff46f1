import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { type Ledger, openLedger } from '../../src/ledger/ledger.ts'
import type { Conflict, Stored } from '../../src/ledger/row.ts'
import { instantOf } from '../../src/ledger/row.ts'
import type { Observation } from '../../src/core/observation/observation.ts'
import { canonicalJson } from '../../src/core/observation/canonical.ts'
import { batchOf, type Random, randomOf } from './observations.ts'

/** A batch that a writer acknowledged before it was killed. */
type Acknowledged = { readonly run: number; readonly index: number; readonly receipts: readonly Receipt[] }
type Receipt = readonly [seq: number, outcome: 'new' | 'same' | 'conflict']

export type Toll = {
  readonly kills: number
  /** Kills between the announcement of an append and its acknowledgement. */
  readonly within: number
  /** Kills before the first append: while the ledger was opened. */
  readonly opening: number
  readonly batches: number
  readonly observations: number
  readonly conflicts: number
}

/**
 * Kills a writer `kills` times, all on one folder, and judges after every few kills and at the end: whatever was
 * acknowledged is there exactly once, and verify finds nothing. Throws with what is wrong.
 */
export async function killWriters(
  folder: string,
  seed: number,
  kills: number,
  told: (run: number) => void = () => {},
): Promise<Toll> {
  const random = randomOf(seed)
  const acknowledged: Acknowledged[] = []
  let within = 0
  let opening = 0
  for (let run = 0; run < kills; run++) {
    const { done, begun } = await killOne(folder, seed, run, random)
    acknowledged.push(...done)
    if (begun > done.length) within++
    if (begun === 0) opening++
    // Not after every kill: then only this process would ever recover a log, and never the next writer.
    if (random(12) === 0) judge(folder, seed, acknowledged)
    told(run + 1)
  }
  const { seq: observations, conflicts } = judge(folder, seed, acknowledged)
  return { kills, within, opening, batches: acknowledged.length, observations, conflicts }
}

const receipts = z.array(z.tuple([z.int(), z.enum(['new', 'same', 'conflict'])]))

/** Where a kill falls: while the ledger is opened, or some time after the announcement of one of the first appends. */
async function killOne(folder: string, seed: number, run: number, random: Random) {
  const writer = spawn(
    process.execPath,
    [fileURLToPath(new URL('writer.ts', import.meta.url)), folder, `${seed}`, `${run}`],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  const exit = once(writer, 'exit')
  let complaint = ''
  writer.stderr.on('data', (text) => (complaint += String(text)))
  const kill = () => writer.kill('SIGKILL')
  const target = random(14)
  const wait = random(4) // milliseconds after the announcement; 0: at once
  if (target === 0) setTimeout(kill, 20 + random(100))
  const done: Acknowledged[] = []
  let begun = 0
  for await (const line of createInterface({ input: writer.stdout })) {
    const [word, index, rest] = line.split(' ')
    if (word === 'begin') {
      begun++
      if (begun === target && wait === 0) kill()
      else if (begun === target) setTimeout(kill, wait)
    }
    if (word === 'done' && rest?.endsWith(']]')) {
      done.push({ run, index: Number(index), receipts: receipts.parse(JSON.parse(rest)) })
    }
  }
  const [, signal] = await exit
  if (signal !== 'SIGKILL') throw new Error(`writer ${run} ended by itself: ${complaint}`)
  return { done, begun }
}

function judge(folder: string, seed: number, acknowledged: readonly Acknowledged[]) {
  const opened = openLedger(folder, { clock: () => instantOf(0) })
  if (!opened.ok) throw new Error(`does not open: ${JSON.stringify(opened.failures)}`)
  const ledger = opened.value
  try {
    const sound = ledger.verify()
    if (!sound.ok) throw new Error(`verify: ${JSON.stringify(sound.failures)}`)
    const { stored, refused } = allOf(ledger)
    const identities = new Set([...stored.values()].map(identityOf))
    if (identities.size !== stored.size) throw new Error('an observation is there twice')
    for (const { run, index, receipts: given } of acknowledged) {
      for (const [place, observation] of batchOf(seed, run, index).entries()) {
        const receipt = given[place]
        const problem = receipt === undefined ? 'no receipt' : lostOf(observation, receipt, stored, refused)
        if (problem !== null) throw new Error(`run ${run}, batch ${index}, observation ${place}: ${problem}`)
      }
    }
    return sound.value
  } finally {
    ledger.close()
  }
}

/** What became of an acknowledged observation, when it is not what its receipt says. */
function lostOf(
  observation: Observation,
  [seq, outcome]: Receipt,
  stored: ReadonlyMap<number, Stored>,
  refused: ReadonlySet<string>,
): string | null {
  const standing = stored.get(seq)
  if (standing === undefined) return `seq ${seq} is gone`
  if (identityOf(standing) !== identityOf(observation)) return `seq ${seq} is another observation`
  if (outcome === 'conflict') return refused.has(refusalOf(seq, observation.body)) ? null : `its conflict is gone`
  return canonicalJson(standing.body) === canonicalJson(observation.body) ? null : `seq ${seq} has another body`
}

function allOf(ledger: Ledger) {
  const stored = new Map<number, Stored>()
  for (let from = 1; from <= ledger.watermark(); from += 5000) {
    const page = ledger.read(from, 5000)
    if (!page.ok) throw new Error(JSON.stringify(page.failures))
    for (const each of page.value) stored.set(each.seq, each)
  }
  const refused = new Set<string>()
  for (let after = 0; after < ledger.head().conflicts; after += 5000) {
    const page = ledger.conflicts({ after, limit: 5000 })
    if (!page.ok) throw new Error(JSON.stringify(page.failures))
    for (const each of page.value) refused.add(refusalOf(each.seq, each.body))
  }
  return { stored, refused }
}

function identityOf({ source, kind, key, version }: Observation | Conflict): string {
  return JSON.stringify([source, kind, key, version])
}

function refusalOf(seq: number, body: unknown): string {
  return `${seq} ${canonicalJson(body)}`
}
