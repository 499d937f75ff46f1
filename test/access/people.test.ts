import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { atConsole } from '../../src/access/author.ts'
import { hoSo } from '../../src/intake/fixtures/files.ts'
import { templates } from '../../src/intake/template/columns.ts'
import { openapiOf } from '../../src/server/openapi.ts'
import { valueOf } from '../crash/scratch.ts'
import { dossierOf, type Headers, password, province, type Province, signedIn } from './province.ts'

/** Rights as they change, and what must not leak beside an answer that is allowed. */

async function statusOf({ app }: Province, path: string, headers: Headers, method = 'GET'): Promise<number> {
  return (await app.request(path, { method, headers })).status
}

const json = { 'content-type': 'application/json' }

async function put({ app }: Province, path: string, body: unknown, headers: Headers, method = 'PUT') {
  const answer = await app.request(path, { method, body: JSON.stringify(body), headers: { ...headers, ...json } })
  const text = await answer.text()
  return { status: answer.status, text }
}

describe('rights act on the next request', () => {
  test('another role, another unit, disabled, enabled', async () => {
    const server = await province(onTestFinished)
    const admin = await server.as('admin', 'H99')
    const officer = await server.as('officer', 'H99.50.01')
    const login = server.login('officer', 'H99.50.01')
    const own = '/api/work/H99.50.01?period=2026-10'
    const sibling = '/api/work/H99.50.02?period=2026-10'
    expect([await statusOf(server, own, officer), await statusOf(server, sibling, officer)]).toEqual([200, 403])
    await put(server, `/api/accounts/${login}/role`, { role: 'officer', unit: 'H99.50.02' }, admin)
    expect([await statusOf(server, own, officer), await statusOf(server, sibling, officer)]).toEqual([403, 200])
    await put(server, `/api/accounts/${login}/role`, { role: 'viewer', unit: 'H99.50.02' }, admin)
    expect([await statusOf(server, own, officer), await statusOf(server, sibling, officer)]).toEqual([403, 403])
    await put(server, `/api/accounts/${login}/state`, { disabled: true }, admin)
    expect(await statusOf(server, '/api/session', officer)).toBe(401)
    await put(server, `/api/accounts/${login}/state`, { disabled: false }, admin)
    expect(await statusOf(server, '/api/session', officer)).toBe(401)
    expect(await statusOf(server, '/api/session', await signedIn(server, login))).toBe(200)
  })

  test('a password that is set or changed ends every session', async () => {
    const server = await province(onTestFinished)
    const admin = await server.as('admin', 'H99')
    const first = await server.as('officer', 'H99.01')
    const login = server.login('officer', 'H99.01')
    const reset = await put(server, `/api/accounts/${login}/password`, {}, admin)
    expect(reset.text).toMatch(/"password":"[a-z2-9-]{23}"/)
    expect(await statusOf(server, '/api/session', first)).toBe(401)
    await put(server, `/api/accounts/${login}/password`, { password }, admin)
    const second = await signedIn(server, login)
    const wrong = await put(server, '/api/session/password', { old: 'sai', next: 'cái cày đi sau con trâu' }, second)
    expect(wrong.status).toBe(401)
    expect(await statusOf(server, '/api/session', second)).toBe(200)
    const next = 'cái cày đi sau con trâu'
    expect((await put(server, '/api/session/password', { old: password, next }, second)).status).toBe(200)
    expect(await statusOf(server, '/api/session', second)).toBe(401)
  })

  test('a token that is revoked, a session that was ended', async () => {
    const server = await province(onTestFinished)
    const admin = await server.as('admin', 'H99')
    const issued = await put(server, '/api/tokens', { source: 'xa', name: 'máy', unit: 'H99.50.01' }, admin, 'POST')
    const { id, token } = JSON.parse(issued.text) as { id: number; token: string }
    const send = () => server.post('{"MaHoSo":"x"}', { authorization: `Bearer ${token}` })
    expect((await send()).status).toBe(422)
    expect(await statusOf(server, `/api/tokens/${id}`, admin, 'DELETE')).toBe(200)
    expect((await send()).status).toBe(401)
    expect(await statusOf(server, '/api/session', admin, 'DELETE')).toBe(204)
    expect(await statusOf(server, '/api/accounts', admin)).toBe(401)
  })
})

describe('when the audit log cannot be written', () => {
  test('what is recorded is not done; what is not recorded goes on', async () => {
    const server = await province(onTestFinished, { auditBytes: 40_960 })
    const officer = await server.as('officer', 'H99.01')
    const dossier = `/api/dossiers/${dossierOf('H99.01')}`
    expect(await statusOf(server, dossier, officer)).toBe(200)
    while ((await statusOf(server, dossier, officer)) === 200);
    expect(await statusOf(server, dossier, officer)).toBe(503)
    expect(await statusOf(server, '/api/lists/H99.01/on-time/export?period=2026-10', officer)).toBe(503)
    expect(await statusOf(server, '/api/work/H99.01?period=2026-10', officer)).toBe(200)
  })
})

describe('an administrator of a department', () => {
  test('sees and changes accounts and tokens of its scope only, and gives away nothing beyond it', async () => {
    const server = await province(onTestFinished)
    const own = await server.as('admin', 'H99.01')
    for (const unit of ['H99', 'H99.01.01', 'H99.02']) await server.as('officer', unit)
    const list = await (await server.app.request('/api/accounts', { headers: own })).text()
    for (const unit of ['H99.01.01', 'H99.01']) expect(list).toContain(`"unit":"${unit}"`)
    for (const unit of ['H99.02', 'H99']) expect(list).not.toContain(`"unit":"${unit}"`)
    const wanted = (unit: string) => ({ login: `moi.${unit.toLowerCase()}`, name: 'Mới', role: 'viewer', unit })
    const made = (unit: string) => put(server, '/api/accounts', wanted(unit), own, 'POST')
    const token = (unit: string) => put(server, '/api/tokens', { source: 'x', name: 'x', unit }, own, 'POST')
    for (const [unit, status] of [
      ['H99.01.01', 201],
      ['H99.02', 403],
      ['H99', 403],
      ['H88', 403],
    ] as const) {
      expect((await made(unit)).status).toBe(status)
      expect((await token(unit)).status).toBe(status)
    }
    const child = `/api/accounts/${server.login('officer', 'H99.01.01')}`
    expect((await put(server, `${child}/role`, { role: 'admin', unit: 'H99' }, own)).status).toBe(403)
    for (const unit of ['H99', 'H99.02']) {
      const path = `/api/accounts/${server.login('officer', unit)}`
      expect((await put(server, `${path}/state`, { disabled: true }, own)).status).toBe(403)
      expect((await put(server, `${path}/password`, {}, own)).status).toBe(403)
      expect((await put(server, `${path}/role`, { role: 'viewer', unit: 'H99.01' }, own)).status).toBe(403)
    }
    const { id } = valueOf(server.parts.access.tokens.issue(atConsole, { source: 'y', name: 'y', unit: 'H99.02' }))
    expect(await statusOf(server, `/api/tokens/${id}`, own, 'DELETE')).toBe(403)
  })

  test('reads the audit log of its scope only; filters and pages hold', async () => {
    const server = await province(onTestFinished)
    const [top, own] = [await server.as('admin', 'H99'), await server.as('admin', 'H99.01')]
    const officer = await server.as('officer', 'H99.02')
    await statusOf(server, `/api/dossiers/${dossierOf('H99.02')}`, officer)
    const read = async (query: string, headers: Headers) => {
      const answer = await server.app.request(`/api/audit?${query}`, { headers })
      return (await answer.json()) as {
        entries: { unit: string | null; event: string; number: number }[]
        next: number
      }
    }
    const mine = (await read('limit=500', own)).entries
    expect(mine.length).toBeGreaterThan(0)
    expect(mine.filter(({ unit }) => unit !== 'H99.01')).toEqual([])
    const all = await read('event=read-dossier&unit=H99.02', top)
    expect(all.entries).toMatchObject([{ event: 'read-dossier', unit: 'H99.02' }])
    const first = await read('limit=2', top)
    const second = await read(`limit=2&before=${first.next}`, top)
    expect([...first.entries, ...second.entries].map(({ number }) => number)).toEqual(
      [0, 1, 2, 3].map((step) => (first.entries[0]?.number ?? 0) - step),
    )
    expect(await statusOf(server, '/api/audit/verify', own)).toBe(403)
    expect(await (await server.app.request('/api/audit/verify', { headers: top })).json()).toHaveProperty('chain')
  })
})

describe('an officer of a commune', () => {
  let server: Province
  let officer: Headers
  beforeAll(async () => {
    server = await province(afterAll)
    officer = await server.as('officer', 'H99.50.01')
  })

  const own = ['H99.50.01', 'H99.50.02', 'H99']
  const query = 'period=2026-10&level=commune&format=csv&from=2026-10&to=2026-10'

  test('finds no dossier of a neighbour by any route', async () => {
    const bodies: string[] = []
    for (const [path, item] of Object.entries(openapiOf(server.app).paths ?? {})) {
      if (!('get' in item) || path === '/api/live') continue
      for (const unit of own) {
        const known: Record<string, string> = {
          unit,
          code: dossierOf(unit),
          indicator: 'on-time',
          kind: 'no-result',
          family: 'vn-766',
          version: '2026',
        }
        const filled = path.replaceAll(/\{(\w+)\}/g, (_, word: string) => known[word] ?? 'x')
        for (const words of queriesFor(item, unit)) {
          const answer = await server.app.request(`${filled}?${words}`, { headers: officer })
          const text = await answer.text()
          if (answer.status === 200) bodies.push(`${filled}?${words}: ${text}`)
        }
      }
    }
    const withOwn = bodies.filter((text) => text.includes(dossierOf('H99.50.01')))
    expect(withOwn.length).toBeGreaterThan(4)
    expect(
      bodies.filter((text) => text.includes(dossierOf('H99.50.02')) || text.includes(dossierOf('H99.01'))),
    ).toEqual([])
  })

  /** The parameters that the route knows, with each view and side that it has. */
  function queriesFor(item: object, unit: string): readonly string[] {
    const text = JSON.stringify(item)
    const known = [...new URLSearchParams(query)].filter(([name]) => text.includes(`"name":"${name}"`))
    const one = new URLSearchParams(known)
    if (text.includes('"name":"unit","in":"query"') || /"name":"unit"[^}]*"in":"query"/.test(text))
      one.set('unit', unit)
    const sides = text.includes('"name":"side"') ? ['failing', 'passing'] : [null]
    const views = text.includes('"name":"units"') ? ['current', 'recorded'] : [null]
    return sides.flatMap((side) =>
      views.map((view) => {
        const all = new URLSearchParams(one)
        if (side !== null) all.set('side', side)
        if (view !== null) all.set('units', view)
        return all.toString()
      }),
    )
  }

  test('does not learn from a refusal whether a dossier is there', async () => {
    const told = async (code: string) => {
      const answer = await server.app.request(`/api/dossiers/${code}`, { headers: officer })
      const { request: _, ...body } = (await answer.json()) as Record<string, unknown>
      return body
    }
    expect(await told(dossierOf('H99.50.02'))).toEqual(await told('H99.50.02-261008-9999'))
  })

  test('sees of others points and ranks, and no counts', async () => {
    const read = async (unit: string) =>
      (await (await server.app.request(`/api/scorecards/${unit}?period=2026-10`, { headers: officer })).json()) as {
        isOpen: boolean
        groups: { indicators: { part: number | null; whole: number | null; ratio: number | null }[] }[]
      }
    const counts = (card: Awaited<ReturnType<typeof read>>) =>
      card.groups.flatMap(({ indicators }) => indicators.flatMap(({ part, whole, ratio }) => [part, whole, ratio]))
    const [mine, others] = [await read('H99.50.01'), await read('H99.50.02')]
    expect([mine.isOpen, others.isOpen]).toEqual([true, false])
    expect(counts(mine).some((count) => count !== null)).toBe(true)
    expect(counts(others).every((count) => count === null)).toBe(true)
    const sheet = async (unit: string) => {
      const answer = await server.app.request(`/api/scorecards/${unit}/export?period=2026-10&format=csv`, {
        headers: officer,
      })
      return answer.text()
    }
    // Number, name, part, whole, ratio.
    const withCounts = /^[^,"\n]*,(?:"[^"\n]*"|[^,"\n]*),\d+,\d+,[\d.]+,/m
    expect(await sheet('H99.50.01')).toMatch(withCounts)
    expect(await sheet('H99.50.02')).not.toMatch(withCounts)
  })

  test('hears of changes at its own unit, and of others only that there was one', async () => {
    const stream = await server.app.request('/api/live', { headers: officer })
    const reader = stream.body?.getReader()
    const next = async () => Buffer.from((await reader?.read())?.value ?? new Uint8Array()).toString()
    expect(await next()).toContain('"units":[]')
    const source = server.source('H99')
    const sent = (unit: string) => ({ ...hoSo, MaHoSo: `${unit}-261008-0777`, DonViXuLy: unit })
    await server.post(JSON.stringify(sent('H99.50.02')), source)
    expect(await next()).toMatch(/"seq":\d+,"units":\[\]/)
    await server.post(JSON.stringify(sent('H99.50.01')), source)
    expect(await next()).toContain('"units":["H99.50.01"]')
    await reader?.cancel()
  })

  test('brings data of its own unit only, by token and by file', async () => {
    const rows = [
      { ...hoSo, MaHoSo: 'H99.50.01-261008-0501', DonViXuLy: 'H99.50.01' },
      { ...hoSo, MaHoSo: 'H99.50.02-261008-0501', DonViXuLy: 'H99.50.02' },
      // Its own from now on, it says; it stands at the neighbour.
      { ...hoSo, MaHoSo: dossierOf('H99.50.02'), DonViXuLy: 'H99.50.01' },
    ]
    const sent = await server.post(rows.map((row) => JSON.stringify(row)).join('\n'), server.source('H99.50.01'))
    const outside = { outcome: 'quarantined', reason: 'unit-out-of-scope' }
    expect(await sent.json()).toMatchObject({ receipts: [{ outcome: 'new' }, outside, outside] })
    const csv = 'Mã đơn vị,Tên đơn vị,Cấp,Đơn vị cha\nH99.50.02,Xã khác,xã,H99.50.01\n'
    for (const [name, body] of [
      ['a.json', JSON.stringify(rows.slice(1))],
      ['don-vi.csv', csv],
    ] as const) {
      const answer = await server.app.request(`/api/imports?source=mau&name=${name}`, {
        method: 'POST',
        body,
        headers: { ...officer, 'content-type': 'application/octet-stream' },
      })
      expect(answer.status).toBe(202)
    }
    const { columns = [] } = templates.find(({ name }) => name === 'phan-anh-kien-nghi') ?? {}
    const petitions = [dossierOf('H99.50.01'), dossierOf('H99.50.02'), 'H99.50.02-261008-9999']
      .map((about, at) => `PAKN.${at},H99.50.01,08/10/2026 09:30,,,,,,,,,${about},`)
      .join('\n')
    const answer = await server.app.request('/api/imports?source=mau&name=phan-anh.csv', {
      method: 'POST',
      body: `${columns.map(({ header }) => header).join(',')}\n${petitions}\n`,
      headers: { ...officer, 'content-type': 'application/octet-stream' },
    })
    expect(answer.status).toBe(202)
    await expect.poll(() => server.parts.imports.waiting).toBe(0)
    await server.parts.imports.stop()
    const list = (await (await server.app.request('/api/imports', { headers: officer })).json()) as {
      imports: { counts: { new: number; changed: number; quarantined: number } | null }[]
    }
    // A petition takes a dossier out of the satisfied ones of its unit: so of the own ones only.
    expect(list.imports.map(({ counts }) => (counts?.new ?? 0) + (counts?.changed ?? 0))).toEqual([1, 0, 0])
    expect(list.imports.map(({ counts }) => counts?.quarantined)).toEqual([2, 1, 2])
    expect(server.parts.gate.isWithin('H99.50.02', 'H99.50.01')).toBe(false)
  })
})
