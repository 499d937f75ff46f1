import { type Exact, exact, percent, quotient, roundHalfUp, sum, toFixed, ZERO } from '../../core/exact.ts'
import { type Group, type IndexSet, type ScoredIndicator, scoredIndicators } from '../../core/index-set/index-set.ts'
import { pointsOf } from '../../core/score/points.ts'
import type { MonthlyRow } from '../../core/table/monthly-table.ts'
import { numberText } from '../../core/table/cell-text.ts'
import { saysNoPoints } from '../../core/table/no-data.ts'
import { cellDecimals, type Outline } from './outline.ts'
import { addRanges, point, printedRange, type Range, rateRange } from './range.ts'
import { statedRate } from './sums.ts'

/**
 * What an indicator of a group can have brought, as far as the table tells. `ratio` is the range of its rate
 * (0 to 1); null where the table has no rate, and then `points` is all that is possible.
 */
export type Share = {
  readonly indicator: ScoredIndicator
  readonly row: MonthlyRow | undefined
  readonly ratio: Range | null
  readonly points: Range
}

/** The provincial table is one of a province. */
const level = 'province'

export function sharesOf(outline: Outline, group: Group, indexSet: IndexSet): Share[] {
  return scoredIndicators(group).map((indicator) => {
    const row = outline.byId(indicator.id)
    const ratio = row ? ratioRange(outline, row) : null
    return { indicator, row, ratio, points: pointsRange(row, ratio, indicator, indexSet) }
  })
}

function ratioRange(outline: Outline, row: MonthlyRow): Range | null {
  const value = row.local
  if (value.kind === 'rate') return asRatio(rateRange(value.value, outline.rateDecimals))
  if (value.kind === 'fraction' && value.whole > 0) return point(quotient(value.part, value.whole))
  if (value.kind !== 'empty') return null
  // A row without a figure of its own is told by its parts, or by its remark.
  const rates = outline
    .parts(row)
    .flatMap((part) => (part.local.kind === 'rate' ? [rateRange(part.local.value, outline.rateDecimals)] : []))
  if (rates.length > 0) return asRatio(addRanges(rates))
  const stated = statedRate(row)
  return stated === null ? null : asRatio(rateRange(stated, outline.rateDecimals))
}

function asRatio({ lo, hi }: Range): Range {
  return { lo: lo.div(100), hi: hi.div(100) }
}

function pointsRange(
  row: MonthlyRow | undefined,
  ratio: Range | null,
  indicator: ScoredIndicator,
  set: IndexSet,
): Range {
  if (ratio) return earned(ratio, indicator.max, indicator.target(level), set)
  const value = row?.local
  if (row && value?.kind === 'points') return printedRange(value.value, cellDecimals(row, 'local'))
  if (value?.kind === 'none' && saysNoPoints(value.text)) return point(ZERO)
  return { lo: ZERO, hi: indicator.max }
}

/** The points of a range of ratios, by the one scoring rule, rounded as the set says. */
export function earned(ratio: Range, max: Exact, target: Exact, { rounding }: IndexSet): Range {
  return { lo: pointsOf(ratio.lo, max, target, rounding), hi: pointsOf(ratio.hi, max, target, rounding) }
}

export function groupRange(shares: readonly Share[]): Range {
  return addRanges(shares.map((share) => share.points))
}

/** "14,82", or "7,87 đến 13,87" where the table leaves something open. */
export function rangeText({ lo, hi }: Range): { vi: string; en: string } {
  const text = (mark: ',' | '.') => [lo, hi].map((value) => toFixed(value, 2, mark))
  const [vi, en] = [text(','), text('.')]
  const narrow = hi.sub(lo).compare(exact('0.02')) <= 0
  const middle = roundHalfUp(sum([lo, hi]).div(2), 2)
  if (narrow) return { vi: toFixed(middle, 2, ','), en: toFixed(middle, 2) }
  return { vi: `${vi[0]} đến ${vi[1]}`, en: `${en[0]} to ${en[1]}` }
}

/** Alternative readings of one indicator that might explain a printed score. */
export type Reading = { readonly points: Range; readonly words: { readonly vi: string; readonly en: string } }

/** Other targets, none or full points, or the rate of another row: what an office could have done by mistake. */
export function readingsOf(share: Share, outline: Outline, indexSet: IndexSet, others: readonly IndexSet[]): Reading[] {
  const { indicator, ratio, row } = share
  if (!ratio) return []
  const name = row?.no || indicator.name.vi
  const target = (value: Exact, vi: string, en: string): Reading => ({
    points: earned(ratio, indicator.max, value, indexSet),
    words: { vi: `${name} tính theo mức ${vi}`, en: `${name} is scored with the target ${en}` },
  })
  const otherTargets = others.flatMap((set) => {
    const other = set.indicators.get(indicator.id)
    if (other?.kind !== 'scored' || other.target(level).compare(indicator.target(level)) === 0) return []
    const text = toFixed(other.target(level).mul(100), 0)
    return [target(other.target(level), `${text}% của ${set.id}`, `${text} % of ${set.id}`)]
  })
  const threshold = row?.verdict?.threshold
  const printedTarget =
    threshold && threshold <= 100
      ? [
          target(
            percent(threshold),
            `${numberText(threshold)}% in ở cột mức độ`,
            `${threshold} % printed as its threshold`,
          ),
        ]
      : []
  const otherRows = outline.indicators.flatMap((other): Reading[] => {
    if (other === row || other.local.kind !== 'rate' || Number.isInteger(other.local.value)) return []
    const rate = asRatio(rateRange(other.local.value, outline.rateDecimals))
    return [
      {
        points: earned(rate, indicator.max, indicator.target(level), indexSet),
        words: {
          vi: `${name} lấy tỷ lệ ${numberText(other.local.value)}% của dòng ${other.no}`,
          en: `${name} takes the rate ${other.local.value} % of row ${other.no}`,
        },
      },
    ]
  })
  return [
    ...otherTargets,
    ...printedTarget,
    { points: point(indicator.max), words: { vi: `${name} được điểm tối đa`, en: `${name} gets full points` } },
    { points: point(ZERO), words: { vi: `${name} không được điểm`, en: `${name} gets no points` } },
    ...otherRows,
  ]
}
