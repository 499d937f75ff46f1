import { fold, tidy } from '../../core/text/fold.ts'
import type { CellValue } from '../../core/table/monthly-table.ts'

const number = String.raw`\d{1,3}(?:\.\d{3})+,\d+|\d+(?:[.,]\d+)*`
const unitOfPoints = String.raw`(?:[d?][i?][e?]m|d)(?![a-z])`

/** The figures a cell may begin with, in folded text. */
const patterns = {
  rate: new RegExp(String.raw`^(${number})\s*%`),
  pointsOf: new RegExp(String.raw`^(${number})\s*/\s*(${number})\s*${unitOfPoints}`),
  points: new RegExp(String.raw`^(${number})\s*${unitOfPoints}`),
  fraction: new RegExp(String.raw`^(${number})\s*/\s*(${number})`),
  plain: new RegExp(String.raw`^(${number})$`),
}

/**
 * A Vietnamese figure: decimal comma, dots between thousands. A single dot is a decimal point too ("49.22"), as
 * spreadsheets write it, unless groups of three follow it in a count.
 */
export function figure(text: string, isCount: boolean): number | null {
  const dots = text.split('.').length - 1
  const commas = text.split(',').length - 1
  const grouped = /^\d{1,3}(\.\d{3})+$/.test(text)
  if (commas === 1) return finite(text.replaceAll('.', '').replace(',', '.'))
  if (commas > 1) return dots > 1 ? null : finite(text.replaceAll(',', ''))
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
  if (fraction && kind === 'indicator')
    return taken(
      fraction,
      two(fraction, true, (part, whole) => ({ kind: 'fraction', part, whole })),
    )
  if (fraction)
    return taken(
      fraction,
      two(fraction, false, (value, of) => ({ kind: 'points', value, of })),
    )
  return null
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
  const leading = leadingValue(cell, kind)
  if (leading) return leading.value
  const plain = patterns.plain.exec(cell)
  const value = plain && figure(plain[1] ?? '', false)
  if (value === null) return { kind: 'none', text: cell }
  return kind === 'indicator' ? { kind: 'rate', value } : { kind: 'points', value, of: null }
}
