import { exact, sum, toNumber } from '../../core/exact.ts'
import { setInForce } from '../../core/index-set/in-force.ts'
import type { IndexSet } from '../../core/index-set/index-set.ts'
import { rank } from '../../core/score/rank.ts'
import { bandOf } from '../../core/score/score.ts'
import { exactOf } from '../../core/table/cell-text.ts'
import type { PortalTable, PortalUnit } from '../../core/table/portal-table.ts'
import { fold } from '../../core/text/fold.ts'
import { type Finding, finding } from './catalogue.ts'
import { columnWords } from './outline.ts'
import { rowOf, shown } from './portal-figure.ts'
import { auditIndicators, isCheckable, pointsOutside } from './portal-indicators.ts'
import { auditNational } from './portal-national.ts'

/**
 * A portal table against itself: groups and totals, ranks within one list and kind, bands, counts and points, the
 * national row. `indexSet` overrides the set in force.
 */
export function auditPortal(table: PortalTable, indexSets: readonly IndexSet[], indexSet?: IndexSet): Finding[] {
  const chosen = indexSet ?? setOf(table, indexSets)
  const rated = chosen ?? agreeing(indexSets, ({ total, bands }) => [total, bands])
  const bounded = chosen ?? agreeing(indexSets, maximaOf)
  const cohorts = Map.groupBy(table.units, (unit) => `${unit.list ?? ''}|${unit.level ?? ''}`)
  return [
    ...table.units.flatMap((unit) => [
      ...auditTotal(unit, indexSets),
      ...auditMaxima(unit, bounded),
      ...(rated ? auditBand(unit, rated) : []),
      ...auditIndicators(unit, chosen),
    ]),
    ...[...cohorts.values()].flatMap(auditRanks),
    ...auditNational(table),
    ...(chosen ? [] : auditUnknown(table)),
  ]
}

/**
 * The new service states no period; it began with the version that has no end. That version never judges the old
 * service, and where nothing tells the service or the period, none does.
 */
function setOf({ period, service }: PortalTable, indexSets: readonly IndexSet[]): IndexSet | null {
  const current = newest(indexSets)
  if (period === null) return service === 'new' ? current : null
  const inForce = setInForce(period, indexSets)
  return service === 'old' && inForce === current ? null : inForce
}

function newest(indexSets: readonly IndexSet[]): IndexSet | null {
  return (
    indexSets
      .filter((set) => set.validFrom !== null && set.validTo === null)
      .toSorted((a, b) => (b.validFrom ?? '').localeCompare(a.validFrom ?? ''))[0] ?? null
  )
}

/** Any of the sets, where all of them say the same of something. */
function agreeing(indexSets: readonly IndexSet[], what: (indexSet: IndexSet) => unknown): IndexSet | null {
  const said = new Set(indexSets.map((set) => JSON.stringify(what(set))))
  return said.size === 1 ? (indexSets[0] ?? null) : null
}

function maximaOf({ total, groups }: IndexSet) {
  return [total, groups.map(({ code, max }) => [code, max.toFraction()])]
}

function auditUnknown({ period, units }: PortalTable): Finding[] {
  if (!units.some((unit) => unit.indicators?.some(isCheckable))) return []
  const notStated = { vi: '(tệp không ghi)', en: '(not stated in the file)' }
  return [finding('index-set-not-known', null, { params: { period: period ?? notStated } })]
}

/** Groups against the total, where all groups of some set are there. */
function auditTotal(unit: PortalUnit, indexSets: readonly IndexSet[]): Finding[] {
  const { groups, total } = unit
  const isWhole = indexSets.some((set) => set.groups.every(({ code }) => Object.hasOwn(groups, code)))
  if (total === null || !isWhole) return []
  const absent = Object.keys(groups).filter((code) => groups[code] === null)
  if (absent.length > 0)
    return absent.map((code) => {
      const what = { vi: `điểm nhóm ${code}`, en: `The score of group ${code}` }
      return finding('figure-missing', rowOf(unit, code), { severity: 'note', params: { what } })
    })
  const added = sum(Object.values(groups).map((value) => exactOf(value ?? 0)))
  if (added.compare(exactOf(total)) === 0) return []
  const params = { sum: shown(toNumber(added)), stated: shown(total), column: columnWords.local, rounding: '' }
  return [finding('total-does-not-add', rowOf(unit), { printed: params.stated, expected: params.sum, params })]
}

/** Totals are printed rounded, so units of one printed total may stand in any order among themselves. */
function auditRanks(units: readonly PortalUnit[]): Finding[] {
  const known = units.filter((unit) => unit.total !== null)
  const tied = Map.groupBy(known, (unit) => unit.total)
  const isWhole = units.every((unit) => unit.rank === null || (unit.total !== null && unit.rank <= known.length))
  if (!isWhole)
    return auditOrder([...tied.entries()].toSorted(([a], [b]) => (b ?? 0) - (a ?? 0)).map(([, same]) => same))
  const places = rank(known.map((unit, i) => ({ unit: String(i), total: exactOf(unit.total ?? 0), small: false })))
  return places.flatMap(({ unit: index, rank: place }) => {
    const unit = known[Number(index)]
    if (!unit || unit.rank === null || place === null) return []
    const alike = tied.get(unit.total)?.length ?? 1
    return unit.rank >= place && unit.rank < place + alike ? [] : [rankFinding(unit, unit.rank, String(place))]
  })
}

/** An extract tells no places, only an order: nobody stands before or beside a unit of a higher total. */
function auditOrder(descending: readonly (readonly PortalUnit[])[]): Finding[] {
  let above = 0
  return descending.flatMap((same) => {
    const before = above
    const ranks = same.flatMap((unit) => unit.rank ?? [])
    above = ranks.reduce((most, place) => Math.max(most, place), ranks.length > 0 ? 0 : before)
    return same.flatMap((unit) =>
      unit.rank === null || unit.rank > before ? [] : [rankFinding(unit, unit.rank, `> ${before}`)],
    )
  })
}

function rankFinding(unit: PortalUnit, printed: number, expected: string): Finding {
  const params = { unit: unit.name ?? rowOf(unit) }
  return finding('rank-does-not-fit', rowOf(unit), { printed: String(printed), expected, params })
}

function auditBand(unit: PortalUnit, indexSet: IndexSet): Finding[] {
  if (unit.band === undefined || unit.total === null || unit.total < 0) return []
  const band = bandOf(indexSet, exactOf(unit.total), exact(indexSet.total))
  if ([band.vi, band.en].some((name) => fold(name) === fold(unit.band ?? ''))) return []
  const params = { unit: unit.name ?? rowOf(unit), total: shown(unit.total) }
  return [finding('band-does-not-fit', rowOf(unit), { printed: unit.band, expected: band.vi, params })]
}

/** Groups and total between 0 and their maxima. */
function auditMaxima(unit: PortalUnit, indexSet: IndexSet | null): Finding[] {
  const maxima = new Map(indexSet?.groups.map(({ code, max }) => [code, max]))
  return [
    ...Object.entries(unit.groups).flatMap(([code, points]) =>
      points === null ? [] : pointsOutside(rowOf(unit, code), points, maxima.get(code) ?? null),
    ),
    ...(unit.total === null ? [] : pointsOutside(rowOf(unit), unit.total, indexSet && exact(indexSet.total))),
  ]
}
