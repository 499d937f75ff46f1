import { array, assert, asyncProperty } from 'fast-check'
import { expect, test } from 'vitest'
import { codesOf, scratchFolder, valueOf } from '../../../test/crash/scratch.ts'
import { bareDossier } from '../../core/dossier/fixtures/read-cases.ts'
import type { Result } from '../../core/failure.ts'
import { instant } from '../../core/time/instant.ts'
import { compareReported } from '../compare.ts'
import { heldAt, initInstallation, openInstallation } from '../installation.ts'
import { national } from '../national.ts'
import { compareJson, nationalJson } from '../reported-json.ts'
import { askedOf } from './asked.ts'
import { behind } from './behind.ts'
import { type Counting, countingOf, openCounting } from './counting.ts'
import { explain } from './explain.ts'
import { day, observationsOf, type Said, saidOfAll, start } from './fixtures/said.ts'
import { handlingTimes } from './handling.ts'
import { behindAnswer, explanationAnswer, handlingAnswer, rankingAnswer, scorecardAnswer } from './json.ts'
import { type Asked, cardOf, scoreAll } from './scorecards.ts'

/** What was answered while a ledger grew is answered again, to the byte, once it has gone on. */

const clock = () => instant(start)
const asked = valueOf(await askedOf({ period: '2026-09', asOf: '2026-10-10' }, instant(start + 60 * day)))

function text<T>(result: Result<T>, json: (value: T) => unknown): string {
  return JSON.stringify(result.ok ? json(result.value) : result.failures.map(({ code, params }) => ({ code, params })))
}

async function answersOf(counting: Counting, question: Asked): Promise<readonly string[]> {
  const scorecards = await scoreAll(counting, question)
  const answers = [JSON.stringify(rankingAnswer(scorecards, 'department'))]
  for (const unit of ['H99', 'H99.01', 'H99.03']) {
    answers.push(text(cardOf(scorecards, unit), (card) => scorecardAnswer(scorecards, card)))
    answers.push(text(await handlingTimes(counting, question, unit), handlingAnswer))
    const compared = await compareReported(counting, question, { unit, source: null })
    answers.push(text(compared, (answer) => compareJson(answer, 'vi')))
    for (const indicator of ['on-time', 'dossiers-synced', 'announced-on-time']) {
      answers.push(text(await explain(counting, question, { unit, indicator }), explanationAnswer))
      for (const side of ['failing', 'passing'] as const) {
        const list = await behind(counting, question, { unit, indicator, side, offset: 0, limit: 9 })
        answers.push(text(list, (found) => behindAnswer(found, question, counting)))
      }
    }
  }
  const table = await national(counting, question, { level: 'province', isChosen: false })
  return [...answers, text(table, nationalJson)]
}

test('a past report comes out as it was, to the byte', { timeout: 120_000 }, async () => {
  const batches = array(array(saidOfAll, { minLength: 1, maxLength: 8 }), { minLength: 2, maxLength: 6 })
  let different = 0
  await assert(
    asyncProperty(batches, async (given) => {
      const folder = scratchFolder()
      initInstallation(folder, { unit: 'H99' }, clock)
      const installation = valueOf(openInstallation(folder, clock))
      const { ledger } = installation
      const following = await countingOf(installation, { workers: 0 })
      const noted: { seq: number; answers: readonly string[] }[] = []
      for (const batch of given) {
        valueOf(ledger.append(observationsOf(batch, ledger.watermark())))
        await following.catchUp()
        noted.push({ seq: ledger.watermark(), answers: await answersOf(following, asked) })
      }
      for (const { seq, answers } of noted) {
        const past = await openCounting(valueOf(heldAt(installation, String(seq))))
        expect(await answersOf(past, asked)).toEqual(answers)
        await past.close()
      }
      if (noted[0]?.answers.join() !== noted.at(-1)?.answers.join()) different++
      await following.close()
      ledger.close()
    }),
    { numRuns: 30 },
  )
  expect(different).toBeGreaterThan(20)
})

test('a snapshot of later is not used for the past, one of earlier is, and the past leaves none', async () => {
  const folder = scratchFolder()
  initInstallation(folder, { unit: 'H99' }, clock)
  const installation = valueOf(openInstallation(folder, clock))
  const { ledger } = installation
  const batch = (code: string, version: number, settledAt: number | null) =>
    observationsOf([dossierSaid(code, version, settledAt)], version)
  valueOf(ledger.append([...batch('a', 1, null), ...batch('b', 2, null)]))
  const counted = async (watermark: string) => {
    const counting = await openCounting(valueOf(heldAt(installation, watermark)))
    await counting.save()
    const said = await answersOf(counting, asked)
    await counting.close()
    return said
  }
  const two = await counted('2')
  valueOf(ledger.append(batch('a', 3, start + day)))
  const three = await counted('3')
  const now = await openCounting(installation)
  await now.save()
  await now.close()
  valueOf(ledger.append(batch('b', 4, start + day)))
  const four = await counted('4')
  expect(await counted('2')).toEqual(two)
  expect(await counted('3')).toEqual(three)
  expect(await counted('4')).toEqual(four)
  expect(new Set([two, three, four].map(String)).size).toBe(3)
  ledger.close()
})

function dossierSaid(code: string, version: number, settledAt: number | null): Said {
  const body = { ...bareDossier, code, responsibleUnit: 'H99.01', receivedAt: start, dueAt: start + 9 * day, settledAt }
  return { kind: 'dossier', key: code, at: start + version, body }
}

test('a watermark that is no number or lies ahead is refused', () => {
  const folder = scratchFolder()
  initInstallation(folder, { unit: 'H99' }, clock)
  const installation = valueOf(openInstallation(folder, clock))
  for (const watermark of ['', '-1', '1.5', 'nay', '1e3', '9'.repeat(16)])
    expect(codesOf(heldAt(installation, watermark))).toEqual(['watermark-invalid'])
  expect(codesOf(heldAt(installation, '1'))).toEqual(['watermark-ahead'])
  expect(valueOf(heldAt(installation, '0')).ledger.watermark()).toBe(0)
  installation.ledger.close()
})
