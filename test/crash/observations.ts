import { createHash } from 'node:crypto'
import type { Observation, ObservationKind } from '../../src/core/observation/observation.ts'
import { instantOf } from '../../src/ledger/row.ts'

/** Made-up observations for tests of the ledger. */

export function observation(changes: Partial<Observation> = {}): Observation {
  const key = changes.key ?? 'K1'
  return {
    source: 'portal',
    kind: 'dossier',
    key,
    version: '1',
    sourceTime: null,
    body: { code: key },
    originalHash: createHash('sha256').update(key).digest('hex'),
    ...changes,
  }
}

/** Numbers from 0 to below `below`, the same for the same seed (mulberry32). */
export type Random = (below: number) => number

export function randomOf(seed: number): Random {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below)
  }
}

const kinds: readonly ObservationKind[] = ['dossier', 'procedure', 'petition']

/**
 * The batch that run `run` of a seed appends as its `index`-th, known to writer and judge alike: new observations, later
 * versions and repetitions of earlier ones, and bodies that contradict them.
 */
export function batchOf(seed: number, run: number, index: number): Observation[] {
  const random = randomOf(seed + run * 1_000_003 + index * 7_919)
  return Array.from({ length: 1 + random(40) }, () => {
    const entity = random(20 * (run + 1))
    const version = random(4)
    const body = { entity, version, text: 'x'.repeat(random(600)), doubt: random(10) === 0 }
    const stated = random(3) === 0 ? null : instantOf(1_700_000_000_000 + random(1_000_000))
    const kind = kinds[entity % kinds.length] ?? 'dossier'
    return observation({ kind, key: `K-${entity}`, version: String(version), sourceTime: stated, body })
  })
}
