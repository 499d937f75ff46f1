import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { chiso, keptFolder, root } from './chiso.ts'

/** `npm start` as a newcomer would run it. */

const data = join(keptFolder(), 'mau')

beforeAll(() => {
  chiso(['start', '--print', '--data', data])
}, 120_000)

/** What stands on the terminal while the server runs. */
async function started() {
  const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('CHISO_')))
  const args = [join(root, 'bin/chiso.js'), 'start', '--data', data, '--port', '0']
  const child = spawn(process.execPath, args, { env: environment })
  onTestFinished(() => void child.kill('SIGKILL'))
  let text = ''
  for await (const chunk of child.stdout) {
    text += String(chunk)
    if (text.includes('Ctrl-C')) break
  }
  return { child, text, base: /http:\/\/127\.0\.0\.1:\d+/.exec(text)?.[0] ?? '' }
}

test('serves the sample, whose accounts can sign in; the command that is shown works as it stands', async () => {
  const { child, text, base } = await started()
  expect(text).toContain('DỮ LIỆU MẪU')
  const [, password = ''] = /mật khẩu: (\S+)/.exec(text) ?? []
  for (const login of ['admin', 'chuyenvien', 'lanhdao', 'so-nnmt', 'xa-loc-thanh', 'nguoixem'])
    expect(text).toMatch(new RegExp(`^  ${login} `, 'm'))
  const signedIn = await fetch(`${base}/api/session`, {
    method: 'POST',
    body: JSON.stringify({ login: 'xa-loc-thanh', password }),
    headers: { 'content-type': 'application/json' },
  })
  const session: unknown = await signedIn.json()
  expect(session).toMatchObject({
    role: 'officer',
    unit: 'H99.50.07',
    unitName: 'Xã Lộc Thạnh',
    sample: true,
    installation: { unit: 'H99', name: 'Tỉnh Mẫu' },
  })
  const [, curl = ''] = /^ {2}(curl .*)$/m.exec(text) ?? []
  const sent = spawn('sh', ['-c', curl])
  let answer = ''
  for await (const chunk of sent.stdout) answer += String(chunk)
  expect(JSON.parse(answer)).toMatchObject({ counts: { new: 1 }, receipts: [{ outcome: 'new' }] })
  const exit = once(child, 'exit')
  child.kill('SIGTERM')
  expect(await exit).toEqual([0, null])
  expect((await started()).text).toContain(password)
})

test('a port that somebody else has: what to do', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  onTestFinished(() => void other.close())
  await once(other, 'listening')
  const { port } = other.address() as AddressInfo
  const { err, code } = chiso(['start', '--data', data, '--port', String(port)])
  expect(err).toMatch(/^address-in-use: .*--port/m)
  expect(code).toBe(2)
})
