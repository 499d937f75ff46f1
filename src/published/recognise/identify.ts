import { fold, loose } from '../../core/text/fold.ts'
import { type KnownName, likeness, sharedPart, wordsOf } from './known-names.ts'

/** What is known of a printed row before its name is looked up. */
export type Unnamed = {
  readonly no: string
  readonly name: string
  readonly max: number | null
  readonly looksLike: 'group' | 'indicator'
}

/** A row and a name it may have. Higher is better; a weak one is no match by its words alone. */
type Match = { readonly row: number; readonly known: KnownName; readonly score: number; readonly isWeak: boolean }

/** A name this alike is a match. */
const enough = 0.62
/** A name less alike is one only where number and maximum or group say so too, and no other name comes near. */
const enoughWithNumber = 0.45
const margin = 0.05
const bonus = { number: 0.2, kind: 0.05, max: 0.05, group: 0.08 }
const penalty = { kind: 0.15, max: 0.05, group: 0.05 }

/**
 * Gives rows their ids, best match first, each id once: "Thanh toán trực tuyến" and "Tỷ lệ hồ sơ thanh toán trực
 * tuyến" are alike, but each has its own best row. Groups come first, since an indicator is known by its group too.
 * A row numbered below an indicator (3.1.1 below 3.1) is a part of it and has no id of its own.
 */
export function identify(rows: readonly Unnamed[], known: readonly KnownName[]): readonly (string | null)[] {
  const matches = rows.flatMap((row, index) => matchesOf(row, index, known))
  const ids = new Ids(rows.length)
  const claimed = matches.filter(({ row, known: { kind } }) => kind === 'group' || rows[row]?.looksLike === 'group')
  ids.give(claimed)
  const groups = new Set(known.filter((item) => item.kind === 'group').map((item) => item.id))
  const groupOf = groupsOf(rows, (index) => {
    const id = ids.of(index)
    return id !== null && groups.has(id) ? id : null
  })
  const inGroups = matches.map((match) => judged(match, rows[match.row], groupOf[match.row] ?? null))
  const byNumber = new Map(rows.map((row, index) => [row.no, index]))
  const parentOf = (index: number) => byNumber.get(parentNumber(rows[index]?.no ?? ''))
  const isPart = (index: number) => {
    const parent = parentOf(index)
    return parent !== undefined && !groups.has(ids.of(parent) ?? '') && rows[parent]?.looksLike !== 'group'
  }
  ids.give(inGroups.filter(({ row }) => !isPart(row)))
  // What is numbered below a row that nobody knows may still be known itself.
  ids.give(inGroups.filter(({ row }) => isPart(row) && ids.of(parentOf(row) ?? row) === null))
  return rows.map((_, index) => ids.of(index))
}

function parentNumber(no: string): string {
  const parent = no.split('.').slice(0, -1).join('.')
  return parent === '' ? 'none' : parent
}

class Ids {
  readonly #ids: (string | null)[]
  readonly #taken = new Set<string>()

  constructor(rows: number) {
    this.#ids = Array.from({ length: rows }, () => null)
  }

  of(row: number): string | null {
    return this.#ids[row] ?? null
  }

  give(matches: readonly Match[]): void {
    const byRow = Map.groupBy(matches, ({ row }) => row)
    const sorted = matches.toSorted((a, b) => b.score - a.score || a.row - b.row)
    for (const match of sorted) {
      const { row, known, isWeak } = match
      if (this.of(row) !== null || this.#taken.has(known.id)) continue
      if (isWeak && !this.#standsOut(match, byRow.get(row) ?? [])) continue
      this.#ids[row] = known.id
      this.#taken.add(known.id)
    }
  }

  /** Whether number, maximum or group speak for a weak match, and for no other that is still free. */
  #standsOut({ row, known, score }: Match, all: readonly Match[]): boolean {
    const rivals = all.filter((other) => other.known.id !== known.id && !this.#taken.has(other.known.id))
    return this.of(row) === null && rivals.every((other) => score - other.score >= margin)
  }
}

const late = new RegExp(`${loose('qua han')}|${loose('tre han')}|(?<![a-z])${loose('cham')}(?![a-z])`)

function matchesOf(row: Unnamed, index: number, known: readonly KnownName[]): Match[] {
  const words = wordsOf(row.name)
  // "giải quyết quá hạn" is nearly "giải quyết đúng hạn" in words, and its contrary.
  if (words.length === 0 || late.test(fold(row.name))) return []
  return known.flatMap((item) => {
    const alike = Math.max(...item.wordings.map((wording) => likeness(words, wording)))
    const shared = Math.max(...item.wordings.map((wording) => sharedPart(words, wording)))
    const isNumbered = item.numbers.has(row.no)
    const sameKind = item.kind === row.looksLike
    const fitsMax = row.max !== null && item.maxima.has(row.max)
    const isWeak = alike < enough
    if (isWeak && !(isNumbered && 0.6 * alike + 0.4 * shared >= enoughWithNumber)) return []
    const score =
      alike +
      (isNumbered ? bonus.number : 0) +
      (sameKind ? bonus.kind : -penalty.kind) +
      (row.max === null ? 0 : fitsMax ? bonus.max : -penalty.max)
    return [{ row: index, known: item, score, isWeak }]
  })
}
