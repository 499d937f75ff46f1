import type { Result } from '../core/failure.ts'
import { fold } from '../core/text/fold.ts'
import type { Level } from '../core/unit/level.ts'
import { type Unit, unit } from '../core/unit/unit.ts'
import type { Installation } from './installation.ts'
import { recordsOf } from './records.ts'

export type UnitQuestion = {
  /** Codes after this one. */
  readonly after: string
  readonly limit: number
  readonly level: Level | null
  /** In the name or the code, whatever its tone marks. */
  readonly text: string
}

/** A page of the units that sources told of, by code. */
export function listUnits(
  { ledger }: Installation,
  { after, limit, level, text }: UnitQuestion,
): Result<readonly Unit[]> {
  const wanted = fold(text)
  const found: Unit[] = []
  for (const { body } of recordsOf(ledger, 'unit', after)) {
    const item = unit.parse(body)
    const isMeant = (level === null || item.level === level) && fold(`${item.code} ${item.name}`).includes(wanted)
    if (isMeant && found.push(item) === limit) break
  }
  return { ok: true, value: found }
}

/**
 * Whether a unit is `top` or lies below it: by the parents that the sources name, else by its code, which begins with
 * that of the unit above.
 */
export function unitsBelow({ ledger }: Installation, top: string): (code: string | null) => boolean {
  const parents = new Map<string, string | null>()
  for (const { body } of recordsOf(ledger, 'unit')) {
    const { code, parent } = unit.parse(body)
    parents.set(code, parent)
  }
  const known = new Map<string, boolean>()
  const isBelow = (code: string, steps: number): boolean => {
    if (code === top || code.startsWith(`${top}.`)) return true
    const parent = parents.get(code)
    return typeof parent === 'string' && steps > 0 && isBelow(parent, steps - 1)
  }
  return (code) => {
    if (code === null) return false
    const answer = known.get(code) ?? isBelow(code, 8)
    known.set(code, answer)
    return answer
  }
}
