import type { Result } from '../core/failure.ts'
import { fold } from '../core/text/fold.ts'
import type { Level } from '../core/unit/level.ts'
import { type Unit, unit } from '../core/unit/unit.ts'
import type { Installation } from './installation.ts'
import { bodiesOf } from './records.ts'

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
  for (const { body } of bodiesOf(ledger, 'unit', after)) {
    const item = unit.parse(body)
    const isMeant = (level === null || item.level === level) && fold(`${item.code} ${item.name}`).includes(wanted)
    if (isMeant && found.push(item) === limit) break
  }
  return { ok: true, value: found }
}
