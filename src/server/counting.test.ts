import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { filesIn, importFiles, straightInto } from '../office/import.ts'
import { initInstallation, openInstallation, type WritableInstallation } from '../office/installation.ts'
import { makeSample } from '../sample/sample.ts'
import { clock, testServer } from './fixtures/server.ts'

/** The numbers of a sample province over HTTP: what the command line says, to whom it may be said. */

const folder = mkdtempSync(join(tmpdir(), 'chiso-numbers-'))
let installation: WritableInstallation

beforeAll(async () => {
  await makeSample({ dossiers: 2000, seed: 'server', out: folder })
  const data = join(folder, 'data')
  initInstallation(data, { unit: 'H99' }, clock)
  const opened = openInstallation(data, clock)
  if (!opened.ok) throw new Error(JSON.stringify(opened.failures))
  installation = opened.value
  const options = { source: 'mau', confirmed: {}, unit: null, period: null, now: clock(), onProgress: () => undefined }
  await importFiles(installation, filesIn(folder), { ...options, lane: straightInto(installation.ledger) })
}, 60_000)

afterAll(() => {
  installation.ledger.close()
  rmSync(folder, { recursive: true, force: true })
})

async function ask(path: string, rules: Parameters<typeof testServer>[0] = {}) {
  const server = testServer({ installation, ...rules })
  const headers = await server.signIn()
  const response = await server.app.request(path, { headers })
  const body: unknown = await response.json()
  return { server, headers, response, body }
}

const october = 'period=2026-10&asOf=2026-10-31'

describe('numbers', () => {
  test('a scorecard, with counts for who may see them', async () => {
    const { body } = await ask(`/api/scorecards/H99?${october}`)
    expect(body).toMatchObject({ unit: 'H99', name: 'Tỉnh Mẫu', isOpen: true, provisional: false, rank: null })
    expect(JSON.stringify(body)).toContain('"ratio":0.7411')
  })

  test('of others: points and rank, no counts', async () => {
    const may = (_: unknown, action: string) => action === 'read-scores'
    const { body } = await ask(`/api/scorecards/H99.50.07?${october}`, { rules: { may } })
    expect(body).toMatchObject({ unit: 'H99.50.07', isOpen: false, cohort: 'commune', of: 90 })
    expect(body).toHaveProperty('groups.1.indicators.0.part', null)
    expect(body).toHaveProperty('groups.1.indicators.0.ratio', null)
    expect(body).toHaveProperty('groups.1.indicators.0.points', expect.any(Number))
  })

  test('the same again is 304; after a new dossier it is not', async () => {
    const { server, headers, response } = await ask(`/api/scorecards/H99?period=2026-11`)
    const tag = response.headers.get('etag') ?? ''
    const again = await server.app.request('/api/scorecards/H99?period=2026-11', {
      headers: { ...headers, 'if-none-match': tag },
    })
    expect([again.status, await again.text()]).toEqual([304, ''])
  })

  test('ranking, explanation, list, work, trend', async () => {
    const ranking = await ask(`/api/ranking?${october}&level=department`)
    expect(ranking.body).toMatchObject({ level: 'department', of: 15 })
    const explained = await ask(`/api/explanations/H99.06/on-time?${october}`)
    expect(explained.body).toMatchObject({
      unit: 'H99.06',
      indicator: 'on-time',
      formula: { part: { id: 'dossiers-on-time' } },
    })
    const handling = await ask(`/api/handling-times/H99.06?${october}`)
    expect(handling.body).toMatchObject({ unit: 'H99.06', procedures: expect.arrayContaining([expect.any(Object)]) })
    const list = await ask(`/api/lists/H99.06/on-time?${october}&limit=3`)
    expect(list.body).toMatchObject({ table: 'dossier', rows: expect.any(Array) })
    expect(list.server.gate.recorded).toHaveLength(1)
    const work = await ask(`/api/work/H99?${october}`)
    expect(work.body).toHaveProperty('kinds.3.kind', 'overdue')
    const overdue = await ask(`/api/work/H99/overdue?${october}`)
    expect(overdue.body).toMatchObject({ kind: 'overdue', rows: expect.any(Array) })
    const trend = await ask('/api/trends/H99?from=2026-08&to=2026-10')
    expect(trend.body).toMatchObject({ unit: 'H99', points: [{ period: '2026-08', isBreak: false }, {}, {}] })
  })

  test('years under different versions are marked as broken apart', async () => {
    const { body } = await ask('/api/trends/H99?periods=2023-11,2026-10')
    expect(body).toMatchObject({ points: [{ indexSet: 'vn-766/2023' }, { indexSet: 'vn-766/2026', isBreak: true }] })
  })

  test.each([
    [`/api/scorecards/H99.99?${october}`, 404, 'unit-unknown'],
    [`/api/scorecards/H99?period=2026-13`, 400, 'moment-invalid'],
    [`/api/scorecards/H99?period=2026&asOf=qua`, 400, 'moment-invalid'],
    [`/api/scorecards/H99?${october}&indexSet=vn-766/2099`, 404, 'index-set-unknown'],
    [`/api/explanations/H99/khong-co?${october}`, 422, 'indicator-unknown'],
    [`/api/explanations/H99/mean-handling-time?${october}`, 422, 'indicator-per-procedure'],
    [`/api/handling-times/H99.99?${october}`, 404, 'unit-unknown'],
    [`/api/ranking?${october}&level=lang`, 400, 'parameter-invalid'],
    [`/api/lists/H99/on-time?${october}&limit=999999`, 400, 'parameter-invalid'],
    [`/api/trends/H99?from=2000-01&to=2026-10`, 422, 'too-many-periods'],
  ])('%s: %i %s', async (path, status, code) => {
    const { response, body } = await ask(path)
    expect([response.status, body]).toEqual([status, expect.objectContaining({ code })])
  })
})
