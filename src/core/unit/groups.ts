/**
 * Which units a fact counts for: the unit of today, or of the past, that a recorded code stands for, and every unit above
 * it, nearest first; of a code for the unit alone, that unit if it exists. A code that is not listed counts for `unlisted`
 * only: the unit at the top.
 */
export type UnitGroups = {
  readonly above: ReadonlyMap<string, readonly string[]>
  readonly unlisted: readonly string[]
}

const aloneMark = '='

/**
 * The code under which a fact counts for the unit alone, and for none above it: a procedure that all communes handle is one
 * procedure of the province, and one of each commune.
 */
export function aloneCode(unit: string): string {
  return aloneMark + unit
}

/** The code of the unit, whichever way a fact counts for it. */
export function plainCode(recorded: string): string {
  return recorded.startsWith(aloneMark) ? recorded.slice(aloneMark.length) : recorded
}

/** The unit itself and every unit above it. */
export function groupsOf({ above, unlisted }: UnitGroups, recorded: string): readonly string[] {
  return above.get(recorded) ?? unlisted
}

/** Whether what is recorded under `recorded` counts for `unit`. */
export function isBelow(groups: UnitGroups, recorded: string, unit: string): boolean {
  return groupsOf(groups, recorded).includes(unit)
}
