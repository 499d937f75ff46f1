import { type Dossier, dossierStatuses } from '../dossier/dossier.ts'
import { type Instant, instant } from '../time/instant.ts'
import { KnownWords } from './known-words.ts'

/**
 * Values read where they stand in the canonical text of a body. `rest` is what is left of the text from the value on: to know
 * its length costs less than to look for the value. The text is known to have such a value there.
 */
type Rest = string | undefined

/** Characters, as units of UTF-16. */
const [n, t, minus, zero, comma, bracket] = [0x6e, 0x74, 0x2d, 0x30, 0x2c, 0x5d] as const

export function placeOf(text: string, rest: Rest): number {
  return rest === undefined ? text.length : text.length - rest.length
}

export function isTrueAt(text: string, rest: Rest): boolean {
  return text.charCodeAt(placeOf(text, rest)) === t
}

/** From one value to a later one. What has marks around it, and is found there, is no part of a name. */
export function partOf(text: string, rest: Rest, later: Rest): string {
  return text.slice(placeOf(text, rest), placeOf(text, later))
}

/** Of a list. */
export function isEmptyAt(text: string, rest: Rest): boolean {
  return text.charCodeAt(placeOf(text, rest) + 1) === bracket
}

export function nameAt(text: string, rest: Rest): string | null {
  const start = placeOf(text, rest)
  return isNull(text, start) ? null : text.slice(start + 1, text.indexOf('"', start + 1))
}

export function wordAt<W extends string>(text: string, rest: Rest, words: KnownWords<W>): W {
  return words.at(text, placeOf(text, rest) + 1)
}

export function momentAt(text: string, rest: Rest): Instant | null {
  const start = placeOf(text, rest)
  return isNull(text, start) ? null : momentFrom(text, start)
}

const statuses = new KnownWords(dossierStatuses)

export function statusAt(text: string, rest: Rest): Dossier['status'] {
  return statusFrom(text, placeOf(text, rest))
}

const [before, between] = ['{"at":'.length, ',"status":'.length]

/** Steps of handling: `[{"at":1,"status":"accepted"},{"at":2,"status":null}]`. */
export function progressAt(text: string, rest: Rest): Dossier['progress'] {
  const progress: Dossier['progress'] = []
  for (let next = placeOf(text, rest) + 1; text.charCodeAt(next) !== bracket; ) {
    const start = text.charCodeAt(next) === comma ? next + 1 + before : next + before
    const end = text.indexOf(',', start)
    const status = statusFrom(text, end + between)
    progress.push({ status, at: momentFrom(text, start) })
    const length = status === null ? 4 : status.length + 2
    next = end + between + length + 1
  }
  return progress
}

function isNull(text: string, start: number): boolean {
  return text.charCodeAt(start) === n
}

function statusFrom(text: string, start: number): Dossier['status'] {
  return isNull(text, start) ? null : statuses.at(text, start + 1)
}

/** Digits by hand: to make a text of them first takes three times as long. What follows them comes before them in the alphabet. */
function momentFrom(text: string, start: number): Instant {
  let at = start
  let unit = text.charCodeAt(at)
  const isNegative = unit === minus
  if (isNegative) unit = text.charCodeAt(++at)
  let milliseconds = 0
  while (unit >= zero) {
    milliseconds = milliseconds * 10 + (unit - zero)
    unit = text.charCodeAt(++at)
  }
  return instant(isNegative ? -milliseconds : milliseconds)
}
