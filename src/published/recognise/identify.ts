import { fold, loose } from '../../core/text/fold.ts'
import { type KnownName, likeness, sharedPart, wordsOf } from './known-names.ts'

/** What is known of a printed row before its name is looked up. */
export type Unnamed = {
  readonly no: string
  readonly name: string
  readonly max: number | null
  readonly looksLike: 'group' | 'indicator'
}

/** A row and a name it may have: the higher, the better. */
type Match = { readonly row: number; readonly known: KnownName; readonly score: number; readonly is: Strength }
/** A weak match needs a margin over its rivals; a rival is no match itself. */
type Strength = 'strong' | 'weak' | 'rival'

/** Names this alike are a match. */
const enough = 0.62
/** Names less alike are one only where number and kind, maximum or group say so too. */
const enoughWithNumber = 0.45
const rivalFrom = 0.4
const margin = 0.05
const bonus = { number: 0.2, kind: 0.05, max: 0.05, group: 0.08 }
const penalty = { kind: 0.15, max: 0.05, group: 0.05 }

/**
 * Gives rows their ids, best match first, each id once: "Thanh toán trực tuyến" and "Tỷ lệ hồ sơ thanh toán trực
 * tuyến" are alike, but each has its own best row. Groups come first, since an indicator is known by its group too.
 * A row numbered below an indicator (3.1.1 below 3.1) is a part of it: it has no id of its own and outbids nobody.
 */
export function identify(rows: readonly Unnamed[], known: readonly KnownName[]): readonly (string | null)[] {
  const outline = new NumberedRows(rows)
  const ids = new Ids(rows.length)
  const likely = rows.map((row) => likelyNames(row, known))
  const give = (isTurn: (row: Unnamed, index: number) => boolean, kinds: readonly KnownName['kind'][]) => {
    const matches = rows.flatMap((row, index) => {
      if (!isTurn(row, index)) return []
      const group = outline.groupOf(index, ids)
      const names = likely[index]?.filter(({ known: { kind } }) => kinds.includes(kind)) ?? []
      return names.map((name) => judged(name, row, index, group))
    })
    ids.give(matches)
  }
  const isBelowRow = (index: number) => {
    const parent = outline.parentOf(index)
    return parent !== undefined && rows[parent]?.looksLike !== 'group'
  }
  give((row) => row.looksLike === 'group', ['group'])
  give((_, index) => !isBelowRow(index), ['group', 'indicator'])
  // What is numbered below a row that nobody knows, or below a group without points, may still be known itself.
  give(
    (_, index) => isBelowRow(index) && ids.of(outline.parentOf(index) ?? index)?.kind !== 'indicator',
    ['group', 'indicator'],
  )
  return rows.map((_, index) => ids.of(index)?.id ?? null)
}

/** How rows stand below one another by their numbers. */
class NumberedRows {
  readonly #rows: readonly Unnamed[]
  readonly #byNumber: ReadonlyMap<string, number>

  constructor(rows: readonly Unnamed[]) {
    this.#rows = rows
    this.#byNumber = new Map(rows.flatMap(({ no }, index): [string, number][] => (no === '' ? [] : [[no, index]])))
  }

  parentOf(index: number): number | undefined {
    const [, parent] = /^(.+)\.[^.]+$/.exec(this.#rows[index]?.no ?? '') ?? []
    const found = parent === undefined ? undefined : this.#byNumber.get(parent)
    return found === index ? undefined : found
  }

  /** The group that a row is in: by its number, or else the last one above; null where that is not known. */
  groupOf(index: number, ids: Ids): string | null {
    let parent = this.parentOf(index)
    if (parent === undefined) return ids.groupAbove(index)
    for (; parent !== undefined; parent = this.parentOf(parent)) {
      const known = ids.of(parent)
      if (known?.kind === 'group') return known.id
    }
    return null
  }
}

class Ids {
  readonly #known: (KnownName | null)[]
  readonly #taken = new Set<string>()
  #above: (string | null)[] = []

  constructor(rows: number) {
    this.#known = Array.from({ length: rows }, () => null)
  }

  of(row: number): KnownName | null {
    return this.#known[row] ?? null
  }

  groupAbove(row: number): string | null {
    return this.#above[row] ?? null
  }

  give(matches: readonly Match[]): void {
    const byRow = Map.groupBy(matches, ({ row }) => row)
    const sorted = matches.filter(({ is }) => is !== 'rival').toSorted((a, b) => b.score - a.score || a.row - b.row)
    for (const match of sorted) {
      if (this.of(match.row) !== null || this.#taken.has(match.known.id)) continue
      if (match.is === 'weak' && !this.#standsOut(match, byRow.get(match.row) ?? [])) continue
      this.#known[match.row] = match.known
      this.#taken.add(match.known.id)
    }
    let group: string | null = null
    this.#above = this.#known.map((known) => {
      if (known?.kind === 'group') group = known.id
      return group
    })
  }

  #standsOut({ known, score }: Match, all: readonly Match[]): boolean {
    const rivals = all.filter((other) => other.known.id !== known.id && !this.#taken.has(other.known.id))
    return rivals.every((rival) => score - rival.score >= margin)
  }
}

type Likely = { readonly known: KnownName; readonly alike: number; readonly shared: number }

const late = new RegExp(`${loose('qua han')}|${loose('tre han')}|(?<![a-z])${loose('cham')}(?![a-z])`)

function likelyNames(row: Unnamed, known: readonly KnownName[]): Likely[] {
  const words = wordsOf(row.name)
  // "giải quyết quá hạn" is nearly "giải quyết đúng hạn" in words, and its contrary.
  if (words.length === 0 || late.test(fold(row.name))) return []
  return known.flatMap((item) => {
    const alikes = item.wordings.map((wording) => likeness(words, wording))
    const alike = Math.max(...alikes)
    const shared = Math.max(...item.wordings.map((wording) => sharedPart(words, wording)))
    return alike >= rivalFrom || shared >= enough ? [{ known: item, alike, shared }] : []
  })
}

/** Number, kind, maximum and group tip the balance, since sources number and word the same thing differently. */
function judged({ known, alike, shared }: Likely, row: Unnamed, index: number, group: string | null): Match {
  const isNumbered = known.numbers.has(row.no)
  const sameKind = known.kind === row.looksLike
  const fitsMax = row.max !== null && known.maxima.has(row.max)
  const inGroup = known.kind === 'indicator' && group !== null && known.groups.has(group)
  const score =
    alike +
    (isNumbered ? bonus.number : 0) +
    (sameKind ? bonus.kind : -penalty.kind) +
    (row.max === null ? 0 : fitsMax ? bonus.max : -penalty.max) +
    (known.kind === 'group' || group === null ? 0 : inGroup ? bonus.group : -penalty.group)
  const supported = isNumbered && sameKind && (fitsMax || inGroup || known.kind === 'group')
  const isWeak = supported && 0.6 * alike + 0.4 * shared >= enoughWithNumber
  return { row: index, known, score, is: alike >= enough ? 'strong' : isWeak ? 'weak' : 'rival' }
}
