import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { chiso, chisoJson, folder, root } from './chiso.ts'

/** `chiso serve` as a service manager would run it. */

function served(args: readonly string[], node = process.execPath) {
  const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('CHISO_')))
  const child = spawn(node, [join(root, 'bin/chiso.js'), 'serve', ...args], { env: environment })
  onTestFinished(() => void child.kill('SIGKILL'))
  let log = ''
  child.stdout.on('data', (chunk) => (log += String(chunk)))
  return { child, log: () => log, address: firstLine(child.stderr), exit: once(child, 'exit') }
}

async function firstLine(stream: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: stream })) return line
  return ''
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
