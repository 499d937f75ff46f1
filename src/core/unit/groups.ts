/**
 * Which units a fact counts for: the unit of today, or of the past, that a recorded code stands for, and every unit above
 * it, nearest first. A code that is not listed counts for `unlisted` only: the unit at the top.
 */
export type UnitGroups = {
  readonly above: ReadonlyMap<string, readonly string[]>
  readonly unlisted: readonly string[]
}

/** The unit itself and every unit above it. */
export function groupsOf({ above, unlisted }: UnitGroups, recorded: string): readonly string[] {
  return above.get(recorded) ?? unlisted
}

/** Whether what is recorded under `recorded` counts for `unit`. */
export function isBelow(groups: UnitGroups, recorded: string, unit: string): boolean {
  return groupsOf(groups, recorded).includes(unit)
}
