import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { canonicalJson } from '../core/observation/canonical.ts'
import type { Unit } from '../core/unit/unit.ts'
import { hoSo } from '../intake/fixtures/files.ts'
import type { RequestLine } from './log.ts'
import { testServer, type TestServer } from './fixtures/server.ts'

/** What the routes answer; who may ask is in app.test.ts. */

function unit(code: string, name: string, changes: Partial<Unit> = {}): Unit {
  const rest = { validFrom: null, validTo: null, predecessors: [], aliases: [] }
  return { code, name, level: 'department', parent: 'H99', ...rest, ...changes }
}

async function withUnits(server: TestServer, units: readonly Unit[]): Promise<void> {
  const observations = units.map((body) => {
    const text = canonicalJson(body)
    const original = '0'.repeat(64)
    return {
      source: 'mau',
      kind: 'unit',
      key: body.code,
      version: '1',
      sourceTime: null,
      body,
      text,
      textHash: hash('sha256', text),
      originalHash: original,
    } as const
  })
  const written = await server.parts.desk.append(observations)
  if (!written.ok) throw new Error(JSON.stringify(written.failures))
}

async function asked(server: TestServer, path: string): Promise<unknown> {
  const answer = await server.app.request(path, { headers: await server.signIn() })
  expect(answer.status).toBe(200)
  return answer.json()
}

describe('units', () => {
  const all = [
    unit('H99', 'Tỉnh Mẫu', { level: 'province', parent: null }),
    unit('H99.01', 'Sở Nội vụ'),
    unit('H99.02', 'Sở Tài chính'),
    unit('H99.30', 'Xã Đồng Mẫu', { level: 'commune' }),
  ]
  const codes = (answer: unknown) => (answer as { units: { code: string }[] }).units.map(({ code }) => code)

  test('page by page, by level, by words with or without tone marks', async () => {
    const server = testServer()
    await withUnits(server, all)
    const first = (await asked(server, '/api/units?limit=3')) as { next: string }
    expect(codes(first)).toEqual(['H99', 'H99.01', 'H99.02'])
    const second = await asked(server, `/api/units?limit=3&after=${first.next}`)
    expect(second).toMatchObject({ units: [{ code: 'H99.30', name: 'Xã Đồng Mẫu' }], next: null })
    expect(codes(await asked(server, '/api/units?level=department'))).toEqual(['H99.01', 'H99.02'])
    expect(codes(await asked(server, '/api/units?q=tai%20chinh'))).toEqual(['H99.02'])
  })

  test('a name that was brought a moment ago is known to the rows that come after', async () => {
    const server = testServer()
    const row = JSON.stringify({ ...hoSo, DonViXuLy: 'Sở Nội vụ' })
    expect((await server.post(row)).status).toBe(422)
    await withUnits(server, all)
    expect((await server.post(row)).status).toBe(200)
  })
})

describe('dossiers', () => {
  test('what happened, the judgement and its steps, as of a moment', async () => {
    const server = testServer()
    await server.post(JSON.stringify(hoSo))
    const path = `/api/dossiers/${hoSo.MaHoSo}`
    expect(await asked(server, path)).toMatchObject({
      code: hoSo.MaHoSo,
      unit: 'H99.01',
      judgement: 'on-time',
      timeline: expect.arrayContaining([{ at: expect.any(String), what: 'Ngày tiếp nhận' }]),
      history: [{ seq: 1, source: 'mot-cua' }],
    })
    expect(await asked(server, `${path}?asOf=12/10/2026`)).toMatchObject({ judgement: 'within' })
    const headers = await server.signIn()
    const wrong = await server.app.request(`${path}?asOf=hôm%20qua`, { headers })
    expect(await wrong.json()).toMatchObject({ code: 'moment-invalid' })
    const unknown = await server.app.request('/api/dossiers/H99.01-261008-9999', { headers })
    expect(await unknown.json()).toMatchObject({ status: 404, code: 'dossier-unknown' })
  })
})

describe('findings', () => {
  test('of the province, and of a unit with what is below it', async () => {
    const server = testServer({ rules: { isByList: true } })
    const [top, branch] = [unit('H99.02', 'Sở Tài chính'), unit('H99.02.03', 'Phòng', { parent: 'H99.02' })]
    await withUnits(server, [top, branch, unit('X5', 'Chi cục', { parent: 'H99.02' })])
    const early = { NgayKetThucXuLy: '20261001080000', TrangThaiHoSo: '9' }
    for (const [code, handler] of [
      ['H99.01-261008-0001', 'H99.01'],
      ['H99.02-261008-0002', 'H99.02.03'],
      ['H99.02-261008-0003', 'X5'],
    ])
      await server.post(JSON.stringify({ ...hoSo, ...early, MaHoSo: code, DonViXuLy: handler }))
    const whole = await asked(server, '/api/findings')
    expect(whole).toMatchObject({ dossiers: 3, seq: 6, counts: { 'finished-before-received': 3 } })
    const below = await asked(server, '/api/findings?unit=H99.02')
    expect(below).toMatchObject({ dossiers: 2, counts: { 'finished-before-received': 2 } })
    expect(await asked(server, '/api/findings?unit=H99.02')).toEqual(below)
  })
})

describe('index sets', () => {
  test('the list, one of them, and one that is not there', async () => {
    const server = testServer()
    const { indexSets } = (await asked(server, '/api/index-sets')) as { indexSets: { id: string }[] }
    expect(indexSets.map(({ id }) => id)).toContain('vn-766/2026')
    const one = (await asked(server, '/api/index-sets/vn-766/2026')) as {
      groups: { max: number; indicators: unknown[] }[]
    }
    expect(one.groups.reduce((sum, { max }) => sum + max, 0)).toBe(100)
    const answer = await server.app.request('/api/index-sets/vn-766/1999', { headers: await server.signIn() })
    expect(await answer.json()).toMatchObject({ status: 404, code: 'index-set-unknown' })
  })
})

describe('published tables', () => {
  const sample = readFileSync(new URL('../../samples/bao-cao-thang-11-2023.txt', import.meta.url))

  test('a table is read and audited, and nothing of it is kept', { timeout: 30_000 }, async () => {
    const server = testServer()
    const headers = { ...(await server.signIn()), 'content-type': 'application/octet-stream' }
    const send = (body: Uint8Array<ArrayBuffer>, query = '') =>
      server.app.request(`/api/published/audit?name=thang-11.txt${query}`, { method: 'POST', body, headers })
    const audited = await send(new Uint8Array(sample))
    expect(audited.status).toBe(200)
    const answer = (await audited.json()) as { kind: string; indexSet: string; findings: { code: string }[] }
    expect(answer).toMatchObject({ kind: 'monthly', indexSet: 'vn-766/2023' })
    expect(answer.findings.map(({ code }) => code)).toContain('points-do-not-follow')
    const unreadable = await (await send(new Uint8Array(Buffer.from('chỉ là chữ')))).json()
    expect(unreadable).toMatchObject({ code: 'table-not-found', failures: [{ place: { file: 'thang-11.txt' } }] })
    expect(JSON.stringify(unreadable)).not.toContain(server.parts.installation.folder)
  })
})

describe('sources', () => {
  test('when each last said something', async () => {
    const server = testServer()
    expect(await asked(server, '/api/sources')).toEqual({ since: 1, sources: [] })
    await server.post(JSON.stringify(hoSo))
    await withUnits(server, [unit('H99.01', 'Sở Nội vụ')])
    expect(await asked(server, '/api/sources')).toMatchObject({
      sources: [
        { source: 'mau', kind: 'unit', lastSeq: 2 },
        { source: 'mot-cua', kind: 'dossier', lastSeq: 1 },
      ],
    })
  })
})

describe('what is measured and logged', () => {
  test('routes as declared, outcomes of rows, what waits; nothing of what was sent', async () => {
    const lines: RequestLine[] = []
    const log = { event: () => undefined, bug: () => undefined, flush: () => undefined }
    const server = testServer({
      settings: { openMetrics: true },
      log: { ...log, request: (line) => void lines.push(line) },
    })
    await server.post(`${JSON.stringify(hoSo)}\n${JSON.stringify(hoSo)}\n5`)
    await server.app.request(`/api/dossiers/${hoSo.MaHoSo}?asOf=bí%20mật`, { headers: await server.signIn() })
    await server.app.request('/khong-co/bí-mật?ten=Bưởi')
    const text = await (await server.app.request('/metrics')).text()
    expect(text).toContain('chiso_ingest_rows_total{outcome="new"} 1')
    expect(text).toContain('chiso_ingest_rows_total{outcome="same"} 1')
    expect(text).toContain('chiso_ingest_rows_total{outcome="quarantined"} 1')
    expect(text).toContain('chiso_ledger_seq 1')
    expect(text).toContain('method="GET",route="/api/dossiers/:code",status="400"')
    expect(lines).toMatchObject([
      { method: 'POST', route: '/api/observations', status: 200, by: 'source' },
      { method: 'GET', route: '/api/dossiers/:code', status: 400, by: 'account', problem: 'moment-invalid' },
      { method: 'GET', route: 'none', status: 404, by: null, problem: 'route-unknown' },
      { route: '/metrics' },
    ])
    const all = text + JSON.stringify(lines)
    for (const word of ['mật', 'Bưởi', hoSo.MaHoSo, 'mat-ma-mot-cua', 'phien-']) expect(all).not.toContain(word)
  })

  test('closed metrics are for those who may', async () => {
    const server = testServer()
    expect((await server.app.request('/metrics')).status).toBe(401)
    expect((await server.app.request('/metrics', { headers: await server.signIn() })).status).toBe(200)
  })
})
