import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { limits } from '../core/limits.ts'
import { hoSo } from '../intake/fixtures/files.ts'
import { testServer, type TestServer } from './fixtures/server.ts'

/** Files in a form, as a browser and `curl -F` send them. */

const shown = z.object({
  id: z.string(),
  file: z.string(),
  state: z.string(),
  counts: z.record(z.string(), z.int()).nullable(),
})
const problem = z.object({ code: z.string(), detail: z.string() })
const codeOf = async (answer: Response) => problem.parse(await answer.json()).code

type Form = { readonly bytes: ArrayBuffer; readonly type: string }

async function formOf(name: string, text: string): Promise<Form> {
  const form = new FormData()
  form.append('file', new Blob([text]), name)
  const made = new Response(form)
  return { bytes: await made.arrayBuffer(), type: made.headers.get('content-type') ?? '' }
}

const boundary = 'xxx'
const formType = `multipart/form-data; boundary=${boundary}`
type Sending = { readonly query?: string; readonly path?: string; readonly type?: string }

async function send(
  { app, signIn }: TestServer,
  sent: Form | string | ReadableStream,
  { query = 'source=mau', path = '/api/imports', type = formType }: Sending = {},
): Promise<Response> {
  const isForm = typeof sent === 'object' && 'bytes' in sent
  const headers = { ...(await signIn()), 'content-type': isForm ? sent.type : type }
  const body = isForm ? sent.bytes : sent
  return app.request(`${path}?${query}`, {
    method: 'POST',
    body,
    headers,
    ...(body instanceof ReadableStream && { duplex: 'half' as const }),
  })
}

async function nothingLeft({ parts }: TestServer): Promise<void> {
  await parts.imports.stop()
  const folder = join(parts.installation.folder, 'uploads')
  await expect.poll(() => readdirSync(folder)).toEqual([])
}

test('the file of a form is read as one that was sent as it is, under its own name', async () => {
  const server = testServer()
  const answer = await send(server, await formOf('Hồ sơ tháng 10.json', JSON.stringify([hoSo])))
  expect(answer.status).toBe(202)
  const { id, file } = shown.parse(await answer.json())
  expect(file).toBe('Hồ sơ tháng 10.json')
  const headers = await server.signIn()
  const state = async () => shown.parse(await (await server.app.request(`/api/imports/${id}`, { headers })).json())
  await expect.poll(async () => (await state()).state).toBe('done')
  expect((await state()).counts).toMatchObject({ read: 1, new: 1 })
  await nothingLeft(server)
})

test('a name in the address goes first; one that leads elsewhere leads nowhere', async () => {
  const server = testServer()
  const named = await send(server, await formOf('a.json', '[]'), { query: 'source=mau&name=b.json' })
  expect(shown.parse(await named.json()).file).toBe('b.json')
  for (const name of ['../../etc/passwd', String.raw`..\..\x.json`, '/etc/passwd']) {
    const answer = await send(server, await formOf(name, '[]'))
    expect(shown.parse(await answer.json()).file).not.toMatch(/[/\\]|\.\./)
  }
  await nothingLeft(server)
})

test('a file in a form, at the limit and one above', async () => {
  const server = testServer({ settings: { limits: { uploadBytes: 2_000 } } })
  const text = (size: number) => ['['.padEnd(size - 1), ']'].join('')
  expect((await send(server, await formOf('a.json', text(2_000)))).status).toBe(202)
  expect(await codeOf(await send(server, await formOf('a.json', text(2_001))))).toBe('request-too-large')
  expect(await codeOf(await send(server, await formOf('a.json', text(2_000 + limits.formFrameBytes))))).toBe(
    'request-too-large',
  )
  expect(await codeOf(await send(server, await formOf('a.json', '')))).toBe('file-empty')
  await nothingLeft(server)
})

const part = (head: string, text = '[]') =>
  `--${boundary}\r\ncontent-disposition: form-data; ${head}\r\n\r\n${text}\r\n`
const file = part('name="file"; filename="a.json"')
const end = `--${boundary}--\r\n`

test.each([
  ['two files', file + file + end],
  ['a field besides', file + part('name="source"') + end],
  ['a field before', part('name="source"') + file + end],
  ['no file', end],
  ['nothing', ''],
  ['an end that is missing', file],
  ['an end within the file', file.slice(0, -6)],
  ['no form at all', '{"MaHoSo":"x"}'],
  ['a head without an end', `--${boundary}\r\n${'x: y\r\n'.repeat(5_000)}`],
])('a form with %s is refused, and nothing of it is kept', async (_, body) => {
  const server = testServer()
  const answer = await send(server, body, { type: formType })
  expect([answer.status, await codeOf(answer)]).toEqual([422, 'form-invalid'])
  expect(server.parts.imports.list()).toEqual([])
  await server.parts.imports.stop()
})

test('a form without a boundary, and one that is packed', async () => {
  const server = testServer()
  expect(await codeOf(await send(server, file + end, { type: 'multipart/form-data' }))).toBe('form-invalid')
  const headers = { ...(await server.signIn()), 'content-type': formType, 'content-encoding': 'gzip' }
  const packed = await server.app.request('/api/imports?source=mau', { method: 'POST', body: file + end, headers })
  expect(await codeOf(packed)).toBe('media-type-wrong')
})

test('a file as it is needs its name', async () => {
  const server = testServer()
  expect(await codeOf(await send(server, '[]', { type: 'application/octet-stream' }))).toBe('parameter-invalid')
})

test('a form is not held in memory: it is written while it comes', async () => {
  const server = testServer()
  const chunk = new TextEncoder().encode(' '.repeat(1_000_000))
  const total = 100
  let sent = 0
  let ahead = 0
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      ahead = Math.max(ahead, sent * chunk.length - (server.parts.imports.list()[0]?.size ?? 0))
      if (sent === 0) controller.enqueue(new TextEncoder().encode(file.slice(0, -4)))
      if (sent++ < total) controller.enqueue(chunk.slice())
      else {
        controller.enqueue(new TextEncoder().encode(`\r\n${end}`))
        controller.close()
      }
    },
  })
  const answer = await send(server, body, { type: formType })
  expect(answer.status).toBe(202)
  expect(shown.extend({ size: z.int() }).parse(await answer.json()).size).toBe(total * 1_000_000)
  expect(ahead).toBeLessThanOrEqual(8 * chunk.length)
  await nothingLeft(server)
})

test('what a server that is full does not read is not waited for', async () => {
  const server = testServer()
  await server.parts.imports.stop()
  expect(await codeOf(await send(server, await formOf('a.json', '['.padEnd(5_000_000, ' '))))).toBe('server-stopping')
})

test('a table to be checked, and a list whose columns are guessed, may come in a form', async () => {
  const server = testServer()
  const list = await formOf('hs.json', JSON.stringify([hoSo]))
  const guessed = await send(server, list, { path: '/api/mappings/guess' })
  expect(guessed.status).toBe(200)
  const audited = await send(server, await formOf('bang.txt', 'chỉ là chữ'), {
    path: '/api/published/audit',
    query: '',
  })
  expect(await codeOf(audited)).not.toBe('media-type-wrong')
  await nothingLeft(server)
})
