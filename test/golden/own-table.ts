import { asPercent, type Exact, roundHalfUp, sum, toNumber, ZERO } from '../../src/core/exact.ts'
import type { IndexSet, Indicator } from '../../src/core/index-set/index-set.ts'
import { meets } from '../../src/core/score/points.ts'
import type { IndicatorScore, Scorecard } from '../../src/core/score/scorecard.ts'
import type { CellValue, MonthlyRow, MonthlyTable } from '../../src/core/table/monthly-table.ts'

/** A monthly table made from scorecards of a province and of the country, as a report of ours would print it. */
export function ownTable(local: Scorecard, national: Scorecard, set: IndexSet): MonthlyTable {
  const decimals = new Map([local, national].map((card) => [card, decimalsThatAdd(card, set)] as const))
  const rows: MonthlyRow[] = []
  for (const [g, group] of set.groups.entries()) {
    const max = toNumber(group.max)
    const cell = (card: Scorecard): CellValue => ({
      kind: 'points',
      value: shown(card.groups[g]?.points, decimals.get(card)),
      of: max,
    })
    const base = { id: group.code, kind: 'group' as const, name: group.name.vi, max, verdict: null }
    rows.push({ ...base, no: String(g + 1), local: cell(local), national: cell(national) })
    const listed = group.indicators.filter((item) => item.kind !== 'per-procedure')
    for (const [i, indicator] of listed.entries())
      rows.push(
        indicatorRow(
          `${g + 1}.${i + 1}`,
          indicator,
          [local, national].map((card) => card.groups[g]?.indicators[i]),
        ),
      )
  }
  const total = (card: Scorecard): CellValue => ({
    kind: 'points',
    value: shown(card.total, decimals.get(card)),
    of: null,
  })
  const last = { no: '', id: null, kind: 'total' as const, name: 'Tổng điểm', max: null, verdict: null }
  rows.push({ ...last, local: total(local), national: total(national) })
  return { title: 'BỘ CHỈ SỐ 766', period: local.period, letter: null, subtitle: null, issuer: null, notes: [], rows }
}

/** The set's decimals, or those of points where figures cut to fewer would not add up on paper. */
function decimalsThatAdd({ groups, total }: Scorecard, { rounding }: IndexSet): number {
  const cut = (value: Exact | null) => roundHalfUp(value ?? ZERO, rounding.displayDecimals)
  const adds = sum(groups.map((group) => cut(group.points))).equals(cut(total))
  return adds ? rounding.displayDecimals : rounding.pointsDecimals
}

function shown(value: Exact | null | undefined, decimals = 2): number {
  if (!value) throw new Error('made from complete scorecards only')
  return toNumber(roundHalfUp(value, decimals))
}

function indicatorRow(no: string, indicator: Indicator, scores: readonly (IndicatorScore | undefined)[]): MonthlyRow {
  const cells = scores.map((score): CellValue => cellOf(score?.ratio ?? null, indicator))
  const [local = { kind: 'empty' as const }, national = { kind: 'empty' as const }] = cells
  const max = indicator.kind === 'scored' ? toNumber(indicator.max) : 0
  const verdict = scores[0]?.verdict
  const limit = verdict && `${verdict.inclusive ? 'từ' : 'trên'} ${verdict.threshold}%`
  const text = `${verdict?.met ? 'Đạt' : 'Chưa đạt'} (${limit})`
  return {
    no,
    id: indicator.id,
    kind: 'indicator',
    name: indicator.name.vi,
    max,
    local,
    national,
    verdict: verdict ? { text, met: verdict.met, threshold: verdict.threshold, inclusive: verdict.inclusive } : null,
  }
}

/** A whole of 0 has no rate. */
function cellOf(ratio: Exact | null, indicator: Indicator): CellValue {
  return ratio ? { kind: 'rate', value: rateShown(ratio, indicator) } : { kind: 'none', text: 'Không phát sinh' }
}

/** Two decimals, or as many as it takes not to show a rate on the other side of its threshold. */
function rateShown(ratio: Exact, { verdict }: Indicator): number {
  for (let decimals = 2; decimals < 6; decimals++) {
    const rate = roundHalfUp(asPercent(ratio), decimals)
    if (!verdict || meets(rate.div(100), verdict) === meets(ratio, verdict)) return toNumber(rate)
  }
  return toNumber(asPercent(ratio))
}
