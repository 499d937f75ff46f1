import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import type { Child } from '../test/server/sender.ts'

/** One bare connection that asks with the session of the administrator. */
export async function asking(child: Child, cookie: string, path: string): Promise<Socket> {
  const socket = connect(child.port, '127.0.0.1')
  await once(socket, 'connect')
  socket.setNoDelay(true)
  socket.write(`GET ${path} HTTP/1.1\r\nhost: localhost\r\ncookie: ${cookie}\r\n\r\n`)
  return socket
}

export async function cookieOf({ port, password }: Child): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/session`, {
    method: 'POST',
    body: JSON.stringify({ login: 'do', password }),
    headers: { 'content-type': 'application/json' },
  })
  if (!answer.ok) throw new Error(await answer.text())
  return answer.headers.get('set-cookie')?.split(';')[0] ?? ''
}

export async function figure({ port }: Child, name: string): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
  return Number(new RegExp(`^${name} (.*)$`, 'm').exec(text)?.[1])
}

/** The time below which that share of the times lies. */
export function within(times: readonly number[], share: number): string {
  const sorted = times.toSorted((a, b) => a - b)
  return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1)
}
