import { type Exact, toNumber } from '../../core/exact.ts'
import type { IndexSet } from '../../core/index-set/index-set.ts'
import { fold } from '../../core/text/fold.ts'

/** An indicator or group under every name and number that any index set knows it by. */
export type KnownName = {
  readonly id: string
  readonly kind: 'group' | 'indicator'
  readonly numbers: ReadonlySet<string>
  readonly maxima: ReadonlySet<number>
  /** The groups that an indicator is in. */
  readonly groups: ReadonlySet<string>
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

type Entry = { readonly numbers: object; readonly name: { readonly vi: string }; readonly printed: readonly string[] }

class Names {
  readonly numbers = new Set<string>()
  readonly maxima = new Set<number>()
  readonly groups = new Set<string>()
  readonly #wordings = new Map<string, readonly string[]>()
  readonly id: string
  readonly kind: KnownName['kind']

  constructor(id: string, kind: KnownName['kind']) {
    this.id = id
    this.kind = kind
  }

  get wordings(): readonly (readonly string[])[] {
    return [...this.#wordings.values()]
  }

  add({ numbers, name, printed }: Entry, max: Exact | null, group: string | null): void {
    for (const number of Object.values(numbers)) this.numbers.add(String(number))
    for (const wording of [name.vi, ...printed]) this.#wordings.set(fold(wording), wordsOf(wording))
    if (max) this.maxima.add(toNumber(max))
    if (group !== null) this.groups.add(group)
  }
}

export function knownNames(indexSets: readonly IndexSet[]): readonly KnownName[] {
  const known = new Map<string, Names>()
  const named = (id: string, kind: KnownName['kind']) => {
    const names = known.get(id) ?? new Names(id, kind)
    known.set(id, names)
    return names
  }
  for (const group of indexSets.flatMap((set) => set.groups)) {
    named(group.code, 'group').add(group, group.max, null)
    for (const indicator of group.indicators) {
      const max = indicator.kind === 'scored' ? indicator.max : null
      named(indicator.id, 'indicator').add(indicator, max, group.code)
    }
  }
  return [...known.values()]
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
  const all = total(printed) + total(known)
  return all === 0 ? 0 : (2 * common(printed, known)) / all
}

/** How much of a known name a printed one holds, 0 to 1: a name may be made longer by words that say no more. */
export function sharedPart(printed: readonly string[], known: readonly string[]): number {
  const all = total(known)
  return all === 0 ? 0 : common(printed, known) / all
}

function common(printed: readonly string[], known: readonly string[]): number {
  const left = [...known]
  let shared = 0
  for (const word of printed) {
    const at = left.findIndex((other) => sameWord(word, other))
    if (at < 0) continue
    shared += weight(left[at] ?? '')
    left.splice(at, 1)
  }
  return shared
}

function weight(word: string): number {
  return idle.has(word) ? 0.25 : 1
}

function total(words: readonly string[]): number {
  return words.reduce((sum, word) => sum + weight(word), 0)
}
