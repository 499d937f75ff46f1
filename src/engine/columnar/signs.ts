import type { Mark, Predicate, Some } from '../../core/measure/predicate.ts'
import type { Layout } from './layout.ts'

/** How the op `standing` reads: rows that stand alone do so always, unless nothing stands at the moment asked about. */
export type Standing = 'always' | 'at-no-moment' | 'by-columns'

export const markNames: Readonly<Record<Mark, string>> = {
  'before-period': 'beforePeriod',
  moment: 'moment',
  'as-of': 'asOf',
}

const yes = '-1'
const no = '0'

/**
 * Prints predicates as integers whose sign bit says whether they hold: seconds are 31 bits, so `mark - time` is negative
 * where the time comes later; and, or, not are &, |, ~. No row costs a branch, and what was printed once is a name after.
 */
export class Signs {
  readonly #layout: Layout
  readonly #standing: Standing
  readonly #names = new Map<string, string>()
  #lines: string[] = []
  readonly columns = new Set<string>()
  readonly #somes: Some[]

  /** `somes`: the facts of other tables asked about so far, to which these are added. */
  constructor({ layout, standing }: { readonly layout: Layout; readonly standing: Standing }, somes: Some[]) {
    this.#layout = layout
    this.#standing = standing
    this.#somes = somes
  }

  /** Names for the columns of a segment that were used so far. */
  columnLines(): readonly string[] {
    const { times } = this.#layout
    return [...this.columns].map((name) => `const ${name}Of = ${times.includes(name) ? 's.times' : 's'}.${name}`)
  }

  /** The lines since this was last asked: they come before whatever uses what was printed. */
  takeLines(): readonly string[] {
    const lines = this.#lines
    this.#lines = []
    return lines
  }

  #name(text: string): string {
    const known = this.#names.get(text)
    if (known !== undefined) return known
    const name = `v${this.#names.size}`
    this.#names.set(text, name)
    this.#lines.push(`const ${name} = ${text}`)
    return name
  }

  #column(name: string): string {
    this.columns.add(name)
    return this.#name(`${name}Of[i]`)
  }

  #time(name: string): string {
    if (!this.#layout.times.includes(name)) throw new Error(`no time ${name} in this table`)
    return this.#column(name)
  }

  print(predicate: Predicate): string {
    switch (predicate.op) {
      case 'flag': {
        const bit = this.#layout.flags.indexOf(predicate.flag)
        if (bit < 0) throw new Error(`no flag ${predicate.flag} in this table`)
        return this.#name(`${this.#column('flags')} << ${31 - bit}`)
      }
      case 'happened':
        return `~${this.#name(`${markNames[predicate.by]} - ${this.#time(predicate.time)}`)}`
      case 'standing':
        return this.#stands()
      case 'not':
        return inverse(this.print(predicate.of))
      case 'and':
        return this.#joined(predicate.of, ' & ', yes, no)
      case 'or':
        return this.#joined(predicate.of, ' | ', no, yes)
      case 'named':
        return this.print(predicate.of)
      case 'some':
        return this.#some(predicate)
    }
  }

  #joined(of: readonly Predicate[], glue: string, neutral: string, strongest: string): string {
    const parts = [...new Set(of.map((each) => this.print(each)))].filter((part) => part !== neutral)
    if (parts.includes(strongest)) return strongest
    const [first = neutral, ...rest] = parts
    return rest.length === 0 ? first : this.#name([first, ...rest].join(glue))
  }

  #stands(): string {
    if (this.#standing === 'always') return yes
    if (this.#standing === 'at-no-moment') return no
    return this.#name(`~(moment - ${this.#time('from')}) & (moment - ${this.#time('until')})`)
  }

  #some(some: Some): string {
    const text = JSON.stringify(some)
    let place = this.#somes.findIndex((each) => JSON.stringify(each) === text)
    if (place < 0) place = this.#somes.push(some) - 1
    return this.#name(`somes[${place}](${this.#column('procedure')}, ${this.#column('unit')})`)
  }
}

function inverse(text: string): string {
  if (text === yes) return no
  if (text === no) return yes
  return text.startsWith('~') ? text.slice(1) : `~${text}`
}
