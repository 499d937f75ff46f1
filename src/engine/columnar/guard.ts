import { and, type Predicate, type Some } from '../../core/measure/predicate.ts'
import { type Layout, zonePlaces } from './layout.ts'
import { markNames, type Standing } from './signs.ts'

/** What rows and blocks are passed over by: never one that some measure counts. */

/**
 * Conditions of which every row that counts fulfils one: of measures that begin alike, what they begin with; of one that
 * begins like no other, all it asks for. By habit measures say their period first.
 */
export function guardsOf(wheres: readonly Predicate[]): readonly Predicate[] {
  const alike = new Map<string, (readonly Predicate[])[]>()
  for (const where of wheres) {
    const own = cheapConditions(where)
    const name = JSON.stringify(own[0] ?? null)
    alike.set(name, [...(alike.get(name) ?? []), own])
  }
  return [...alike.values()].map(([first = [], ...others]) => and(...(others.length === 0 ? first : first.slice(0, 1))))
}

/** Those that need no look at other facts. */
function cheapConditions(where: Predicate): readonly Predicate[] {
  const all = where.op === 'and' ? where.of : [where]
  return all.filter((each) => each.op !== 'standing' && somesOf(each).length === 0)
}

/** Those that the predicate itself asks about, not those within them. */
export function somesOf(predicate: Predicate): readonly Some[] {
  switch (predicate.op) {
    case 'some':
      return [predicate]
    case 'not':
    case 'named':
      return somesOf(predicate.of)
    case 'and':
    case 'or':
      return predicate.of.flatMap(somesOf)
    case 'flag':
    case 'happened':
    case 'standing':
      return []
  }
}

/**
 * Whether the predicate may hold for some row of a block, by the zones: true too often, never too rarely. `negated`: asks
 * that of its opposite.
 */
export function possibly(predicate: Predicate, layout: Layout, standing: Standing, negated = false): string {
  switch (predicate.op) {
    case 'some':
      return 'true'
    case 'flag':
      return withFlag(layout, predicate.flag, negated)
    case 'happened':
      return within(layout, predicate.time, markNames[predicate.by], negated)
    case 'standing':
      if (standing === 'by-columns') return 'true'
      return String((standing === 'always') !== negated)
    case 'not':
      return possibly(predicate.of, layout, standing, !negated)
    case 'named':
      return possibly(predicate.of, layout, standing, negated)
    case 'and':
    case 'or': {
      const parts = predicate.of.map((each) => possibly(each, layout, standing, negated))
      const all = (predicate.op === 'and') !== negated
      return parts.length === 0 ? String(all) : `(${parts.join(all ? ' && ' : ' || ')})`
    }
  }
}

function within(layout: Layout, time: string, mark: string, negated: boolean): string {
  const place = layout.times.indexOf(time)
  if (place < 0) throw new Error(`no time ${time} in this table`)
  return negated ? `zones[at + ${place * 2 + 1}] > ${mark}` : `zones[at + ${place * 2}] <= ${mark}`
}

function withFlag(layout: Layout, flag: string, negated: boolean): string {
  const bit = layout.flags.indexOf(flag)
  if (bit < 0) throw new Error(`no flag ${flag} in this table`)
  const [some, every] = [zonePlaces.some(layout), zonePlaces.every(layout)]
  return negated ? `(zones[at + ${every}] & ${1 << bit}) === 0` : `(zones[at + ${some}] & ${1 << bit}) !== 0`
}
