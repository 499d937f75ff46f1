import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { instant, parseInstant } from '../../src/core/time/instant.ts'
import { askedOf } from '../../src/office/counting/asked.ts'
import { behind } from '../../src/office/counting/behind.ts'
import { type Counting, openCounting } from '../../src/office/counting/counting.ts'
import { type Asked, cardOf, scoreAll, type Scorecards } from '../../src/office/counting/scorecards.ts'
import { filesIn, importFiles, straightInto } from '../../src/office/import.ts'
import { initInstallation, openInstallation, type WritableInstallation } from '../../src/office/installation.ts'
import { makeSample } from '../../src/sample/sample.ts'
import { keptFolder } from './chiso.ts'

/** The generator says what it meant, made without the code that counts: every unit, period and indicator must come out. */

const counts = z.record(z.string(), z.record(z.string(), z.tuple([z.number(), z.number()])))
const truthShape = z.object({ periods: z.record(z.string(), z.object({ moment: z.string(), counts })) })

const sample = keptFolder()
const data = join(keptFolder(), 'data')
const now = instant(Date.UTC(2026, 10, 1))
let truth: z.infer<typeof truthShape>
let installation: WritableInstallation
let counting: Counting

beforeAll(async () => {
  await makeSample({ dossiers: 4000, seed: 'truth', out: sample })
  truth = truthShape.parse(JSON.parse(readFileSync(join(sample, 'truth.json'), 'utf8')))
  initInstallation(data, { unit: 'H99' }, () => now)
  const opened = openInstallation(data, () => now)
  if (!opened.ok) throw new Error(JSON.stringify(opened.failures))
  installation = opened.value
  const options = { source: 'mau', confirmed: {}, unit: null, period: null, now, onProgress: () => undefined }
  await importFiles(installation, filesIn(sample), { ...options, lane: straightInto(installation.ledger) })
  counting = await openCounting(installation)
}, 120_000)

afterAll(async () => {
  await counting.close()
  installation.ledger.close()
})

/** As the truth is told: at the end of the sample. */
async function askedFor(period: string): Promise<Asked> {
  const asked = await askedOf({ period, asOf: '31/10/2026', indexSet: 'vn-766/2026' }, now)
  if (!asked.ok) throw new Error(JSON.stringify(asked.failures))
  return asked.value
}

function countsIn(scorecards: Scorecards, unit: string): ReadonlyMap<string, readonly [number | null, number | null]> {
  const found = cardOf(scorecards, unit)
  if (!found.ok) throw new Error(JSON.stringify(found.failures))
  const scores = found.value.card.groups.flatMap(({ indicators }) => indicators)
  return new Map(scores.map(({ id, part, whole }) => [id, [part, whole]]))
}

describe('the truth of the sample', () => {
  test('every unit, period and indicator', { timeout: 300_000 }, async () => {
    const differences: string[] = []
    let compared = 0
    for (const [period, { counts: units }] of Object.entries(truth.periods)) {
      const scorecards = await scoreAll(counting, await askedFor(period))
      for (const [unit, meant] of Object.entries(units)) {
        const own = countsIn(scorecards, unit)
        for (const [id, [part, whole]] of Object.entries(meant)) {
          compared++
          const got = own.get(id)
          if (got?.[0] !== part || got[1] !== whole)
            differences.push(`${period} ${unit} ${id}: ${got?.join('/')}, meant ${part}/${whole}`)
        }
      }
    }
    expect(differences).toEqual([])
    expect(compared).toBeGreaterThan(20_000)
  })

  test('a list behind a number is as long as the number says', { timeout: 300_000 }, async () => {
    const asked = await askedFor('2026-10')
    const scorecards = await scoreAll(counting, asked)
    for (const unit of ['H99', 'H99.06', 'H99.50.07']) {
      for (const [indicator, [part, whole]] of countsIn(scorecards, unit)) {
        // Taken over from the province: on the unit's own nothing is counted. 1.4 has a whole of its own.
        if (part === null || whole === null || indicator === 'dossiers-synced') continue
        const ask = { unit, indicator, offset: 0, limit: 10_000 }
        const failing = await behind(counting, asked, { ...ask, side: 'failing' })
        const passing = await behind(counting, asked, { ...ask, side: 'passing' })
        if (!failing.ok || !passing.ok) throw new Error(`${unit} ${indicator}`)
        expect([unit, indicator, failing.value.total, passing.value.total]).toEqual([
          unit,
          indicator,
          whole - part,
          part,
        ])
        expect(failing.value.facts).toHaveLength(whole - part)
      }
    }
  })

  test('the end of the sample is the moment of its last periods', () => {
    expect(parseInstant(truth.periods['2026-10']?.moment ?? '')).toBe(parseInstant('31/10/2026 23:59:59'))
  })
})
