import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'
import { testServer } from './fixtures/server.ts'
import { WebFiles } from './web-files.ts'

/** The built web app, given out. */

const html = '<!doctype html><title>chiso</title><body><div></div></body>'
const script = 'export const a = 1\n'.repeat(200)

function server(isBuilt = true) {
  const folder = mkdtempSync(join(tmpdir(), 'chiso-web-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  writeFileSync(join(folder, 'secret.txt'), 'bí mật')
  const dist = join(folder, 'dist')
  if (isBuilt) {
    mkdirSync(join(dist, 'assets'), { recursive: true })
    writeFileSync(join(dist, 'index.html'), html)
    writeFileSync(join(dist, 'assets', 'app-1a2b.js'), script)
    writeFileSync(join(dist, 'assets', 'notes.map'), 'not given out')
  }
  return testServer({ web: new WebFiles(dist) })
}

const visit = { headers: { accept: 'text/html,*/*' } }

test.each(['/', '/chi-so/on-time?ky=2026-10', '/ho-so/H99.06-260918-0002', '/khong-co'])(
  'a browser that goes to %s gets the page, which knows its addresses',
  async (path) => {
    const answer = await server().app.request(path, visit)
    const page = await answer.text()
    expect([answer.status, page.replace(/<script.*<\/script>/, '')]).toEqual([200, html])
    expect(openingIn(page)).toEqual({ installation: hidden, session: null, latest: null, first: null })
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('content-security-policy')).not.toContain('unsafe')
  },
)

const hidden = { unit: 'H99', sample: false, sso: false, isPublic: false }

function openingIn(page: string): unknown {
  return JSON.parse(/<script type="application\/json" id="opening">(.*)<\/script>/.exec(page)?.[1] ?? 'null')
}

test('whoever has signed in finds in the page what the routes would answer', async () => {
  const { app, signIn } = server()
  const headers = { ...visit.headers, ...(await signIn()) }
  const opening = openingIn(await (await app.request('/', { headers })).text())
  const paths = ['session', 'latest', 'index-sets/vn-766/2026', 'scorecards/H99?period=2026-12']
  const answers = paths.map(async (path): Promise<unknown> => (await app.request(`/api/${path}`, { headers })).json())
  const [session, latest, indexSet, scorecard] = await Promise.all(answers)
  expect(opening).toMatchObject({ session, latest, first: { language: 'vi', indexSet, scorecard } })
  // An address that asks for something else finds no figures: they would be others.
  const other = openingIn(await (await app.request('/?ky=2026-09', { headers })).text())
  expect(other).toMatchObject({ session, latest, first: null })
})

test('no name in the page ends the data', async () => {
  const { app, gate, signIn } = server()
  const headers = { ...visit.headers, ...(await signIn()) }
  for (const [token, one] of gate.sessions)
    gate.sessions.set(token, { ...one, subject: { ...one.subject, name: '</script><b>' } })
  const page = await (await app.request('/', { headers })).text()
  expect(page).not.toContain('<b>')
  expect(openingIn(page)).toMatchObject({ session: { name: '</script><b>' } })
})

test('the page comes packed', async () => {
  const answer = await server().app.request('/', { headers: { ...visit.headers, 'accept-encoding': 'br' } })
  expect(brotliDecompressSync(await answer.arrayBuffer()).toString()).toContain('id="opening"')
})

test.each(['/api/khong-co', '/assets/khong-co.js', '/assets/notes.map', '/assets/..%2f..%2fsecret.txt', '/assets/..'])(
  '%s is no page and no file',
  async (path) => {
    const answer = await server().app.request(path, visit)
    expect(await answer.text()).not.toContain('bí mật')
    if (path !== '/assets/..') expect(answer.status).toBe(404)
  },
)

test('who does not ask for a page is told that there is no such address', async () => {
  expect((await server().app.request('/chi-so')).status).toBe(404)
})

test('files are kept for good, packed as the browser can take them, and not sent again', async () => {
  const { app } = server()
  const ask = (headers: Record<string, string>) => app.request('/assets/app-1a2b.js', { headers })
  const plain = await ask({})
  expect(plain.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  expect(plain.headers.get('vary')).toBe('Accept-Encoding')
  expect(await plain.text()).toBe(script)
  const br = await ask({ 'accept-encoding': 'gzip, deflate, br' })
  expect(br.headers.get('content-encoding')).toBe('br')
  expect(brotliDecompressSync(await br.arrayBuffer()).toString()).toBe(script)
  const gzip = await ask({ 'accept-encoding': 'gzip' })
  expect(gunzipSync(await gzip.arrayBuffer()).toString()).toBe(script)
  const again = await ask({ 'if-none-match': plain.headers.get('etag') ?? '' })
  expect([again.status, await again.text()]).toEqual([304, ''])
})

test('where the app was not built, a visitor is told what to do, and the API works', async () => {
  const { app } = server(false)
  const answer = await app.request('/', visit)
  expect([answer.status, await answer.text()]).toEqual([503, expect.stringContaining('npm run build')])
  expect((await app.request('/healthz')).status).toBe(200)
})

test('what a page has to know before anybody has signed in', async () => {
  const answer = await testServer({ settings: { publicPage: true } }).app.request('/api/installation')
  expect(await answer.json()).toEqual({ unit: 'H99', sample: false, sso: false, isPublic: true })
})
