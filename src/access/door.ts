import type { z } from 'zod'
import { type Failure, failure, type Place, Refusal, type Result } from '../core/failure.ts'

/** What it means for the asker when a file cannot be written: the work of accounts stops, or the work that is recorded. */
type Unwritable = 'access-unwritable' | 'audit-unwritable'

/** Where it happens: the file, and what to say when it cannot be written. */
export type Door = { readonly file: string; readonly unwritable: Unwritable }

/** The door of the room: what SQLite and the disk throw becomes a failure of the catalogue; anything else is a bug. */
export function atDoor<T>(door: Door, run: () => T): Result<T> {
  try {
    return { ok: true, value: run() }
  } catch (error) {
    return { ok: false, failures: [failureOf(error, door)] }
  }
}

export async function atDoorAsync<T>(door: Door, run: () => Promise<T>): Promise<Result<T>> {
  try {
    return { ok: true, value: await run() }
  } catch (error) {
    return { ok: false, failures: [failureOf(error, door)] }
  }
}

/** The other way round, for work within a transaction: a failure becomes a Refusal, which rolls it back. */
export function valueOf<T>(result: Result<T>): T {
  if (result.ok) return result.value
  const [first] = result.failures
  if (first === undefined) throw new Error('a failed result without a failure')
  throw new Refusal(first.code, first.params, first.place)
}

/** One row as what it has to be: each column is looked at, none is believed. Failure: access-unreadable. */
export function rowOf<Shape extends z.ZodType>(shape: Shape, row: unknown): z.infer<Shape> {
  const parsed = shape.safeParse(row)
  if (parsed.success) return parsed.data
  const column = parsed.error.issues[0]?.path.join('.') ?? ''
  throw new Refusal('access-unreadable', { reason: `column ${column}` })
}

/** The result codes of SQLite that mean damage: https://sqlite.org/rescode.html */
const damaged = new Set([11, 24, 26])

function failureOf(error: unknown, { file, unwritable }: Door): Failure {
  if (error instanceof Refusal) {
    const { code, params, place } = error.failure
    return failure(code, params, aboutFiles.has(code) ? { file, ...place } : place)
  }
  if (!(error instanceof Error)) throw error
  const place: Place = { file }
  if ('errcode' in error && typeof error.errcode === 'number') {
    const isDamaged = damaged.has(error.errcode & 0xff) || error.message === 'unsupported file format'
    return failure(isDamaged ? 'access-unreadable' : unwritable, { reason: error.message }, place)
  }
  if ('syscall' in error && 'code' in error) return failure(unwritable, { reason: String(error.code) }, place)
  throw error
}

/** Failures that are about a file rather than about what was asked. */
const aboutFiles: ReadonlySet<string> = new Set([
  'access-unreadable',
  'access-unwritable',
  'audit-unwritable',
  'audit-gap',
  'audit-chain',
  'audit-behind',
])
