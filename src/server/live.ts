import { failure } from '../core/failure.ts'
import { limits } from '../core/limits.ts'
import { Refused } from './problem.ts'

/** In milliseconds. */
export type Pace = {
  /** Over which changes are gathered into one event. */
  readonly gathering: number
  /** Between signs of life; as often it is asked whether the reader may still read. */
  readonly beat: number
}

export const usualPace: Pace = { gathering: 100, beat: 15_000 }

export type Reader = {
  /** The last seq that the reader knows of; null: none. */
  readonly since: number | null
  /** Asked at each beat; false ends the stream. */
  readonly isWelcome: () => boolean
  /** Whether the reader may be told that this unit changed. */
  readonly sees: (unit: string) => boolean
  /** Ends the connection at once: whoever takes nothing would not take the end of the stream either, and hold it for ever. */
  readonly cut: () => void
}

/** A unit list that is null means: too many, or not known which; look at everything again. */
type Watermark = { readonly seq: number; readonly units: readonly string[] | null }

type Open = Reader & { readonly controller: ReadableStreamDefaultController<Uint8Array> }

/**
 * Tells readers that the ledger has grown: which seq it has come to and which units may have changed, never what. A reader
 * that does not take what it is sent is dropped, its connection with it; it comes back with the last seq it saw.
 */
export class Live {
  readonly #readers = new Set<Open>()
  readonly #most: number
  readonly #gathering: number
  #seq: number
  #units = new Set<string>()
  #timer: NodeJS.Timeout | null = null
  readonly #heart: NodeJS.Timeout
  #isClosed = false

  constructor(seq: number, most: number, { gathering, beat }: Pace = usualPace) {
    this.#seq = seq
    this.#most = most
    this.#gathering = gathering
    this.#heart = setInterval(() => this.#beat(), beat)
    this.#heart.unref()
  }

  get readers(): number {
    return this.#readers.size
  }

  /** After each commit. */
  notify(seq: number, units: ReadonlySet<string>): void {
    this.#seq = seq
    if (this.#readers.size === 0) return
    for (const unit of units) if (this.#units.size <= limits.liveUnits) this.#units.add(unit)
    this.#timer ??= setTimeout(() => this.#flush(), this.#gathering)
  }

  /** The events as a stream of bytes. Throws Refused: server-stopping, server-busy. */
  stream(reader: Reader): ReadableStream<Uint8Array> {
    if (this.#isClosed) throw new Refused([failure('server-stopping')])
    if (this.#readers.size >= this.#most) throw new Refused([failure('server-busy', { seconds: 30 })])
    let open: Open | null = null
    return new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          open = { ...reader, controller }
          this.#readers.add(open)
          const isBehind = reader.since !== null && reader.since !== this.#seq
          send(open, eventText({ seq: this.#seq, units: isBehind ? null : [] }))
        },
        cancel: () => {
          if (open !== null) this.#readers.delete(open)
        },
      },
      new ByteLengthQueuingStrategy({ highWaterMark: limits.liveBytes }),
    )
  }

  /** Ends all streams; readers are to come back by themselves, to whoever serves then. */
  close(): void {
    this.#isClosed = true
    if (this.#timer !== null) this.#flush()
    clearInterval(this.#heart)
    for (const open of this.#readers) this.#end(open)
  }

  #flush(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    const units = this.#units.size > limits.liveUnits ? null : [...this.#units]
    this.#units = new Set()
    for (const open of this.#readers) {
      const seen = units?.filter(open.sees) ?? null
      if (!send(open, eventText({ seq: this.#seq, units: seen }))) this.#drop(open)
    }
  }

  #beat(): void {
    for (const open of this.#readers) {
      if (!open.isWelcome()) this.#end(open)
      else if (!send(open, ': nhịp\n\n')) this.#drop(open)
    }
  }

  #drop(open: Open): void {
    this.#end(open)
    open.cut()
  }

  #end(open: Open): void {
    this.#readers.delete(open)
    try {
      open.controller.close()
    } catch {
      // It has gone by itself.
    }
  }
}

const encoder = new TextEncoder()

/** False when the reader has left too much lying. */
function send({ controller }: Open, text: string): boolean {
  if ((controller.desiredSize ?? 0) <= 0) return false
  controller.enqueue(encoder.encode(text))
  return true
}

function eventText({ seq, units }: Watermark): string {
  return `id: ${seq}\nevent: watermark\ndata: ${JSON.stringify({ seq, units })}\n\n`
}
