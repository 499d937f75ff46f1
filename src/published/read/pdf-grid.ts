import type { Glyph, PdfPage, Rule } from './pdf-page.ts'

/** A ruled table of one page: the borders, and the places where columns and rows begin and end. */
export type Grid = {
  readonly xs: readonly number[]
  readonly ys: readonly number[]
  readonly level: readonly Rule[]
  readonly upright: readonly Rule[]
}

/** Row and column, from 0. */
export type Cell = { readonly row: number; readonly column: number }

/** Points within which borders meet, and by which two columns or rows at least differ. */
const near = 3
/** More pieces of border than this are a drawing, not a table. */
const maxPairs = 4_000_000

/** The ruled tables of a page, from top to bottom: borders that touch, with at least two columns. */
export function gridsOf(page: PdfPage): readonly Grid[] {
  const level = mended(page.level)
  const upright = mended(page.upright)
  if (level.length * upright.length > maxPairs) return []
  return connected(level, upright)
    .map(gridOf)
    .filter(({ xs, ys }) => xs.length > 2 && ys.length > 1)
    .toSorted((one, other) => (one.ys[0] ?? 0) - (other.ys[0] ?? 0))
}

/** The cell a glyph stands in: of merged cells the first. Undefined: outside the table. */
export function cellOf(grid: Grid, glyph: Glyph): Cell | undefined {
  let column = intervalOf(grid.xs, (glyph.x + glyph.end) / 2)
  // A letter reaches up from its baseline, and may hang over the border below it.
  let row = intervalOf(grid.ys, glyph.y - glyph.size * 0.3)
  if (column < 0 || row < 0) return undefined
  while (column > 0 && !hasBorder(grid.upright, grid.xs[column], middle(grid.ys, row))) column--
  while (row > 0 && !hasBorder(grid.level, grid.ys[row], middle(grid.xs, column))) row--
  return { row, column }
}

function intervalOf(bounds: readonly number[], at: number): number {
  const after = bounds.findIndex((bound) => at < bound)
  return after < 0 ? -1 : after - 1
}

function middle(bounds: readonly number[], index: number): number {
  return ((bounds[index] ?? 0) + (bounds[index + 1] ?? 0)) / 2
}

function hasBorder(rules: readonly Rule[], at: number | undefined, across: number): boolean {
  return rules.some((rule) => Math.abs(rule.at - (at ?? 0)) < near && rule.from <= across && across <= rule.to)
}

/** Borders come cell by cell and line by line; pieces that continue one another become one. */
function mended(rules: readonly Rule[]): readonly Rule[] {
  const sorted = rules.toSorted((one, other) => one.at - other.at || one.from - other.from)
  const groups: Rule[][] = []
  for (const rule of sorted) {
    const group = groups.at(-1)
    if (group?.[0] && rule.at - group[0].at < near / 2) group.push(rule)
    else groups.push([rule])
  }
  return groups.flatMap((group) => joinedPieces(group.toSorted((one, other) => one.from - other.from)))
}

function joinedPieces(pieces: readonly Rule[]): readonly Rule[] {
  const whole: Rule[] = []
  for (const piece of pieces) {
    const last = whole.at(-1)
    if (last && piece.from <= last.to + near) whole[whole.length - 1] = { ...last, to: Math.max(last.to, piece.to) }
    else whole.push(piece)
  }
  return whole
}

type Borders = { readonly level: Rule[]; readonly upright: Rule[] }

/** Borders that touch, directly or through others, belong to one table. */
function connected(level: readonly Rule[], upright: readonly Rule[]): readonly Borders[] {
  const found: Borders[] = []
  const [freeLevel, freeUpright] = [new Set(level), new Set(upright)]
  for (const start of level) {
    if (!freeLevel.delete(start)) continue
    const borders: Borders = { level: [start], upright: [] }
    const waiting: (readonly [Rule, Set<Rule>, Rule[], Set<Rule>, Rule[]])[] = [
      [start, freeUpright, borders.upright, freeLevel, borders.level],
    ]
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const [rule, free, taken, otherFree, otherTaken] = next
      for (const crossing of [...free].filter((candidate) => touch(rule, candidate))) {
        free.delete(crossing)
        taken.push(crossing)
        waiting.push([crossing, otherFree, otherTaken, free, taken])
      }
    }
    found.push(borders)
  }
  return found
}

function touch(one: Rule, other: Rule): boolean {
  return reaches(one, other.at) && reaches(other, one.at)
}

function reaches(rule: Rule, at: number): boolean {
  return rule.from - near <= at && at <= rule.to + near
}

/** A table may lack its outer borders: where the inner ones end, there it ends. */
function gridOf({ level, upright }: Borders): Grid {
  return {
    level,
    upright,
    xs: apart([...upright.map(({ at }) => at), ...extent(level)]),
    ys: apart([...level.map(({ at }) => at), ...extent(upright)]),
  }
}

function extent(rules: readonly Rule[]): readonly number[] {
  if (rules.length === 0) return []
  return [
    rules.reduce((least, { from }) => Math.min(least, from), Number.POSITIVE_INFINITY),
    rules.reduce((most, { to }) => Math.max(most, to), Number.NEGATIVE_INFINITY),
  ]
}

function apart(values: readonly number[]): readonly number[] {
  const kept: number[] = []
  for (const value of values.toSorted((one, other) => one - other)) {
    if (value - (kept.at(-1) ?? Number.NEGATIVE_INFINITY) > near) kept.push(value)
  }
  return kept
}
