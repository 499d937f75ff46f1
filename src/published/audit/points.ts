import { exact, sum, toNumber } from '../../core/exact.ts'
import type { IndexSet } from '../../core/index-set/index-set.ts'
import { numberText, printedText } from '../../core/table/cell-text.ts'
import type { MonthlyRow } from '../../core/table/monthly-table.ts'
import type { Words } from '../../core/words.ts'
import { type Finding, finding } from './catalogue.ts'
import { groupRange, rangeText, readingsOf, type Share, sharesOf } from './follow.ts'
import { cellDecimals, type Column, columns, columnWords, type Outline, rowName } from './outline.ts'
import { addRanges, admits, overlap, point, printedRange, type Range } from './range.ts'

/**
 * Printed points against printed rates, group by group, in the province's column. The country's column is not
 * judged: a mean of provinces' scores is not the score of a mean rate.
 */
export function auditPoints(outline: Outline, indexSet: IndexSet, others: readonly IndexSet[]): Finding[] {
  return indexSet.groups.flatMap((group) => {
    const row = outline.byId(group.code)
    if (row?.local.kind !== 'points') return []
    const shares = sharesOf(outline, group, indexSet)
    const range = groupRange(shares)
    const printed = row.local.value
    const decimals = cellDecimals(row, 'local')
    if (shares.every((share) => share.row === undefined) || admits(range, printed, decimals)) return []
    const expected = rangeText(range)
    return [
      finding('points-do-not-follow', rowName(row), {
        printed: printedText(row, 'local'),
        expected: expected.vi,
        params: {
          set: indexSet.id,
          expected,
          explanation: explain(shares, printed, decimals, { outline, indexSet, others }),
        },
      }),
    ]
  })
}

type Context = { readonly outline: Outline; readonly indexSet: IndexSet; readonly others: readonly IndexSet[] }

/** The nearest rule that would give the printed score: one indicator read in another way. */
function explain(
  shares: readonly Share[],
  printed: number,
  decimals: number,
  { outline, indexSet, others }: Context,
): Words {
  for (const share of shares) {
    const rest = shares.filter((other) => other !== share).map((other) => other.points)
    const reading = readingsOf(share, outline, indexSet, others).find(({ points }) =>
      admits(addRanges([...rest, points]), printed, decimals),
    )
    if (reading) return { vi: `Con số in khớp nếu ${reading.words.vi}.`, en: `The figure fits if ${reading.words.en}.` }
  }
  return { vi: 'Không cách tính nào đã thử cho ra con số in.', en: 'No rule tried gives the figure printed.' }
}

/** The groups' points against the total, in both columns. */
export function auditTotal(outline: Outline, indexSet: IndexSet | null): Finding[] {
  const total = outline.rows.find((row) => row.kind === 'total')
  if (!total) return []
  return columns.flatMap((column) => {
    const stated = pointsIn(total, column)
    const groups = outline.groups.map((row) => pointsIn(row, column))
    if (stated === null || groups.length === 0 || groups.includes(null)) return []
    const decimals = cellDecimals(total, column)
    const added = addRanges(groups.map((value) => point(exact(value ?? 0))))
    if (admits(added, stated, decimals)) return []
    if (column === 'local' && indexSet && roundingExplains(outline, indexSet, stated, decimals)) return []
    const slack = addRanges(outline.groups.map((row, i) => printedRange(groups[i] ?? 0, cellDecimals(row, column))))
    const byRounding = overlap(slack, printedRange(stated, decimals))
    const groupsSum = numberText(toNumber(added.lo))
    return [
      finding('total-does-not-add', rowName(total), {
        printed: printedText(total, column),
        expected: groupsSum,
        ...(byRounding && { severity: 'warning' as const }),
        params: {
          sum: groupsSum,
          stated: numberText(stated),
          column: columnWords[column],
          rounding: byRounding
            ? { vi: ' Chênh lệch có thể do làm tròn.', en: ' The difference may come from rounding.' }
            : '',
        },
      }),
    ]
  })
}

/** Whether there is a total and the groups' points of the province add to it as printed. */
export function addsUp(outline: Outline): boolean {
  const total = outline.rows.find((row) => row.kind === 'total')
  const stated = total ? pointsIn(total, 'local') : null
  const groups = outline.groups.map((row) => pointsIn(row, 'local'))
  if (stated === null || groups.includes(null)) return false
  return sum(groups.map((value) => exact(value ?? 0))).equals(exact(stated))
}

function pointsIn(row: MonthlyRow, column: Column): number | null {
  const value = row[column]
  return value.kind === 'points' ? value.value : null
}

/**
 * Points are displayed with fewer decimals than they are added with: 17,05 and 11,25 show as 17,1 and 11,3 and add
 * to 28,3. Where every group follows from its rates, the total may be the rounded true sum.
 */
function roundingExplains(outline: Outline, indexSet: IndexSet, stated: number, decimals: number): boolean {
  const ranges: Range[] = []
  for (const group of indexSet.groups) {
    const row = outline.byId(group.code)
    const shares = sharesOf(outline, group, indexSet)
    const range = groupRange(shares)
    // A rate printed to two decimals leaves a cent or two open; a row without a figure leaves its whole maximum.
    const narrow = shares.every(({ points }) => points.hi.sub(points.lo).compare(exact('0.05')) <= 0)
    if (row?.local.kind !== 'points' || !narrow || !admits(range, row.local.value, cellDecimals(row, 'local')))
      return false
    ranges.push(range)
  }
  return admits(addRanges(ranges), stated, decimals)
}
