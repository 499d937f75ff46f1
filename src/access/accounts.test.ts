import { describe, expect, test } from 'vitest'
import { codesOf, valueOf } from '../../test/crash/scratch.ts'
import { console, password, scratchAccess, withPeople } from '../../test/sign-on/scratch.ts'
import { limits } from '../core/limits.ts'
import { type Author, authorOf } from './author.ts'

const binh = { login: 'binh', name: 'Lê Văn Bình', role: 'viewer', unit: 'H99.01', password } as const

test('an account is made, listed and found; capitals make no other name', async () => {
  const { access } = await withPeople()
  expect(
    valueOf(await access.accounts.add(console, { ...binh, login: ' Binh ', unit: '000.00.01.H99' })),
  ).toMatchObject({
    login: 'binh',
    unit: 'H99.01',
    disabled: false,
    identity: null,
  })
  expect(valueOf(access.accounts.list(console)).map(({ login }) => login)).toEqual(['binh', 'lan', 'quan.tri'])
  expect(valueOf(access.accounts.get('BINH'))?.name).toBe('Lê Văn Bình')
  expect(valueOf(access.accounts.get('nobody'))).toBeNull()
  expect(JSON.stringify(valueOf(access.accounts.list(console)))).not.toContain('scrypt')
})

test.each([
  [{ login: 'LAN' }, 'login-taken'],
  [{ login: 'x' }, 'login-invalid'],
  [{ login: 'trần' }, 'login-invalid'],
  [{ login: 'a'.repeat(limits.loginCharacters + 1) }, 'login-invalid'],
  [{ name: ' ' }, 'name-invalid'],
  [{ name: 'a\nb' }, 'name-invalid'],
  [{ name: 'a'.repeat(limits.nameCharacters + 1) }, 'name-invalid'],
  [{ unit: '' }, 'unit-code-invalid'],
  [{ unit: 'H99 OR 1' }, 'unit-code-invalid'],
  [{ password: 'matkhau123456' }, 'password-common'],
  [{ password: 'short' }, 'password-length'],
  [{ password: 'toi la binh day' }, 'password-has-login'],
])('%j is refused', async (wrong, code) => {
  const { access } = await withPeople()
  expect(codesOf(await access.accounts.add(console, { ...binh, ...wrong }))).toEqual([code])
  expect(valueOf(access.accounts.list(console))).toHaveLength(2)
  expect(valueOf(access.audit.list({ limit: 10 }))).toHaveLength(2)
})

test('names at their limits', async () => {
  const { access } = scratchAccess()
  const longest = { login: 'a'.repeat(limits.loginCharacters), name: 'ễ'.repeat(limits.nameCharacters) }
  expect(codesOf(await access.accounts.add(console, { ...binh, ...longest }))).toEqual([])
})

describe('the last administrator who can sign in', () => {
  test('stays one', async () => {
    const { access } = await withPeople()
    const { accounts } = access
    const before = valueOf(accounts.list(console))
    expect(codesOf(accounts.disable(console, 'quan.tri'))).toEqual(['last-admin'])
    expect(codesOf(accounts.delete(console, 'quan.tri'))).toEqual(['last-admin'])
    expect(codesOf(accounts.setRole(console, 'quan.tri', { role: 'viewer', unit: 'H99' }))).toEqual(['last-admin'])
    expect(valueOf(accounts.list(console))).toEqual(before)
    expect(valueOf(access.audit.list({ limit: 10 }))).toHaveLength(2)
  })

  test('of the province stays one, whoever administers a unit below', async () => {
    const { accounts } = (await withPeople(scratchAccess({ root: 'H99' }))).access
    valueOf(accounts.setRole(console, 'lan', { role: 'admin', unit: 'H99.01' }))
    expect(codesOf(accounts.disable(console, 'quan.tri'))).toEqual(['last-admin'])
    expect(codesOf(accounts.setRole(console, 'quan.tri', { role: 'admin', unit: 'H99.01' }))).toEqual(['last-admin'])
    expect(valueOf(accounts.disable(console, 'lan')).disabled).toBe(true)
  })

  test('stays one also where nobody administers the province', async () => {
    const { accounts } = (await withPeople(scratchAccess({ root: 'H98' }))).access
    expect(codesOf(accounts.disable(console, 'quan.tri'))).toEqual(['last-admin'])
    valueOf(accounts.setRole(console, 'lan', { role: 'admin', unit: 'H99.01' }))
    expect(valueOf(accounts.disable(console, 'quan.tri')).disabled).toBe(true)
  })

  test('may go when there is another', async () => {
    const { accounts } = (await withPeople()).access
    valueOf(accounts.setRole(console, 'lan', { role: 'admin', unit: 'H99' }))
    expect(valueOf(accounts.disable(console, 'quan.tri')).disabled).toBe(true)
    expect(codesOf(accounts.disable(console, 'lan'))).toEqual(['last-admin'])
    expect(valueOf(accounts.enable(console, 'quan.tri')).disabled).toBe(false)
    expect(valueOf(accounts.delete(console, 'lan')).login).toBe('lan')
    expect(valueOf(accounts.get('lan'))).toBeNull()
  })
})

test('nothing is done to an account that is not there', async () => {
  const { accounts } = (await withPeople()).access
  expect(codesOf(accounts.disable(console, 'ai'))).toEqual(['account-unknown'])
  expect(codesOf(accounts.setRole(console, 'ai', { role: 'viewer', unit: 'H99' }))).toEqual(['account-unknown'])
  expect(codesOf(await accounts.setPassword(console, 'ai', password))).toEqual(['account-unknown'])
})

test('the number of a deleted account is never given again', async () => {
  const { accounts } = (await withPeople()).access
  const first = valueOf(await accounts.add(console, binh))
  valueOf(accounts.delete(console, 'binh'))
  expect(valueOf(await accounts.add(console, binh)).id).toBeGreaterThan(first.id)
})

test('the first administrator is made once, with a password that works', async () => {
  const { access } = scratchAccess()
  const [one, two] = await Promise.all([
    access.accounts.ensureFirstAdmin('H99'),
    access.accounts.ensureFirstAdmin('H99'),
  ])
  const made = [valueOf(one), valueOf(two)].filter((item) => item !== null)
  expect(made).toHaveLength(1)
  expect(made[0]?.login).toBe('admin')
  expect(codesOf(await access.signIn('admin', made[0]?.password ?? '', { address: null }))).toEqual([])
  expect(valueOf(await access.accounts.ensureFirstAdmin('H99'))).toBeNull()
  expect(valueOf(access.accounts.list(console))).toMatchObject([{ role: 'admin', unit: 'H99' }])
})

test('who made a change, and what it was, is in the audit log', async () => {
  const { access } = await withPeople()
  const by: Author = { ...console, actor: { kind: 'account', id: 1, name: 'quan.tri' }, address: '10.0.0.7' }
  valueOf(access.accounts.setRole(by, 'lan', { role: 'leader', unit: 'H99' }))
  expect(valueOf(access.audit.list({ limit: 1 }))).toMatchObject([
    {
      event: 'account-role',
      actor: 'account',
      actorName: 'quan.tri',
      address: '10.0.0.7',
      detail: { account: 'lan', role: 'leader' },
    },
  ])
})

describe('an administrator of one department', () => {
  const scope = { root: 'H99', isWithin: (unit: string, of: string) => unit === of || unit.startsWith(`${of}.`) }
  const who = { kind: 'account', id: 9, login: 'so', name: 'Sở', role: 'admin', unit: 'H99.07' } as const
  const by = authorOf(who, 'manage-accounts', scope, null)

  test('manages the accounts of the department and sees no others', async () => {
    const { accounts } = (await withPeople()).access
    expect(valueOf(accounts.list(by)).map(({ login }) => login)).toEqual(['lan'])
    expect(codesOf(await accounts.add(by, { ...binh, unit: 'H99.07.01' }))).toEqual([])
    expect(codesOf(accounts.setRole(by, 'lan', { role: 'leader', unit: 'H99.07' }))).toEqual([])
    expect(codesOf(accounts.disable(by, 'lan'))).toEqual([])
  })

  test('reaches no other account, and gives nobody more than the department', async () => {
    const { access } = await withPeople()
    const { accounts } = access
    const before = [valueOf(accounts.list(console)), valueOf(access.audit.list({ limit: 9 }))]
    const results = [
      await accounts.add(by, { ...binh, unit: 'H99' }),
      await accounts.setPassword(by, 'quan.tri', password),
      accounts.setRole(by, 'lan', { role: 'admin', unit: 'H99' }),
      accounts.setRole(by, 'quan.tri', { role: 'admin', unit: 'H99.07' }),
      accounts.disable(by, 'quan.tri'),
      accounts.delete(by, 'quan.tri'),
    ]
    expect(results.map(codesOf)).toEqual(results.map(() => ['not-allowed-unit']))
    expect([valueOf(accounts.list(console)), valueOf(access.audit.list({ limit: 9 }))]).toEqual(before)
  })

  test('and no other role does', async () => {
    const { accounts } = (await withPeople()).access
    const leader = authorOf({ ...who, role: 'leader' }, 'manage-accounts', scope, null)
    expect(codesOf(accounts.disable(leader, 'lan'))).toEqual(['not-allowed-role'])
    expect(valueOf(accounts.list(leader))).toEqual([])
  })
})
