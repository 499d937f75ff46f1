import { type Exact, roundHalfUp, sum, toNumber } from '../../core/exact.ts'
import { nationalRow } from '../../core/score/national.ts'
import { exactOf } from '../../core/table/cell-text.ts'
import { joinedGroups, type PortalNational, type PortalTable, type PortalUnit } from '../../core/table/portal-table.ts'
import { type Finding, finding } from './catalogue.ts'
import { columnWords } from './outline.ts'
import { agrees, shown } from './portal-figure.ts'

/** Fewer provinces than the country ever had: an extract, whose mean is not the country's. */
const fewest = 30

/** The national row against the provinces' means where all of them are there, otherwise against its own total. */
export function auditNational({ units, national }: PortalTable): Finding[] {
  if (!national) return []
  const codes = codesOf(national)
  const provinces = provincesOf(units, codes)
  return provinces ? auditMeans(national, provinces, codes) : auditSum(national, units)
}

function membersOf(name: string): readonly string[] {
  return joinedGroups[name] ?? [name]
}

function codesOf({ groups }: PortalNational): string[] {
  return Object.keys(groups).flatMap(membersOf)
}

/** The one list of provinces in which nobody is missing, as far as ranks tell, and everybody has every group. */
function provincesOf(units: readonly PortalUnit[], codes: readonly string[]): readonly PortalUnit[] | null {
  const scored = units.filter((unit) => Object.keys(unit.groups).length > 0)
  const lists = Map.groupBy(scored, (unit) => `${unit.list ?? ''}|${unit.level ?? ''}`)
  const full = [...lists.values()].filter(
    (list) =>
      list.length >= fewest &&
      list.every(
        (unit) =>
          (unit.level === undefined || unit.level === 'province') &&
          (unit.rank === null || unit.rank <= list.length) &&
          codes.every((code) => typeof unit.groups[code] === 'number'),
      ),
  )
  return full.length === 1 ? (full[0] ?? null) : null
}

function auditMeans(national: PortalNational, provinces: readonly PortalUnit[], codes: readonly string[]): Finding[] {
  const points = provinces.map(
    ({ groups }) => new Map(codes.map((code) => [code, exactOf(groups[code] ?? 0)] as const)),
  )
  const row = nationalRow(
    points.map((groups) => ({ groups })),
    codes,
  )
  const means = new Map(row.groups.map(({ code, mean }) => [code, mean]))
  const expected = Object.entries(national.groups).map(([name, printed]) => {
    const members = membersOf(name)
    const apart = sum(members.flatMap((code) => means.get(code) ?? []))
    return { name, printed, apart, together: meanOfSums(points, members) }
  })
  const total = {
    name: { vi: 'tổng', en: 'the total' },
    printed: hasAll(codes, provinces) ? national.total : null,
    apart: sum(expected.map((item) => item.apart)),
    together: sum(expected.map((item) => item.together)),
  }
  return [...expected, total].flatMap(({ name, printed, apart, together }) => {
    if (printed === null || agrees(apart, printed) || agrees(together, printed)) return []
    const params = { group: name, count: provinces.length }
    const place = `national ${typeof name === 'string' ? name : 'total'}`
    return [
      finding('national-does-not-follow', place, {
        printed: shown(printed),
        expected: shown(toNumber(apart)),
        params,
      }),
    ]
  })
}

/** Groups shown as one may have been added before the mean was taken. */
function meanOfSums(points: readonly ReadonlyMap<string, Exact>[], members: readonly string[]): Exact {
  const sums = points.map((groups) => sum(members.flatMap((code) => groups.get(code) ?? [])))
  return roundHalfUp(sum(sums).div(points.length), 2)
}

function hasAll(codes: readonly string[], units: readonly PortalUnit[]): boolean {
  return units.length > 0 && units.every((unit) => Object.keys(unit.groups).every((code) => codes.includes(code)))
}

function auditSum(national: PortalNational, units: readonly PortalUnit[]): Finding[] {
  const points = Object.values(national.groups)
  if (national.total === null || points.includes(null)) return []
  if (!hasAll(codesOf(national), units)) return []
  const added = sum(points.map((value) => exactOf(value ?? 0)))
  if (agrees(added, national.total)) return []
  const params = {
    sum: shown(toNumber(added)),
    stated: shown(national.total),
    column: columnWords.national,
    rounding: '',
  }
  return [finding('total-does-not-add', 'national total', { printed: params.stated, expected: params.sum, params })]
}
