import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { chiso, chisoJson, folder, root } from './chiso.ts'

const tokenShape = z.object({ token: z.string() })

/** `chiso serve` as a service manager would run it. */

function served(args: readonly string[], more: Readonly<Record<string, string>> = {}) {
  const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('CHISO_')))
  const command = [join(root, 'bin/chiso.js'), 'serve', ...args]
  const child = spawn(process.execPath, command, { env: { ...environment, ...more } })
  onTestFinished(() => void child.kill('SIGKILL'))
  const said = { log: '', errors: '' }
  child.stdout.on('data', (chunk) => (said.log += String(chunk)))
  child.stderr.on('data', (chunk) => (said.errors += String(chunk)))
  const [log, errors] = [() => said.log, () => said.errors]
  return { child, log, errors, address: firstLine(child.stderr), exit: once(child, 'exit') }
}

async function firstLine(stream: NodeJS.ReadableStream): Promise<string> {
  const [line]: string[] = await once(createInterface({ input: stream }), 'line')
  return line ?? ''
}

function dataFolder(): string {
  const data = join(folder(), 'data')
  chisoJson(['init', '--data', data, '--unit', 'H99'])
  return data
}

test('answers, keeps the folder for itself, and stops as told with code 0', async () => {
  const data = dataFolder()
  const { child, log, address, exit } = served(['--data', data, '--port', '0'])
  const base = await address
  expect(base).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  while ((await fetch(`${base}/readyz`)).status !== 200) await sleep(50)
  expect(await (await fetch(`${base}/readyz`)).json()).toMatchObject({ ready: true, seq: 0 })
  expect((await fetch(`${base}/api/units`)).status).toBe(401)
  expect((await fetch(`${base}/api?x=${encodeURIComponent('bí mật')}`)).status).toBe(200)
  expect(chiso(['ledger', 'conflicts', '--data', data]).err).toContain('ledger-in-use')
  child.kill('SIGTERM')
  expect(await exit).toEqual([0, null])
  const lines = log()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
  expect([...new Set(lines.map(({ msg, route }) => msg ?? route))]).toEqual([
    'started',
    '/readyz',
    '/api/units',
    '/api',
    'stopping',
    'stopped',
  ])
  expect(log()).not.toMatch(/mật|%20/)
  expect(chiso(['ledger', 'verify', '--data', data]).code).toBe(0)
})

/** The thread that writes throws, as by a bug of its own, once there is such a file. */
function bugAt(file: string) {
  const source = `import { existsSync } from 'node:fs'
    import { workerData } from 'node:worker_threads'
    const look = () => { if (existsSync(${JSON.stringify(file)})) throw new Error('a bug') }
    if (workerData?.sizes) setInterval(look, 10).unref()`
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(source)}` }
}

describe('the thread that writes is lost', () => {
  async function servedWithBug() {
    const data = dataFolder()
    const file = join(data, 'bug')
    const server = served(['--data', data, '--port', '0'], bugAt(file))
    const base = await server.address
    return { ...server, data, base, bug: () => writeFileSync(file, '') }
  }

  test('and with it the server, which says so with code 1', async () => {
    const { errors, log, exit, data, bug } = await servedWithBug()
    bug()
    expect(await exit).toEqual([1, null])
    expect(errors()).toContain('writing-lost: ')
    expect(log()).toContain('a bug')
    expect(chiso(['ledger', 'verify', '--data', data]).code).toBe(0)
  })

  test('also when it was told to stop by then, and somebody has been told 503', async () => {
    const { child, errors, log, exit, data, base, bug } = await servedWithBug()
    const { token } = tokenShape.parse(chisoJson(['token', 'add', 'mot-cua', '--data', data]))
    const type = { 'content-type': 'application/x-ndjson', expect: '100-continue' }
    const headers = { authorization: `Bearer ${token}`, ...type }
    const sending = request(`${base}/api/observations`, { method: 'POST', headers })
    const answer = once(sending, 'response')
    sending.flushHeaders()
    await once(sending, 'continue')
    child.kill('SIGTERM')
    while (!log().includes('stopping')) await sleep(20)
    bug()
    while (!log().includes('a bug')) await sleep(20)
    sending.end(JSON.stringify({ MaHoSo: 'H99.01-261008-0975' }))
    const [response] = (await answer) as [IncomingMessage]
    expect(response.statusCode).toBe(503)
    expect(JSON.parse(await text(response))).toMatchObject({ code: 'writing-lost' })
    expect(await exit).toEqual([1, null])
    expect(errors()).toContain('writing-lost: ')
  })
})

test('a port that another program has is said, and nothing is left running', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  onTestFinished(() => void other.close())
  await once(other, 'listening')
  const { port } = other.address() as AddressInfo
  const data = dataFolder()
  const { err, code } = chiso(['serve', '--data', data, '--port', String(port)])
  expect(err).toContain('address-in-use')
  expect(code).toBe(2)
  expect(chiso(['ledger', 'verify', '--data', data]).code).toBe(0)
})

test('settings that are not understood are said before anything is opened', async () => {
  const data = dataFolder()
  writeFileSync(join(data, 'chiso.server.yaml'), 'gioihan:\n  bodyBytes: 5000\n')
  const ran = chiso(['serve', '--data', data])
  expect(ran.code).toBe(2)
  expect(ran.err).toContain('không có trường gioihan')
  expect(chiso(['serve', '--data', data, '--port', '70000']).err).toContain('setting-invalid')
  expect(chiso(['serve', '--data', join(data, 'khong-co')]).err).toContain('data-folder-missing')
})
