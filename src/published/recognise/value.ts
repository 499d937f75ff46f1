import { fold, loose, tidy } from '../../core/text/fold.ts'
import type { CellValue } from '../../core/table/monthly-table.ts'

const number = String.raw`\d{1,3}(?:\.\d{3})+,\d+|\d+(?:[.,]\d+)*`
const unitOfPoints = String.raw`(?:[d?][i?][e?]m|d)(?![a-z])`

/** The figures a cell may begin with, in folded text. */
const patterns = {
  rate: new RegExp(String.raw`^(${number})\s*(?:[%％]|${loose('phan tram')}(?![a-z]))`),
  // A narrow cell breaks "60,34/100 điểm" anywhere: the digits of the denominator belong together.
  pointsOf: new RegExp(String.raw`^(${number})\s*/\s*(\d{1,3}(?:\s+\d{1,2})?|${number})\s*${unitOfPoints}`),
  points: new RegExp(String.raw`^(${number})\s*${unitOfPoints}`),
  fraction: new RegExp(String.raw`^(${number})\s*/\s*(${number})(?![/\d]|\s*/)`),
  plain: new RegExp(String.raw`^(${number})$`),
}

/**
 * A Vietnamese figure: decimal comma, dots between thousands. A single dot is a decimal point too ("49.22"), as
 * spreadsheets write it, unless groups of three follow it in a count.
 */
export function figure(given: string, isCount: boolean): number | null {
  const text = given.replaceAll(/\s/g, '')
  const dots = text.split('.').length - 1
  const commas = text.split(',').length - 1
  const grouped = /^\d{1,3}(\.\d{3})+$/.test(text)
  if (commas === 1) return finite(text.replaceAll('.', '').replace(',', '.'))
  if (commas > 1) return /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? finite(text.replaceAll(',', '')) : null
  if (dots > 1 || (dots === 1 && isCount && grouped)) return grouped ? finite(text.replaceAll('.', '')) : null
  return finite(text)
}

function finite(text: string): number | null {
  const value = Number(text)
  return Number.isFinite(value) && value <= 1e15 ? value : null
}

type RowKind = 'group' | 'indicator' | 'total'

/** Reads the figure at the start of a cell; `length` says how much of the (folded) text it took. */
export function leadingValue(
  text: string,
  kind: RowKind,
): { readonly value: CellValue; readonly length: number } | null {
  const folded = fold(text)
  const rate = patterns.rate.exec(folded)
  if (rate)
    return taken(
      rate,
      one(rate, (value) => ({ kind: 'rate', value })),
    )
  const pointsOf = patterns.pointsOf.exec(folded)
  if (pointsOf)
    return taken(
      pointsOf,
      two(pointsOf, false, (value, of) => ({ kind: 'points', value, of })),
    )
  const points = patterns.points.exec(folded)
  if (points)
    return taken(
      points,
      one(points, (value) => ({ kind: 'points', value, of: null })),
    )
  const fraction = patterns.fraction.exec(folded)
  return fraction && taken(fraction, outOf(fraction, kind))
}

/** "86/90" in an indicator's row counts things, "5,9/6" and "5,0/6" are points; so is either in a group's. */
function outOf(match: RegExpExecArray, kind: RowKind): CellValue | null {
  const isCount = kind === 'indicator' && !/,/.test(match[0])
  const counted = isCount ? two(match, true, (part, whole) => ({ kind: 'fraction', part, whole })) : null
  if (counted?.kind === 'fraction' && Number.isSafeInteger(counted.part) && Number.isSafeInteger(counted.whole)) {
    return counted
  }
  return two(match, false, (value, of) => ({ kind: 'points', value, of }))
}

function taken(match: RegExpExecArray, value: CellValue | null) {
  return value && { value, length: match[0].length }
}

function one(match: RegExpExecArray, make: (value: number) => CellValue): CellValue | null {
  const value = figure(match[1] ?? '', false)
  return value === null ? null : make(value)
}

function two(match: RegExpExecArray, isCount: boolean, make: (a: number, b: number) => CellValue): CellValue | null {
  const a = figure(match[1] ?? '', isCount)
  const b = figure(match[2] ?? '', isCount)
  return a === null || b === null ? null : make(a, b)
}

/**
 * A figure cell of a row. Text without a figure is `none` and kept; a bare number is a rate in an indicator's row
 * and points elsewhere.
 */
export function cellValue(text: string, kind: RowKind): CellValue {
  const cell = tidy(text)
  if (cell === '') return { kind: 'empty' }
  const bare = undressed(cell)
  const leading = leadingValue(bare, kind)
  if (leading) return leading.value
  const plain = patterns.plain.exec(bare)
  const value = plain && figure(plain[1] ?? '', false)
  if (value === null) return { kind: 'none', text: cell }
  return kind === 'indicator' ? { kind: 'rate', value } : { kind: 'points', value, of: null }
}

const about = new RegExp(`^(?:~|≈|≃|${loose('khoang')}\\s|${loose('xap xi')}\\s)\\s*(?=\\d)`)

/** A cell without what stands around a figure and says nothing else: "(49,22%)", "~49%", "49 ,22%". */
function undressed(cell: string): string {
  const inner = /^\(([^()]*)\)$/.exec(cell)?.[1]?.trim() ?? cell
  const exact = inner.slice(about.exec(fold(inner))?.[0].length ?? 0)
  return exact.replace(/^(\d+)(?: , ?|, )(\d+(?:\s|%|đ|$))/, '$1,$2')
}
