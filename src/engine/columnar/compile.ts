import type { Pairs } from './pairs.ts'
import type { Segment } from './segment.ts'

/** What a loop is given besides rows. */
export type LoopTask = {
  readonly beforePeriod: number
  readonly moment: number
  readonly asOf: number
  /** By unit: 1 where it is asked about. */
  readonly mask: Uint8Array
  /** The procedure asked about. */
  readonly only: number
  /** Whether facts of other tables stand beside a row: −1, or 0. */
  readonly somes: readonly ((procedure: number, unit: number) => number)[]
  /** Which pairs have bits; those of several predicates lie side by side. */
  readonly pairs: Pairs
  readonly bits: Int32Array
}

export type Loop = {
  /** Whether any row of the block whose zones start at `at` can count. */
  readonly possible: (zones: Int32Array, at: number, beforePeriod: number, moment: number, asOf: number) => boolean
  readonly run: (
    segment: Segment,
    task: LoopTask,
    from: number,
    to: number,
    picked: Int32Array,
    out: Int32Array,
  ) => number
}

const kept = 300

/** Loops by their text, so that a question asked again is already warm. */
export class Loops {
  readonly #loops = new Map<string, Loop>()

  get(text: string): Loop {
    const known = this.#loops.get(text)
    if (known !== undefined) return known
    if (this.#loops.size >= kept) this.#loops.clear()
    const loop = compile(text)
    this.#loops.set(text, loop)
    return loop
  }
}

function compile(text: string): Loop {
  // The text is printed from predicates, which are code of chiso's own; no input ever becomes part of it.
  // oxlint-disable-next-line no-new-func, typescript/no-implied-eval
  const made: unknown = new Function(`'use strict'\n${text}`)()
  if (!isLoop(made)) throw new Error('a printed loop has two functions')
  return made
}

function isLoop(made: unknown): made is Loop {
  return (
    typeof made === 'object' &&
    made !== null &&
    'possible' in made &&
    typeof made.possible === 'function' &&
    'run' in made &&
    typeof made.run === 'function'
  )
}
