import { exact, type Exact, roundHalfUp, ZERO } from '../../core/exact.ts'
import { numberText } from '../../core/table/cell-text.ts'
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

/** A printed number by its digits. JavaScript writes very small ones with an exponent, which is no decimal. */
export function exactOf(value: number): Exact {
  const size = exact(numberText(Math.abs(value)).replace(',', '.'))
  return value < 0 ? ZERO.sub(size) : size
}

export function decimalsIn(value: number): number {
  return numberText(Math.abs(value)).split(',')[1]?.length ?? 0
}

/** The portal prints points with two decimals. */
export function agrees(points: Exact, printed: number): boolean {
  return roundHalfUp(points, 2).compare(roundHalfUp(exactOf(printed), 2)) === 0
}
