import { read, SSF, type CellObject, type Range, type WorkBook, type WorkSheet } from '@e965/xlsx'
import { Refusal } from '../core/failure.ts'
import { limits } from '../core/limits.ts'
import type { Block } from './blocks.ts'
import { folded } from './folded.ts'
import { safeWorkbook } from './xlsx-parts.ts'

/** Every sheet, hidden ones too, as rows. Formulas are not computed: a cell is what the workbook last showed. */
export function readXlsx(bytes: Uint8Array): Block[] {
  const workbook = parse(safeWorkbook(bytes))
  const date1904 = workbook.Workbook?.WBProps?.date1904 ?? false
  return workbook.SheetNames.flatMap((name) => sheetRows(name, workbook.Sheets[name], date1904))
}

function parse(copy: Uint8Array): WorkBook {
  try {
    return read(copy, {
      type: 'array',
      dense: true,
      cellFormula: false,
      cellHTML: false,
      cellNF: true,
      cellText: false,
    })
  } catch (error) {
    throw new Refusal('format-damaged', { reason: error instanceof Error ? error.message : 'xlsx' })
  }
}

function sheetRows(name: string, sheet: WorkSheet | undefined, date1904: boolean): Block[] {
  const blocks: Block[] = []
  const merged = mergedAway(name, sheet?.['!merges'] ?? [])
  // Rows and cells that are not there are holes of the arrays, which forEach and keys skip.
  sheet?.['!data']?.forEach((row, index) => {
    const hidden = merged(index)
    const columns = Object.keys(row).map(Number)
    const cells = Array.from({ length: Math.max(0, ...columns) + 1 }, () => '')
    for (const column of columns) {
      const cell = row[column]
      const place = { part: name, row: index + 1, column: column + 1 }
      if (cell && !hidden.some(({ s, e }) => covers(s.c, e.c, column) && (s.r < index || s.c < column))) {
        cells[column] = folded(cellText(cell, date1904), place)
      }
    }
    if (cells.some((cell) => cell !== '')) {
      blocks.push({ kind: 'row', table: name, cells, place: { part: name, row: index + 1 } })
    }
  })
  return blocks
}

function covers(first: number, last: number, index: number): boolean {
  return first <= index && index <= last
}

/**
 * The merges that touch a row, for rows asked in ascending order. Merges do not overlap in a sound sheet, so a row
 * meets no more of them than it may have cells; a file where it does is not searched further.
 */
function mergedAway(sheet: string, merges: readonly Range[]): (row: number) => readonly Range[] {
  const waiting = merges.filter(({ s }) => s.c < limits.rowCells).toSorted((left, right) => right.s.r - left.s.r)
  let active: Range[] = []
  return (row) => {
    while ((waiting.at(-1)?.s.r ?? Number.POSITIVE_INFINITY) <= row) {
      const next = waiting.pop()
      if (next && next.e.r >= row) active.push(next)
    }
    active = active.filter(({ e }) => e.r >= row)
    if (active.length > limits.rowCells) {
      throw new Refusal('format-damaged', { reason: 'mergeCell' }, { part: sheet, row: row + 1 })
    }
    return active
  }
}

/** What Excel shows for the error codes it keeps. */
export const errorTexts: ReadonlyMap<number, string> = new Map([
  [0, '#NULL!'],
  [7, '#DIV/0!'],
  [15, '#VALUE!'],
  [23, '#REF!'],
  [29, '#NAME?'],
  [36, '#NUM!'],
])

export function cellText({ t, v, z }: CellObject, date1904: boolean): string {
  if (t === 'n') return typeof v === 'number' ? numberText(v, String(z ?? 'General'), date1904) : ''
  if (t === 'b') return v ? 'TRUE' : 'FALSE'
  if (t === 'e') return errorTexts.get(Number(v)) ?? '#N/A'
  return t === 's' ? String(v ?? '') : ''
}

/** A number as the sheet means it, not as it rounds it for show: 0.4922 in the format 0% is "49,22%". */
function numberText(value: number, format: string, date1904: boolean): string {
  if (!Number.isFinite(value)) return ''
  if (SSF.is_date(format)) return dateText(value, date1904)
  const bare = format.replaceAll(/"[^"]*"|\\./g, '')
  if (bare.includes('%')) return `${digits(value * 100, 8)}%`
  // A unit written into the format, as in 0.0"/18 điểm", is part of what stands in the cell.
  const unit = /^[#0.,]+("[^"]*")$/.exec(format)?.[1] ?? ''
  return digits(value, 15) + unit.slice(1, -1)
}

/** As a Vietnamese sheet shows it: with a decimal comma, so that "1,234" is never taken for a thousand and more. */
function digits(value: number, decimals: number): string {
  return shortDigits(value, decimals).replace('.', ',')
}

/** The shortest decimal digits; Excel keeps 15 significant ones, the rest is binary noise. */
function shortDigits(value: number, decimals: number): string {
  const shortest = String(Number(value.toPrecision(15)))
  const fraction = shortest.length - 1 - shortest.indexOf('.')
  if (/^-?\d+(\.\d+)?$/.test(shortest) && (fraction <= decimals || !shortest.includes('.'))) return shortest
  return plainDigits.get(decimals)?.format(value) ?? shortest
}

const plainDigits = new Map(
  [8, 15].map((decimals) => [
    decimals,
    new Intl.NumberFormat('en-US', { useGrouping: false, maximumFractionDigits: decimals }),
  ]),
)

function dateText(value: number, date1904: boolean): string {
  const date = SSF.parse_date_code(value, { date1904 })
  if (!date) return digits(value, 15)
  const two = (part: number): string => String(part).padStart(2, '0')
  const day = [String(date.y).padStart(4, '0'), two(date.m), two(date.d)].join('-')
  const time = [date.H, date.M, date.S]
  return time.every((part) => part === 0) ? day : `${day} ${time.map(two).join(':')}`
}
