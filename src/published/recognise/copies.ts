import { fold, isDamaged } from '../../core/text/fold.ts'
import { likeness, wordsOf } from './known-names.ts'
import type { TableRow } from './table-rows.ts'
import { cellValue } from './value.ts'

/** One table of the file, with the place of its first row among all rows. */
export type Copy = { readonly rows: readonly TableRow[]; readonly start: number }

type Copies = {
  readonly best: Copy
  /** The same table again: damaged, cut off or equal. */
  readonly same: readonly Copy[]
  /** Tables of the same rows with other figures: another month, another province. */
  readonly different: readonly Copy[]
}

/**
 * A file may hold the table more than once, as an extraction of text does, or several tables. The first whole,
 * undamaged one stays. `breaks` are the blocks that are headers or titles.
 */
export function copiesOf(rows: readonly TableRow[], breaks: ReadonlySet<number>): Copies | null {
  const copies = splitCopies(rows, breaks)
  const whole = Math.max(...copies.map((copy) => readable(copy.rows)))
  // The first of the (nearly) whole ones, not the longest by a row: a month may have a row more.
  const best = copies.find((copy) => readable(copy.rows) >= whole * nearlyWhole)
  if (!best) return null
  const others = copies.filter((copy) => copy !== best)
  const byNumber = new Map(best.rows.map((row) => [row.no, row]))
  const different = others.filter((copy) => isDifferent(copy.rows, best.rows, byNumber))
  return { best, same: others.filter((copy) => !different.includes(copy)), different }
}

const nearlyWhole = 0.9

export function damage(rows: readonly TableRow[]): number {
  return rows.filter((row) => isDamaged(row.name)).length
}

/** How much of a copy can be read well; of damaged copies only the longest is better than another. */
function readable(rows: readonly TableRow[]): number {
  return rows.length - damage(rows) + rows.length / 1e6
}

/**
 * A copy begins where the numbering does, or behind a new header or title, but only if most of its rows are rows of
 * the copy before: a single mistyped number, or a header repeated on each page, begins nothing.
 */
function splitCopies(rows: readonly TableRow[], breaks: ReadonlySet<number>): Copy[] {
  const starts = startsOf(rows, breaks)
  const copies: { rows: TableRow[]; start: number }[] = []
  let seen = new SeenRows()
  for (const [index, start] of starts.entries()) {
    const part = rows.slice(start, starts[index + 1])
    const current = copies.at(-1)
    if (!current || seen.hasMostOf(part)) {
      copies.push({ rows: [...part], start })
      seen = new SeenRows()
    } else for (const row of part) current.rows.push(row)
    for (const row of part) seen.add(row)
  }
  return copies
}

/** Where a copy may begin: the first number again, a header or title since the last row, a number behind the total. */
function startsOf(rows: readonly TableRow[], breaks: ReadonlySet<number>): number[] {
  const first = rows.find(({ no }) => no !== '')?.no
  const orders = [...breaks].toSorted((a, b) => a - b)
  let passed = 0
  return rows.flatMap((row, index) => {
    const before = passed
    while ((orders[passed] ?? Number.POSITIVE_INFINITY) <= row.order) passed++
    const restarts = row.no === first && rows[index - 1]?.no !== row.no
    const isBehindTotal = row.no !== '' && rows[index - 1]?.no === ''
    return index === 0 || passed > before || restarts || isBehindTotal ? [index] : []
  })
}

const alike = 0.5

/** The rows of a copy so far, to be found by number and name. */
class SeenRows {
  readonly #byNumber = new Map<string, TableRow>()
  readonly #names = new Set<string>()
  #count = 0

  add(row: TableRow): void {
    if (!this.#byNumber.has(row.no)) this.#byNumber.set(row.no, row)
    this.#names.add(fold(row.name))
    this.#count++
  }

  /** Whether most rows of the shorter of the two are in both. */
  hasMostOf(rows: readonly TableRow[]): boolean {
    const common = rows.filter((row) => this.#has(row)).length
    return common > Math.min(rows.length, this.#count) / 2
  }

  #has(row: TableRow): boolean {
    const numbered = this.#byNumber.get(row.no)
    return (numbered !== undefined && sameName(row, numbered)) || this.#names.has(fold(row.name))
  }
}

/** Enough of a name to tell it: a cell may hold a whole book. */
const longestName = 400

function sameName(one: TableRow, other: TableRow): boolean {
  const [a, b] = [wordsOf(one.name.slice(0, longestName)), wordsOf(other.name.slice(0, longestName))]
  return Math.max(likeness(a, b), likeness(b, a)) >= alike
}

/** Whether a copy states other figures: any, where both are whole; most of them, where it is damaged or cut off. */
function isDifferent(
  copy: readonly TableRow[],
  best: readonly TableRow[],
  byNumber: ReadonlyMap<string, TableRow>,
): boolean {
  let same = 0
  let other = 0
  for (const row of copy) {
    const match = byNumber.get(row.no)
    if (!match || !sameName(row, match)) continue
    for (const column of ['local', 'national'] as const) {
      const [a, b] = [figureOf(row[column]), figureOf(match[column])]
      if (a === null || b === null) continue
      if (a === b) same++
      else other++
    }
  }
  const isWhole = damage(copy) === 0 && !isCutOff(copy, best)
  return isWhole ? other > 0 || copy.length !== best.length : other > same
}

/** The figure alone, so that damage to its unit does not count; null where there is none. */
function figureOf(text: string): string | null {
  const value = cellValue(text, 'indicator')
  return value.kind === 'none' || value.kind === 'empty' ? null : JSON.stringify(value)
}

/** A copy that lacks the last row of the other stops in the middle. */
function isCutOff(copy: readonly TableRow[], best: readonly TableRow[]): boolean {
  const last = best.at(-1)
  return copy.length < best.length && !(last && copy.some((row) => row.no === last.no && sameName(row, last)))
}

type Repeated = { readonly no: string; readonly name: string }

/** Numbers that stand more than once in one table, with the name of the row that had it first. */
export function repeatedNumbers(rows: readonly Repeated[]): Repeated[] {
  const first = new Map<string, string>()
  const said = new Set<string>()
  const above = { number: 0, letter: 0 }
  return rows.flatMap((row, index) => {
    // Plain numbers and letters may begin again below every heading: I, 1, 2, II, 1, 2.
    const style = /^\d+$/.test(row.no) ? 'number' : /^[a-z]$/.test(row.no) ? 'letter' : 'own'
    if (style !== 'letter') above.letter = index
    if (!/^\d/.test(row.no) && style !== 'letter') above.number = index
    if (row.no === '') return []
    const key = style === 'own' ? row.no : `${above[style]} ${row.no}`
    const name = first.get(key)
    if (name === undefined) first.set(key, row.name)
    if (name === undefined || said.has(key)) return []
    said.add(key)
    return [{ no: row.no, name }]
  })
}
