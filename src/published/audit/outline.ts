import type { MonthlyRow, MonthlyTable } from '../../core/table/monthly-table.ts'
import { isRatingName } from '../../core/table/rating.ts'
import { decimalsOf } from './range.ts'

export type Column = 'local' | 'national'
export const columns: readonly Column[] = ['local', 'national']
export const columnWords = {
  local: { vi: 'tỉnh', en: 'province' },
  national: { vi: 'cả nước', en: 'country' },
} as const

/** How rows stand to each other, by their printed numbers: groups, the rows below a group, the parts of a row. */
export class Outline {
  readonly rows: readonly MonthlyRow[]
  readonly groups: readonly MonthlyRow[]
  readonly indicators: readonly MonthlyRow[]
  readonly #byNumber: ReadonlyMap<string, MonthlyRow>
  readonly #byId: ReadonlyMap<string, MonthlyRow>

  constructor(table: MonthlyTable) {
    this.rows = table.rows
    const scored = table.rows.filter((row) => !isRating(row))
    this.groups = scored.filter((row) => row.kind === 'group')
    this.indicators = scored.filter((row) => row.kind === 'indicator')
    this.#byNumber = new Map(table.rows.filter((row) => row.no !== '').map((row) => [row.no, row]))
    this.#byId = new Map(table.rows.flatMap((row) => (row.id === null ? [] : [[row.id, row]])))
  }

  /**
   * Decimals that a rate has at the least: among rates of two decimals "5%" is 5,00 % or a careless 5,0 %, not anything
   * from 4,5 % to 5,5 %.
   */
  get rateDecimals(): number {
    const rates = this.indicators.flatMap(({ local }) => (local.kind === 'rate' ? [decimalsOf(local.value)] : []))
    return Math.max(0, ...rates) >= 2 ? 1 : 0
  }

  byId(id: string): MonthlyRow | undefined {
    return this.#byId.get(id)
  }

  /**
   * The nearest row that this one is numbered below: 3.5 for 3.5.1, 3 for 3.5. Where groups are numbered in another way
   * (I, II …), the nearest group above.
   */
  parent(row: MonthlyRow): MonthlyRow | undefined {
    return this.#numberedAbove(row) ?? this.#groupAbove(row)
  }

  #groupAbove(row: MonthlyRow): MonthlyRow | undefined {
    const isBlock = row.kind === 'group' && row.no.includes('.')
    if (row.kind !== 'indicator' && !isBlock) return undefined
    // Where groups are numbered 1, 2 … a row whose group is not there belongs to none.
    if (this.groups.some((group) => /^\d+$/.test(group.no))) return undefined
    const above = this.rows.slice(0, this.rows.indexOf(row))
    return above.findLast((other) => other.kind === 'group' && (!isBlock || !other.no.includes('.')))
  }

  #numberedAbove(row: MonthlyRow): MonthlyRow | undefined {
    const parts = row.no.split('.')
    for (let length = parts.length - 1; length > 0; length--) {
      const found = this.#byNumber.get(parts.slice(0, length).join('.'))
      if (found) return found
    }
    return undefined
  }

  children(row: MonthlyRow): readonly MonthlyRow[] {
    return row.no === '' ? [] : this.rows.filter((other) => this.parent(other) === row)
  }

  /** 3.1.1 and 3.1.2 are parts of 3.1; an indicator is no part of its group. */
  isPart(row: MonthlyRow): boolean {
    return this.parent(row)?.kind === 'indicator'
  }

  parts(row: MonthlyRow): readonly MonthlyRow[] {
    return row.kind === 'indicator' ? this.children(row) : []
  }
}

/** The name a person finds a row by: its number, or its name where it has none. */
export function rowName(row: MonthlyRow): string {
  return row.no === '' ? row.name : row.no
}

/** A row of rating or rank: no indicator, no group. */
export function isRating(row: MonthlyRow): boolean {
  return isRatingName(row.name)
}

/** Decimals that a cell was printed with: its own wording knows trailing zeros, a number does not. */
export function cellDecimals(row: MonthlyRow, column: Column): number {
  const value = row[column]
  const figure = value.kind === 'rate' || value.kind === 'points' ? value.value : 0
  const printed = /^\D*\d+[.,](\d+)/.exec(row.printed?.[column] ?? '')?.[1] ?? ''
  return Math.max(decimalsOf(figure), printed.length)
}

/** The "/12" of "10,8/12 điểm". */
export function printedOutOf(row: MonthlyRow): number | null {
  for (const column of columns) {
    const value = row[column]
    if (value.kind === 'points' && value.of !== null) return value.of
  }
  return null
}

/** What a row's points are out of: its cell says, or the maximum in its name. */
export function scoredOutOf(row: MonthlyRow): number | null {
  return printedOutOf(row) ?? row.max
}
