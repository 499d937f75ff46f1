import type { UnitScope } from '../core/rights/decide.ts'
import type { Instant } from '../core/time/instant.ts'
import type { Numbers } from './numbers.ts'

/** Which units lie below which today, by the lists that are in the ledger. */
export function unitScope({ counting }: Pick<Numbers, 'counting'>, clock: () => Instant): UnitScope {
  return {
    root: counting.root,
    isWithin(unit, scope) {
      const tree = counting.unitsAt(clock())
      // The tree puts what it does not know directly below the top; a right to it is nobody's.
      return tree.get(unit) !== null && tree.isWithin(unit, scope)
    },
  }
}
