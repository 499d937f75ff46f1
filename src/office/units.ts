import type { Result } from '../core/failure.ts'
import { fold } from '../core/text/fold.ts'
import type { Level } from '../core/unit/level.ts'
import { UnitTree } from '../core/unit/tree.ts'
import { type Unit, unit } from '../core/unit/unit.ts'
import type { LedgerView } from '../ledger/view.ts'
import type { Holdings, Installation } from './installation.ts'
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

/** All that sources told of, past ones too. */
export function unitsIn(ledger: LedgerView): readonly Unit[] {
  return [...bodiesOf(ledger, 'unit')].map(({ body }) => unit.parse(body))
}

/** Codes of units by their folded names. */
export function unitNames(ledger: LedgerView): ReadonlyMap<string, string> {
  return new Map(unitsIn(ledger).map(({ name, code }) => [fold(name), code]))
}

/** The codes of all units of that level, past ones too. */
export function codesOf(level: Level, ledger: LedgerView): readonly string[] {
  return unitsIn(ledger).flatMap((one) => (one.level === level ? [one.code] : []))
}

type Own = Pick<Holdings, 'ledger' | 'settings'>

/** The unit of the installation; where none was named, the one in the list that has no parent; null while there is none. */
export function topOf({ ledger, settings }: Own): string | null {
  return settings.unit ?? unitsIn(ledger).find(({ parent }) => parent === null)?.code ?? null
}

/** As `topOf`; a code that no unit has, where there is none. */
export function rootOf(own: Own): string {
  return topOf(own) ?? '?'
}

/** By the list of units; by its code where there is no list. */
export function isMinistry({ ledger, calendar }: Pick<Holdings, 'ledger' | 'calendar'>, root: string): boolean {
  return new UnitTree(unitsIn(ledger), root, calendar.from).get(root)?.level === 'ministry'
}
