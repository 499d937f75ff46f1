import type { SQLOutputValue } from 'node:sqlite'
import {
  type Observation,
  type ObservationKind,
  observationKinds,
  type Seq,
  seqOf,
} from '../core/observation/observation.ts'
import { Refusal } from '../core/failure.ts'
import type { Instant } from '../core/time/instant.ts'

/** The parse edge between SQLite and the rest: each column is looked at, none is believed. Failure: ledger-unreadable. */
export type Row = Readonly<Record<string, SQLOutputValue>>

/** What an observation is about. */
export type Entity = Pick<Observation, 'kind' | 'key'>

/** An observation as the ledger keeps it. */
export type Stored = Observation & {
  readonly seq: Seq
  /** When the ledger took it in. */
  readonly recordedTime: Instant
  /** SHA-256, hex, of the body's canonical JSON. */
  readonly bodyHash: string
}

/** A body that was refused because its identity was already taken by another one. */
export type Conflict = Stored & {
  /** Conflicts are counted from 1 without gaps. */
  readonly number: number
  /** Of the body that stands under `seq`; `body` and `bodyHash` are the refused ones. */
  readonly keptHash: string
}

export function storedOf(row: Row): Stored {
  return {
    seq: seqOf(numberOf(row, 'seq')),
    source: textOf(row, 'source'),
    kind: kindOf(row),
    key: textOf(row, 'key'),
    version: textOf(row, 'version'),
    sourceTime: row['source_time'] === null ? null : instantOf(numberOf(row, 'source_time')),
    recordedTime: instantOf(numberOf(row, 'recorded_time')),
    body: jsonOf(textOf(row, 'body'), 'body'),
    bodyHash: hexOf(row, 'body_hash'),
    originalHash: hexOf(row, 'original_hash'),
  }
}

/** Of a row that was asked for as a list: the key, and the text of a body. */
export function keyedTextOf(row: unknown): { key: string; text: string } {
  const columns: readonly unknown[] = Array.isArray(row) ? row : []
  const [key, text] = [columns[0], columns[1]]
  if (typeof key !== 'string' || typeof text !== 'string') throw unexpected('body')
  return { key, text }
}

export function entityOf(row: Row): Entity {
  return { kind: kindOf(row), key: textOf(row, 'key') }
}

export function bodyOf(row: unknown): { key: string; body: unknown } {
  const { key, text } = keyedTextOf(row)
  return { key, body: jsonOf(text, 'body') }
}

export function conflictOf(row: Row): Conflict {
  return { ...storedOf(row), number: numberOf(row, 'number'), keptHash: hexOf(row, 'kept_hash') }
}

export function textOf(row: Row, column: string): string {
  const value = row[column]
  if (typeof value !== 'string') throw unexpected(column)
  return value
}

export function numberOf(row: Row, column: string): number {
  const value = row[column]
  if (typeof value !== 'number') throw unexpected(column)
  return value
}

/** The ledger wrote this text itself, within its limits; parsing can fail only where the file is damaged. */
function jsonOf(text: string, column: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return value
  } catch {
    throw unexpected(column)
  }
}

/** Bytes as hexadecimal digits. */
export function hexOf(row: Row, column: string): string {
  const value = row[column]
  if (!(value instanceof Uint8Array)) throw unexpected(column)
  return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex')
}

/** Whole milliseconds as an instant. */
export function instantOf(value: number): Instant {
  if (!isInstant(value)) throw new RangeError(`${value} is no instant`)
  return value
}

function isInstant(value: number): value is Instant {
  return Number.isSafeInteger(value)
}

const kinds: ReadonlySet<string> = new Set(observationKinds)

function kindOf(row: Row): ObservationKind {
  const kind = textOf(row, 'kind')
  if (!isKind(kind)) throw unexpected('kind')
  return kind
}

function isKind(text: string): text is ObservationKind {
  return kinds.has(text)
}

function unexpected(column: string): Refusal {
  return new Refusal('ledger-unreadable', { reason: `column ${column}` })
}
