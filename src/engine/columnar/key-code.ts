import { chunkBytes, TextPool } from './text-pool.ts'

/**
 * Keys in 8 bytes. A dossier code, `H15.50.05.13-261008-0975`, is its agency's number (16 bits), the six digits of its day
 * (20), and the sequence (24) with its width (3): exactly reversible. Any other key lies in the pool of texts: the upper
 * half is negative and holds a hash of it, the lower half its address.
 */
export type KeysShape = {
  readonly chunks: readonly SharedArrayBuffer[]
  readonly used: number
  readonly agencies: SharedArrayBuffer
  readonly agencyCount: number
}

const mostAgencies = 1 << 16
const widest = 7

/** Reads keys, in any thread. */
export class KeyReader {
  protected readonly pool: TextPool
  /** Addresses of the agencies' texts. */
  protected readonly agencies: Int32Array
  readonly #agencyTexts: string[] = []

  constructor({ chunks, used, agencies }: Omit<KeysShape, 'agencyCount'>) {
    this.pool = new TextPool(chunks, used)
    this.agencies = new Int32Array(agencies)
  }

  protected agency(number: number): string {
    const known = this.#agencyTexts[number]
    if (known !== undefined) return known
    const text = this.pool.text((this.agencies[number] ?? 0) >>> 0)
    this.#agencyTexts[number] = text
    return text
  }

  text(high: number, low: number): string {
    if (high < 0) return this.pool.text(low >>> 0)
    return `${this.agency(high >>> 15)}-${String(dayOf(high, low)).padStart(6, '0')}-${sequenceOf(low)}`
  }

  /** As comparing the texts. No agency has a dash, so agencies that differ decide. */
  compare(highA: number, lowA: number, highB: number, lowB: number): number {
    if (highA < 0 || highB < 0) return compareTexts(this.text(highA, lowA), this.text(highB, lowB))
    const [a, b] = [highA >>> 15, highB >>> 15]
    if (a !== b) return compareTexts(`${this.agency(a)}-`, `${this.agency(b)}-`)
    return dayOf(highA, lowA) - dayOf(highB, lowB) || compareTexts(sequenceOf(lowA), sequenceOf(lowB))
  }
}

function dayOf(high: number, low: number): number {
  return ((high & 0x7fff) << 5) | (low >>> 27)
}

function sequenceOf(low: number): string {
  return String(low & 0xff_ffff).padStart((low >>> 24) & 7, '0')
}

/** By UTF-16 code units. */
export function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** The number in `text` from `start` to `end`; -1: not all digits. */
function digits(text: string, start: number, end: number): number {
  let value = 0
  for (let place = start; place < end; place++) {
    const digit = text.charCodeAt(place) - 48
    if (digit < 0 || digit > 9) return -1
    value = value * 10 + digit
  }
  return value
}

/** Codes keys, in the thread that writes. The code of the key last looked at stands in `high` and `low`. */
export class KeyCodes extends KeyReader {
  readonly #numbers = new Map<string, number>()
  #looked = ''
  /** By unit the agency that its last key began with: most begin alike, and the map costs more than a comparison. */
  readonly #usual: number[] = []
  high = 0
  low = 0

  constructor(shape?: KeysShape) {
    super(shape ?? { chunks: [], used: 0, agencies: new SharedArrayBuffer(mostAgencies * 4) })
    for (let number = 0; number < (shape?.agencyCount ?? 0); number++) this.#numbers.set(this.agency(number), number)
  }

  shape(): KeysShape {
    const { chunks, used } = this.pool
    const { buffer } = this.agencies
    if (!(buffer instanceof SharedArrayBuffer)) throw new Error('agencies are in shared memory')
    return { chunks, used, agencies: buffer, agencyCount: this.#numbers.size }
  }

  get bytes(): number {
    return this.pool.chunks.length * chunkBytes + this.agencies.byteLength
  }

  /** Codes the key, which some fact of the unit has, as far as it goes without writing: of a text, only the upper half. */
  look(key: string, unit: number): void {
    this.#looked = key
    if (this.#lookCode(key, unit)) return
    this.high = textHash(key) | 0x8000_0000
    this.low = 0
  }

  /** Gives the key looked at its place, if it is a text that has none yet. */
  keep(): void {
    if (this.high < 0) this.low = this.pool.add(this.#looked) | 0
  }

  /** Whether it is the code of the key looked at. */
  is(high: number, low: number): boolean {
    return high === this.high && (high < 0 ? this.pool.is(low >>> 0, this.#looked) : low === this.low)
  }

  #lookCode(key: string, unit: number): boolean {
    const last = key.lastIndexOf('-')
    const first = last - 7
    const width = key.length - last - 1
    if (first < 0 || width < 1 || width > widest || key[first] !== '-') return false
    const day = digits(key, first + 1, last)
    const sequence = digits(key, last + 1, key.length)
    if (day < 0 || sequence < 0) return false
    const agency = this.#agencyNumber(key, first, this.#usual[unit] ?? 0)
    if (agency === null) return false
    for (let code = this.#usual.length; code < unit; code++) this.#usual.push(0)
    this.#usual[unit] = agency
    this.high = (agency << 15) | (day >>> 5)
    this.low = ((day & 31) << 27) | (width << 24) | sequence
    return true
  }

  /** Of the agency before the dash at `end`; null: it is none, for it has a dash, or there are too many. */
  #agencyNumber(key: string, end: number, likely: number): number | null {
    if (likely < this.#numbers.size) {
      const text = this.agency(likely)
      if (text.length === end && key.startsWith(text)) return likely
    }
    if (key.indexOf('-') < end) return null
    const text = key.slice(0, end)
    const known = this.#numbers.get(text)
    if (known !== undefined) return known
    const number = this.#numbers.size
    if (number === mostAgencies) return null
    this.agencies[number] = this.pool.add(text) | 0
    // Not the text itself: a part of a key may keep alive all that the key was cut from.
    this.#numbers.set(this.agency(number), number)
    return number
  }
}

function textHash(text: string): number {
  let hash = 0x811c_9dc5
  for (let place = 0; place < text.length; place++) hash = Math.imul(hash ^ text.charCodeAt(place), 0x0100_0193)
  return hash
}

/** Spreads a code over 32 bits; of a text its own hash is enough. */
export function keyHash(high: number, low: number): number {
  let hash = Math.imul(high, 0x9e37_79b1) ^ (high < 0 ? 0 : Math.imul(low, 0x85eb_ca77))
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b_3c6d)
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a_2d39)
  return hash ^ (hash >>> 15)
}
