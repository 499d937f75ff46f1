import type { FactOf } from '../src/core/fact/fact.ts'
import type { Span } from '../src/core/measure/span.ts'

/**
 * The yardstick: the 20 measures of dossiers as one fixed loop over plain typed arrays, written by hand, without a branch where it
 * can do without, in the caller's thread. Facts that stand for a while lie in arrays of their own, as they do in the engine.
 */
const names = [
  'online',
  'returnsPaper',
  'hasResult',
  'hasDigitisedComponent',
  'reusesData',
  'usesStorage',
  'usesPopulationData',
  'hasFee',
  'paidOnline',
] as const

/** What it counts, in this order. */
export const loopMeasureIds = [
  'dossiers-received',
  'dossiers-synced',
  'dossiers-received-or-in-process',
  'dossiers-on-time',
  'online-dossiers-received-or-in-process',
  'online-dossiers-on-time',
  'dossiers-settled',
  'dossiers-settled-on-time',
  'dossiers-open',
  'dossiers-overdue',
  'dossiers-filed-online',
  'dossiers-with-fee',
  'dossiers-paid-online',
  'dossiers-returning-paper',
  'dossiers-with-e-result',
  'dossiers-digitised',
  'dossiers-reusing-data',
  'dossiers-with-personal-storage',
  'dossiers-using-population-data',
  'dossiers-satisfied',
] as const

const loopMeasures = loopMeasureIds.length

class Part {
  rows = 0
  readonly received: Int32Array
  readonly endedAt: Int32Array
  readonly lateFrom: Int32Array
  readonly synced: Int32Array
  readonly complained: Int32Array
  readonly flags: Uint16Array
  readonly unit: Uint16Array
  readonly from: Int32Array
  readonly until: Int32Array

  constructor(room: number, phases: boolean) {
    this.received = new Int32Array(room)
    this.endedAt = new Int32Array(room)
    this.lateFrom = new Int32Array(room)
    this.synced = new Int32Array(room)
    this.complained = new Int32Array(room)
    this.flags = new Uint16Array(room)
    this.unit = new Uint16Array(room)
    this.from = new Int32Array(phases ? room : 0)
    this.until = new Int32Array(phases ? room : 0)
  }

  add({ times, flags }: FactOf<'dossier'>, unit: number): void {
    const row = this.rows++
    this.received[row] = times.received
    this.endedAt[row] = times.endedAt
    this.lateFrom[row] = times.lateFrom
    this.synced[row] = times.synced
    this.complained[row] = times.complained
    this.flags[row] = names.reduce((bits, name, bit) => bits | (flags[name] ? 1 << bit : 0), 0)
    this.unit[row] = unit
    if (this.from.length === 0) return
    this.from[row] = times.from
    this.until[row] = times.until
  }
}

export class HandLoop {
  readonly #alone: Part
  readonly #phased: Part
  readonly #units = new Map<string, number>()

  constructor(dossiers: number) {
    this.#alone = new Part(dossiers, false)
    this.#phased = new Part(Math.ceil(dossiers / 8) + 1000, true)
  }

  add(facts: readonly FactOf<'dossier'>[]): void {
    for (const fact of facts) {
      const unit = this.#units.get(fact.unit) ?? this.#units.size
      this.#units.set(fact.unit, unit)
      const part = facts.length === 1 ? this.#alone : this.#phased
      part.add(fact, unit)
    }
  }

  /** For each unit by number the 20 counts. */
  count(span: Span): Int32Array {
    const out = new Int32Array(this.#units.size * loopMeasures)
    count(this.#alone, span, out)
    count(this.#phased, span, out)
    return out
  }
}

// The bounds checks of this loop are the engine's own; `?? 0` costs nothing where the place is within the array.
function count(part: Part, span: Span, out: Int32Array): void {
  const { received, endedAt, lateFrom, synced, complained, flags, unit, from, until, rows } = part
  const { 'before-period': before, moment, 'as-of': asOf } = span
  const phased = from.length > 0
  const add = (at: number, by: number): void => {
    out[at] = (out[at] ?? 0) + by
  }
  for (let row = 0; row < rows; row++) {
    const start = received[row] ?? 0
    const end = endedAt[row] ?? 0
    // Seconds are 31 bits: of `mark - time` the sign bit says that the time comes after the mark.
    const startsAfter = (moment - start) >>> 31
    const startsIn = (before - start) >>> 31
    const endsAfter = (moment - end) >>> 31
    const endsIn = (before - end) >>> 31
    const isReceived = startsIn & (startsAfter ^ 1)
    const isEnded = endsIn & (endsAfter ^ 1)
    const isOpen = (startsAfter ^ 1) & endsAfter
    const inProcess = isReceived | ((startsIn ^ 1) & endsIn)
    if ((inProcess | isEnded | isOpen) === 0) continue
    if (phased && ((from[row] ?? 0) > moment || (until[row] ?? 0) <= moment)) continue
    const inTime = (moment - (lateFrom[row] ?? 0)) >>> 31
    const bits = flags[row] ?? 0
    const online = bits & 1
    const paper = (bits >>> 1) & 1
    const result = (bits >>> 2) & 1
    const fee = (bits >>> 7) & 1
    const at = (unit[row] ?? 0) * loopMeasures
    add(at, isReceived)
    add(at + 1, isReceived & (((asOf - (synced[row] ?? 0)) >>> 31) ^ 1))
    add(at + 2, inProcess)
    add(at + 3, inProcess & inTime)
    add(at + 4, inProcess & online)
    add(at + 5, inProcess & online & inTime)
    add(at + 6, isEnded)
    add(at + 7, isEnded & inTime)
    add(at + 8, isOpen)
    add(at + 9, isOpen & (inTime ^ 1))
    add(at + 10, isReceived & online & ((paper ^ 1) | result))
    add(at + 11, isReceived & fee)
    add(at + 12, isReceived & fee & (bits >>> 8))
    add(at + 13, isReceived & paper)
    add(at + 14, isReceived & paper & result)
    add(at + 15, isReceived & (bits >>> 3) & result)
    add(at + 16, isReceived & (bits >>> 4))
    add(at + 17, isReceived & (bits >>> 5))
    add(at + 18, isReceived & (bits >>> 6))
    add(at + 19, isReceived & inTime & ((asOf - (complained[row] ?? 0)) >>> 31))
  }
}
