import { isDamaged } from '../../core/text/fold.ts'
import type { MonthlyTable } from '../../core/table/monthly-table.ts'
import type { TableRow } from './table-rows.ts'

type Note = MonthlyTable['notes'][number]

/**
 * A file may hold the table more than once, as an extraction of text does. The whole, undamaged copy stays; what is
 * dropped is said.
 */
export function bestCopy(rows: readonly TableRow[]): {
  readonly rows: readonly TableRow[]
  readonly notes: readonly Note[]
} {
  const copies = splitCopies(rows)
  const [best, ...others] = copies.toSorted((a, b) => damage(a) - damage(b) || b.length - a.length)
  if (!best) return { rows: [], notes: [] }
  const dropped = others.map((copy): Note => {
    const last = copy.at(-1)?.no ?? ''
    return {
      code: 'damaged-copy-dropped',
      params: { rows: copy.length, damaged: damage(copy), last, line: copy[0]?.place.line ?? copy[0]?.place.row ?? 0 },
    }
  })
  const damaged = damage(best)
  return {
    rows: best,
    notes: damaged > 0 ? [...dropped, { code: 'damaged-text', params: { rows: damaged } }] : dropped,
  }
}

function damage(copy: readonly TableRow[]): number {
  return copy.filter((row) => isDamaged(row.name)).length
}

/** A copy begins where the numbering does: at a row whose number was seen already. */
function splitCopies(rows: readonly TableRow[]): TableRow[][] {
  const copies: TableRow[][] = []
  let seen = new Set<string>()
  let open = false
  for (const row of rows) {
    if (!open || (row.no !== '' && seen.has(row.no))) {
      copies.push([])
      seen = new Set()
      open = true
    }
    seen.add(row.no)
    copies.at(-1)?.push(row)
  }
  return copies
}
