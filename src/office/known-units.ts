import { dateOf, type Instant, type PlainDate } from '../core/time/instant.ts'
import { UnitTree } from '../core/unit/tree.ts'
import type { Unit } from '../core/unit/unit.ts'
import type { Installation } from './installation.ts'
import { rootOf, unitsIn } from './units.ts'

/** The units that the ledger lists, kept until one of them is written: for whoever asks at every row. */
export class KnownUnits {
  readonly root: string
  readonly #installation: Installation
  #units: readonly Unit[] | null = null
  #tree: { readonly day: PlainDate; readonly tree: UnitTree } | null = null

  constructor(installation: Installation) {
    this.#installation = installation
    this.root = rootOf(installation)
  }

  /** As they are on the day of that moment; the last day that was asked about is kept. */
  unitsAt(asOf: Instant): UnitTree {
    const day = dateOf(asOf)
    this.#units ??= unitsIn(this.#installation.ledger)
    if (this.#tree?.day !== day) this.#tree = { day, tree: new UnitTree(this.#units, this.root, day) }
    return this.#tree.tree
  }

  /** After a unit was written. */
  forget(): void {
    this.#units = null
    this.#tree = null
  }
}
