import { exact, type Exact, roundHalfUp, sum, toFixed, toNumber } from '../../core/exact.ts'
import type { IndexSet } from '../../core/index-set/index-set.ts'
import { rank } from '../../core/score/rank.ts'
import { bandOf, scoreUnit } from '../../core/score/score.ts'
import { numberText } from '../../core/table/cell-text.ts'
import type { PortalIndicator, PortalTable, PortalUnit } from '../../core/table/portal-table.ts'
import { fold } from '../../core/text/fold.ts'
import { type Finding, finding } from './catalogue.ts'
import { columnWords } from './outline.ts'

/** A portal table against itself: groups and totals, ranks within one list and kind, bands, counts and points. */
export function auditPortal(table: PortalTable, indexSet: IndexSet | null): Finding[] {
  const cohorts = Map.groupBy(table.units, (unit) => `${unit.list ?? ''}|${unit.level ?? ''}`)
  return [
    ...table.units.flatMap((unit) => [...auditTotal(unit), ...(indexSet ? auditAgainst(unit, indexSet) : [])]),
    ...[...cohorts.values()].flatMap(auditRanks),
  ]
}

function nameOf(unit: PortalUnit): string {
  return unit.code ?? unit.name ?? '?'
}

function auditTotal(unit: PortalUnit): Finding[] {
  const points = Object.values(unit.groups)
  if (unit.total === null || points.length < 3 || points.includes(null)) return []
  const added = sum(points.map((value) => exact(value ?? 0)))
  if (added.compare(exact(unit.total)) === 0) return []
  const params = {
    sum: numberText(toNumber(added)),
    stated: numberText(unit.total),
    column: columnWords.local,
    rounding: '',
  }
  return [finding('total-does-not-add', nameOf(unit), { printed: params.stated, expected: params.sum, params })]
}

/** Totals are printed rounded, so units of one printed total may stand in any order among themselves. */
function auditRanks(units: readonly PortalUnit[]): Finding[] {
  const known = units.filter((unit) => unit.rank !== null && unit.total !== null)
  const places = rank(known.map((unit, i) => ({ unit: String(i), total: exact(unit.total ?? 0), small: false })))
  return places.flatMap(({ unit: index, rank: place }) => {
    const unit = known[Number(index)]
    if (!unit || unit.rank === null || place === null) return []
    const tied = known.filter((other) => other.total === unit.total).length
    if (unit.rank >= place && unit.rank < place + tied) return []
    const params = { unit: unit.name ?? nameOf(unit) }
    return [finding('rank-does-not-fit', nameOf(unit), { printed: String(unit.rank), expected: String(place), params })]
  })
}

function auditAgainst(unit: PortalUnit, indexSet: IndexSet): Finding[] {
  return [...auditBand(unit, indexSet), ...auditMaxima(unit, indexSet), ...auditCounts(unit, indexSet)]
}

function auditBand(unit: PortalUnit, indexSet: IndexSet): Finding[] {
  if (unit.band === undefined || unit.total === null) return []
  const band = bandOf(indexSet, exact(unit.total), exact(indexSet.total))
  if ([band.vi, band.en].some((name) => fold(name) === fold(unit.band ?? ''))) return []
  const params = { unit: unit.name ?? nameOf(unit), total: numberText(unit.total) }
  return [finding('band-does-not-fit', nameOf(unit), { printed: unit.band, expected: band.vi, params })]
}

function auditMaxima(unit: PortalUnit, indexSet: IndexSet): Finding[] {
  return indexSet.groups.flatMap((group) => {
    const points = unit.groups[group.code]
    if (points === null || points === undefined || group.max.compare(exact(points)) >= 0) return []
    const max = numberText(toNumber(group.max))
    return [
      finding('points-exceed-maximum', `${nameOf(unit)} ${group.code}`, {
        printed: numberText(points),
        expected: max,
        params: { max },
      }),
    ]
  })
}

/** Counts and points that the portal shows side by side, by the one scoring rule. */
function auditCounts(unit: PortalUnit, indexSet: IndexSet): Finding[] {
  const indicators = unit.indicators ?? []
  const counts = new Map(indicators.flatMap((item) => (item.id === null ? [] : [[item.id, countOf(item)]])))
  const card = scoreUnit(indexSet, counts, { unit: nameOf(unit), level: unit.level ?? 'province', period: '' })
  const computed = new Map(
    card.groups.flatMap((group) => group.indicators.map((item) => [item.id, item.points] as const)),
  )
  return indicators.flatMap((item) => {
    const points = computed.get(item.id ?? '') ?? null
    if (item.points === null || points === null || agrees(points, item.points)) return []
    const expected = toFixed(points, indexSet.rounding.pointsDecimals, ',')
    return [
      finding('points-do-not-follow', `${nameOf(unit)} ${item.id}`, {
        printed: numberText(item.points),
        expected,
        params: { set: indexSet.id, explanation: `${item.part ?? 'null'} / ${item.whole ?? 'null'}` },
      }),
    ]
  })
}

function agrees(points: Exact, printed: number): boolean {
  return roundHalfUp(points, 2).compare(roundHalfUp(exact(printed), 2)) === 0
}

function countOf({ part, whole }: PortalIndicator) {
  return part === null || whole === null ? null : { part, whole }
}
