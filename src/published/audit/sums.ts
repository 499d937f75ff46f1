import { exact, sum, toNumber } from '../../core/exact.ts'
import type { IndexSet } from '../../core/index-set/index-set.ts'
import { numberText } from '../../core/table/cell-text.ts'
import type { MonthlyRow } from '../../core/table/monthly-table.ts'
import { fold } from '../../core/text/fold.ts'
import { figure } from '../recognise/value.ts'
import { type Finding, finding } from './catalogue.ts'
import { type Outline, rowName, scoredOutOf } from './outline.ts'
import { addRanges, overlap, type Range, rateRange } from './range.ts'

function add(values: readonly number[]): number {
  return toNumber(sum(values.map(exact)))
}

/** Rates of parts (3.1.1, 3.1.2) against the rate of their whole (3.1), in its cell or stated in its remark. */
export function auditParts(outline: Outline): Finding[] {
  return outline.indicators.flatMap((row) => {
    const rates = outline.parts(row).flatMap((part) => (part.local.kind === 'rate' ? [part.local.value] : []))
    const stated = statedRate(row)
    if (rates.length < 2 || stated === null) return []
    if (overlap(partsRange(rates), rateRange(stated))) return []
    const printed = `${numberText(stated)}%`
    const total = `${numberText(add(rates))}%`
    const parts = outline.parts(row).map(rowName).join(', ')
    return [
      finding('parts-do-not-add', rowName(row), {
        printed,
        expected: total,
        params: { parts, sum: total, stated: printed },
      }),
    ]
  })
}

function partsRange(rates: readonly number[]): Range {
  return addRanges(rates.map(rateRange))
}

/** The rate in the row's own cell, or one that its remark says is a sum: "Cộng cả … đạt 80,984%". */
export function statedRate(row: MonthlyRow): number | null {
  if (row.local.kind === 'rate') return row.local.value
  const remark = row.verdict?.text ?? ''
  const match = /(\d+(?:[.,]\d+)?)\s*%/.exec(remark)
  return match && /c[o?]ng|t[o?]ng/.test(fold(remark)) ? figure(match[1] ?? '', false) : null
}

/** Maxima of the rows below a group against what the group says it is scored out of, and groups against 100. */
export function auditMaxima(outline: Outline, indexSet: IndexSet | null): Finding[] {
  return [
    ...outline.groups.flatMap((group) => [...auditHeading(outline, group), ...auditListed(outline, group, indexSet)]),
    ...(indexSet ? outline.rows.flatMap((row) => auditMaximum(row, indexSet)) : []),
    ...auditWhole(outline, indexSet),
  ]
}

/** "(22đ)" in the heading and "/12 điểm" in the cell: right where blocks below are scored on their own. */
function auditHeading(outline: Outline, group: MonthlyRow): Finding[] {
  const of = scoredOutOf(group)
  if (group.max === null || of === null || of === group.max) return []
  const blocks = outline.children(group).filter((row) => row.kind === 'group')
  const stated = numberText(group.max)
  const expected = numberText(of)
  if (blocks.length > 0 && add([of, ...blocks.map((block) => scoredOutOf(block) ?? 0)]) === group.max) {
    const params = { stated, of: expected, blocks: blocks.map(rowName).join(', ') }
    return [finding('group-scored-in-blocks', rowName(group), { printed: stated, expected, params })]
  }
  return [
    finding('maxima-do-not-add', rowName(group), {
      printed: stated,
      expected,
      params: { sum: expected, stated, unlisted: '' },
    }),
  ]
}

function auditListed(outline: Outline, group: MonthlyRow, indexSet: IndexSet | null): Finding[] {
  const below = outline.children(group).filter((row) => row.kind === 'indicator')
  const maxima = below.flatMap((row) => (row.max === null ? [] : [row.max]))
  const of = scoredOutOf(group)
  if (maxima.length === 0 || of === null) return []
  const listed = add(maxima)
  // A row without a maximum may hold what is missing; it is reported as such.
  if (listed === of || (listed < of && maxima.length < below.length)) return []
  const params = { sum: numberText(listed), stated: numberText(of), unlisted: unlisted(outline, group, indexSet) }
  return [finding('maxima-do-not-add', rowName(group), { printed: params.stated, expected: params.sum, params })]
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

function auditMaximum(row: MonthlyRow, indexSet: IndexSet): Finding[] {
  const indicator = indexSet.indicators.get(row.id ?? '')
  const group = indexSet.groups.find((item) => item.code === row.id)
  const max = indicator?.kind === 'scored' ? indicator.max : group?.max
  const printed = row.kind === 'group' ? scoredOutOf(row) : row.max
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
  const maxima = outline.groups.map(scoredOutOf)
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
