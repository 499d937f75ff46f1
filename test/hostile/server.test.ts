import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { limits } from '../../src/core/limits.ts'
import { hoSo } from '../../src/intake/fixtures/files.ts'
import { safeFileName } from '../../src/server/file-name.ts'
import { testServer, type TestServer } from '../../src/server/fixtures/server.ts'
import { openapiOf } from '../../src/server/openapi.ts'

const problem = z.object({
  code: z.string(),
  status: z.number(),
  detail: z.string(),
  receipts: z.array(z.object({ outcome: z.string(), reason: z.string().optional() })).optional(),
})

async function problemOf(answer: Response) {
  return problem.parse(await answer.json())
}

const json = { 'content-type': 'application/json' }
const signIn = (server: TestServer, body: string | Uint8Array) =>
  server.app.request('/api/session', { method: 'POST', body: new Uint8Array(Buffer.from(body)), headers: json })

describe('rows that are meant to harm', () => {
  const deep = (levels: number) => `{"MaHoSo":${'['.repeat(levels - 1)}${']'.repeat(levels - 1)}}`
  test.each([
    ['too deep by one', deep(limits.depth + 1), 'too-deep'],
    ['as deep as may be', deep(limits.depth), 'wrong-type'],
    ['a million brackets', `${'['.repeat(1_000_000)}\n`, 'json-invalid'],
    ['too large by one', JSON.stringify({ a: 'x'.repeat(limits.intakeRowBytes - 7) }), 'row-too-large'],
    ['a key twice', `${JSON.stringify(hoSo).slice(0, -1)},"MaHoSo":"H99.01-261008-0001"}`, 'json-duplicate-key'],
    ['__proto__', '{"__proto__":{"MaHoSo":"H99.01-261008-0975"}}', 'field-missing'],
    ['constructor', '{"constructor":{"prototype":{"MaHoSo":"H99.01-261008-0975"}}}', 'field-missing'],
    ['an infinite number', '{"MaHoSo":"H99.01-261008-0975","NgayHenTra":1e400}', 'number-invalid'],
    ['half a character', '{"MaHoSo":"H99.01-261008-0975\\ud800"}', 'text-unclean'],
    ['NUL', '{"MaHoSo":"H99.01-261008-0975\\u0000"}', 'text-unclean'],
    ['not UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), 'not-utf8'],
    ['SQL for a code', `{"MaHoSo":"1'; DROP TABLE observations; --"}`, 'code-invalid'],
  ])('%s', async (_, body, reason) => {
    const server = testServer()
    const answer = await problemOf(await server.post(typeof body === 'string' ? body : new Uint8Array(body)))
    expect(answer).toMatchObject({ status: 422, receipts: [{ outcome: 'quarantined', reason }] })
    expect(server.parts.installation.ledger.watermark()).toBe(0)
    expect(Object.hasOwn(Object.prototype, 'MaHoSo')).toBe(false)
    expect((await server.post(JSON.stringify(hoSo))).status).toBe(200)
  })

  test('rows of one request, at the limit and one above', async () => {
    const { post } = testServer()
    const at = await problemOf(await post('1\n'.repeat(limits.requestRows)))
    expect(at.receipts).toHaveLength(limits.requestRows)
    const above = await problemOf(await post('1\n'.repeat(limits.requestRows + 1)))
    expect(above).toMatchObject({ status: 413, code: 'request-rows' })
    expect(above.receipts).toHaveLength(limits.requestRows)
  })

  test('a large body does not keep others waiting', { timeout: 60_000 }, async () => {
    const { app, post } = testServer()
    const rows = Array.from({ length: 3_000 }, (_, at) => JSON.stringify({ ...hoSo, MaHoSo: `H99.01-261008-${at}` }))
    const whole = post(rows.join('\n'))
    let longest = 0
    const over = new AbortController()
    const watching = (async () => {
      while (!over.signal.aborted) {
        const start = performance.now()
        await app.request('/healthz')
        await sleep(1)
        longest = Math.max(longest, performance.now() - start)
      }
    })()
    expect((await whole).status).toBe(200)
    over.abort()
    await watching
    expect(longest).toBeLessThan(500) // some 15 ms on a machine of its own
  })
})

describe('other bodies', () => {
  const nested = (levels: number) => `{"a":`.repeat(levels) + '1' + '}'.repeat(levels)
  test.each([
    ['too deep', nested(limits.depth + 1), 'too-deep'],
    ['a key twice', '{"login":"a","login":"buoi","password":"x"}', 'json-duplicate'],
    ['__proto__', '{"__proto__":{"login":"a"},"login":"a","password":"b"}', 'json-shape'],
    ['a field nobody asked for', '{"login":"a","password":"b","role":"admin"}', 'json-shape'],
    ['a list for a text', '{"login":["a"],"password":{"$ne":null}}', 'json-shape'],
    ['broken', '{"login":', 'json-invalid'],
    ['nothing', '', 'json-invalid'],
    ['not UTF-8', Buffer.from([0x22, 0xff, 0x22]), 'json-invalid'],
    ['too large by one', `"${'x'.repeat(limits.formBytes - 1)}"`, 'request-too-large'],
    ['as large as may be', `"${'x'.repeat(limits.formBytes - 2)}"`, 'json-shape'],
  ])('%s', async (_, body, code) => {
    expect(await problemOf(await signIn(testServer(), body))).toMatchObject({ code })
  })
})

/** What is put in every parameter of every route. */
const words = [
  "' OR 1=1 --",
  '"; DROP TABLE records; --',
  '../../../../etc/passwd',
  '..%2f..%2fetc%2fpasswd',
  '%00',
  '\u{202E}fdp.exe',
  '<script>alert(1)</script>',
  '{{7*7}}',
  '-1',
  '1e400',
  'x'.repeat(3_000),
]

test('every parameter of every reading route takes every word without a bug', { timeout: 60_000 }, async () => {
  const bugs: unknown[] = []
  const broken: string[] = []
  const quiet = { request: () => undefined, event: () => undefined, flush: () => undefined }
  const server = testServer({ log: { ...quiet, bug: (error) => void bugs.push(error) } })
  await server.post(JSON.stringify(hoSo))
  const headers = await server.signIn()
  const operation = z.object({ parameters: z.array(z.object({ name: z.string(), in: z.string() })).default([]) })
  const paths = Object.entries(openapiOf(server.app).paths ?? {}).filter(
    ([path, item]) => 'get' in item && path !== '/api/live',
  )
  expect(paths.length).toBeGreaterThan(10)
  for (const [path, item] of paths) {
    const { parameters } = operation.parse('get' in item ? item.get : {})
    for (const word of words) {
      const filled = path.replaceAll(/\{\w+\}/g, encodeURIComponent(word))
      const query = parameters
        .filter((each) => each.in === 'query')
        .map(({ name }) => `${name}=${encodeURIComponent(word)}`)
      for (const address of [filled, `${filled}?${query.join('&')}`, `${filled}?${encodeURIComponent(word)}=1`]) {
        const answer = await server.app.request(address, { headers })
        if (answer.status === 500) broken.push(address)
        const text = await answer.text()
        if (answer.headers.get('content-type')?.includes('html') !== true) continue
        expect(text).not.toContain('<script>')
      }
    }
  }
  expect(broken).toEqual([])
  expect(bugs).toEqual([])
  expect(server.installation.ledger.verify().ok).toBe(true)
})

describe('headers and cookies', () => {
  test.each([
    ['no token', 'Bearer '],
    ['another scheme', 'Basic YTpi'],
    ['two tokens', 'Bearer a, Bearer mat-ma-mot-cua'],
    ['a token with a blank', 'Bearer mat-ma mot-cua'],
    ['a very long one', `Bearer ${'x'.repeat(10_000)}`],
  ])('%s is no token, and no session either', async (_, authorization) => {
    const server = testServer()
    const headers = { ...(await server.signIn()), authorization }
    expect(await problemOf(await server.app.request('/api/session', { headers }))).toMatchObject({
      code: 'token-invalid',
    })
  })

  test.each([
    'chiso-session=',
    'chiso-session="phien-1"',
    'Chiso-Session=phien-1',
    '__Host-chiso-session=phien-1',
    '=;=;;',
  ])('the cookie %s is none', async (cookie) => {
    const server = testServer()
    await server.signIn()
    expect((await server.app.request('/api/session', { headers: { cookie } })).status).toBe(401)
  })

  test.each(['vi;q=0,en', 'en'.repeat(5_000), ';;;q=,', 'en;q=9', '*', '\u00e9'])(
    'Accept-Language %s',
    async (value) => {
      const answer = await testServer().app.request('/api/khong-co', { headers: { 'accept-language': value } })
      expect(answer.status).toBe(404)
    },
  )

  test('a method is not changed by a header', async () => {
    const server = testServer()
    const headers = { ...(await server.signIn()), 'x-http-method-override': 'DELETE' }
    expect((await server.app.request('/api/session', { method: 'POST', headers })).status).toBe(415)
    expect((await server.app.request('/api/session', { headers })).status).toBe(200)
  })
})

describe('files that are sent', () => {
  const names = [
    '../../person.key',
    '/etc/passwd',
    'C:\\Windows\\win.ini',
    '.htaccess',
    'a\u0000.json',
    'CON.csv',
    '..',
    '   ',
    'x'.repeat(255),
  ]

  test.each(names)('the name %j stays in its folder', (name) => {
    const safe = safeFileName(name)
    expect(safe).toMatch(/^[\p{L}\p{N}_][\p{L}\p{N} ._-]{0,120}$/u)
    expect(safe).not.toContain('..')
    expect(safe).not.toMatch(/^(?:con|nul)(?:\.|$)/i)
  })

  test('whatever they are called, nothing is written elsewhere and nothing is left', async () => {
    const server = testServer()
    const { folder } = server.parts.installation
    const before = readdirSync(join(folder, '..'))
    const headers = { ...(await server.signIn()), 'content-type': 'application/octet-stream' }
    for (const name of names) {
      const address = `/api/imports?source=mau&name=${encodeURIComponent(name)}`
      const answer = await server.app.request(address, { method: 'POST', body: JSON.stringify([hoSo]), headers })
      expect([202, 400, 503]).toContain(answer.status)
      const form = `/api/published/word?name=${encodeURIComponent(name)}`
      const written = await server.app.request(form, { method: 'POST', body: 'chỉ là chữ', headers })
      expect([400, 415, 422, 503]).toContain(written.status)
    }
    await server.parts.imports.stop()
    expect(readdirSync(join(folder, '..'))).toEqual(before)
    expect(readdirSync(join(folder, 'uploads'))).toEqual([])
    expect(existsSync(join(folder, 'person.key'))).toBe(true)
  })

  test('a source or an index set is not a path', async () => {
    const server = testServer()
    const headers = { ...(await server.signIn()), 'content-type': 'application/octet-stream' }
    for (const query of ['imports?name=a.json&source=../x', 'published/audit?name=a.txt&indexSet=../../x.yaml']) {
      const answer = await server.app.request(`/api/${query}`, { method: 'POST', body: 'x', headers })
      expect(await problemOf(answer)).toMatchObject({ code: 'parameter-invalid' })
    }
  })
})
