import { groupsOf, type UnitGroups } from '../../core/unit/groups.ts'
import type { Owners } from './beside.ts'
import { Dictionary } from '../../core/fact/dictionary.ts'
import { compareTexts } from './key-code.ts'
import { sharedNumbers } from './shared-numbers.ts'

/** Which units a recorded unit counts for, in numbers: of the groups of a question and the units met so far. */
export class GroupCodes {
  readonly names = new Dictionary<string>([])
  /** Of unit n the names from `starts[n]` to `starts[n + 1]`. */
  readonly starts: Int32Array
  readonly above: Int32Array
  readonly owners: Owners
  /** The names by their texts. */
  readonly inOrder: Int32Array

  constructor(groups: UnitGroups, units: readonly string[]) {
    const above = units.map((unit) => groupsOf(groups, unit).map((name) => this.names.code(name)))
    // Without any group a unit is its own owner.
    const of = units.map((unit, code) => above[code]?.[0] ?? this.names.code(unit))
    this.starts = startsOf(above)
    this.above = numbersOf(above)
    const below = Array.from({ length: this.names.size }, (): number[] => [])
    for (const [unit, names] of above.entries()) for (const name of names) below[name]?.push(unit)
    this.inOrder = textOrder(this.names.texts)
    this.owners = { of: numbersOf([of]), starts: startsOf(below), below: numbersOf(below) }
  }

  /** The recorded units that count for `unit`, by code. */
  below(unit: string): Int32Array {
    const name = this.names.find(unit)
    return name === null ? new Int32Array() : this.belowName(name)
  }

  belowName(name: number): Int32Array {
    const { starts, below } = this.owners
    return below.subarray(starts[name] ?? 0, starts[name + 1] ?? 0)
  }
}

/** By unit code: 1 for each of `units`. */
export function maskOf(units: Int32Array, size: number): Uint8Array {
  const mask = new Uint8Array(size)
  for (const unit of units) mask[unit] = 1
  return mask
}

function numbersOf(lists: readonly (readonly number[])[]): Int32Array {
  const all = lists.flat()
  const numbers = sharedNumbers(all.length)
  numbers.set(all)
  return numbers
}

function startsOf(lists: readonly (readonly number[])[]): Int32Array {
  const starts = sharedNumbers(lists.length + 1)
  for (const [place, { length }] of lists.entries()) starts[place + 1] = (starts[place] ?? 0) + length
  return starts
}

/** The places of the texts in the order of the texts; null as ''. */
export function textOrder(texts: readonly (string | null)[]): Int32Array {
  const places = Array.from(texts.keys())
  return Int32Array.from(places.sort((a, b) => compareTexts(texts[a] ?? '', texts[b] ?? '')))
}
