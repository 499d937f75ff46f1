import type { UnitScope } from '../core/rights/decide.ts'
import type { Instant } from '../core/time/instant.ts'
import type { UnitTree } from '../core/unit/tree.ts'
import type { Bringing } from '../office/bringing.ts'

type Units = { readonly root: string; readonly unitsAt: (asOf: Instant) => UnitTree }

/** Which units lie below which today, by the lists that are in the ledger. */
export function unitScope(units: Units, clock: () => Instant): UnitScope {
  return {
    root: units.root,
    isWithin(unit, scope) {
      const tree = units.unitsAt(clock())
      // The tree puts what it does not know directly below the top; a right to it is nobody's.
      return tree.get(unit) !== null && tree.isWithin(unit, scope)
    },
  }
}

/** What somebody of that unit may bring. Undefined: everything; whoever has the whole province is not looked at row by row. */
export function bringingOf(scope: UnitScope, top: string): Bringing | undefined {
  if (scope.isWithin(scope.root, top)) return undefined
  return { scope: top, isWithin: (unit) => scope.isWithin(unit, top) }
}
