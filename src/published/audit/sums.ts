import { exact, sum, toNumber } from '../../core/exact.ts'
import type { IndexSet } from '../../core/index-set/index-set.ts'
import { numberText } from '../../core/table/cell-text.ts'
import type { CellValue, MonthlyRow } from '../../core/table/monthly-table.ts'
import { fold } from '../../core/text/fold.ts'
import { figure } from '../recognise/value.ts'
import { type Finding, finding } from './catalogue.ts'
import { type Column, columns, columnWords, type Outline, printedOutOf, rowName, scoredOutOf } from './outline.ts'
import { addRanges, overlap, rateRange } from './range.ts'

function add(values: readonly number[]): number {
  return toNumber(sum(values.map(exact)))
}

/** Rates of parts (3.1.1, 3.1.2) against the rate of their whole (3.1), in its cell or stated in its remark. */
export function auditParts(outline: Outline): Finding[] {
  return outline.indicators.flatMap((row) => columns.flatMap((column) => auditPartsIn(outline, row, column)))
}

function auditPartsIn(outline: Outline, row: MonthlyRow, column: Column): Finding[] {
  const rates = outline.parts(row).flatMap((part) => (part[column].kind === 'rate' ? [part[column].value] : []))
  if (rates.length < 2) return []
  const parts = outline.parts(row).map(rowName).join(', ')
  const total = `${numberText(add(rates))}%`
  const range = addRanges(rates.map((rate) => rateRange(rate, outline.rateDecimals)))
  const stated = column === 'local' ? statedRate(row) : rateIn(row.national)
  if (range.lo.compare(100) > 0)
    return [
      finding('rate-out-of-range', rowName(row), {
        printed: `${parts}: ${total}`,
        params: { column: columnWords[column] },
      }),
    ]
  if (stated === null || overlap(range, rateRange(stated, outline.rateDecimals))) return []
  const printed = `${numberText(stated)}%`
  return [
    finding('parts-do-not-add', rowName(row), {
      printed,
      expected: total,
      params: { parts, sum: total, stated: printed },
    }),
  ]
}

/**
 * The rate in the row's own cell. A row that is told in parts may have it in its remark: "Cộng cả toàn trình, một phần tỉnh
 * đạt 80,984%".
 */
export function statedRate(row: MonthlyRow): number | null {
  if (row.local.kind !== 'empty') return rateIn(row.local)
  const match = /\bd[a?]t\s*:?\s*(\d+(?:[.,]\d+)?)\s*%/.exec(fold(row.verdict?.text ?? ''))
  return match ? figure(match[1] ?? '', false) : null
}

function rateIn(value: CellValue): number | null {
  return value.kind === 'rate' ? value.value : null
}

/** Maxima of the rows below a group against what the group says it is scored out of, and groups against 100. */
export function auditMaxima(outline: Outline, indexSet: IndexSet | null): Finding[] {
  return [
    ...outline.groups.flatMap((group) => [
      ...auditHeading(outline, group, indexSet),
      ...auditListed(outline, group, indexSet),
    ]),
    ...(indexSet ? outline.rows.flatMap((row) => auditMaximum(outline, row, indexSet)) : []),
    ...auditWhole(outline, indexSet),
  ]
}

/** "(22đ)" in the heading and "/12 điểm" in the cell: right where blocks below are scored on their own. */
function auditHeading(outline: Outline, group: MonthlyRow, indexSet: IndexSet | null): Finding[] {
  const own = ownMaximum(outline, group, indexSet)
  if (group.max === null || own === null || own === group.max) return []
  const stated = numberText(group.max)
  const of = numberText(own)
  const blocks = blocksOf(outline, group)
  if (blocks.length > 0 && add([own, ...blocks.map((block) => blockMaximum(block, indexSet))]) === group.max) {
    const params = { stated, of, blocks: blocks.map(rowName).join(', ') }
    return [finding('group-scored-in-blocks', rowName(group), { printed: stated, expected: of, params })]
  }
  if (isOfAbsentBlock(outline, group.max, own, indexSet)) return []
  return [finding('maximum-stated-twice', rowName(group), { printed: stated, expected: of, params: { stated, of } })]
}

/** A heading of 22 over a cell of 12 where the block of 10 is not among the rows: the table breaks off before it. */
function isOfAbsentBlock(outline: Outline, stated: number, own: number, indexSet: IndexSet | null): boolean {
  const absent = indexSet?.groups.filter((group) => !outline.byId(group.code)) ?? []
  return absent.some((group) => group.max.equals(exact(stated).sub(exact(own))))
}

function blocksOf(outline: Outline, group: MonthlyRow): readonly MonthlyRow[] {
  return outline.children(group).filter((row) => row.kind === 'group')
}

function blockMaximum(block: MonthlyRow, indexSet: IndexSet | null): number {
  const max = indexSet?.groups.find((item) => item.code === block.id)?.max
  return scoredOutOf(block) ?? (max ? toNumber(max) : 0)
}

/** What the group itself is scored out of: "/12 điểm" in its cell, or its heading less the blocks below it. */
function ownMaximum(outline: Outline, group: MonthlyRow, indexSet: IndexSet | null): number | null {
  const of = printedOutOf(group)
  if (of !== null || group.max === null) return of
  const blocks = add(blocksOf(outline, group).map((block) => blockMaximum(block, indexSet)))
  return toNumber(exact(group.max).sub(exact(blocks)))
}

function auditListed(outline: Outline, group: MonthlyRow, indexSet: IndexSet | null): Finding[] {
  const below = outline.children(group).filter((row) => row.kind === 'indicator')
  const maxima = below.flatMap((row) => (row.max === null ? [] : [row.max]))
  const of = ownMaximum(outline, group, indexSet)
  if (maxima.length === 0 || of === null) return []
  const listed = add(maxima)
  // A row without a maximum may hold what is missing; it is reported as such.
  if (listed === of || listed === group.max || (listed < of && maxima.length < below.length)) return []
  if (listed < of && breaksOff(outline, group, indexSet)) return []
  const params = { sum: numberText(listed), stated: numberText(of), unlisted: unlisted(outline, group, indexSet) }
  return [finding('maxima-do-not-add', rowName(group), { printed: params.stated, expected: params.sum, params })]
}

/** The last group of a table that ends before other groups may have lost its last rows; what is missing is said. */
function breaksOff(outline: Outline, group: MonthlyRow, indexSet: IndexSet | null): boolean {
  const hasTotal = outline.rows.some((row) => row.kind === 'total')
  const isCut = indexSet?.groups.some((item) => !outline.byId(item.code)) ?? true
  return outline.groups.at(-1) === group && !hasTotal && isCut
}

function unlisted(outline: Outline, group: MonthlyRow, indexSet: IndexSet | null) {
  const entry = indexSet?.groups.find((item) => item.code === group.id)
  const absent = entry?.indicators.filter((item) => item.kind === 'scored' && !outline.byId(item.id)) ?? []
  if (absent.length === 0) return ''
  return {
    vi: ` Bảng không liệt kê: ${absent.map((item) => item.name.vi).join('; ')}.`,
    en: ` Not listed in the table: ${absent.map((item) => item.name.en).join('; ')}.`,
  }
}

function auditMaximum(outline: Outline, row: MonthlyRow, indexSet: IndexSet): Finding[] {
  const indicator = indexSet.indicators.get(row.id ?? '')
  const group = indexSet.groups.find((item) => item.code === row.id)
  const max = indicator?.kind === 'scored' ? indicator.max : group?.max
  const printed = row.kind === 'group' ? ownMaximum(outline, row, indexSet) : row.max
  if (!max || printed === null || max.compare(exact(printed)) === 0) return []
  return [
    finding('maximum-differs', rowName(row), {
      printed: numberText(printed),
      expected: numberText(toNumber(max)),
      params: { set: indexSet.id },
    }),
  ]
}

function auditWhole(outline: Outline, indexSet: IndexSet | null): Finding[] {
  const maxima = outline.groups.map((group) => ownMaximum(outline, group, indexSet))
  const total = outline.rows.find((row) => row.kind === 'total')
  const whole = indexSet?.total ?? 100
  const codes = indexSet?.groups.map((group) => group.code) ?? []
  const complete = codes.length > 0 && codes.every((code) => outline.byId(code))
  if (!total || !complete || maxima.includes(null)) return []
  const listed = add(maxima.map((max) => max ?? 0))
  if (listed === whole) return []
  const params = { sum: numberText(listed), stated: numberText(whole), unlisted: '' }
  return [finding('maxima-do-not-add', rowName(total), { printed: params.sum, expected: params.stated, params })]
}
