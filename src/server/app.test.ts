import { describe, expect, test } from 'vitest'
import { envelope, hoSo } from '../intake/fixtures/files.ts'
import { token } from './fixtures/memory-gate.ts'
import { testServer } from './fixtures/server.ts'

async function problemOf(response: Response) {
  expect(response.headers.get('content-type')).toContain('application/problem+json')
  const body = (await response.json()) as { code: string; title: string; detail: string; failures: unknown[] }
  return { status: response.status, ...body }
}

describe('problems', () => {
  test('an unknown address, in the language that is asked for', async () => {
    const { app } = testServer()
    const vi = await problemOf(await app.request('/api/khong-co'))
    expect(vi).toMatchObject({ status: 404, code: 'route-unknown', type: '/api#route-unknown' })
    expect(vi.title).toContain('Không có địa chỉ này')
    const answer = await app.request('/api/khong-co', { headers: { 'accept-language': 'en-GB,vi;q=0.5' } })
    expect(answer.headers.get('content-language')).toBe('en')
    expect((await problemOf(answer)).title).toContain('no such address')
  })

  test('a wrong method says which are taken', async () => {
    const { app } = testServer()
    const answer = await app.request('/api/observations', { method: 'PATCH' })
    expect(answer.headers.get('allow')).toBe('POST')
    expect(await problemOf(answer)).toMatchObject({ status: 405, code: 'method-wrong' })
  })

  test('parameters are named, unknown ones too', async () => {
    const { app, signIn } = testServer()
    const headers = await signIn()
    for (const [query, part] of [
      ['limit=0', 'từ 1 đến 500'],
      ['limit=501', 'từ 1 đến 500'],
      ['limit=x', 'Tham số limit'],
      ['la=1', 'không có trường la'],
      ['level=tinh', 'Tham số level'],
    ]) {
      const problem = await problemOf(await app.request(`/api/units?${query}`, { headers }))
      expect(problem).toMatchObject({ status: 400, code: 'parameter-invalid' })
      expect(problem.detail).toContain(part)
    }
    expect((await app.request('/api/units?limit=500', { headers })).status).toBe(200)
  })

  test('a bug is answered without what it was, and logged with the number of the request', async () => {
    const bugs: string[] = []
    const log = { request: () => undefined, event: () => undefined, flush: () => undefined }
    const { app, parts } = testServer({ log: { ...log, bug: (_, request) => void bugs.push(request) } })
    Object.assign(parts.installation.ledger, {
      read: () => {
        throw new Error('đường dẫn bí mật')
      },
    })
    const problem = await problemOf(await app.request('/readyz'))
    expect(problem).toMatchObject({ status: 500, code: 'internal', request: 'so-1' })
    expect(JSON.stringify(problem)).not.toContain('bí mật')
    expect(bugs).toEqual(['so-1'])
  })
})

describe('headers', () => {
  test('every answer is guarded, good or bad', async () => {
    const { app } = testServer()
    for (const path of ['/api', '/api/openapi.json', '/healthz', '/api/units', '/khong-co']) {
      const { headers } = await app.request(path)
      expect(headers.get('content-security-policy')).toContain("script-src 'self'")
      expect(headers.get('content-security-policy')).not.toContain('unsafe')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('x-request-id')).toMatch(/^so-/)
      expect(headers.get('access-control-allow-origin')).toBeNull()
      expect(headers.get('strict-transport-security')).toBeNull()
    }
    const secure = testServer({ settings: { publicAddress: 'https://chiso.example.vn' } })
    expect((await secure.app.request('/healthz')).headers.get('strict-transport-security')).toContain('max-age')
  })

  test('no origin of another site is let in', async () => {
    const { app } = testServer()
    const headers = { origin: 'https://la.example', 'access-control-request-method': 'POST' }
    const answer = await app.request('/api/observations', { method: 'OPTIONS', headers })
    expect(answer.status).toBe(405)
    expect(answer.headers.get('access-control-allow-origin')).toBeNull()
  })
})

describe('who asks', () => {
  test('without session and token nothing but the open routes', async () => {
    const { app } = testServer()
    expect(await problemOf(await app.request('/api/units'))).toMatchObject({ status: 401, code: 'not-signed-in' })
    const headers = { authorization: 'Bearer sai' }
    expect(await problemOf(await app.request('/api/units', { headers }))).toMatchObject({ code: 'token-invalid' })
    expect((await app.request('/api')).status).toBe(200)
  })

  test('a visitor of a public installation is asked for like anyone', async () => {
    const { app } = testServer({ rules: { isPublic: true, may: (_, action) => action === 'read-scores' } })
    expect((await app.request('/api/units')).status).toBe(200)
    expect(await problemOf(await app.request('/api/findings'))).toMatchObject({ status: 401 })
  })

  test('what the rights do not give is refused, for the unit that the request is about', async () => {
    const asked: unknown[] = []
    const { app, post, signIn } = testServer({
      rules: {
        may: (subject, action, unit) => {
          asked.push([subject.kind, action, unit])
          return action === 'append-observations'
        },
      },
    })
    await post(JSON.stringify(hoSo))
    const headers = await signIn()
    for (const path of ['findings?unit=000.00.02.H99', 'findings', `dossiers/${hoSo.MaHoSo}`, 'dossiers/X1'])
      expect(await problemOf(await app.request(`/api/${path}`, { headers }))).toMatchObject({ status: 403 })
    expect(asked).toEqual([
      ['source', 'append-observations', 'H99'],
      ['account', 'read-findings', 'H99.02'],
      ['account', 'read-findings', null],
      ['account', 'read-dossier', 'H99.01'],
      ['account', 'read-dossier', null],
    ])
  })

  test('what is to be recorded is not done when it cannot be', async () => {
    const open = testServer()
    await open.post(JSON.stringify(hoSo))
    const path = `/api/dossiers/${hoSo.MaHoSo}`
    expect((await open.app.request(path, { headers: await open.signIn() })).status).toBe(200)
    expect(open.gate.recorded).toMatchObject([
      { action: 'read-dossier', unit: 'H99.01', detail: { code: hoSo.MaHoSo } },
    ])
    const broken = testServer({ rules: { isAuditBroken: true } })
    const answer = await broken.app.request(path, { headers: await broken.signIn() })
    expect(await problemOf(answer)).toMatchObject({ code: 'audit-unwritable' })
  })
})

describe('the session', () => {
  const body = JSON.stringify({ login: 'buoi', password: 'mot mat khau dai' })
  const json = { 'content-type': 'application/json' }

  test('begins, is read, and ends', async () => {
    const { app } = testServer()
    const begun = await app.request('/api/session', { method: 'POST', body, headers: json })
    expect(begun.status).toBe(200)
    const cookie = begun.headers.get('set-cookie') ?? ''
    expect(cookie).toMatch(/^chiso-session=phien-1; Path=\/; HttpOnly; SameSite=Lax; Expires=/)
    const { csrf } = (await begun.json()) as { csrf: string }
    const headers = { cookie: 'chiso-session=phien-1' }
    expect(await (await app.request('/api/session', { headers })).json()).toMatchObject({ login: 'buoi', csrf })
    const without = await app.request('/api/session', { method: 'DELETE', headers })
    expect(await problemOf(without)).toMatchObject({ status: 403, code: 'csrf-mismatch' })
    const ended = await app.request('/api/session', { method: 'DELETE', headers: { ...headers, 'x-csrf': csrf } })
    expect(ended.status).toBe(204)
    expect(ended.headers.get('set-cookie')).toContain('Max-Age=0')
    expect((await app.request('/api/session', { headers })).status).toBe(401)
  })

  test('over https the cookie is bound to host and https', async () => {
    const { app } = testServer({ settings: { publicAddress: 'https://chiso.example.vn' } })
    const begun = await app.request('/api/session', { method: 'POST', body, headers: json })
    expect(begun.headers.get('set-cookie')).toMatch(/^__Host-chiso-session=.*; Secure/)
    const plain = await app.request('/api/session', { headers: { cookie: 'chiso-session=phien-1' } })
    expect(plain.status).toBe(401)
  })

  test('a page of a stranger can neither sign in nor change anything', async () => {
    const { app, signIn } = testServer()
    const elsewhere = { 'sec-fetch-site': 'cross-site' }
    const begun = await app.request('/api/session', { method: 'POST', body, headers: { ...json, ...elsewhere } })
    expect(await problemOf(begun)).toMatchObject({ code: 'csrf-mismatch' })
    const form = await app.request('/api/session', { method: 'POST', body, headers: { 'content-type': 'text/plain' } })
    expect(await problemOf(form)).toMatchObject({ status: 415, code: 'media-type-wrong' })
    const headers = { ...(await signIn()), ...elsewhere }
    expect((await app.request('/api/session', { method: 'DELETE', headers })).status).toBe(403)
  })

  test('a cookie that comes twice is none', async () => {
    const { app, signIn } = testServer()
    const { cookie = '' } = await signIn()
    expect((await app.request('/api/session', { headers: { cookie } })).status).toBe(200)
    const twice = await app.request('/api/session', { headers: { cookie: `${cookie}; chiso-session=khac` } })
    expect(twice.status).toBe(401)
  })

  test('SSO: there and back', async () => {
    const { app } = testServer()
    const start = await app.request('/api/oidc/start')
    expect(start.status).toBe(302)
    expect(start.headers.get('location')).toBe('https://sso.example.vn/auth')
    const state = start.headers.get('set-cookie')?.split(';')[0] ?? ''
    const back = await app.request('/api/oidc/callback?code=1&state=2', { headers: { cookie: state } })
    expect(back.status).toBe(302)
    expect(back.headers.getSetCookie().join()).toContain('chiso-session=phien-1')
    expect((await app.request('/api/oidc/callback?code=1')).status).toBe(400)
  })
})

describe('sending observations', () => {
  const counts = async (response: Response) => (await response.json()) as { counts: object; receipts: object[] }

  test('each row has its receipt; sent again it is the same, changed it is changed', async () => {
    const { post, parts } = testServer()
    const lines = [hoSo, { ...hoSo, MaHoSo: 'sai mã' }].map((row) => JSON.stringify(row)).join('\n')
    const first = await counts(await post(lines))
    expect(first.receipts).toEqual([
      { index: 0, outcome: 'new', seq: 1 },
      { index: 1, outcome: 'quarantined', reason: 'code-invalid', column: 'MaHoSo', message: expect.any(String) },
    ])
    expect((await counts(await post(JSON.stringify(hoSo)))).receipts).toEqual([{ index: 0, outcome: 'same', seq: 1 }])
    const changed = JSON.stringify({ ...hoSo, TrangThaiHoSo: '9' })
    expect((await counts(await post(changed))).receipts).toEqual([{ index: 0, outcome: 'changed', seq: 2 }])
    const body = JSON.stringify(parts.installation.ledger.read(1, 10))
    for (const personal of ['Bưởi', '001199000001', '0912345678']) expect(body).not.toContain(personal)
  })

  test.each([
    ['a list', JSON.stringify([hoSo]), 'application/json'],
    ['an envelope', JSON.stringify(envelope([hoSo])), 'application/json; charset=utf-8'],
    ['lines', JSON.stringify(hoSo), 'application/x-ndjson'],
    ['a byte order mark', `\u{FEFF}${JSON.stringify(hoSo)}`, 'application/x-ndjson'],
  ])('%s', async (_, body, type) => {
    const { post } = testServer()
    const answer = await post(body, { 'content-type': type })
    expect(answer.status).toBe(200)
    expect(await counts(answer)).toMatchObject({ counts: { new: 1 } })
  })

  test('when no row goes in the whole is refused, with the receipts', async () => {
    const { post } = testServer()
    const refused = await post('{"MaHoSo":"A1"}\nkhông phải JSON')
    expect(refused.status).toBe(200)
    expect(await problemOf(await post('5\nnull'))).toMatchObject({
      status: 422,
      code: 'observations-refused',
      receipts: [{ index: 0, reason: 'row-shape' }, { index: 1 }],
    })
    expect(await problemOf(await post(' \n'))).toMatchObject({ status: 400, code: 'request-empty' })
  })

  test('a version that a source has numbered holds one content: another is a conflict, and is kept', async () => {
    const { post, installation } = testServer()
    const first = JSON.stringify({ ...hoSo, PhienBan: '7' })
    const other = JSON.stringify({ ...hoSo, PhienBan: '7', TrangThaiHoSo: '9' })
    const later = JSON.stringify({ ...hoSo, PhienBan: '8', TrangThaiHoSo: '9' })
    expect((await counts(await post(first))).receipts).toEqual([{ index: 0, outcome: 'new', seq: 1 }])
    expect((await counts(await post(first))).receipts).toEqual([{ index: 0, outcome: 'same', seq: 1 }])
    expect(await problemOf(await post(other))).toMatchObject({
      status: 409,
      code: 'observations-conflict',
      receipts: [{ index: 0, outcome: 'conflict', seq: 1 }],
    })
    const mixed = await post([other, later].join('\n'))
    expect(mixed.status).toBe(200)
    expect(await counts(mixed)).toMatchObject({ counts: { conflict: 1, changed: 1 } })
    expect(installation.ledger.head().conflicts).toBe(1)
  })

  test('JSON that breaks off: what was whole is in, the rest is not', async () => {
    const { post } = testServer()
    const whole = JSON.stringify([hoSo, { ...hoSo, MaHoSo: 'H99.01-261008-0976' }])
    const answer = await problemOf(await post(whole.slice(0, -20), { 'content-type': 'application/json' }))
    expect(answer).toMatchObject({ status: 422, code: 'file-truncated', receipts: [{ index: 0, outcome: 'new' }] })
  })

  test('types and compressions that are not taken', async () => {
    const { post } = testServer()
    for (const headers of [{ 'content-type': 'text/csv' }, { 'content-encoding': 'gzip' }])
      expect(await problemOf(await post('{}', headers))).toMatchObject({ status: 415 })
  })

  test('only a source may send', async () => {
    const { app, signIn } = testServer()
    const headers = { ...(await signIn()), 'content-type': 'application/x-ndjson' }
    const answer = await app.request('/api/observations', { method: 'POST', body: '{}', headers })
    expect(await problemOf(answer)).toMatchObject({ status: 403, code: 'not-allowed' })
  })

  test('a step finds the dossier that came just before it, in another request', async () => {
    const { post } = testServer()
    const step = { MaHoSo: hoSo.MaHoSo, ThoiDiemXuLy: '20261014100000', TrangThai: '10' }
    const other = { ...step, ThoiDiemXuLy: '20261014110000' }
    const answers = await Promise.all([hoSo, step, other].map((row) => post(JSON.stringify(row))))
    const all = await Promise.all(answers.map(counts))
    expect(all.map(({ counts: each }) => each)).toMatchObject([{ new: 1 }, { changed: 1 }, { changed: 1 }])
  })
})

describe('limits', () => {
  test('the body, at the limit and one above', async () => {
    const { post } = testServer({ settings: { limits: { bodyBytes: 5_000 } } })
    const row = JSON.stringify(hoSo)
    const filled = (length: number) => row + ' '.repeat(length - Buffer.byteLength(row))
    expect((await post(filled(5_000))).status).toBe(200)
    expect(await problemOf(await post(filled(5_001)))).toMatchObject({ status: 413, code: 'request-too-large' })
    const announced = await post('{}', { 'content-length': '5001' })
    expect(announced.status).toBe(413)
  })

  test('the address', async () => {
    const { app } = testServer()
    const long = (length: number) => `/${'x'.repeat(length - 'http://localhost/'.length)}`
    expect((await app.request(long(4_000))).status).toBe(404)
    expect(await problemOf(await app.request(long(4_001)))).toMatchObject({ status: 414 })
  })

  test('requests at once: the one above is told when to come back, watchers are answered all the same', async () => {
    const { app, parts } = testServer({ settings: { limits: { requests: 1 } } })
    parts.load.enter()
    const answer = await app.request('/api')
    expect(answer.headers.get('retry-after')).toBe('1')
    expect(await problemOf(answer)).toMatchObject({ status: 503, code: 'server-busy' })
    expect((await app.request('/healthz')).status).toBe(200)
    parts.load.leave()
    expect((await app.request('/api')).status).toBe(200)
  })

  test('a server that stops takes nothing new and says so', async () => {
    const { app, parts } = testServer()
    await parts.load.stop()
    expect(await problemOf(await app.request('/api'))).toMatchObject({ status: 503, code: 'server-stopping' })
    const ready = await app.request('/readyz')
    expect(ready.status).toBe(503)
    expect(await ready.json()).toMatchObject({ ready: false, taking: 'bad', ledger: 'good' })
  })

  test('an answer that takes too long is given up; what it does goes on', async () => {
    const { app, gate } = testServer({ settings: { limits: { answerSeconds: 1 } } })
    Object.assign(gate, { signIn: () => new Promise(() => undefined) })
    const headers = { 'content-type': 'application/json' }
    const body = JSON.stringify({ login: 'a', password: 'b' })
    const answer = await app.request('/api/session', { method: 'POST', body, headers })
    expect(await problemOf(answer)).toMatchObject({ status: 503, code: 'answer-timeout' })
  })

  test('a body that does not come is not waited for', async () => {
    const { app } = testServer({ settings: { limits: { receiveSeconds: 1 } } })
    const body = new ReadableStream<Uint8Array>({ start: (it) => it.enqueue(Buffer.from('{')) })
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson' }
    const request = new Request('http://localhost/api/observations', { method: 'POST', body, headers, duplex: 'half' })
    expect(await problemOf(await app.request(request))).toMatchObject({ status: 408, code: 'request-timeout' })
  })
})

test('the live stream, asked for its head only, leaves no reader behind', async () => {
  const { app, parts, signIn } = testServer()
  const answer = await app.request('/api/live', { method: 'HEAD', headers: await signIn() })
  expect(answer.status).toBe(200)
  expect(parts.live.readers).toBe(0)
})

describe('the document', () => {
  test('says of every route whom it answers', async () => {
    const { app } = testServer()
    const document = (await (await app.request('/api/openapi.json')).json()) as {
      paths: Record<string, Record<string, Record<string, unknown>>>
    }
    const operations = Object.values(document.paths).flatMap((item) => Object.values(item))
    expect(operations.length).toBeGreaterThan(15)
    for (const operation of operations) {
      expect(operation['x-action']).toEqual(expect.any(String))
      expect(operation['responses']).toHaveProperty('default')
    }
  })

  test('the page names every route and loads nothing from elsewhere', async () => {
    const { app } = testServer()
    const page = await (await app.request('/api')).text()
    expect(page).toContain('POST /api/observations')
    expect(page).toContain('lang="vi"')
    expect(page).not.toMatch(/<script|style=|https?:/)
  })
})
