import type { PlainDate } from '../time/plain-date.ts'
import { unitCode } from './code.ts'
import { aloneCode, plainCode, type UnitGroups } from './groups.ts'
import type { Level } from './level.ts'
import type { Unit } from './unit.ts'

/**
 * How units of the past are seen. current: what a former unit did counts for the unit that took over all of it. recorded:
 * for the unit that did it, and those above it at the time.
 */
export const unitViews = ['current', 'recorded'] as const
export type UnitView = (typeof unitViews)[number]

/**
 * The units of one installation on one day, below the one at the top. Lists change with every merger: units have validity
 * dates, predecessors and other codes; `000.00.00.H37` is `H37`.
 */
export class UnitTree {
  readonly root: string
  readonly #day: PlainDate
  readonly #units: ReadonlyMap<string, Unit>
  readonly #codes: ReadonlyMap<string, string>
  readonly #successors: ReadonlyMap<string, readonly string[]>
  readonly #groups: Partial<Record<UnitView, UnitGroups>> = {}

  constructor(units: readonly Unit[], root: string, day: PlainDate) {
    const own = units.some(({ code }) => code === root) ? units : [unnamed(root), ...units]
    this.root = root
    this.#day = day
    this.#units = new Map(own.map((unit) => [unit.code, unit]))
    this.#codes = new Map(own.flatMap(({ code, aliases }) => aliases.map((alias) => [alias, code] as const)))
    const links = own.flatMap(({ code, predecessors }) => predecessors.map((old) => [this.codeOf(old), code] as const))
    const groups = Map.groupBy(links, ([old]) => old)
    this.#successors = new Map([...groups].map(([old, pairs]) => [old, pairs.map(([, code]) => code)]))
  }

  /** The unit's own code for any of its codes; a code that nothing is known of, in its one form. */
  codeOf(recorded: string): string {
    const code = plainCode(recorded)
    const own = unitCode(code)
    return this.#units.has(code) ? code : (this.#codes.get(code) ?? this.#codes.get(own) ?? own)
  }

  get(code: string): Unit | null {
    return this.#units.get(this.codeOf(code)) ?? null
  }

  /** Its name, or the code where there is none. */
  nameOf(code: string): string {
    return this.get(code)?.name ?? code
  }

  all(): readonly Unit[] {
    return [...this.#units.values()]
  }

  /** Those directly below it that exist on the day, by code. */
  children(code: string): readonly Unit[] {
    const own = this.codeOf(code)
    return this.all()
      .filter((unit) => unit.code !== this.root && this.isCurrent(unit) && this.#parentOf(unit) === own)
      .toSorted((a, b) => (a.code < b.code ? -1 : 1))
  }

  isCurrent({ validFrom, validTo }: Unit): boolean {
    return (validFrom === null || validFrom <= this.#day) && (validTo === null || validTo >= this.#day)
  }

  /** The unit directly above; null for the one at the top. */
  parentOf(code: string): string | null {
    return this.chainOf(code, 'recorded')[1] ?? null
  }

  /** The units of the day, each after the one above it. */
  current(): readonly Unit[] {
    const own = this.all().filter((unit) => unit.code === this.root || this.isCurrent(unit))
    const depth = new Map(own.map(({ code }) => [code, this.chainOf(code, 'recorded').length]))
    return own.toSorted((a, b) => (depth.get(a.code) ?? 0) - (depth.get(b.code) ?? 0) || (a.code < b.code ? -1 : 1))
  }

  /** Whether the unit is `scope` or below it today. */
  isWithin(code: string, scope: string): boolean {
    return this.chainOf(code, 'current').includes(this.codeOf(scope))
  }

  /** The units ranked together: of that level, on the day, none of them below another of the level. */
  cohort(level: Level): readonly Unit[] {
    const own = this.all().filter((unit) => unit.level === level && this.isCurrent(unit))
    const codes = new Set(own.map(({ code }) => code))
    return own
      .filter(
        ({ code }) =>
          !this.chainOf(code, 'recorded')
            .slice(1)
            .some((above) => codes.has(above)),
      )
      .toSorted((a, b) => (a.code < b.code ? -1 : 1))
  }

  /** The unit that the code stands for in that view, and every unit above it up to the top. */
  chainOf(code: string, view: UnitView): readonly string[] {
    const chain: string[] = []
    let next: string | null = view === 'current' ? this.#successorOf(this.codeOf(code)) : this.codeOf(code)
    while (next !== null && !chain.includes(next)) {
      chain.push(next)
      const unit: Unit | undefined = this.#units.get(next)
      next = next === this.root ? null : unit === undefined ? this.root : this.#parentOf(unit)
    }
    return chain.includes(this.root) ? chain : [...chain, this.root]
  }

  /** For counting: every code that is known, and what it counts for. The same value each time, so that it can be kept by. */
  groups(view: UnitView): UnitGroups {
    this.#groups[view] ??= { above: this.#above(view), unlisted: [this.root] }
    return this.#groups[view]
  }

  #above(view: UnitView): ReadonlyMap<string, readonly string[]> {
    const codes = [...this.#units.keys(), ...this.#codes.keys()]
    return new Map([
      ...codes.map((code) => [code, this.chainOf(code, view)] as const),
      ...this.all().map((unit) => [aloneCode(unit.code), this.isCurrent(unit) ? [unit.code] : []] as const),
    ])
  }

  #parentOf({ parent }: Unit): string {
    return parent === null ? this.root : this.codeOf(parent)
  }

  /**
   * The unit of the day that took over all of it. A unit that was divided among several has none: what it did cannot be
   * told apart, and stays its own, counted further up only.
   */
  #successorOf(code: string): string {
    const seen = new Set<string>()
    let own = code
    while (!seen.has(own)) {
      seen.add(own)
      const unit = this.#units.get(own)
      const heirs = this.#successors.get(own) ?? []
      const [heir] = heirs
      const isOver = unit === undefined || (unit.validTo !== null && unit.validTo < this.#day)
      if (heir === undefined || heirs.length > 1 || !isOver) return own
      own = heir
    }
    return own
  }
}

function unnamed(code: string): Unit {
  const level: Level = code.startsWith('G') ? 'ministry' : 'province'
  return { code, name: code, level, parent: null, validFrom: null, validTo: null, predecessors: [], aliases: [] }
}
