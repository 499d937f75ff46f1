import { limits } from '../core/limits.ts'
import { addMilliseconds, type Instant, parseInstant } from '../core/time/instant.ts'
import { unitCode } from '../core/unit/code.ts'
import { BadField } from './bad-field.ts'

/** Values of one row of a source, by field. Nothing in it is believed until one of these functions has read it. */
export type Fields = Readonly<Record<string, unknown>>

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Control characters, and halves of surrogate pairs, which do not survive the way into UTF-8. */
const unclean = /[\p{Cc}\p{Cs}]/u

/** Text, trimmed; numbers as their digits; '' when there is none. */
export function textIn(fields: Fields, column: string, limit: number = limits.intakeTextCharacters): string {
  const value = fields[column]
  if (value === undefined || value === null) return ''
  if (typeof value === 'number') return digits(value, column)
  if (typeof value !== 'string') throw new BadField('wrong-type', column, value, { expected: text })
  if (value.length > limit) throw new BadField('text-too-long', column, value, { limit })
  if (isPlain(value)) return value
  const trimmed = value.trim()
  if (unclean.test(trimmed)) throw new BadField('text-unclean', column, value)
  return trimmed
}

/** Printable ASCII without a blank: nothing to trim, nothing unclean. Nearly every value is, and this is told fast. */
function isPlain(value: string): boolean {
  for (let index = 0; index < value.length; index++) {
    const unit = value.charCodeAt(index)
    if (unit <= 0x20 || unit >= 0x7f) return false
  }
  return true
}

const text = { vi: 'chữ', en: 'text' }
const wholeNumber = { vi: 'số nguyên', en: 'a whole number' }
const yesOrNo = { vi: '0 hoặc 1', en: '0 or 1' }
const list = { vi: 'danh sách', en: 'a list' }

/** A number that went through binary may have lost its last digits; only whole ones that cannot have are digits. */
function digits(value: number, column: string): string {
  if (!Number.isSafeInteger(value)) throw new BadField('number-invalid', column, value, { expected: wholeNumber })
  return String(value)
}

/** Letters, digits and . - _ / without a blank, with a digit somewhere. */
const codeShape = /^(?=.*\d)[A-Za-z0-9][A-Za-z0-9._/-]*$/
/** A phone, identity or tax number, as one or in groups: not a code, wherever it stands. */
const personNumber = /^(?:\d{9,13}|\d{2,4}(?:[._/-]\d{2,4}){2,3})$/

export function isCode(value: string): boolean {
  return codeShape.test(value) && !personNumber.test(value)
}

/** A code, or '' when there is none. What is no code may be a name or a number of a person, so it is refused. */
export function codeIn(fields: Fields, column: string, limit = 100): string {
  const code = textIn(fields, column, limit)
  if (code !== '' && !isCode(code)) throw new BadField('code-invalid', column, code)
  return code
}

/** Codes of units by their folded names, for sources that write names. */
export type UnitNames = (name: string) => string | undefined

/** The canonical code of the unit, from a code or a known name; null when there is none. */
export function unitIn(fields: Fields, column: string, unitNamed: UnitNames): string | null {
  const given = textIn(fields, column)
  if (given === '') return null
  if (given.length <= 40 && isCode(given)) return unitCode(given)
  const code = unitNamed(given)
  if (code === undefined) throw new BadField('unit-unknown', column, given)
  return code
}

const earliest = parseInstant('19900101')
const latest = parseInstant('21010101')
/** What an empty date of .NET and of SQL Server is written as. */
const emptyMoment = /^(?:00010101|19000101)(?:000000)?$/

/** A moment in any of the forms of `parseInstant`; null when there is none. */
export function momentIn(fields: Fields, column: string): Instant | null {
  const given = textIn(fields, column)
  if (given === '' || given === '0' || emptyMoment.test(given)) return null
  const at = stampIn(given) ?? parseInstant(given)
  if (at === null) throw new BadField('date-impossible', column, given)
  if (earliest === null || latest === null || at < earliest || at >= latest) {
    throw new BadField('date-out-of-range', column, given)
  }
  return at
}

/** Midnight of days met before: most moments of a file fall on few days, and a dossier has a dozen of them. */
const midnights = new Map<string, Instant | null>()

/** yyyyMMddHHmmss, read as `parseInstant` would; null for anything else. */
function stampIn(given: string): Instant | null {
  if (given.length !== 14) return null
  const [hour, minute, second] = [twoDigits(given, 8), twoDigits(given, 10), twoDigits(given, 12)]
  if (!(hour <= 23 && minute <= 59 && second <= 59)) return null
  const day = given.slice(0, 8)
  let midnight = midnights.get(day)
  if (midnight === undefined) {
    midnight = /^\d{8}$/.test(day) ? parseInstant(day) : null
    if (midnights.size >= limits.daysKept) midnights.clear()
    midnights.set(day, midnight)
  }
  return midnight === null ? null : addMilliseconds(midnight, ((hour * 60 + minute) * 60 + second) * 1000)
}

/** The number of two digits at a place; NaN when there are none. */
function twoDigits(given: string, at: number): number {
  const [tens, ones] = [given.charCodeAt(at) - 0x30, given.charCodeAt(at + 1) - 0x30]
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN
}

const yes = new Set(['1', 'true', 'yes', 'có', 'x'])
const no = new Set(['', '0', 'false', 'no', 'không'])

/** true, 1, "1", "TRUE", "có"; nothing at all is no. */
export function flagIn(fields: Fields, column: string): boolean {
  const value = fields[column]
  if (value === '1' || value === '0') return value === '1'
  const given = typeof value === 'boolean' ? String(value) : textIn(fields, column).toLowerCase()
  if (yes.has(given)) return true
  if (no.has(given)) return false
  throw new BadField('wrong-type', column, value, { expected: yesOrNo })
}

/** One of the values of a closed list, by how the source writes it; null when there is none. */
export function oneOfIn<T>(fields: Fields, column: string, values: ReadonlyMap<string, T>): T | null {
  const given = textIn(fields, column)
  if (given === '') return null
  const found = values.get(given)
  if (found === undefined) throw new BadField('value-unknown', column, given, { known: [...values.keys()].join(', ') })
  return found
}

/** The objects of a nested list; none when it is not there. */
export function listIn(fields: Fields, column: string): readonly Fields[] {
  const value = fields[column]
  if (value === undefined || value === null || value === '') return []
  if (!Array.isArray(value)) throw new BadField('wrong-type', column, value, { expected: list })
  if (value.length > limits.intakeListItems) {
    throw new BadField('too-many-items', column, value, { limit: limits.intakeListItems })
  }
  const items = value.filter(isFields)
  if (items.length < value.length) throw new BadField('row-shape', column, value)
  return items
}
