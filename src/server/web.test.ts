import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'
import { testServer } from './fixtures/server.ts'
import { WebFiles } from './web-files.ts'

/** The built web app, given out. */

const html = '<!doctype html><title>chiso</title>'
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
  return testServer({ web: new WebFiles(dist) }).app
}

const visit = { headers: { accept: 'text/html,*/*' } }

test.each(['/', '/chi-so/on-time?ky=2026-10', '/ho-so/H99.06-260918-0002', '/khong-co'])(
  'a browser that goes to %s gets the page, which knows its addresses',
  async (path) => {
    const answer = await server().request(path, visit)
    expect([answer.status, await answer.text()]).toEqual([200, html])
    expect(answer.headers.get('cache-control')).toBe('no-cache')
    expect(answer.headers.get('content-security-policy')).not.toContain('unsafe')
  },
)

test.each(['/api/khong-co', '/assets/khong-co.js', '/assets/notes.map', '/assets/..%2f..%2fsecret.txt', '/assets/..'])(
  '%s is no page and no file',
  async (path) => {
    const answer = await server().request(path, visit)
    expect(await answer.text()).not.toContain('bí mật')
    if (path !== '/assets/..') expect(answer.status).toBe(404)
  },
)

test('who does not ask for a page is told that there is no such address', async () => {
  expect((await server().request('/chi-so')).status).toBe(404)
})

test('files are kept for good, packed as the browser can take them, and not sent again', async () => {
  const app = server()
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
  const app = server(false)
  const answer = await app.request('/', visit)
  expect([answer.status, await answer.text()]).toEqual([503, expect.stringContaining('npm run build')])
  expect((await app.request('/healthz')).status).toBe(200)
})

test('what a page has to know before anybody has signed in', async () => {
  const answer = await testServer({ settings: { publicPage: true } }).app.request('/api/installation')
  expect(await answer.json()).toEqual({ unit: 'H99', sample: false, sso: false, isPublic: true })
})
