import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { type OidcSettings, SignOn } from '../../src/access/oidc.ts'
import { limits } from '../../src/core/limits.ts'
import { Kept } from '../../src/server/kept.ts'
import { openapiOf } from '../../src/server/openapi.ts'
import { clock } from '../../src/server/fixtures/server.ts'
import { instant } from '../../src/core/time/instant.ts'
import { type Headers, password, province, type Province } from '../access/province.ts'
import { type Fault, startFakeIssuer } from '../sign-on/fake-issuer.ts'
import { clientId, redirectUri } from '../sign-on/provider.ts'

/** What is tried at the doors of a server with real accounts: sign-in, sessions, single sign-on, administration. */

const problem = z.object({ code: z.string(), status: z.number() })
const codeOf = async (answer: Response) => problem.parse(await answer.json()).code
const json = { 'content-type': 'application/json' }

function signIn({ app }: Province, login: string, given = password, headers: Headers = {}): Promise<Response> {
  const body = JSON.stringify({ login, password: given })
  return Promise.resolve(app.request('/api/session', { method: 'POST', body, headers: { ...json, ...headers } }))
}

const cookieOf = (answer: Response) => answer.headers.get('set-cookie')?.split(';')[0] ?? ''

describe('sessions', () => {
  test('a cookie that was planted is not made a session; the one before ends when another begins', async () => {
    const server = await province(onTestFinished)
    await server.as('officer', 'H99.01')
    const login = server.login('officer', 'H99.01')
    const planted = `chiso-session=${'a'.repeat(43)}`
    const first = cookieOf(await signIn(server, login, password, { cookie: planted }))
    expect(first).not.toBe(planted)
    expect((await server.app.request('/api/session', { headers: { cookie: planted } })).status).toBe(401)
    const second = cookieOf(await signIn(server, login, password, { cookie: first }))
    expect((await server.app.request('/api/session', { headers: { cookie: first } })).status).toBe(401)
    expect((await server.app.request('/api/session', { headers: { cookie: second } })).status).toBe(200)
  })

  test('a session that was signed out is over, with its token for forms', async () => {
    const server = await province(onTestFinished)
    const headers = await server.as('admin', 'H99')
    expect((await server.app.request('/api/session', { method: 'DELETE', headers })).status).toBe(204)
    for (const [method, path] of [
      ['GET', '/api/session'],
      ['GET', '/api/accounts'],
      ['DELETE', '/api/tokens/1'],
    ] as const)
      expect((await server.app.request(path, { method, headers })).status).toBe(401)
  })

  test.each([
    ['none', {}],
    ['a wrong one', { 'x-csrf': 'a'.repeat(43) }],
    ['that of another session', null],
    ['an empty one', { 'x-csrf': '' }],
  ])('changes need the token of this session: %s', async (_, csrf) => {
    const server = await province(onTestFinished)
    const { cookie = '' } = await server.as('admin', 'H99')
    const other = await server.as('admin', 'H99')
    const headers = { cookie, ...(csrf ?? { 'x-csrf': other['x-csrf'] ?? '' }) }
    for (const [method, path] of [
      ['POST', '/api/accounts'],
      ['PUT', '/api/session/password'],
      ['DELETE', '/api/session'],
    ] as const)
      expect(await codeOf(await server.app.request(path, { method, headers }))).toBe('csrf-mismatch')
  })

  test('guessing is slowed down, by name and by address, whatever a client says of its address', async () => {
    const server = await province(onTestFinished)
    await server.as('officer', 'H99.01')
    const login = server.login('officer', 'H99.01')
    const codes: string[] = []
    for (let at = 0; at < 7; at++)
      codes.push(await codeOf(await signIn(server, login, 'sai', { 'x-forwarded-for': `10.0.0.${at}` })))
    expect(codes).toEqual([...Array(5).fill('sign-in-refused'), 'sign-in-throttled', 'sign-in-throttled'])
    expect(await codeOf(await signIn(server, login))).toBe('sign-in-throttled')
  })

  test('behind a proxy the address is the one that the proxy noted last', async () => {
    const server = await province(onTestFinished, { settings: { behindProxy: true } })
    const headers = await server.as('admin', 'H99')
    await signIn(server, 'khong.co', 'sai', { 'x-forwarded-for': '1.2.3.4, 10.0.0.9' })
    await signIn(server, 'khong.co', 'sai', { 'x-forwarded-for': "'; DROP TABLE entries; --" })
    const audit = await (await server.app.request('/api/audit?outcome=refused', { headers })).text()
    expect(audit).toContain('"address":"10.0.0.9"')
    expect(audit).not.toMatch(/1\.2\.3\.4|DROP/)
  })
})

describe('single sign-on', () => {
  const mapping = {
    clientId,
    clientSecret: null,
    redirectUri,
    scopes: 'openid profile',
    algorithm: 'RS256',
    roleClaim: 'groups',
    roles: [{ value: 'can-bo', role: 'officer' }],
    unitClaim: 'unit',
    units: null,
    allowHttp: false,
  } as const satisfies Partial<OidcSettings>
  const claims = { sub: 'u1', name: 'Lan', groups: ['can-bo'], unit: 'H99.01' }

  async function startedAt(issuer: string) {
    const server = await province(onTestFinished, { signOn: new SignOn({ issuer, ...mapping }) })
    const start = await server.app.request('/api/oidc/start')
    const asked = new URL(start.headers.get('location') ?? 'http://x').searchParams
    return { server, start, asked, cookie: cookieOf(start) }
  }

  async function back(fault: Fault, more: Partial<Record<'state' | 'cookie', string>> = {}) {
    let nonce = ''
    const issuer = await startFakeIssuer(fault, claims, () => nonce)
    const { server, asked, cookie } = await startedAt(issuer)
    nonce = asked.get('nonce') ?? ''
    const state = more.state ?? asked.get('state') ?? ''
    const answer = await server.app.request(`/api/oidc/callback?code=any&state=${state}`, {
      headers: { cookie: more.cookie ?? cookie },
    })
    return { server, answer }
  }

  test('a person comes in with the rights that the server says', async () => {
    const { server, answer } = await back('none')
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/'])
    const cookie =
      answer.headers
        .getSetCookie()
        .find((line) => line.startsWith('chiso-session='))
        ?.split(';')[0] ?? ''
    const session = await server.app.request('/api/session', { headers: { cookie } })
    expect(await session.json()).toMatchObject({ role: 'officer', unit: 'H99.01', name: 'Lan' })
  })

  test.each(['issuer', 'audience', 'nonce', 'expired', 'signature', 'unsigned', 'symmetric'] as const)(
    'an id token with a wrong %s lets nobody in',
    async (fault) => {
      const { answer } = await back(fault)
      expect(answer.status).toBe(401)
      expect(answer.headers.getSetCookie().join()).not.toContain('chiso-session')
    },
  )

  test.each([
    ['another state', { state: 'khac' }],
    ['no cookie', { cookie: '' }],
    ['a cookie that was made up', { cookie: `chiso-oidc=${'A'.repeat(200)}` }],
    ['a cookie twice', { cookie: 'chiso-oidc=a; chiso-oidc=b' }],
  ])('%s', async (_, more) => {
    expect(await codeOf((await back('none', more)).answer)).toBe('oidc-state')
  })

  test('a server that is down is said; local accounts sign in all the same', async () => {
    const { server, start } = await startedAt('http://127.0.0.1:9')
    expect(start.status).toBe(503)
    expect(await codeOf(start)).toBe('oidc-unreachable')
    await server.as('officer', 'H99.01')
    expect((await signIn(server, server.login('officer', 'H99.01'))).status).toBe(200)
  })

  test('what the browser keeps is sealed, dated and of this process', () => {
    let now = 0
    const made = new Kept(() => instant(now))
    const kept = { state: 's', nonce: 'n', verifier: 'v' }
    const sealed = made.seal(kept)
    expect(made.open(sealed)).toEqual(kept)
    expect(sealed).not.toContain('verifier')
    const bytes = Buffer.from(sealed, 'base64url')
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes)
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(made.open(changed.toString('base64url'))).toBeNull()
    }
    expect(new Kept(clock).open(sealed)).toBeNull()
    now = 600_001
    expect(made.open(sealed)).toBeNull()
  })
})

describe('administration', () => {
  const bugs: unknown[] = []
  const log = {
    request: () => undefined,
    event: () => undefined,
    flush: () => undefined,
    bug: (error: unknown) => void bugs.push(error),
  }
  const words: readonly unknown[] = [
    "' OR 1=1 --",
    '"; DROP TABLE accounts; --',
    '../../../etc/passwd',
    'a\u0000b',
    '\ud800',
    '\u202Efdp',
    '=HYPERLINK("http://la")',
    'x'.repeat(5_000),
    '',
    null,
    true,
    -1,
    1e308,
    [],
    {},
    { $ne: null },
    { toString: 'x' },
  ]
  const bodies: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
    '/api/accounts': { login: 'moi', name: 'Mới', role: 'viewer', unit: 'H99.01', password },
    '/api/accounts/{login}/role': { role: 'viewer', unit: 'H99.01' },
    '/api/accounts/{login}/password': { password },
    '/api/accounts/{login}/state': { disabled: true },
    '/api/tokens': { source: 'xa', name: 'máy', unit: 'H99.01' },
    '/api/session': { login: 'moi', password },
    '/api/session/password': { old: password, next: password },
  }
  let server: Province
  let headers: Headers
  beforeAll(async () => {
    server = await province(afterAll, { log })
    headers = { ...(await server.as('admin', 'H99')), ...json }
  })

  test('every field of every body takes every word without a bug', async () => {
    const wrong: string[] = []
    let asked = 0
    for (const [path, item] of Object.entries(openapiOf(server.app).paths ?? {}))
      for (const method of ['post', 'put'] as const) {
        const good = method in item ? bodies[path] : undefined
        for (const field of Object.keys(good ?? {}))
          for (const word of words) {
            const filled = path.replaceAll(/\{\w+\}/g, 'khong.co')
            const body = JSON.stringify({ ...good, [field]: word })
            const { status } = await server.app.request(filled, { method: method.toUpperCase(), body, headers })
            if (status >= 500 && status !== 503) wrong.push(`${method} ${path} ${field} ${String(word)}: ${status}`)
            asked++
          }
      }
    expect([wrong, bugs]).toEqual([[], []])
    expect(asked).toBeGreaterThan(200)
  })

  test('in every path as well, as name or number', async () => {
    for (const word of words.filter((item) => typeof item === 'string' && item !== '')) {
      const name = encodeURIComponent(String(word).toWellFormed())
      for (const path of [`accounts/${name}/state`, `accounts/${name}/role`, `tokens/${name}`, `imports/${name}`]) {
        const method = path.startsWith('tokens') ? 'DELETE' : path.startsWith('imports') ? 'GET' : 'PUT'
        const body = method === 'PUT' ? { body: '{"disabled":true,"role":"viewer","unit":"H99"}' } : {}
        const { status } = await server.app.request(`/api/${path}`, { method, headers, ...body })
        expect([400, 404, 414, 422]).toContain(status)
      }
    }
    expect(bugs).toEqual([])
  })

  test('names that are kept come out of a sheet as text', async () => {
    const answer = await server.app.request(`/api/findings/export?format=csv`, { headers })
    expect((await answer.text()).split('\r\n').filter((line) => /^[=+@-]/.test(line))).toEqual([])
  })

  test('a body at the limit of forms, and one above', async () => {
    const sized = (bytes: number) => `"${'x'.repeat(bytes - 2)}"`
    const ask = (bytes: number) => server.app.request('/api/accounts', { method: 'POST', body: sized(bytes), headers })
    expect(await codeOf(await ask(limits.formBytes))).toBe('json-shape')
    expect(await codeOf(await ask(limits.formBytes + 1))).toBe('request-too-large')
  })
})
