import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { limits } from '../../src/core/limits.ts'
import { testServer, type TestServer } from '../../src/server/fixtures/server.ts'
import { serverOf } from '../../src/server/serve.ts'

/** Readers of live events that take nothing, over real sockets: what the system keeps for them comes on top. */

const units = new Set(
  Array.from({ length: limits.liveUnits }, (_, at) => `H99.${String(at).padStart(4, '0')}.${'X'.repeat(32)}`),
)
const asleep = 20

test('streams that take nothing are cut off, the others go on, memory stays bounded', async () => {
  const server = testServer({ pace: { gathering: 2, beat: 60_000 } })
  const port = await listening(server)
  const { cookie = '' } = await server.signIn()
  const open = () => reader(port, cookie)
  const sleepers = await Promise.all(Array.from({ length: asleep }, open))
  for (const socket of sleepers) socket.pause()
  const awake = await open()
  let heard = ''
  awake.on('data', (chunk) => (heard = (heard + chunk.toString('latin1')).slice(-200_000)))
  await until(() => server.parts.live.readers === asleep + 1)

  const before = process.memoryUsage()
  let seq = 0
  let most = 0
  while (server.parts.live.readers > 1 && seq < 5_000) {
    server.parts.live.notify(++seq, units)
    await sleep(5)
    const { heapUsed, external, arrayBuffers } = process.memoryUsage()
    most = Math.max(most, heapUsed + external + arrayBuffers - before.heapUsed - before.external - before.arrayBuffers)
  }
  expect(server.parts.live.readers).toBe(1)
  // What waits for a sleeper is at most its share and one event; the rest is garbage not yet collected.
  expect(most).toBeLessThan(asleep * 4 * limits.liveBytes + 128_000_000)

  server.parts.live.notify(++seq, new Set(['H99.01']))
  await until(() => heard.includes(`"seq":${seq},"units":["H99.01"]`))
  // Their connections are gone, not only forgotten: there are only so many.
  for (const socket of sleepers) socket.resume()
  await until(() => sleepers.every(({ destroyed }) => destroyed))
  expect(awake.destroyed).toBe(false)
})

async function listening({ app, parts }: TestServer): Promise<number> {
  const http = serverOf(app, parts.settings)
  http.listen({ host: '127.0.0.1', port: 0 })
  await once(http, 'listening')
  onTestFinished(() => {
    http.closeAllConnections()
    http.close()
  })
  const address = http.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

async function reader(port: number, cookie: string): Promise<Socket> {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  socket.write(`GET /api/live HTTP/1.1\r\nhost: localhost\r\ncookie: ${cookie}\r\n\r\n`)
  onTestFinished(() => void socket.destroy())
  return socket
}

async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; !isSo(); tries++) {
    if (tries > 2_000) throw new Error('it did not come about')
    await sleep(5)
  }
}
