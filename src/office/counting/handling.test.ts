import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bareDossier } from '../../core/dossier/fixtures/read-cases.ts'
import type { Dossier } from '../../core/dossier/dossier.ts'
import { instant, parseInstant } from '../../core/time/instant.ts'
import { initInstallation, openInstallation, type WritableInstallation } from '../installation.ts'
import { askedOf } from './asked.ts'
import { type Counting, openCounting } from './counting.ts'
import { explain } from './explain.ts'
import { handlingTimes } from './handling.ts'
import { handlingAnswer } from './json.ts'

const folder = mkdtempSync(join(tmpdir(), 'chiso-handling-'))
const now = instant(Date.UTC(2026, 10, 26))
const at = (text: string) => parseInstant(text) ?? expect.fail(text)
let installation: WritableInstallation
let counting: Counting

function append(kind: 'dossier' | 'procedure' | 'unit', key: string, body: object): void {
  const observation = { source: 's', kind, key, version: '1', sourceTime: null, body, originalHash: '0'.repeat(64) }
  const appended = installation.ledger.append([observation])
  if (!appended.ok) throw new Error(JSON.stringify(appended.failures))
}

function dossier(key: string, unit: string, of: Partial<Dossier>): void {
  append('dossier', key, { ...bareDossier, code: key, responsibleUnit: unit, procedure: '1.1', ...of })
}

beforeAll(async () => {
  initInstallation(folder, { unit: 'H99' }, () => now)
  const opened = openInstallation(folder, () => now)
  if (!opened.ok) throw new Error(JSON.stringify(opened.failures))
  installation = opened.value
  for (const [code, level, parent] of [
    ['H99', 'province', null],
    ['H99.01', 'department', 'H99'],
    ['H99.02', 'department', 'H99'],
  ]) {
    const always = { validFrom: null, validTo: null, predecessors: [], aliases: [] }
    append('unit', code ?? '', { code, name: code, level, parent, ...always })
  }
  const lists = { announcements: [], publishedOn: null, withdrawnOn: null, publicParts: 7, audiences: ['citizen'] }
  const own = { authority: 'H99', field: null, hasFee: false, returnsPaper: true, paymentIntegrated: false, ...lists }
  append('procedure', '1.1', { ...own, code: '1.1', name: 'Đăng ký khai sinh', maxWorkingDays: 3 })
  // Mondays in March and April 2026; the time used is worked out beside each.
  const received = at('02/03/2026 09:00')
  dossier('1', 'H99.01', { receivedAt: received, settledAt: at('04/03/2026 10:00') }) // 1.5 days
  dossier('2', 'H99.01', { receivedAt: received, settledAt: at('02/03/2026 16:00') }) // 0
  dossier('3', 'H99.02', { receivedAt: received, settledAt: at('13/03/2026 16:00') }) // 9
  const supplement = { dueBefore: null, dueAfter: null }
  const request = { ...supplement, askedAt: at('03/03/2026 16:00'), receivedAt: at('05/03/2026 16:00') }
  dossier('4', 'H99.01', { receivedAt: received, settledAt: at('06/03/2026 16:00'), supplements: [request] }) // 4 − 2
  dossier('5', 'H99.01', { receivedAt: received, settledAt: null }) // has not ended
  dossier('6', 'H99.01', { receivedAt: at('30/03/2026 09:00'), settledAt: at('02/04/2026 16:00') }) // in April
  dossier('7', 'H99.01', { receivedAt: at('02/01/2019 09:00'), settledAt: at('03/03/2026 16:00') }) // before the calendar
  dossier('8', 'H99.01', { receivedAt: received, settledAt: at('03/03/2026 09:00'), procedure: null }) // 0.5
  counting = await openCounting(installation)
})

afterAll(async () => {
  await counting.close()
  installation.ledger.close()
  rmSync(folder, { recursive: true, force: true })
})

async function asked(period: string) {
  const question = await askedOf({ period, indexSet: 'vn-766/2026' }, now)
  return question.ok ? question.value : expect.fail(JSON.stringify(question.failures))
}

async function told(unit: string, period: string) {
  const handling = await handlingTimes(counting, await asked(period), unit)
  if (!handling.ok) return expect.fail(JSON.stringify(handling.failures))
  return handlingAnswer(handling.value).procedures
}

test('mean, median and P90 of each procedure, of the dossiers that ended in the period', async () => {
  expect(await told('H99', '2026-03')).toEqual([
    {
      code: '1.1',
      name: 'Đăng ký khai sinh',
      maxWorkingDays: 3,
      dossiers: 4,
      unknown: 1,
      // 0, 1.5, 2 and 9: the mean 12.5 ÷ 4, P90 at 3 × 0.9 = 2.7 of the way: 2 + 0.7 × 7.
      meanDays: 3.13,
      medianDays: 1.75,
      p90Days: 6.9,
    },
    {
      code: '',
      name: null,
      maxWorkingDays: null,
      dossiers: 1,
      unknown: 0,
      meanDays: 0.5,
      medianDays: 0.5,
      p90Days: 0.5,
    },
  ])
})

test('of one unit, and of another month', async () => {
  expect(await told('H99.02', '2026-03')).toMatchObject([{ code: '1.1', dossiers: 1, meanDays: 9 }])
  expect(await told('H99', '2026-04')).toMatchObject([{ code: '1.1', dossiers: 1, meanDays: 3 }])
  expect(await told('H99', '2026-05')).toEqual([])
})

test('never over procedures: there is no one figure to explain', async () => {
  const one = await explain(counting, await asked('2026-03'), { unit: 'H99', indicator: 'mean-handling-time' })
  expect(one).toMatchObject({ ok: false, failures: [{ code: 'indicator-per-procedure' }] })
})
