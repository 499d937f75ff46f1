import { asPercent, exact, type Exact, quotient, roundHalfUp, sum, toFixed, toNumber } from '../../core/exact.ts'
import { type Group, type IndexSet, scoredIndicators } from '../../core/index-set/index-set.ts'
import type { Count } from '../../core/score/counts.ts'
import { scoreUnit } from '../../core/score/score.ts'
import type { IndicatorScore } from '../../core/score/scorecard.ts'
import { exactOf } from '../../core/table/cell-text.ts'
import type { PortalIndicator, PortalUnit } from '../../core/table/portal-table.ts'
import type { Level } from '../../core/unit/level.ts'
import { type Finding, finding } from './catalogue.ts'
import { agrees, decimalsIn, indicatorName, rowOf, shown } from './portal-figure.ts'

/** The indicators of a unit: their counts, ratios, points and maxima against each other and, if known, the set. */
export function auditIndicators(unit: PortalUnit, indexSet: IndexSet | null): Finding[] {
  const items = unit.indicators ?? []
  const scores = indexSet ? computed(unit, indexSet) : new Map<PortalIndicator, IndicatorScore>()
  return [
    ...items.flatMap((item) => [
      ...auditReadable(unit, item),
      ...auditRatio(unit, item),
      ...auditBounds(unit, item, indexSet),
      ...(indexSet ? auditAgainst(unit, item, indexSet, scores.get(item)) : []),
    ]),
    ...(indexSet ? indexSet.groups.flatMap((group) => auditGroup(unit, group, indexSet)) : []),
  ]
}

/** Whether counts and points stand side by side, so that the one can be held against the other. */
export function isCheckable(item: PortalIndicator): boolean {
  return item.id !== null && item.points !== null && givenCount(item) !== undefined
}

/** null: the portal shows null / null. undefined: no count can be had, since one half is not there. */
function givenCount({ part, whole, unreadable }: PortalIndicator): Count | null | undefined {
  if (part !== null && whole !== null) return { part, whole }
  return part === null && whole === null && unreadable === undefined ? null : undefined
}

function auditReadable(unit: PortalUnit, item: PortalIndicator): Finding[] {
  const { part, whole, unreadable } = item
  const row = rowOf(unit, indicatorName(item))
  if (unreadable) {
    const params = { unit: unit.name ?? rowOf(unit), indicator: indicatorName(item) }
    return [unreadable.part, unreadable.whole]
      .filter((printed) => printed !== undefined)
      .map((printed) => finding('count-unreadable', row, { printed, params }))
  }
  if ((part === null) === (whole === null)) return []
  const what = part === null ? { vi: 'tử số', en: 'The numerator' } : { vi: 'mẫu số', en: 'The denominator' }
  return [finding('figure-missing', row, { params: { what } })]
}

/** The portal shows a ratio as a fraction or in percent, with few decimals; more than 100 % may be shown as 100 %. */
function auditRatio(unit: PortalUnit, item: PortalIndicator): Finding[] {
  const { part, whole, ratio } = item
  if (ratio === undefined || part === null || whole === null || whole === 0) return []
  const real = quotient(part, whole)
  const one = exact(1)
  const shownAs = real.compare(one) > 0 ? [real, one] : [real]
  if (shownAs.some((value) => isPrinted(value, ratio, '0.000000005'))) return []
  if (shownAs.some((value) => isPrinted(asPercent(value), ratio, '0.0000005'))) return []
  const expected = `${toFixed(asPercent(real), 2, ',')}%`
  const params = { counts: `${part} / ${whole}` }
  return [
    finding('ratio-does-not-follow', rowOf(unit, indicatorName(item)), { printed: shown(ratio), expected, params }),
  ]
}

/** Whether a value can be printed so. `slack`: the portal keeps ratios to 8 decimals before it prints them. */
function isPrinted(value: Exact, printed: number, slack: string): boolean {
  const decimals = Math.min(decimalsIn(printed), 8)
  const half = exact(10n ** BigInt(decimals))
    .mul(2)
    .inverse()
  return (
    value
      .sub(exactOf(printed))
      .abs()
      .compare(half.add(exact(slack))) <= 0
  )
}

function auditBounds(unit: PortalUnit, item: PortalIndicator, indexSet: IndexSet | null): Finding[] {
  const { points, max } = item
  if (points === null) return []
  const known = indexSet?.indicators.get(item.id ?? '')
  const limits = [...(max === null ? [] : [exactOf(max)]), ...(known?.kind === 'scored' ? [known.max] : [])].toSorted(
    (a, b) => a.compare(b),
  )
  return pointsOutside(rowOf(unit, indicatorName(item)), points, limits[0] ?? null)
}

/** Points are never below 0 and never above their maximum, where one is known. */
export function pointsOutside(row: string, points: number, max: Exact | null): Finding[] {
  if (points >= 0 && (max === null || max.compare(exactOf(points)) >= 0)) return []
  const printed = shown(points)
  if (max === null)
    return [
      finding('points-exceed-maximum', row, { printed, params: { max: { vi: '(không rõ)', en: '(not known)' } } }),
    ]
  const expected = shown(toNumber(max))
  return [finding('points-exceed-maximum', row, { printed, expected, params: { max: expected } })]
}

function auditAgainst(
  unit: PortalUnit,
  item: PortalIndicator,
  indexSet: IndexSet,
  score: IndicatorScore | undefined,
): Finding[] {
  const row = rowOf(unit, indicatorName(item))
  const found: Finding[] = []
  const known = indexSet.indicators.get(item.id ?? '')
  if (item.max !== null && known?.kind === 'scored') {
    const { max } = item
    const maxima = [known.max, ...(score?.max ? [score.max] : [])]
    if (maxima.every((it) => it.compare(exactOf(max)) !== 0))
      found.push(
        finding('maximum-differs', row, {
          printed: shown(max),
          expected: shown(toNumber(known.max)),
          params: { set: indexSet.id },
        }),
      )
  }
  const points = score?.points ?? null
  if (item.points !== null && points !== null && !agrees(points, item.points)) {
    const params = { set: indexSet.id, explanation: `${item.part ?? 'null'} / ${item.whole ?? 'null'}` }
    const expected = toFixed(points, indexSet.rounding.pointsDecimals, ',')
    found.push(finding('points-do-not-follow', row, { printed: shown(item.points), expected, params }))
  }
  return found
}

/**
 * What each item's own count gives. Items of different indicators are scored together, since policies may share points
 * among them; one that is given once more is scored on its own.
 */
function computed(unit: PortalUnit, indexSet: IndexSet): ReadonlyMap<PortalIndicator, IndicatorScore> {
  const level = unit.level ?? 'province'
  const first = new Map<string, Count | null>()
  const found = new Map<PortalIndicator, IndicatorScore>()
  const again: PortalIndicator[] = []
  const together: PortalIndicator[] = []
  for (const item of unit.indicators ?? []) {
    const count = givenCount(item)
    if (item.id === null || count === undefined || isParents(indexSet, item.id, count, level)) continue
    if (first.has(item.id)) again.push(item)
    else together.push(item)
    if (!first.has(item.id)) first.set(item.id, count)
  }
  const scores = scoresOf(unit, first, indexSet, level)
  for (const item of together) {
    const score = scores.get(item.id ?? '')
    if (score) found.set(item, score)
  }
  for (const item of again) {
    const own = new Map([[item.id ?? '', givenCount(item) ?? null]])
    const score = scoresOf(unit, own, indexSet, level).get(item.id ?? '')
    if (score) found.set(item, score)
  }
  return found
}

/** Without counts of its own, a unit has the points of its parent, which are not in the table. */
function isParents(indexSet: IndexSet, id: string, count: Count | null, level: Level): boolean {
  return indexSet.indicators.get(id)?.scope(level) === 'inherit' && (count === null || count.whole === 0)
}

function scoresOf(unit: PortalUnit, counts: ReadonlyMap<string, Count | null>, indexSet: IndexSet, level: Level) {
  const card = scoreUnit(indexSet, counts, { unit: rowOf(unit), level, period: '' })
  return new Map(card.groups.flatMap((group) => group.indicators.map((item) => [item.id, item] as const)))
}

/** A group is the sum of its indicators' points, where each of them is there once and has points. */
function auditGroup(unit: PortalUnit, group: Group, indexSet: IndexSet): Finding[] {
  const printed = unit.groups[group.code] ?? null
  const level = unit.level ?? 'province'
  const members = scoredIndicators(group).filter((item) => item.scope(level) !== 'not-applicable')
  if (printed === null || members.length === 0 || unit.indicators === undefined) return []
  const points = members.map(({ id }) => {
    const [item, ...others] = unit.indicators?.filter((it) => it.id === id) ?? []
    return others.length > 0 ? null : (item?.points ?? null)
  })
  const known = points.filter((value) => value !== null).map(exactOf)
  const added = sum(known)
  const rounded = sum(known.map((value) => roundHalfUp(value, indexSet.rounding.pointsDecimals)))
  if (known.length < members.length || agrees(added, printed) || agrees(rounded, printed)) return []
  const explanation = { vi: 'Nhóm là tổng điểm các chỉ số.', en: "A group is the sum of its indicators' points." }
  return [
    finding('points-do-not-follow', rowOf(unit, group.code), {
      printed: shown(printed),
      expected: shown(toNumber(rounded)),
      params: { set: indexSet.id, explanation },
    }),
  ]
}
