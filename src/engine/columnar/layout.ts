import { type Table, tables } from '../../core/fact/tables.ts'

/**
 * The columns of a segment. alone: rows that are the only fact of their entity and stand at every moment, so `from` and
 * `until` take no room. among: one of several facts of an entity, or one that stands for a while; linked by `next`.
 */
export type Kind = 'alone' | 'among'

export type Layout = {
  readonly kind: Kind
  readonly times: readonly string[]
  readonly amounts: readonly string[]
  /** The flag at place n is bit n. */
  readonly flags: readonly string[]
  /** Rows of a segment, and of a block within it. */
  readonly rows: number
  readonly blockRows: number
  /** Codes of units and procedures take 32 bits, not 16. */
  readonly wide: boolean
}

export type SegmentSize = Pick<Layout, 'rows' | 'blockRows'>

const phase: ReadonlySet<string> = new Set(['from', 'until'])

export function layoutOf(table: Table, kind: Kind, size: SegmentSize, wide: boolean): Layout {
  const { times, flags, amounts } = tables[table]
  if (flags.length > 16) throw new Error(`${table}: more flags than 16 bits hold`)
  const own = kind === 'among' ? times : times.filter((name) => !phase.has(name))
  return { kind, times: own, amounts, flags, ...size, wide }
}

/**
 * Numbers kept for each block: least and greatest of each time, flags that some row has and those that every row has, and
 * whether all these may say more than the rows.
 */
export function zoneWidth({ times }: Layout): number {
  return times.length * 2 + 3
}

export const zonePlaces = {
  some: ({ times }: Layout): number => times.length * 2,
  every: ({ times }: Layout): number => times.length * 2 + 1,
  loose: ({ times }: Layout): number => times.length * 2 + 2,
} as const

export function blocksOf({ rows, blockRows }: Layout): number {
  return Math.ceil(rows / blockRows)
}

/** Bytes of a segment, rows and blocks. */
export function segmentBytes(layout: Layout): number {
  const { times, amounts, kind, wide, rows } = layout
  const words = times.length + amounts.length + 2 + (kind === 'among' ? 1 : 0)
  return rows * (words * 4 + 2 + (wide ? 8 : 4)) + blocksOf(layout) * zoneWidth(layout) * 4
}
