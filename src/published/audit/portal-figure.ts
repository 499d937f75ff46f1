import { type Exact, roundHalfUp } from '../../core/exact.ts'
import { exactOf, numberText } from '../../core/table/cell-text.ts'
import type { PortalIndicator, PortalUnit } from '../../core/table/portal-table.ts'

/** The row by which a finding names a unit, or something of it. */
export function rowOf(unit: PortalUnit, part?: string): string {
  const name = unit.code ?? unit.name ?? '?'
  return part === undefined ? name : `${name} ${part}`
}

export function indicatorName(item: PortalIndicator): string {
  return item.id ?? item.code
}

export function shown(value: number): string {
  return value < 0 ? `-${numberText(-value)}` : numberText(value)
}

export function decimalsIn(value: number): number {
  return numberText(Math.abs(value)).split(',')[1]?.length ?? 0
}

/** The portal prints points with two decimals. */
export function agrees(points: Exact, printed: number): boolean {
  return roundHalfUp(points, 2).compare(roundHalfUp(exactOf(printed), 2)) === 0
}
