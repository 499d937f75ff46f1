import type { Dossier } from '../core/dossier/dossier.ts'
import type { Instant } from '../core/time/instant.ts'
import { fold } from '../core/text/fold.ts'
import type { Item } from '../intake/item.ts'
import { type KeyedHash, keyedHash } from '../intake/keyed-hash.ts'
import { syncItems } from '../intake/sync/read.ts'
import type { Installation } from './installation.ts'
import { dossierIn } from './records.ts'
import { unitNames } from './units.ts'

export type Sent = {
  readonly source: string
  readonly bytes: Uint8Array
  /** A row a line, or one JSON value. */
  readonly isLines: boolean
  readonly now: Instant
}

/**
 * Reads what sources send row by row, without writing it: whoever takes the rows does, and can say what waits to be
 * written. The names of the units are kept from one sending to the next, until a unit changes.
 */
export class Reception {
  readonly #installation: Installation
  readonly #hash: KeyedHash
  readonly #waiting: (code: string) => Dossier | undefined
  #names: ReadonlyMap<string, string> | null = null

  /** `waiting`: a dossier that was read and is not yet in the ledger. */
  constructor(installation: Installation, waiting: (code: string) => Dossier | undefined) {
    this.#installation = installation
    this.#hash = keyedHash(installation.personKey)
    this.#waiting = waiting
  }

  /** Throws Refusal: file-truncated, after the rows that were whole. */
  rows({ source, bytes, isLines, now }: Sent): Generator<Item> {
    return syncItems('', bytes, isLines, {
      source,
      threads: null,
      listedAt: null,
      hash: this.#hash,
      unitNamed: (name) => this.#unitNames().get(fold(name)),
      knownDossier: this.knownDossier,
      unit: null,
      period: null,
      now,
    })
  }

  /** As it will be when what waits is written. */
  readonly knownDossier = (code: string): Dossier | undefined =>
    this.#waiting(code) ?? dossierIn(this.#installation.ledger, code)

  /** After a unit was written. */
  forgetUnits(): void {
    this.#names = null
  }

  #unitNames(): ReadonlyMap<string, string> {
    this.#names ??= unitNames(this.#installation.ledger)
    return this.#names
  }
}
