import { execFileSync, spawnSync } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, onTestFinished, test } from 'vitest'
import { codesOf, scratchFolder, valueOf } from '../../test/crash/scratch.ts'
import { console, here, password, quick, scratchAccess, stoppedClock, withPeople } from '../../test/sign-on/scratch.ts'
import { limits } from '../core/limits.ts'
import type { Access } from './access.ts'
import { openAccess } from './access.ts'
import { verifyAudit } from './audit-verify.ts'
import { accessPath, auditPath } from './schema.ts'

const entry = { actor: console.actor, event: 'import-files', unit: 'H99', outcome: 'done' } as const

/** A log of five entries, closed; `run` is SQL of someone who has the file. */
function tampered(run: string, triggers: 'dropped' | 'kept' = 'dropped'): string {
  const { access, folder } = scratchAccess()
  for (let rows = 1; rows <= 5; rows++) valueOf(access.audit.record({ ...entry, detail: { rows } }))
  access.close()
  const db = new DatabaseSync(auditPath(folder))
  try {
    if (triggers === 'dropped') db.exec('DROP TRIGGER entries_keep; DROP TRIGGER entries_stay')
    db.exec(run)
  } finally {
    db.close()
  }
  return folder
}

describe('what was changed is found', () => {
  test('nothing, when nothing was', () => {
    const { number, chain } = valueOf(verifyAudit(tampered('SELECT 1')))
    expect([number, chain]).toEqual([5, expect.stringMatching(/^[0-9a-f]{64}$/)])
  })

  test.each([
    ['a changed row', `UPDATE entries SET actor_name = 'other' WHERE number = 3`, 'audit-chain', 3],
    ['a later time', 'UPDATE entries SET at = at + 1 WHERE number = 2', 'audit-chain', 2],
    ['an outcome of no kind', `UPDATE entries SET outcome = '?' WHERE number = 2`, 'audit-chain', 2],
    ['a removed row', 'DELETE FROM entries WHERE number = 3', 'audit-gap', 3],
    [
      'a removed row, the rest moved up',
      'DELETE FROM entries WHERE number = 3; UPDATE entries SET number = number - 1 WHERE number > 3',
      'audit-chain',
      3,
    ],
    ['a removed first row', 'DELETE FROM entries WHERE number = 1', 'audit-gap', 1],
    ['a removed tail', 'DELETE FROM entries WHERE number > 3', 'audit-behind', 5],
    ['everything removed', 'DELETE FROM entries', 'audit-behind', 5],
    [
      'a row put in',
      `UPDATE entries SET number = number + 10 WHERE number > 2; UPDATE entries SET number = number - 9 WHERE number > 2;
       INSERT INTO entries SELECT 3, at, actor, actor_id, actor_name, event, unit, outcome, address, detail, chain
       FROM entries WHERE number = 2`,
      'audit-chain',
      3,
    ],
  ])('%s', (_, run, code, number) => {
    expect(verifyAudit(tampered(run))).toMatchObject({ ok: false, failures: [{ code, params: { number } }] })
  })

  test('a history that was written anew, chain and all, is not the one that was acknowledged', () => {
    const { access, folder } = scratchAccess()
    valueOf(access.audit.record(entry))
    access.close()
    for (const ending of ['', '-wal', '-shm']) rmSync(auditPath(folder) + ending, { force: true })
    const forger = scratchAccess()
    valueOf(forger.access.audit.record({ ...entry, detail: { rows: 2 } }))
    forger.access.close()
    execFileSync('cp', [auditPath(forger.folder), auditPath(folder)])
    expect(codesOf(verifyAudit(folder))).toEqual(['audit-behind'])
  })

  test('after a cut tail the numbers go on, and the gap stays to be seen', () => {
    const folder = tampered('DELETE FROM entries WHERE number > 3')
    const { access } = scratchAccess({}, folder)
    expect(valueOf(access.audit.record(entry))).toBe(6)
    expect(verifyAudit(folder)).toMatchObject({ failures: [{ code: 'audit-gap', params: { number: 4 } }] })
  })

  test('by mistake nothing is changed: the table refuses', () => {
    for (const run of ['DELETE FROM entries', `UPDATE entries SET unit = 'H1'`])
      expect(() => tampered(run, 'kept')).toThrow('append-only')
  })

  test('bytes of another kind', () => {
    const { access, folder } = scratchAccess()
    access.close()
    for (const ending of ['-wal', '-shm']) rmSync(auditPath(folder) + ending, { force: true })
    writeFileSync(auditPath(folder), 'not a database, but long enough to be looked at as one'.repeat(20))
    expect(codesOf(verifyAudit(folder))).toEqual(['access-unreadable'])
    expect(codesOf(openAccess(folder, { clock: stoppedClock() }))).toEqual(['access-unreadable'])
    expect(codesOf(verifyAudit(scratchFolder()))).toEqual(['file-not-found'])
  })
})

test('entries are read newest first, in pages', () => {
  const { access } = scratchAccess()
  for (let rows = 1; rows <= 5; rows++) valueOf(access.audit.record({ ...entry, detail: { rows } }))
  const numbers = (before?: number) =>
    valueOf(access.audit.list({ limit: 2, ...(before !== undefined && { before }) })).map(({ number }) => number)
  expect([numbers(), numbers(4), numbers(2), numbers(1)]).toEqual([[5, 4], [3, 2], [1], []])
  expect(access.audit.list({ limit: limits.auditRows }).ok).toBe(true)
  expect(() => access.audit.list({ limit: limits.auditRows + 1 })).toThrow(RangeError)
})

test('a detail that is too long is cut, and recorded', () => {
  const { access } = scratchAccess()
  const fitting = 'x'.repeat(limits.auditDetailCharacters - '{"filter":""}'.length)
  for (const filter of [fitting, `${fitting}x`]) valueOf(access.audit.record({ ...entry, detail: { filter } }))
  const [cut, whole] = valueOf(access.audit.list({ limit: 2 }))
  expect(whole?.detail).toEqual({ filter: fitting })
  expect(cut?.detail).toEqual({ filter: 'x'.repeat(60) })
})

/** Everything that needs an entry; each must say audit-unwritable, and nothing may have changed. */
async function expectAllRefused(access: Access): Promise<void> {
  const { accounts, tokens } = access
  const before = [valueOf(accounts.list(console)), valueOf(tokens.list(console))]
  const binh = { login: 'binh', name: 'Bình', role: 'viewer', unit: 'H99', password } as const
  const results = [
    access.audit.record(entry),
    await access.signIn('lan', password, here),
    await access.signIn('lan', 'con trâu đi sau', here),
    await accounts.add(console, binh),
    await accounts.setPassword(console, 'lan', 'cái cày đi sau con trâu'),
    accounts.setRole(console, 'lan', { role: 'admin', unit: 'H99' }),
    accounts.disable(console, 'lan'),
    accounts.delete(console, 'lan'),
    tokens.issue(console, { source: 'motcua', name: 'máy', unit: 'H99' }),
  ]
  expect(results.map(codesOf)).toEqual(results.map(() => ['audit-unwritable']))
  expect([valueOf(accounts.list(console)), valueOf(tokens.list(console))]).toEqual(before)
}

describe('when the log cannot be written, what needs an entry is not done', () => {
  test('its file is full', async () => {
    const { access, folder } = await withPeople(scratchAccess({ auditBytes: 60_000 }))
    const written = 2 + fillLog(access)
    await expectAllRefused(access)
    expect(valueOf(verifyAudit(folder)).number).toBe(written)
  })

  test('another process does not let go of it', async () => {
    const { access, folder } = await withPeople(scratchAccess({ timeout: 10 }))
    const other = new DatabaseSync(auditPath(folder))
    onTestFinished(() => other.close())
    other.exec('BEGIN EXCLUSIVE')
    await expectAllRefused(access)
    other.exec('ROLLBACK')
    expect(codesOf(await access.signIn('lan', password, here))).toEqual([])
  })

  test('the accounts cannot be written: no session, no entry that was not anchored is promised', async () => {
    const { access, folder } = await withPeople(scratchAccess({ timeout: 10 }))
    const other = new DatabaseSync(accessPath(folder))
    onTestFinished(() => other.close())
    other.exec('BEGIN EXCLUSIVE')
    expect(access.audit.record(entry).ok).toBe(false)
    expect((await access.signIn('lan', password, here)).ok).toBe(false)
    other.exec('ROLLBACK')
    expect(codesOf(verifyAudit(folder))).toEqual([])
  })

  const mounting = mountsTmpfs()
  test.skipIf(!mounting)(`the disk is full${mounting ? '' : ' (skipped: only root may mount one)'}`, async () => {
    const folder = scratchFolder()
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', folder])
    onTestFinished(() => void execFileSync('umount', [folder]))
    const { access } = await withPeople(scratchAccess({}, folder))
    onTestFinished(() => access.close())
    fillUp(join(folder, 'ballast'))
    fillLog(access)
    await expectAllRefused(access)
    rmSync(join(folder, 'ballast'))
    expect(codesOf(await access.signIn('lan', password, here))).toEqual([])
    expect(codesOf(verifyAudit(folder))).toEqual([])
  })

  test.skipIf(!mounting)(`the disk is read-only${mounting ? '' : ' (skipped: only root may mount one)'}`, async () => {
    const folder = scratchFolder()
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', folder])
    onTestFinished(() => void execFileSync('umount', [folder]))
    const { access } = await withPeople(scratchAccess({}, folder))
    access.close()
    execFileSync('mount', ['-o', 'remount,ro', folder])
    expect(codesOf(openAccess(folder, { clock: stoppedClock(), cost: quick }))).toEqual(['access-unwritable'])
  })
})

/** Large entries, then small ones, until not even those fit. How many did. */
function fillLog(access: Access): number {
  let written = 0
  for (const length of [1900, 0])
    while (access.audit.record({ ...entry, detail: { filter: 'x'.repeat(length) } }).ok) written++
  return written
}

function fillUp(path: string): void {
  try {
    writeFileSync(path, Buffer.alloc(4_000_000))
  } catch {
    // That it is full is what was wanted.
  }
}

function mountsTmpfs(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  // A private mount namespace: asks whether it may, and leaves nothing behind.
  return spawnSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'tmpfs', '/tmp']).status === 0
}
