import type { Place } from '../../core/failure.ts'
import { leadingNoData } from '../../core/table/no-data.ts'
import { fold, loose, tidy } from '../../core/text/fold.ts'
import type { Line } from '../../file/blocks.ts'
import type { TableRow } from './table-rows.ts'
import { leadingValue } from './value.ts'

/**
 * Rows from running text, where cells are broken over lines and an empty cell leaves no trace: a number opens a row,
 * the name ends at its "(6đ)" or at the first figure, then come at most two figures and the verdict.
 */

type OrderedLine = { readonly line: Line; readonly order: number }
type Segment = { readonly no: string; readonly parts: string[]; readonly place: Place; readonly order: number }

const header = /^stt(\s|$)/
const opening = new RegExp(
  `^(\\d{1,2}(?:\\.\\d{1,2}){0,3})\\.?\\s+(?=[a-z?])(?!${loose('diem')}|${loose('don vi')}|${loose('thang')}|${loose('ngay')})`,
)
/** The number of a row alone on its line: a text with a cell a line and nothing to mark it. */
const numberAlone = /^\d{1,2}(?:\.\d{1,2}){0,3}$/
const total = new RegExp(`^${loose('tong')}\\s+(?:${loose('diem')}|${loose('cong')}|${loose('so diem')})`)
const closing = new RegExp(`^(?:${loose('noi nhan')}|${loose('ghi chu')}|${loose('nguoi lap')})`)
const longestTotal = 80

export function flowRows(lines: readonly OrderedLine[]): {
  readonly rows: readonly TableRow[]
  readonly headers: readonly number[]
} {
  const { found, headers } = segments(lines)
  return { rows: found.map(rowOf), headers }
}

function segments(lines: readonly OrderedLine[]): { found: Segment[]; headers: number[] } {
  const found: Segment[] = []
  const headers: number[] = []
  let inTable = false
  let open: Segment | undefined
  for (const { line, order } of lines) {
    const folded = fold(line.text)
    const number = opening.exec(folded) ?? (follows(open?.no, folded) ? numberAlone.exec(folded) : null)
    if (header.test(folded)) {
      headers.push(order)
      inTable = true
      open = undefined
    } else if (inTable && (number || total.test(folded))) {
      open = {
        no: number?.[1] ?? number?.[0] ?? '',
        parts: [line.text.slice(number?.[0].length ?? 0)],
        place: line.place,
        order,
      }
      found.push(open)
    } else if (closing.test(folded) || (open?.no === '' && open.parts.join(' ').length > longestTotal)) {
      inTable = false
      open = undefined
    } else open?.parts.push(line.text)
  }
  return { found, headers }
}

/** 1, 1.1, 1.2, 2 …: a lone number is a row only where the numbering goes on with it, for it may be a figure. */
function follows(before: string | undefined, no: string): boolean {
  if (before === undefined) return no === '1'
  const last = before.split('.').map(Number)
  const next = last.map((_, depth) => [...last.slice(0, depth), (last[depth] ?? 0) + 1].join('.'))
  return [`${before}.1`, ...next].includes(no)
}

function rowOf({ no, parts, place, order }: Segment): TableRow {
  const text = tidy(parts.join(' '))
  const end = nameEnd(text)
  const name = text.slice(0, end).trim()
  const local = takeValue(text.slice(end).trim(), no)
  const national = takeValue(local.rest, no)
  return { no, name, max: '', local: local.text, national: national.text, verdict: national.rest, place, order }
}

const maximum = new RegExp(`\\(\\s*\\d+(?:[.,]\\d+)?\\s*(?:${loose('diem')}|d)\\s*\\)\\s*:?`)
const verdict = new RegExp(`^(?:${loose('chua')}\\s+)?${loose('dat')}\\s*\\(`)
const unit = new RegExp(`^\\s*(?:${loose('don vi')})`)

function nameEnd(text: string): number {
  const folded = fold(text)
  const bracket = maximum.exec(folded)
  const figure = firstFigure(text, folded)
  if (bracket && (figure < 0 || bracket.index <= figure)) return bracket.index + bracket[0].length
  return figure < 0 ? text.length : figure
}

/** Where the first word begins that is a figure, "Không có số liệu" or a verdict. */
function firstFigure(text: string, folded: string): number {
  for (const { index } of folded.matchAll(/(?<=\s)\S/g)) {
    const rest = folded.slice(index)
    if (leadingValue(text.slice(index), 'indicator') || leadingNoData(rest) > 0 || verdict.test(rest)) return index
  }
  return -1
}

function takeValue(text: string, no: string): { readonly text: string; readonly rest: string } {
  const folded = fold(text)
  const none = leadingNoData(folded)
  const value = leadingValue(text, no === '' ? 'total' : 'indicator')
  let length = none || (value?.length ?? 0)
  if (value?.value.kind === 'fraction') length += unit.exec(folded.slice(length))?.[0].length ?? 0
  return { text: text.slice(0, length).trim(), rest: text.slice(length).trim() }
}
