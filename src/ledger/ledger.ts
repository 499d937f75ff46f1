import { mkdirSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import { type Result } from '../core/failure.ts'
import { limits } from '../core/limits.ts'
import { type Observation, type SealedObservation, seqOf } from '../core/observation/observation.ts'
import type { Instant } from '../core/time/instant.ts'
import { Appender, type Receipt } from './append.ts'
import { backupLedger } from './backup.ts'
import { atDoor } from './door.ts'
import { entryOf } from './entry.ts'
import { connect, databasePath, type Sizes, syncFolder, syncLog } from './file.ts'
import { type HeadFile, openHeadFile, readHeadFile } from './head-file.ts'
import { type Head, headOf, requireAcknowledged } from './head.ts'
import { type Lock, lockFolder } from './lock.ts'
import { type ConflictPage, type Reader, readerOf } from './read.ts'
import { refold } from './records.ts'
import type { Conflict } from './row.ts'
import { migrate } from './schema.ts'
import { type Verified, verifyLedger } from './verify.ts'
import { type LedgerView, View } from './view.ts'

export type LedgerOptions = Sizes & {
  /** Read once for every append. */
  readonly clock: () => Instant
}

/**
 * The ledger of one data folder, open for writing. Failures, besides those named: ledger-unreadable, file-unwritable.
 * After a failed append it shows what it showed before, and stays usable. What was committed and could not be acknowledged is
 * the same when it is sent again, and is acknowledged with the next append.
 */
export type Ledger = LedgerView & {
  /**
   * All in one transaction, or none. When it returns, the rows survive kill -9 and a loss of power. At most
   * `limits.ledgerRows` at a time. Receipts stand in the order of the observations. Failures: observation-invalid, disk-full.
   */
  append(observations: readonly (Observation | SealedObservation)[]): Result<Receipt[]>
  /** The end of the hash chains as it was last acknowledged, to be written down elsewhere. */
  head(): Head
  conflicts(page: ConflictPage): Result<Conflict[]>
  /** Makes the records again from the observations. Failure: disk-full. */
  rebuild(): Result<null>
  /** See verifyLedger. */
  verify(): Result<Verified>
  /** See backupLedger. */
  backup(file: string): Promise<Result<Head>>
  close(): void
}

/**
 * Opens the ledger of a folder, and makes both where they are not. Failures: ledger-in-use, ledger-too-new,
 * ledger-schema, ledger-behind, ledger-head, ledger-unreadable, disk-full, file-unwritable.
 */
export function openLedger(folder: string, options: LedgerOptions): Result<Ledger> {
  return atDoor({ file: databasePath(folder) }, () => {
    mkdirSync(folder, { recursive: true })
    const lock = lockFolder(folder)
    try {
      return openLocked(folder, lock, options)
    } catch (error) {
      lock.release()
      throw error
    }
  })
}

function openLocked(folder: string, lock: Lock, { clock, ...sizes }: LedgerOptions): Ledger {
  const acknowledged = readHeadFile(folder)
  const db = connect(folder, sizes)
  try {
    migrate(db)
    requireAcknowledged(db, acknowledged)
    // A process that was killed may have written rows to the log and not synced them. They are read back from here on,
    // and may be acknowledged as `same`, so they are made durable first.
    syncLog(folder)
    const head = headOf(db)
    const headFile = openHeadFile(folder)
    headFile.write(head)
    syncFolder(folder)
    return new OpenLedger({ folder, db, lock, clock, head, headFile })
  } catch (error) {
    db.close()
    throw error
  }
}

type Parts = {
  readonly folder: string
  readonly db: DatabaseSync
  readonly lock: Lock
  readonly clock: () => Instant
  readonly headFile: HeadFile
  readonly head: Head
}

class OpenLedger extends View implements Ledger {
  readonly #parts: Parts
  readonly #appender: Appender
  readonly #reader: Reader
  /** Where the chains end in the database, and what of that the head file says. */
  readonly #end: { committed: Head; acknowledged: Head }

  constructor(parts: Parts) {
    const reader = readerOf(parts.db)
    const end = { committed: parts.head, acknowledged: parts.head }
    super({ file: databasePath(parts.folder), reader }, () => seqOf(end.acknowledged.seq))
    this.#parts = parts
    this.#appender = new Appender(parts.db)
    this.#reader = reader
    this.#end = end
  }

  append(observations: readonly (Observation | SealedObservation)[]): Result<Receipt[]> {
    if (observations.length > limits.ledgerRows) {
      throw new RangeError(`${observations.length} observations in one append; at most ${limits.ledgerRows}`)
    }
    return this.#answer(() => {
      const entries = observations.map((observation, index) => entryOf(observation, index + 1))
      const end = this.#end
      const { receipts, head } = this.#commit(() => this.#appender.append(entries, end.committed, this.#parts.clock()))
      // Committed is true now, whatever becomes of the head file: sent again, the rows are the same.
      end.committed = head
      if (head !== end.acknowledged) this.#parts.headFile.write(head)
      end.acknowledged = head
      return receipts
    })
  }

  /** COMMIT returns after the log is synced. Whatever fails, nothing of it stays. */
  #commit<T>(write: () => T): T {
    const { db } = this.#parts
    db.exec('BEGIN IMMEDIATE')
    try {
      const value = write()
      db.exec('COMMIT')
      return value
    } catch (error) {
      if (db.isTransaction) db.exec('ROLLBACK') // SQLite has rolled back by itself when the disk is full
      throw error
    }
  }

  head(): Head {
    return this.#end.acknowledged
  }

  conflicts(page: ConflictPage): Result<Conflict[]> {
    return this.#answer(() => this.#reader.conflicts(page))
  }

  rebuild(): Result<null> {
    return this.#answer(() => {
      this.#commit(() => refold(this.#parts.db))
      return null
    })
  }

  verify(): Result<Verified> {
    return verifyLedger(this.#parts.folder)
  }

  backup(file: string): Promise<Result<Head>> {
    return backupLedger(this.#parts.folder, file)
  }

  close(): void {
    if (!this.#parts.db.isOpen) return
    this.#parts.headFile.close()
    this.#parts.db.close()
    this.#parts.lock.release()
  }

  #answer<T>(run: () => T): Result<T> {
    return atDoor({ file: databasePath(this.#parts.folder) }, run)
  }
}
