import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { request } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { valueOf } from '../../test/crash/scratch.ts'
import { instant } from '../core/time/instant.ts'
import { hoSo } from '../intake/fixtures/files.ts'
import { openInstallation } from '../office/installation.ts'
import { newCounting } from '../office/counting/counting.ts'
import { memoryGate, token } from './fixtures/memory-gate.ts'
import { clock, testAccess, testInstallation, testServer } from './fixtures/server.ts'
import { LedgerDesk } from './ledger-desk.ts'
import { type Log, silentLog } from './log.ts'
import { type Running, serverOf, startServer } from './serve.ts'
import { serverSettings } from './settings.ts'

/** What only shows on a socket. */

async function started(limits: Partial<Record<string, number>> = {}, log: Log = silentLog) {
  const installation = testInstallation()
  const settings = serverSettings.parse({ port: 0, limits: { stopSeconds: 5, ...limits } })
  const around = { clock, stopwatch: () => performance.now(), newId: () => `so-${++ids}` }
  const gate = () => memoryGate({ clock })
  const access = testAccess(installation)
  const counting = newCounting(installation, { workers: 0 })
  const running = await startServer({
    installation,
    counting,
    desk: new LedgerDesk(installation),
    access,
    gate,
    settings,
    log,
    ...around,
  })
  if (!running.ok) throw new Error(JSON.stringify(running.failures))
  onTestFinished(() => running.value.stop())
  return { installation, counting, ...running.value }
}
let ids = 0

const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson' }

async function post({ port }: Running, body: string): Promise<{ status: number; text: string }> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/observations`, { method: 'POST', body, headers })
  return { status: answer.status, text: await answer.text() }
}

/** What comes back on a bare connection. */
async function raw({ port }: Running, text: string): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => undefined)
  socket.end(text)
  let answer = ''
  socket.on('data', (chunk) => (answer += String(chunk)))
  await once(socket, 'close')
  return answer
}

test('answers on a port, and a second server on that port is refused', async () => {
  const running = await started()
  expect((await post(running, JSON.stringify(hoSo))).status).toBe(200)
  const settings = serverSettings.parse({ port: running.port })
  const around = { clock, stopwatch: () => 0, newId: () => 'x' }
  const installation = testInstallation()
  const access = testAccess(installation)
  const given = {
    installation,
    counting: newCounting(installation, { workers: 0 }),
    desk: new LedgerDesk(installation),
    access,
    gate: () => memoryGate({ clock }),
    settings,
    log: silentLog,
    ...around,
  }
  expect(await startServer(given)).toMatchObject({ ok: false, failures: [{ code: 'address-in-use' }] })
})

test('header fields, up to the limit and beyond', async () => {
  const running = await started()
  const head = (bytes: number) =>
    `GET /healthz HTTP/1.1\r\nhost: a\r\nconnection: close\r\nx: ${'y'.repeat(bytes)}\r\n\r\n`
  expect(await raw(running, head(15_000))).toMatch(/^HTTP\/1\.1 200/)
  expect(await raw(running, head(17_000))).toMatch(/^HTTP\/1\.1 431/)
})

test.each([
  ['two lengths', 'POST /api/observations HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n{}'],
  [
    'length and chunks together',
    'POST /api/observations HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
  ],
  ['a bare line feed in a name', 'GET /healthz HTTP/1.1\r\nhost: a\r\nx\n: y\r\n\r\n'],
  ['no request at all', '\u0000\u0001\u0002\r\n\r\n'],
])('%s: the connection is ended, not guessed at', async (_, text) => {
  expect(await raw(await started(), text)).toMatch(/^HTTP\/1\.1 400/)
})

test('what was begun before the stop is finished and kept', async () => {
  const running = await started()
  const rows = Array.from({ length: 3_000 }, (_, at) =>
    JSON.stringify({ ...hoSo, MaHoSo: `H99.01-261008-${1000 + at}` }),
  )
  const answer = post(running, rows.join('\n'))
  while (running.installation.ledger.watermark() === 0) await sleep(1)
  await running.stop()
  expect((await answer).status).toBe(200)
  const again = openInstallation(running.installation.folder, () => instant(0))
  if (!again.ok) throw new Error(JSON.stringify(again.failures))
  expect(again.value.ledger.watermark()).toBe(3_000)
  again.value.ledger.close()
})

test('a snapshot that cannot be written does not keep the server from stopping', async () => {
  const bugs: unknown[] = []
  const running = await started({}, { ...silentLog, bug: (error) => void bugs.push(error) })
  await post(running, JSON.stringify(hoSo))
  await expect.poll(() => running.counting.engine.watermark()).toBe(1)
  mkdirSync(join(running.installation.folder, 'engine.snapshot.draft'))
  await running.stop()
  expect(bugs).toHaveLength(1)
  await expect(post(running, '')).rejects.toThrow('fetch failed')
  const { ledger } = valueOf(openInstallation(running.installation.folder, () => instant(0)))
  expect(ledger.watermark()).toBe(1)
  ledger.close()
})

test('a request that does not end does not hold up the stop for ever', async () => {
  const running = await started({ stopSeconds: 1 })
  const hanging = request({ port: running.port, path: '/api/observations', method: 'POST', headers })
  hanging.on('error', () => undefined)
  hanging.write('{"MaHoSo":')
  await sleep(50)
  const start = performance.now()
  await running.stop()
  expect(performance.now() - start).toBeLessThan(4_000)
})

test('an answer that nobody takes does not hold its connection for ever', async () => {
  const { app, parts } = testServer()
  app.get('/large', (c) => c.body('x'.repeat(30_000_000)))
  const http = serverOf(app, parts.settings, 300)
  http.listen({ port: 0 })
  onTestFinished(() => void http.close())
  await once(http, 'listening')
  const closed = once(http, 'connection').then(([socket]: Socket[]) => socket && once(socket, 'close'))
  const socket = connect((http.address() as AddressInfo).port, '127.0.0.1')
  socket.on('error', () => undefined)
  socket.write('GET /large HTTP/1.1\r\nhost: a\r\n\r\n')
  socket.pause()
  await expect(closed).resolves.toBeDefined()
  socket.destroy()
})

test('live streams end with the server', async () => {
  const running = await started()
  const gateless = await fetch(`http://127.0.0.1:${running.port}/api/live`)
  expect(gateless.status).toBe(401)
  const login = await fetch(`http://127.0.0.1:${running.port}/api/session`, {
    method: 'POST',
    body: JSON.stringify({ login: 'buoi', password: 'mot mat khau dai' }),
    headers: { 'content-type': 'application/json' },
  })
  const cookie = login.headers.get('set-cookie')?.split(';')[0] ?? ''
  const live = await fetch(`http://127.0.0.1:${running.port}/api/live`, { headers: { cookie } })
  await post(running, JSON.stringify(hoSo))
  await sleep(300)
  await running.stop()
  const text = await live.text()
  expect(text).toContain('data: {"seq":0,"units":[]}')
  expect(text).toContain('id: 1\nevent: watermark\ndata: {"seq":1,"units":["H99.01"')
})
