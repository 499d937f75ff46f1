import { type Failure, failure, type Place, Refusal, type Result } from '../core/failure.ts'

/** The door of the room: what SQLite and the disk throw becomes a failure of the catalogue; anything else is a bug. */
export function atDoor<T>(place: Place, run: () => T): Result<T> {
  try {
    return { ok: true, value: run() }
  } catch (error) {
    return { ok: false, failures: [failureOf(error, place)] }
  }
}

export async function atDoorAsync<T>(place: Place, run: () => Promise<T>): Promise<Result<T>> {
  try {
    return { ok: true, value: await run() }
  } catch (error) {
    return { ok: false, failures: [failureOf(error, place)] }
  }
}

/** The failure that an error stands for. Throws it again when it stands for none. */
export function failureOf(error: unknown, place: Place): Failure {
  if (error instanceof Refusal) {
    return { ...error.failure, place: { ...place, ...error.failure.place } }
  }
  if (!(error instanceof Error)) throw error
  const known = ofSqlite(error, place) ?? ofDisk(error, place)
  if (known === null) throw error
  return known
}

/** The result codes of SQLite that are not bugs of ours: https://sqlite.org/rescode.html */
const busy = new Set([5, 6])
const damaged = new Set([11, 24, 26])
const full = 13
const disk = new Set([3, 8, 10, 14])

function ofSqlite(error: Error, place: Place): Failure | null {
  // An integer that chiso never wrote: JavaScript cannot hold it.
  if ('code' in error && error.code === 'ERR_OUT_OF_RANGE')
    return failure('ledger-unreadable', { reason: error.message }, place)
  if (!('errcode' in error) || typeof error.errcode !== 'number') return null
  const code = error.errcode & 0xff // the rest says more of the same
  if (code === full) return failure('disk-full', {}, place)
  if (busy.has(code)) return failure('ledger-in-use', { pid: '?' }, place)
  // A damaged header has no code of its own.
  if (damaged.has(code) || error.message === 'unsupported file format')
    return failure('ledger-unreadable', { reason: error.message }, place)
  if (disk.has(code)) return failure('file-unwritable', { reason: `${error.message}, ${error.errcode}` }, place)
  return null
}

function ofDisk(error: Error, place: Place): Failure | null {
  if (!('syscall' in error) || !('code' in error)) return null
  if (error.code === 'ENOSPC' || error.code === 'EDQUOT') return failure('disk-full', {}, place)
  if (error.code === 'ENOENT') return failure('file-not-found', {}, place)
  return failure('file-unwritable', { reason: String(error.code) }, place)
}
