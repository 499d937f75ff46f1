import { existsSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { origin } from '../core/chain.ts'
import { Refusal, type Result } from '../core/failure.ts'
import { type AuditHead, headIn } from './audit.ts'
import { entryLink, entryRow, hex } from './audit-entry.ts'
import { openReading } from './database.ts'
import { atDoor, rowOf } from './door.ts'
import { accessPath, accessTables, auditPath, auditTables } from './schema.ts'

/**
 * Looks at every entry of a folder's audit log: numbers without gaps, the chain, SQLite's own structures, and whether
 * all is there that access.sqlite says was written. Another process may go on writing. Gives the head, to be written
 * down elsewhere. Failures: audit-gap, audit-chain, audit-behind, access-unreadable, file-not-found.
 */
export function verifyAudit(folder: string): Result<AuditHead> {
  const file = auditPath(folder)
  return atDoor({ file, unwritable: 'audit-unwritable' }, () => {
    if (!existsSync(file)) throw new Refusal('file-not-found', {}, { file })
    const anchored = anchorOf(folder) // before the log, which then holds at least as much
    const log = openReading(file, auditTables)
    try {
      log.exec('BEGIN')
      checkStructure(log)
      const head = checkedChain(log)
      requireAnchored(log, head, anchored)
      return head
    } finally {
      log.close()
    }
  })
}

/** Without the file of accounts the log is verified by itself: a copy that was taken elsewhere. */
function anchorOf(folder: string): AuditHead {
  if (!existsSync(accessPath(folder))) return { number: 0, chain: origin }
  const db = openReading(accessPath(folder), accessTables)
  try {
    return headIn(db, 'audit_head')
  } finally {
    db.close()
  }
}

function checkStructure(log: DatabaseSync): void {
  const shape = z.object({ integrity_check: z.string() })
  const { integrity_check: answer } = rowOf(shape, log.prepare('PRAGMA integrity_check(1)').get())
  if (answer !== 'ok') throw new Refusal('access-unreadable', { reason: answer.slice(0, 200) })
}

function checkedChain(log: DatabaseSync): AuditHead {
  let head: AuditHead = { number: 0, chain: origin }
  for (const found of log.prepare('SELECT * FROM entries ORDER BY number').iterate()) {
    const number = head.number + 1
    if (found['number'] !== number) throw new Refusal('audit-gap', { number })
    const row = entryRow.safeParse(found)
    const chain = row.success ? entryLink(head.chain, row.data) : null
    if (chain === null || !row.success || chain !== hex(row.data.chain)) throw new Refusal('audit-chain', { number })
    head = { number, chain }
  }
  return head
}

function requireAnchored(log: DatabaseSync, { number: found }: AuditHead, { number, chain }: AuditHead): void {
  if (number === 0) return
  const row = log.prepare('SELECT chain FROM entries WHERE number = ?').get(number)
  const standing = row === undefined ? null : hex(rowOf(z.object({ chain: z.instanceof(Uint8Array) }), row).chain)
  if (standing !== chain) throw new Refusal('audit-behind', { number, found })
}
