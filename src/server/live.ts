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
  /** Whether the reader may be told of files that somebody of this unit has sent. */
  readonly hears: (scope: string) => boolean
  /** Ends the connection at once: whoever takes nothing would not take the end of the stream either, and hold it for ever. */
  readonly cut: () => void
}

/** A unit list that is null means: too many, or not known which; look at everything again. */
type Watermark = { readonly seq: number; readonly units: readonly string[] | null }

/** How far a file has come that was sent, as `Import` says it. */
export type News = Readonly<Record<'bytes' | 'size' | 'rows', number>> &
  Readonly<Record<'id' | 'scope' | 'state', string>>

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
  #hasGrown = false
  /** By import, what there is to tell. */
  #news = new Map<string, News>()
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
    this.#hasGrown = true
    this.#plan()
  }

  /** Of a file that was sent, as often as something changes. */
  tell(news: News): void {
    if (this.#readers.size === 0) return
    this.#news.set(news.id, news)
    this.#plan()
  }

  #plan(): void {
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
    const grown = this.#hasGrown ? [this.#units.size > limits.liveUnits ? null : [...this.#units]] : []
    const news = [...this.#news.values()]
    this.#units = new Set()
    this.#hasGrown = false
    this.#news = new Map()
    for (const open of this.#readers) {
      const texts = grown.map((units) => eventText({ seq: this.#seq, units: units?.filter(open.sees) ?? null }))
      for (const one of news) if (open.hears(one.scope)) texts.push(newsText(one))
      if (texts.length > 0 && !send(open, texts.join(''))) this.#drop(open)
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

/** Without an id: what a reader comes back with is a number of the ledger. */
function newsText({ id, state, bytes, size, rows }: News): string {
  return `event: import\ndata: ${JSON.stringify({ id, state, bytes, size, rows })}\n\n`
}

function eventText({ seq, units }: Watermark): string {
  return `id: ${seq}\nevent: watermark\ndata: ${JSON.stringify({ seq, units })}\n\n`
}
