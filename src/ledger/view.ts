import type { Result } from '../core/failure.ts'
import { type ObservationKind, type Seq, seqOf } from '../core/observation/observation.ts'
import { atDoor } from './door.ts'
import { connectReading, databasePath } from './file.ts'
import { headOf } from './head.ts'
import {
  type TextUse,
  type KeyRange,
  type Keys,
  type Reader,
  readerOf,
  type RecordBody,
  type RecordPage,
} from './read.ts'
import type { Entity, Stored } from './row.ts'

/**
 * What can be asked of a ledger, as it stood at its watermark: whatever was appended later is in no answer, and the records
 * are those of that time. Failure: ledger-unreadable.
 */
export type LedgerView = {
  /** The last seq; 0 when there is none. */
  watermark(): Seq
  /** The same ledger when it held so many observations; never more than this view has. */
  asOf(seq: Seq): LedgerView
  /** Observations from a seq on, that one included, in order. */
  read(from: number, limit: number): Result<Stored[]>
  /** What so many observations from a seq on are about, each entity once. */
  touched(from: number, count: number): Result<Entity[]>
  /** The record of an entity, or null. */
  record(kind: ObservationKind, key: string): Result<Stored | null>
  records(kind: ObservationKind, page: RecordPage): Result<Stored[]>
  /** As `records`, without where they came from: a third of the time, for going through all of them. */
  bodies(kind: ObservationKind, page: RecordPage): Result<RecordBody[]>
  /** The bodies of the records of these keys, by key, as the texts that are kept. */
  walk(kind: ObservationKind, keys: Keys, use: TextUse): Result<void>
  /** As `walk`, of all observations of these keys, in no order of time. */
  walkAll(kind: ObservationKind, keys: Keys, use: TextUse): Result<void>
  /** The keys of a page of the records there are now; null: there are none. */
  rangeOf(kind: ObservationKind, page: RecordPage): Result<KeyRange | null>
  /** All observations of an entity, the current one first; at most `limits.historyRows`. */
  history(kind: ObservationKind, key: string): Result<Stored[]>
}

type Place = { readonly file: string; readonly reader: Reader }

export class View implements LedgerView {
  readonly #place: Place
  readonly #upTo: () => Seq

  /** `upTo` is asked at each question: a view can move on, and never shows a row before it has come to it. */
  constructor(place: Place, upTo: () => Seq) {
    this.#place = place
    this.#upTo = upTo
  }

  watermark(): Seq {
    return this.#upTo()
  }

  asOf(seq: Seq): LedgerView {
    const fixed = seqOf(Math.min(seq, this.watermark()))
    return new View(this.#place, () => fixed)
  }

  read(from: number, limit: number): Result<Stored[]> {
    return this.#ask((reader) => reader.read(this.#upTo(), from, limit))
  }

  touched(from: number, count: number): Result<Entity[]> {
    return this.#ask((reader) => reader.touched(this.#upTo(), from, count))
  }

  record(kind: ObservationKind, key: string): Result<Stored | null> {
    return this.#ask((reader) => reader.record(this.#upTo(), kind, key))
  }

  records(kind: ObservationKind, page: RecordPage): Result<Stored[]> {
    return this.#ask((reader) => reader.records(this.#upTo(), kind, page))
  }

  bodies(kind: ObservationKind, page: RecordPage): Result<RecordBody[]> {
    return this.#ask((reader) => reader.bodies(this.#upTo(), kind, page))
  }

  walk(kind: ObservationKind, keys: Keys, use: TextUse): Result<void> {
    return this.#ask((reader) => reader.walk(this.#upTo(), kind, keys, use))
  }

  walkAll(kind: ObservationKind, keys: Keys, use: TextUse): Result<void> {
    return this.#ask((reader) => reader.walkAll(this.#upTo(), kind, keys, use))
  }

  rangeOf(kind: ObservationKind, page: RecordPage): Result<KeyRange | null> {
    return this.#ask((reader) => reader.rangeOf(kind, page))
  }

  history(kind: ObservationKind, key: string): Result<Stored[]> {
    return this.#ask((reader) => reader.history(this.#upTo(), kind, key))
  }

  #ask<T>(question: (reader: Reader) => T): Result<T> {
    const { file, reader } = this.#place
    return atDoor({ file }, () => question(reader))
  }
}

/** What is made of the ledger of a folder as it stands, whoever has it open. Failures: ledger-unreadable, file-unwritable. */
export function readBeside<T>(folder: string, use: (ledger: LedgerView) => T): Result<T> {
  const file = databasePath(folder)
  return atDoor({ file }, () => {
    const db = connectReading(file)
    try {
      const seq = seqOf(headOf(db).seq)
      return use(new View({ file, reader: readerOf(db) }, () => seq))
    } finally {
      db.close()
    }
  })
}

export type OpenView = { readonly view: LedgerView; readonly close: () => void }

/** Megabytes of the file in memory: the upper parts of two trees of a large ledger, with the leaves that neighbours share. */
const usualCache = 16

/**
 * The ledger of a folder as it stood at a seq, read through a connection of its own: for a thread beside the one that has it
 * open. `upTo`: the last seq that the reader has been told of. Closed before the ledger is, which then leaves one file. Throws
 * what SQLite throws.
 */
export function openView(folder: string, upTo: () => Seq, cache = usualCache): OpenView {
  const file = databasePath(folder)
  const db = connectReading(file)
  try {
    db.exec(`PRAGMA cache_size=${-cache * 1024}`)
    return { view: new View({ file, reader: readerOf(db) }, upTo), close: () => db.close() }
  } catch (error) {
    db.close()
    throw error
  }
}
