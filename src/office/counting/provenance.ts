import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { LedgerView } from '../../ledger/view.ts'

const program = fileURLToPath(new URL('../../../', import.meta.url))

/** Where the rules stand by which records become facts, and how facts are laid out. */
const rules = ['calendars', 'src/core', 'src/engine', 'src/ledger', 'src/office']

/**
 * What a snapshot of the engine was made from: this ledger up to that observation, by these rules, for this unit. A snapshot
 * that says anything else is of no use: it is made again.
 */
export function provenanceOf(ledger: LedgerView, seq: number, whose: string): string {
  const read = seq === 0 ? { ok: true as const, value: [] } : ledger.read(seq, 1)
  const last = read.ok ? read.value[0] : undefined
  const said = last && [last.seq, last.source, last.kind, last.key, last.version, last.bodyHash, last.recordedTime]
  return JSON.stringify([whose, rulesHash(), said ?? null])
}

function rulesHash(): string {
  const hash = createHash('sha256')
  for (const folder of rules) {
    const names = readdirSync(join(program, folder), { recursive: true, encoding: 'utf8' }).toSorted()
    for (const name of names.filter((each) => /(?<!\.test)\.(?:ts|yaml)$/.test(each)))
      hash.update(name).update(readFileSync(join(program, folder, name)))
  }
  return hash.digest('hex')
}

const shape = z.object({ seq: z.int().min(0) })

/** The note beside a snapshot: up to which observation it goes. Null: there is none that can be read. */
export function readMark(folder: string): number | null {
  const file = markPath(folder)
  if (!existsSync(file)) return null
  try {
    return shape.parse(JSON.parse(readFileSync(file, 'utf8'))).seq
  } catch {
    return null
  }
}

export function writeMark(folder: string, seq: number): void {
  writeFileSync(markPath(folder), `${JSON.stringify({ seq })}\n`)
}

/** Before another snapshot is written: a note and a snapshot that do not fit are no snapshot. */
export function dropMark(folder: string): void {
  rmSync(markPath(folder), { force: true })
}

function markPath(folder: string): string {
  return join(folder, 'engine.json')
}
