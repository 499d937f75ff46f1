import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { cp, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, onTestFinished, test } from 'vitest'
import { openAccess } from '../access/access.ts'
import { verifyAudit } from '../access/audit-verify.ts'
import { atConsole } from '../access/author.ts'
import { instant } from '../core/time/instant.ts'
import { observation } from '../../test/crash/observations.ts'
import { scratchFolder, valueOf } from '../../test/crash/scratch.ts'
import { backupFolder } from './backup.ts'
import { initInstallation, openInstallation } from './installation.ts'
import { restoreFolder } from './restore.ts'
import { openFolderAccess } from './access.ts'

const now = instant(Date.UTC(2026, 11, 1))
const clock = () => now
const password = 'con trâu đi trước cái cày'

const accessOf = (folder: string) => valueOf(openAccess(folder, { clock, cost: { logN: 4, r: 8, p: 1 } }))

/** A data folder with all that a backup is about. */
async function dataFolder() {
  const data = join(scratchFolder(), 'data')
  valueOf(initInstallation(data, { unit: 'H99' }, clock))
  const { ledger } = valueOf(openInstallation(data, clock))
  valueOf(ledger.append([observation({ key: 'one' }), observation({ key: 'two' })]))
  ledger.close()
  const access = accessOf(data)
  valueOf(await access.accounts.add(atConsole, { login: 'lan', name: 'Lan', role: 'admin', unit: 'H99', password }))
  const { token, id } = valueOf(access.tokens.issue(atConsole, { source: 'mot-cua', name: 'máy 1', unit: 'H99' }))
  const { session } = valueOf(await access.signIn('lan', password, { address: null }))
  access.close()
  await mkdir(join(data, 'mappings'))
  writeFileSync(join(data, 'mappings', 'mot-cua.json'), '{"columns":{}}')
  writeFileSync(join(data, 'chiso.server.yaml'), 'port: 80\n')
  return { data, token, id, session: session.token }
}

test('accounts, tokens and audit log come back beside the ledger; sessions and the key of persons do not', async () => {
  const { data, token, session } = await dataFolder()
  const target = join(scratchFolder(), 'kept')
  const list = valueOf(await backupFolder(data, target, now))
  expect(list).toMatchObject({ ledger: { seq: 2 }, audit: { number: 3 } })
  expect(statSync(target).mode & 0o077).toBe(0)
  expect(readdirSync(target).toSorted()).toEqual([
    'access.sqlite',
    'audit.sqlite',
    'backup.json',
    'chiso.json',
    'chiso.server.yaml',
    'ledger.sqlite',
    'mappings',
  ])
  const again = join(scratchFolder(), 'data')
  expect(valueOf(await restoreFolder(target, again, { overwrite: false, clock }))).toMatchObject({
    ledger: { seq: 2 },
    entries: 4,
  })
  // Without its key the folder is not opened: it is kept apart.
  expect(openInstallation(again, clock)).toMatchObject({ failures: [{ code: 'data-folder-damaged' }] })
  await cp(join(data, 'person.key'), join(again, 'person.key'))
  const { ledger } = valueOf(openInstallation(again, clock))
  expect(ledger.watermark()).toBe(2)
  ledger.close()
  expect(valueOf(verifyAudit(again)).number).toBe(4)
  const { access } = valueOf(openFolderAccess(again, clock))
  onTestFinished(() => access.close())
  expect((await access.signIn('lan', password, { address: null })).ok).toBe(true)
  expect(valueOf(access.tokens.check(token))).toMatchObject({ source: 'mot-cua' })
  expect(valueOf(access.sessions.of(session))).toBeNull()
  expect(valueOf(access.audit.list({ limit: 2 }))[1]).toMatchObject({
    event: 'restore',
    actor: 'console',
    detail: { seq: 2, entries: 3 },
  })
  expect(readFileSync(join(again, 'mappings', 'mot-cua.json'), 'utf8')).toBe('{"columns":{}}')
})

test('no hash of a session is anywhere in the backup', async () => {
  const { data } = await dataFolder()
  const target = join(scratchFolder(), 'kept')
  valueOf(await backupFolder(data, target, now))
  const standing = new DatabaseSync(join(data, 'access.sqlite'), { readOnly: true })
  const hash = standing.prepare('SELECT hash FROM sessions').get()?.['hash']
  standing.close()
  if (!(hash instanceof Uint8Array)) throw new Error('a session has a hash')
  expect(readFileSync(join(target, 'access.sqlite')).includes(Buffer.from(hash))).toBe(false)
})

test('beside a running server, with entries written meanwhile, the copy is one that verifies', async () => {
  const { data } = await dataFolder()
  const access = accessOf(data)
  const { ledger } = valueOf(openInstallation(data, clock))
  onTestFinished(() => {
    ledger.close()
    access.close()
  })
  const target = join(scratchFolder(), 'kept')
  const copying = backupFolder(data, target, now)
  for (let at = 0; at < 50; at++) {
    valueOf(access.audit.record({ actor: { kind: 'console' }, event: 'sign-in', outcome: 'refused' }))
    await new Promise((resolve) => setImmediate(resolve))
  }
  const list = valueOf(await copying)
  expect(verifyAudit(target)).toMatchObject({ ok: true, value: list.audit })
})

test('an older backup is replaced by a whole one only; a folder of something else never', async () => {
  const { data } = await dataFolder()
  const target = join(scratchFolder(), 'kept')
  valueOf(await backupFolder(data, target, now))
  const older = readFileSync(join(target, 'backup.json'))
  await cp(join(data, 'ledger.sqlite'), join(data, 'kept.sqlite'))
  writeFileSync(join(data, 'ledger.sqlite'), 'nothing')
  expect((await backupFolder(data, target, now)).ok).toBe(false)
  expect(readFileSync(join(target, 'backup.json'))).toEqual(older)
  await cp(join(data, 'kept.sqlite'), join(data, 'ledger.sqlite'))
  valueOf(await backupFolder(data, target, instant(now + 1_000)))
  expect(readFileSync(join(target, 'backup.json'))).not.toEqual(older)
  expect(readdirSync(join(target, '..'))).toEqual(['kept'])
  expect(await backupFolder(data, data, now)).toMatchObject({ failures: [{ code: 'folder-not-empty' }] })
  expect(await backupFolder(data, join(target, 'backup.json'), now)).toMatchObject({
    failures: [{ code: 'folder-not-empty' }],
  })
})

test.each(['access.sqlite', 'audit.sqlite', 'ledger.sqlite', 'chiso.json', 'mappings/mot-cua.json'])(
  'a backup whose %s was changed or lost is refused, and nothing is touched',
  async (name) => {
    const { data, token } = await dataFolder()
    const target = join(scratchFolder(), 'kept')
    valueOf(await backupFolder(data, target, now))
    const bytes = readFileSync(join(target, name))
    bytes[bytes.length - 3] = (bytes[bytes.length - 3] ?? 0) ^ 1
    writeFileSync(join(target, name), bytes)
    const before = readFileSync(join(data, 'ledger.sqlite'))
    const refused = { failures: [{ code: 'backup-damaged', place: { file: join(target, name) } }] }
    expect(await restoreFolder(target, data, { overwrite: true, clock })).toMatchObject(refused)
    rmSync(join(target, name))
    expect(await restoreFolder(target, data, { overwrite: true, clock })).toMatchObject(refused)
    expect(readFileSync(join(data, 'ledger.sqlite'))).toEqual(before)
    expect(existsSync(join(data, 'restore.pending'))).toBe(false)
    const access = accessOf(data)
    expect(valueOf(access.tokens.check(token))).not.toBeNull()
    access.close()
  },
)

test('a list of files that leads out of the folder is refused', async () => {
  const { data } = await dataFolder()
  const target = join(scratchFolder(), 'kept')
  valueOf(await backupFolder(data, target, now))
  for (const name of ['../chiso.json', '/etc/passwd', 'mappings/../../x.json', 'person.key']) {
    const list = readFileSync(join(target, 'backup.json'), 'utf8').replace('"chiso.json"', JSON.stringify(name))
    await cp(target, `${target}-2`, { recursive: true })
    writeFileSync(join(`${target}-2`, 'backup.json'), list)
    expect(await restoreFolder(`${target}-2`, data, { overwrite: true, clock })).toMatchObject({
      failures: [{ code: 'backup-damaged' }],
    })
  }
})

test('what was begun and not ended is not opened; restoring again ends it', async () => {
  const { data } = await dataFolder()
  const target = join(scratchFolder(), 'kept')
  valueOf(await backupFolder(data, target, now))
  writeFileSync(join(data, 'restore.pending'), '')
  const refused = { failures: [{ code: 'restore-unfinished' }] }
  expect(openInstallation(data, clock)).toMatchObject(refused)
  expect(openFolderAccess(data, clock)).toMatchObject(refused)
  valueOf(await restoreFolder(target, data, { overwrite: false, clock }))
  const { ledger } = valueOf(openInstallation(data, clock))
  ledger.close()
  // The settings of this machine stay.
  writeFileSync(join(data, 'chiso.server.yaml'), 'port: 81\n')
  valueOf(await restoreFolder(target, data, { overwrite: true, clock }))
  expect(readFileSync(join(data, 'chiso.server.yaml'), 'utf8')).toBe('port: 81\n')
})
