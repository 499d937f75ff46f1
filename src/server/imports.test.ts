import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { limits } from '../core/limits.ts'
import { hoSo } from '../intake/fixtures/files.ts'
import { testInstallation, testServer, type TestServer } from './fixtures/server.ts'

type Shown = {
  id: string
  file: string
  state: string
  counts: Record<string, number> | null
  failures: { code: string }[]
}

async function sent(
  server: TestServer,
  headers: object,
  name: string,
  body: string | ReadableStream,
): Promise<Response> {
  return server.app.request(`/api/imports?source=mau&name=${encodeURIComponent(name)}`, {
    method: 'POST',
    body,
    headers: { ...headers, 'content-type': 'application/octet-stream' },
    ...(body instanceof ReadableStream && { duplex: 'half' as const }),
  })
}

async function settled(server: TestServer, headers: Record<string, string>, id: string): Promise<Shown> {
  for (;;) {
    const shown = (await (await server.app.request(`/api/imports/${id}`, { headers })).json()) as Shown
    if (shown.state === 'done' || shown.state === 'failed') return shown
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

test('a file is taken, read in turn, and its bad rows come back as a sheet that runs nothing', async () => {
  const server = testServer()
  const headers = await server.signIn()
  const rows = [hoSo, { ...hoSo, MaHoSo: '=HYPERLINK("http://la.example")' }, { ...hoSo, MaHoSo: 'H99.01-261008-0976' }]
  const answer = await sent(server, headers, 'Hồ sơ tháng 10.json', JSON.stringify(rows))
  expect(answer.status).toBe(202)
  const { id } = (await answer.json()) as Shown
  expect(answer.headers.get('location')).toBe(`/api/imports/${id}`)
  const shown = await settled(server, headers, id)
  expect(shown).toMatchObject({ file: 'Hồ sơ tháng 10.json', state: 'done', failures: [] })
  expect(shown.counts).toEqual({ read: 3, new: 2, changed: 0, same: 0, conflicts: 0, quarantined: 1 })
  const sheet = await server.app.request(`/api/imports/${id}/quarantine.csv`, { headers })
  expect(sheet.headers.get('content-disposition')).toContain("filename*=UTF-8''cach-ly%20H%E1%BB%93")
  const text = await sheet.text()
  expect(text).toContain('code-invalid')
  expect(text).toContain(`'=`)
  expect(text).not.toMatch(/(?:^|,|")=/m)
  await server.parts.imports.stop()
  expect(readdirSync(join(server.parts.installation.folder, 'uploads'))).toEqual([])
  expect(server.gate.recorded).toMatchObject([
    { action: 'import-files', unit: 'H99', detail: { source: 'mau' } },
    { action: 'import-files', detail: { id } },
  ])
  const list = (await (await server.app.request('/api/imports', { headers })).json()) as { imports: Shown[] }
  expect(list.imports.map((each) => each.id)).toEqual([id])
})

test('how far a file has come is told on the live stream, to those who may import there', async () => {
  const server = testServer()
  const headers = await server.signIn()
  const live = await server.app.request('/api/live', { headers })
  const reader = live.body?.pipeThrough(new TextDecoderStream()).getReader()
  const { id } = (await (await sent(server, headers, 'a.json', JSON.stringify([hoSo]))).json()) as Shown
  let text = ''
  while (!text.includes('"state":"done"')) text += (await reader?.read())?.value ?? ''
  expect(text).toMatch(
    new RegExp(`event: import\ndata: {"id":"${id}","state":"done","bytes":\\d+,"size":\\d+,"rows":1}`),
  )
  await reader?.cancel()
})

test('what cannot be read says why, and its name is the one that was sent', async () => {
  const server = testServer()
  const headers = await server.signIn()
  const { id } = (await (await sent(server, headers, 'ghi chú.txt', 'chỉ là chữ')).json()) as Shown
  const shown = await settled(server, headers, id)
  expect(shown).toMatchObject({ state: 'failed', failures: [{ code: 'data-not-recognised' }] })
  expect((await server.app.request(`/api/imports/${id}/quarantine.csv`, { headers })).status).toBe(404)
  expect((await server.app.request('/api/imports/khong-co', { headers })).status).toBe(404)
})

test('a file, at the limit and one above; an empty one', async () => {
  const server = testServer({ settings: { limits: { uploadBytes: 2_000 } } })
  const headers = await server.signIn()
  const stream = (size: number) => new Blob(['['.padEnd(size - 1), ']']).stream()
  expect((await sent(server, headers, 'a.json', stream(2_000))).status).toBe(202)
  expect((await sent(server, headers, 'a.json', stream(2_001))).status).toBe(413)
  expect((await sent(server, headers, 'a.json', '')).status).toBe(422)
  await server.parts.imports.stop()
  expect(readdirSync(join(server.parts.installation.folder, 'uploads'))).toEqual([])
})

test('files that wait, at the limit and one above; a server that stops gives up the rest', async () => {
  const server = testServer()
  const wish = { source: 'mau', name: 'a.json', unit: null, period: null, capturedAt: null, scope: 'H99' }
  const endless = async function* () {
    yield Buffer.from('[')
    await new Promise(() => undefined)
  }
  for (let at = 0; at < limits.waitingImports; at++) void server.parts.imports.receive(wish, endless())
  const above = await server.parts.imports.receive(wish, endless())
  expect(above).toMatchObject({ ok: false, failures: [{ code: 'server-busy' }] })
  await server.parts.imports.stop()
  expect(await server.parts.imports.receive(wish, endless())).toMatchObject({ failures: [{ code: 'server-stopping' }] })
})

test('imports that are remembered, at the limit and one above', async () => {
  const server = testServer()
  const wish = { source: 'mau', name: 'a.json', unit: null, period: null, capturedAt: null, scope: 'H99' }
  const one = async function* () {
    yield Buffer.from('[{"MaHoSo":"x"}]')
  }
  const first = await server.parts.imports.receive(wish, one())
  for (let at = 0; at < limits.imports; at++) {
    await server.parts.imports.receive(wish, one())
    while (server.parts.imports.waiting > 0) await new Promise((resolve) => setTimeout(resolve, 1))
  }
  expect(server.parts.imports.list()).toHaveLength(limits.imports)
  expect(first.ok && server.parts.imports.get(first.value.id)).toBeNull()
})

test('files that an earlier process left are thrown away', () => {
  const installation = testInstallation()
  const left = join(installation.folder, 'uploads', 'so-9')
  mkdirSync(left, { recursive: true })
  writeFileSync(join(left, 'a.json'), '[]')
  testServer({ installation })
  expect(existsSync(left)).toBe(false)
})
