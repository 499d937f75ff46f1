import { closeSync, constants, fdatasyncSync, openSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { Refusal } from '../core/failure.ts'
import { sha256 } from './chain.ts'
import type { Head } from './head.ts'

/**
 * ledger.head: where the chains ended at the last acknowledgement, outside the database and synced after every commit.
 * SQLite drops a damaged tail of its log without a word, and an older copy of the file is as sound as the newest; only
 * something beside it can tell that acknowledged rows are missing. One line of constant length, overwritten in place:
 * less than a disk sector, so it is never half written, and it takes no new space on a full disk.
 */
const length = 400

const text = z.object({
  seq: z.int().nonnegative(),
  chain: z.hex().length(64),
  conflicts: z.int().nonnegative(),
  conflictChain: z.hex().length(64),
  sum: z.hex().length(64),
})

export type HeadFile = { write(head: Head): void; close(): void }

/** Opens it for writing, never emptied: until the first write it says what it said before. Creates it. */
export function openHeadFile(folder: string): HeadFile {
  const file = openSync(headPath(folder), constants.O_RDWR | constants.O_CREAT, 0o600)
  return {
    write(head) {
      writeSync(file, lineOf(head), 0)
      fdatasyncSync(file)
    },
    close() {
      closeSync(file)
    },
  }
}

/** Null when there is none, or one that was created and not yet written. Failure: ledger-head. */
export function readHeadFile(folder: string): Head | null {
  let line: string
  try {
    line = readFileSync(headPath(folder), 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
  return line === '' ? null : headOf(line, folder)
}

function headOf(line: string, folder: string): Head {
  const parsed = text.safeParse(jsonOrNull(line))
  if (parsed.success) {
    const { sum: _, ...head } = parsed.data
    if (lineOf(head) === line) return head
  }
  throw new Refusal('ledger-head', {}, { file: headPath(folder) })
}

function jsonOrNull(line: string): unknown {
  try {
    const value: unknown = JSON.parse(line)
    return value
  } catch {
    return null
  }
}

function lineOf({ seq, chain, conflicts, conflictChain }: Head): string {
  const head = { seq, chain, conflicts, conflictChain }
  return `${JSON.stringify({ ...head, sum: sha256(JSON.stringify(head)) }).padEnd(length)}\n`
}

export function headPath(folder: string): string {
  return join(folder, 'ledger.head')
}
