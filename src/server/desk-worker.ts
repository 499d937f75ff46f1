import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { TextObservation } from '../core/observation/sealed-text.ts'
import { instant } from '../core/time/instant.ts'
import { openInstallation, type WritableInstallation } from '../office/installation.ts'
import type { Written } from './desk.ts'
import type { DeskData, Opened, Order, Orders, Reply, Said } from './desk-message.ts'
import { LedgerDesk } from './ledger-desk.ts'

/** Runs in the thread that desk-thread.ts starts: a desk of its own, and the one ledger that is written to. */
class Thread {
  readonly #installation: WritableInstallation
  readonly #desk: LedgerDesk
  readonly #port: MessagePort
  #written: Written[] = []
  #replies: Reply[] = []
  #isDue = false
  #isClosed = false

  constructor(installation: WritableInstallation, port: MessagePort) {
    this.#installation = installation
    this.#desk = new LedgerDesk(installation)
    this.#port = port
    const onWritten = (written: Written) => {
      this.#written.push(written)
      this.#plan()
    }
    this.#desk.listen({ onWritten, onLost: () => undefined })
  }

  /** In their order: the rows of one are read and wait to be written before those of the next are looked at. */
  do({ orders, bytes }: Orders): void {
    let from = 0
    for (const order of orders) {
      const to = from + (order.kind === 'take' ? order.length : 0)
      void this.#answered(order, bytes.subarray(from, to))
      from = to
    }
  }

  async #answered(order: Order, bytes: Uint8Array): Promise<void> {
    try {
      this.#answer(await this.#done(order, bytes))
    } catch (error) {
      const { number } = order
      this.#answer({ kind: 'failed', number, error: error instanceof Error ? error : new Error(String(error)) })
    }
  }

  async #done(order: Order, bytes: Uint8Array): Promise<Reply> {
    const { kind, number } = order
    switch (kind) {
      case 'take':
        return { kind: 'taken', number, ingested: await this.#desk.take({ ...order, bytes }, order) }
      case 'append': {
        const rows = order.rows.map((row) => new TextObservation(row))
        return { kind: 'appended', number, receipts: await this.#desk.append(rows) }
      }
      case 'stop':
      case 'close':
        await this.#desk[kind]()
        this.#isClosed = kind === 'close'
        return { kind: 'done', number }
    }
  }

  #answer(reply: Reply): void {
    this.#replies.push(reply)
    this.#plan()
  }

  /** A turn of the lane settles many: they go together, when all promises that hung on it have come by. */
  #plan(): void {
    if (this.#isDue) return
    this.#isDue = true
    queueMicrotask(() => process.nextTick(() => this.#flush()))
  }

  #flush(): void {
    const { ledger } = this.#installation
    const said: Pick<Said, 'seq' | 'waitingRows'> = { seq: ledger.watermark(), waitingRows: this.#desk.waitingRows }
    this.#port.postMessage({ ...said, written: this.#written, replies: this.#replies }, [])
    this.#written = []
    this.#replies = []
    this.#isDue = false
    if (this.#isClosed) this.#port.close()
  }
}

const port = parentPort
if (port !== null) {
  const { folder, sizes }: DeskData = workerData
  const opened = openInstallation(folder, () => instant(Date.now()), sizes)
  const first: Opened = opened.ok ? { ok: true, value: opened.value.ledger.watermark() } : opened
  port.postMessage(first)
  if (opened.ok) {
    const thread = new Thread(opened.value, port)
    port.on('message', (orders: Orders) => thread.do(orders))
  }
}
