import type { IndexSet } from '../../core/index-set/index-set.ts'
import { fold } from '../../core/text/fold.ts'

/** An indicator or group under every name and number that any index set knows it by. */
export type KnownName = {
  readonly id: string
  readonly kind: 'group' | 'indicator'
  readonly numbers: ReadonlySet<string>
  readonly wordings: readonly (readonly string[])[]
}

const abbreviations: readonly (readonly [RegExp, string])[] = [
  [/\btthc\b/g, 'thu tuc hanh chinh'],
  [/\bdvctt\b/g, 'dich vu cong truc tuyen'],
  [/\bc?dvcqg\b/g, 'dich vu cong quoc gia'],
  [/\bdvc\b/g, 'dich vu cong'],
  [/\bpakn\b/g, 'phan anh kien nghi'],
]

/** Words that every name may begin with or leave out. */
const idle = new Set(['ty', 'ti', 'le', 't?', 'l?', 'muc', 'm?c', 'do', 'd?', 'cong', 'c?ng'])

/** The words of a name, folded, abbreviations written out. A word of a damaged text keeps its "?". */
export function wordsOf(name: string): string[] {
  let text = fold(name)
  for (const [short, long] of abbreviations) text = text.replaceAll(short, long)
  return text.split(/[^a-z0-9?]+/).filter((word) => word !== '' && word !== '?')
}

export function knownNames(indexSets: readonly IndexSet[]): readonly KnownName[] {
  const known = new Map<string, { kind: KnownName['kind']; numbers: Set<string>; wordings: Map<string, string[]> }>()
  const add = (
    id: string,
    kind: KnownName['kind'],
    entry: { numbers: object; name: { vi: string }; printed: readonly string[] },
  ) => {
    const item = known.get(id) ?? { kind, numbers: new Set(), wordings: new Map() }
    for (const number of Object.values(entry.numbers)) item.numbers.add(String(number))
    for (const wording of [entry.name.vi, ...entry.printed]) item.wordings.set(fold(wording), wordsOf(wording))
    known.set(id, item)
  }
  for (const set of indexSets) {
    for (const group of set.groups) {
      add(group.code, 'group', group)
      for (const indicator of group.indicators) add(indicator.id, 'indicator', indicator)
    }
  }
  return [...known].map(([id, { kind, numbers, wordings }]) => ({
    id,
    kind,
    numbers,
    wordings: [...wordings.values()],
  }))
}

function sameWord(printed: string, known: string): boolean {
  if (!printed.includes('?')) return printed === known
  // One lost letter is one "?", two where it was stored as letter and mark.
  const pattern = printed.replaceAll(/\?+/g, (marks) => `[a-z]{${Math.ceil(marks.length / 2)},${marks.length}}`)
  return new RegExp(`^${pattern}$`).test(known)
}

/**
 * How alike two names are, 0 to 1: twice the words in common over all words (Dice). Idle words weigh a quarter, so
 * that "Tỷ lệ …" alone makes nothing alike.
 */
export function likeness(printed: readonly string[], known: readonly string[]): number {
  const left = [...known]
  let common = 0
  for (const word of printed) {
    const at = left.findIndex((other) => sameWord(word, other))
    if (at < 0) continue
    common += weight(left[at] ?? '')
    left.splice(at, 1)
  }
  const all = total(printed) + total(known)
  return all === 0 ? 0 : (2 * common) / all
}

function weight(word: string): number {
  return idle.has(word) ? 0.25 : 1
}

function total(words: readonly string[]): number {
  return words.reduce((sum, word) => sum + weight(word), 0)
}
