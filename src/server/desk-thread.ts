import { Worker } from 'node:worker_threads'
import { type Failure, failed, failure, type Result } from '../core/failure.ts'
import { limits } from '../core/limits.ts'
import type { SealedObservation, Seq } from '../core/observation/observation.ts'
import { sealedText } from '../core/observation/sealed-text.ts'
import type { Receipt } from '../ledger/append.ts'
import { atDoor } from '../ledger/door.ts'
import { databasePath, type Sizes } from '../ledger/file.ts'
import { type LedgerView, type OpenView, openView } from '../ledger/view.ts'
import { type Installation, installationBeside } from '../office/installation.ts'
import type { Sent } from '../office/reception.ts'
import type { By, Desk, DeskListener, Ingested } from './desk.ts'
import type { DeskData, Opened, Order, Orders, Reply, Said } from './desk-message.ts'

/** A data folder that is read here and written to by the desk. */
export type WithDesk = { readonly installation: Installation; readonly desk: DeskThread }

/** Opens a data folder in a thread of its own, which writes into it. Failures: those of openInstallation, writing-lost. */
export async function openDesk(folder: string, sizes: Sizes): Promise<Result<WithDesk>> {
  const workerData: DeskData = { folder, sizes }
  const worker = new Worker(new URL('./desk-worker.ts', import.meta.url), { workerData })
  const opened = await firstWord(worker)
  if (!opened.ok) return opened
  const desk = atDoor({ file: databasePath(folder) }, () => new DeskThread(worker, folder, opened.value))
  if (desk.ok) return withInstallation(folder, desk.value)
  await worker.terminate()
  return desk
}

/** Throws what the thread has thrown. */
function firstWord(worker: Worker): Promise<Opened> {
  return new Promise((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', () => resolve(failed('writing-lost')))
  })
}

async function withInstallation(folder: string, desk: DeskThread): Promise<Result<WithDesk>> {
  let isRead = false
  try {
    const installation = installationBeside(folder, desk.ledger)
    isRead = installation.ok
    return installation.ok ? { ok: true, value: { installation: installation.value, desk } } : installation
  } finally {
    if (!isRead) await desk.close()
  }
}

/** Null: the thread was closed before, or is lost, and nobody knows what became of it. */
type Asked = PromiseWithResolvers<Reply | null>

/** A desk in a thread: bytes go to it, receipts come back, and with them how far the ledger may be read here. */
export class DeskThread implements Desk {
  readonly batchRows = limits.turnRows
  readonly #worker: Worker
  readonly #view: OpenView
  readonly #ended: Promise<void>
  readonly #lost = Promise.withResolvers<void>()
  readonly #asked = new Map<number, Asked>()
  #seq: Seq
  #number = 0
  #orders: Order[] = []
  #bodies: Uint8Array[] = []
  #waitingRows = 0
  #listener: DeskListener | null = null
  #isTaking = true
  #isGone = false
  #isLost = false
  #closing: Promise<void> | null = null

  /** Throws what SQLite says where the ledger cannot be read. */
  constructor(worker: Worker, folder: string, seq: Seq) {
    this.#worker = worker
    this.#seq = seq
    this.#view = openView(folder, () => this.#seq)
    worker.on('message', (said: Said) => this.#hear(said))
    worker.on('error', (error) => this.#lose(error))
    this.#ended = new Promise((resolve) => {
      worker.on('exit', (code) => {
        this.#lose(new Error(`the thread of the desk ended with ${code}`))
        resolve()
      })
    })
  }

  /** What the ledger held when the last receipts came. */
  get ledger(): LedgerView {
    return this.#view.view
  }

  get waitingRows(): number {
    return this.#waitingRows
  }

  get isTaking(): boolean {
    return this.#isTaking
  }

  /** Whether the thread is gone, and not because it was closed. */
  get isLost(): boolean {
    return this.#isLost
  }

  /** Comes when it is lost. */
  get lost(): Promise<void> {
    return this.#lost.promise
  }

  listen(listener: DeskListener): void {
    this.#listener = listener
  }

  async take(sent: Sent, by: By): Promise<Ingested> {
    const { source, isLines, now, bytes } = sent
    const { unit, language } = by
    const { length } = bytes
    const number = ++this.#number
    const reply = await this.#ask({ kind: 'take', number, source, isLines, now, unit, language, length }, bytes)
    if (reply === null) return { receipts: [], broken: [this.#refusal()] }
    if (reply.kind !== 'taken') throw new Error(`rows were ${reply.kind}`)
    return reply.ingested
  }

  async append(observations: readonly SealedObservation[]): Promise<Result<readonly Receipt[]>> {
    const reply = await this.#ask({ kind: 'append', number: ++this.#number, rows: observations.map(sealedText) })
    if (reply === null) return { ok: false, failures: [this.#refusal()] }
    if (reply.kind !== 'appended') throw new Error(`rows were ${reply.kind}`)
    return reply.receipts
  }

  #refusal(): Failure {
    return failure(this.#isLost ? 'writing-lost' : 'server-stopping')
  }

  async stop(): Promise<void> {
    this.#isTaking = false
    await this.#ask({ kind: 'stop', number: ++this.#number })
  }

  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  async #close(): Promise<void> {
    this.#isTaking = false
    this.#view.close()
    if (this.#isGone) return
    await this.#ask({ kind: 'close', number: ++this.#number })
    await this.#ended
  }

  /** What is asked in one turn of the loop goes as one message. Throws what the thread has thrown. */
  #ask(order: Order, body?: Uint8Array): Promise<Reply | null> {
    if (this.#isGone || this.#closing !== null) return Promise.resolve(null)
    if (body !== undefined) this.#bodies.push(body)
    const asked: Asked = Promise.withResolvers()
    this.#asked.set(order.number, asked)
    if (this.#orders.push(order) === 1) setImmediate(() => this.#send())
    return asked.promise
  }

  #send(): void {
    const bytes = joined(this.#bodies)
    const message: Orders = { orders: this.#orders, bytes }
    this.#orders = []
    this.#bodies = []
    this.#worker.postMessage(message, [bytes.buffer])
  }

  /** Nobody is given a receipt for what is not shown here yet. */
  #hear({ seq, waitingRows, written, replies }: Said): void {
    this.#seq = seq
    this.#waitingRows = waitingRows
    for (const one of written) this.#listener?.onWritten(one)
    for (const reply of replies) {
      const asked = this.#asked.get(reply.number)
      this.#asked.delete(reply.number)
      if (reply.kind === 'failed') asked?.reject(reply.error)
      else asked?.resolve(reply)
    }
  }

  #lose(error: Error): void {
    if (this.#isGone) return
    this.#isGone = true
    this.#isTaking = false
    this.#waitingRows = 0
    const isUnanswered = this.#asked.size > 0
    for (const { resolve } of this.#asked.values()) resolve(null)
    this.#asked.clear()
    if (this.#closing !== null && !isUnanswered) return
    this.#isLost = true
    this.#listener?.onLost(error)
    this.#lost.resolve()
  }
}

/** Behind one another. A large body mostly comes alone, and is moved as it is. */
function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const [first] = parts
  if (parts.length === 1 && first !== undefined) {
    const { buffer } = first
    if (buffer instanceof ArrayBuffer && buffer.byteLength === first.length) return new Uint8Array(buffer)
  }
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
