import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import { createInterface } from 'node:readline'

/** A server in a process of its own, and senders on bare connections: what is measured is the server, not a client. */

export type Child = {
  readonly port: number
  /** Of a source for the whole province. */
  readonly token: string
  /** Of the administrator `do`. */
  readonly password: string
  readonly process: ReturnType<typeof spawn>
}

export async function serverChild(folder: string): Promise<Child> {
  const script = fileURLToPath(new URL('child.ts', import.meta.url))
  const child = spawn(process.execPath, [script, folder], { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  for await (const line of createInterface({ input: child.stderr })) {
    const [, port, token = '', password = ''] = /^port (\d+) (\S+) (\S+)$/.exec(line) ?? []
    if (port !== undefined) return { port: Number(port), token, password, process: child }
    said += `${line}\n`
  }
  throw new Error(`the server did not start: ${said}`)
}

export type Answer = { readonly status: number; readonly body: string }

/** One connection that is kept: asks, waits for the answer, asks again. */
export class Sender {
  readonly #socket: Socket
  #text = ''
  #waiting: { resolve: (answer: Answer) => void; reject: (error: Error) => void } | null = null

  readonly #token: string

  private constructor(socket: Socket, token: string) {
    this.#socket = socket
    this.#token = token
    socket.setNoDelay(true)
    socket.on('data', (chunk) => {
      this.#text += chunk.toString('latin1')
      this.#look()
    })
    socket.on('error', (error) => this.#waiting?.reject(error))
    socket.on('close', () => this.#waiting?.reject(new Error('closed')))
  }

  static async open({ port, token }: Pick<Child, 'port' | 'token'>): Promise<Sender> {
    const socket = connect(port, '127.0.0.1')
    await once(socket, 'connect')
    return new Sender(socket, token)
  }

  post(body: string): Promise<Answer> {
    const head =
      `POST /api/observations HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${this.#token}\r\n` +
      `content-type: application/x-ndjson\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n`
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject }
      this.#socket.write(head + body)
    })
  }

  close(): void {
    this.#waiting = null
    this.#socket.destroy()
  }

  #look(): void {
    const end = this.#text.indexOf('\r\n\r\n')
    if (end < 0) return
    const head = this.#text.slice(0, end)
    const length = Number(/content-length: (\d+)/i.exec(head)?.[1])
    const body = this.#text.slice(end + 4)
    if (body.length < length) return
    this.#text = ''
    const waiting = this.#waiting
    this.#waiting = null
    waiting?.resolve({ status: Number(head.slice(9, 12)), body })
  }
}
