import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, onTestFinished, test } from 'vitest'
import { codesOf, scratchFolder, valueOf } from '../../test/crash/scratch.ts'
import { console, here, password, scratchAccess, stoppedClock, withPeople } from '../../test/sign-on/scratch.ts'
import { openAccess } from './access.ts'
import { verifyAudit } from './audit-verify.ts'
import { permit } from './permit.ts'
import { accessPath } from './schema.ts'

test('no password, token or session stands in any file, while open or closed', async () => {
  const { access, folder } = await withPeople()
  const { token } = valueOf(access.tokens.issue(console, { source: 'motcua', name: 'máy', unit: 'H99' }))
  const { session } = valueOf(await access.signIn('lan', password, here))
  await access.signIn('lan', 'một mật khẩu gõ sai', here)
  valueOf(await access.accounts.setPassword(console, 'lan', 'cái cày đi sau con trâu'))
  const secrets = [
    password,
    'một mật khẩu gõ sai',
    'cái cày đi sau',
    token,
    token.slice(6),
    session.token,
    session.csrf,
  ]
  const raw = secrets.slice(3).map((text) => Buffer.from(text, 'base64url'))
  const bytes = () => Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))))
  const found = () => [...secrets.map((text) => Buffer.from(text)), ...raw].filter((secret) => bytes().includes(secret))
  access.close()
  expect(bytes().includes('motcua')).toBe(true)
  expect(found()).toEqual([])
})

test.skipIf(process.platform === 'win32')('the files are readable by their owner only', async () => {
  const { folder } = await withPeople()
  const modes = readdirSync(folder).map((name) => [name, statSync(join(folder, name)).mode & 0o777])
  expect(modes.length).toBeGreaterThan(1)
  expect(modes.filter(([, mode]) => mode !== 0o600)).toEqual([])
})

test('everything is there again after closing', async () => {
  const { access, folder } = await withPeople()
  const { session } = valueOf(await access.signIn('lan', password, here))
  access.close()
  access.close()
  const again = scratchAccess({}, folder).access
  expect(valueOf(again.sessions.of(session.token))?.subject.login).toBe('lan')
  expect(codesOf(await again.signIn('lan', password, here))).toEqual([])
})

test('a newer file, and one that is not ours, are left alone', () => {
  const { access, folder } = scratchAccess()
  access.close()
  for (const change of ['PRAGMA user_version=99', 'PRAGMA application_id=1']) {
    const db = new DatabaseSync(accessPath(folder))
    db.exec(change)
    db.close()
    expect(codesOf(openAccess(folder, { clock: stoppedClock() }))).toEqual(['access-unreadable'])
  }
})

/** Another process that opens the folder and writes entries into its audit log. */
async function otherProcess(folder: string, entries: number): Promise<string> {
  const script = `
    import { openAccess } from ${JSON.stringify(new URL('access.ts', import.meta.url).href)}
    const opened = openAccess(${JSON.stringify(folder)}, { clock: () => 1 })
    if (opened.ok) {
      const entry = { actor: { kind: 'console' }, event: 'import-files', outcome: 'done' }
      const results = Array.from({ length: ${entries} }, () => opened.value.audit.record(entry))
      process.stdout.write(results.every(({ ok }) => ok) ? 'good' : JSON.stringify(results.find(({ ok }) => !ok)))
      opened.value.close()
    } else process.stdout.write(JSON.stringify(opened.failures))`
  const args = ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', script]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  let said = ''
  child.stdout.on('data', (chunk) => (said += String(chunk)))
  await once(child, 'close')
  return said
}

test('several processes may make and use one folder at once; the chain stays whole', { timeout: 60_000 }, async () => {
  const folder = scratchFolder()
  const said = await Promise.all(Array.from({ length: 3 }, () => otherProcess(folder, 40)))
  expect(said).toEqual(['good', 'good', 'good'])
  expect(valueOf(verifyAudit(folder)).number).toBe(120)
})

test('a change made by a command acts on the running server', async () => {
  const { access, folder } = await withPeople()
  const { session } = valueOf(await access.signIn('lan', password, here))
  const command = scratchAccess({}, folder).access
  valueOf(command.accounts.disable(console, 'lan'))
  expect(valueOf(access.sessions.of(session.token))).toBeNull()
})

test('permit decides, and records what is to be recorded, refusals too', async () => {
  const { access } = await withPeople()
  const scope = { root: 'H99', isWithin: (unit: string, of: string) => unit === of || unit.startsWith(`${of}.`) }
  const { subject: who } = valueOf(await access.signIn('lan', password, here))
  const ask = (action: 'read-scores' | 'list-dossiers', unit: string) =>
    permit({ who, action, unit, address: here.address, detail: { period: '2026-10' } }, scope, access.audit)
  const last = () => valueOf(access.audit.list({ limit: 1 }))[0]
  expect(valueOf(ask('list-dossiers', 'H99.07'))).toBe('own')
  expect(last()).toMatchObject({
    event: 'list-dossiers',
    unit: 'H99.07',
    outcome: 'done',
    detail: { period: '2026-10' },
  })
  expect(codesOf(ask('list-dossiers', 'H99.08'))).toEqual(['not-allowed-unit'])
  expect(last()).toMatchObject({ event: 'list-dossiers', unit: 'H99.08', outcome: 'refused' })
  expect(valueOf(ask('read-scores', 'H99.08'))).toBe('beside')
  expect(last()).toMatchObject({ event: 'list-dossiers' })
})
