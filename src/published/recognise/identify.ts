import { type KnownName, likeness, wordsOf } from './known-names.ts'

/** What is known of a printed row before its name is looked up. */
export type Unnamed = {
  readonly no: string
  readonly name: string
  readonly looksLike: 'group' | 'indicator'
}

type Match = { readonly row: number; readonly id: string; readonly score: number }

const enough = 0.62
const bonus = { number: 0.06, kind: 0.04 }

/**
 * Gives rows their ids, best match first, each id once: "Thanh toán trực tuyến" and "Tỷ lệ hồ sơ thanh toán trực
 * tuyến" are alike, but each has its own best row. Numbers only tip the balance, since sources number differently.
 * A row numbered below an indicator (3.1.1 below 3.1) is a part of it and has no id of its own.
 */
export function identify(rows: readonly Unnamed[], known: readonly KnownName[]): readonly (string | null)[] {
  const matches = rows
    .flatMap((row, index) => matchesOf(row, index, known))
    .toSorted((a, b) => b.score - a.score || a.row - b.row)
  const ids: (string | null)[] = rows.map(() => null)
  const taken = new Set<string>()
  for (const { row, id } of matches) {
    if (ids[row] !== null || taken.has(id)) continue
    ids[row] = id
    taken.add(id)
  }
  const indicators = new Set(known.filter((item) => item.kind === 'indicator').map((item) => item.id))
  const parents = new Set(rows.flatMap(({ no }, i) => (no !== '' && indicators.has(ids[i] ?? '') ? [no] : [])))
  return ids.map((id, i) => (isPartOf(rows[i]?.no ?? '', parents) ? null : id))
}

function isPartOf(no: string, parents: ReadonlySet<string>): boolean {
  return parents.has(no.split('.').slice(0, -1).join('.'))
}

function matchesOf(row: Unnamed, index: number, known: readonly KnownName[]): Match[] {
  const words = wordsOf(row.name)
  if (words.length === 0) return []
  return known.flatMap(({ id, kind, numbers, wordings }) => {
    const alike = Math.max(...wordings.map((wording) => likeness(words, wording)))
    if (alike < enough) return []
    const score = alike + (numbers.has(row.no) ? bonus.number : 0) + (kind === row.looksLike ? bonus.kind : 0)
    return [{ row: index, id, score }]
  })
}
