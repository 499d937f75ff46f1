import type { Dossier } from '../core/dossier/dossier.ts'
import type { Period } from '../core/period/period.ts'
import type { Instant } from '../core/time/instant.ts'
import type { UnitNames } from './field.ts'
import type { KeyedHash } from './keyed-hash.ts'
import type { ReadingThreads } from './sync/reading-threads.ts'

/** What the office knows and a file does not say. */
export type IntakeContext = {
  /** Id of the source, part of the identity of each observation. */
  readonly source: string
  readonly hash: KeyedHash
  /** When the file is read: what it dates later has not happened, and does not make it the newest word on a dossier. */
  readonly now: Instant
  /** When the lists that are read were true, for what has no time of its own; null: unknown. */
  readonly listedAt: Instant | null
  /** The code of a unit by its name, for files that have names only. */
  readonly unitNamed: UnitNames
  /** Threads that read the rows of a long file; null: all are read here. */
  readonly threads: ReadingThreads | null
  /**
   * The dossier as the ledger has it, with what was read before from this same file: steps that come apart from their
   * dossier are added to it. Undefined: not known.
   */
  readonly knownDossier: (code: string) => Dossier | undefined
  /** Unit and period of a file of sums that does not say them itself. */
  readonly unit: string | null
  readonly period: Period | null
}
