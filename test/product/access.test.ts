import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setImmediate as turn } from 'node:timers/promises'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { instant } from '../../src/core/time/instant.ts'
import { openFolderAccess } from '../../src/office/access.ts'
import { chiso, chisoJson, file, folder, keptFolder } from './chiso.ts'

const data = join(keptFolder(), 'data')
const here = { address: null }
const made = z.object({ account: z.object({ login: z.string(), unit: z.string() }), password: z.string() })

const run = (...args: readonly string[]) => chiso([...args, '--data', data])

function opened(of = data) {
  const access = openFolderAccess(of, () => instant(Date.now()))
  if (!access.ok) throw new Error(JSON.stringify(access.failures))
  return access.value
}

/** Whether it opens the door, asked of the files as a server would. */
async function getsIn(login: string, password: string): Promise<boolean> {
  const { access } = opened()
  try {
    return (await access.signIn(login, password, here)).ok
  } finally {
    access.close()
  }
}

beforeAll(() => {
  chisoJson(['init', '--data', data, '--unit', 'H99'])
})

describe('accounts', () => {
  test('one is made with a password that is shown once and works', async () => {
    const answer = made.parse(chisoJson(['account', 'add', 'quan.tri', '--role', 'admin', '--data', data]))
    expect(answer.account).toMatchObject({ login: 'quan.tri', unit: 'H99' })
    expect(answer.password).toMatch(/^[a-z2-9]{5}(-[a-z2-9]{5}){3}$/)
    expect(await getsIn('quan.tri', answer.password)).toBe(true)
    expect(run('account', 'list').out).not.toContain(answer.password)
  })

  test('a password comes from standard input, never from an argument, and is not printed', async () => {
    const args = ['account', 'add', 'lan', '--name', 'Trần Thị Lan', '--role', 'officer', '--unit', 'H99.07', '--stdin']
    const { out, code } = chiso([...args, '--data', data], { input: 'con trâu đi trước cái cày\nmore' })
    expect([out, code]).toEqual(['lan · Trần Thị Lan · cán bộ đơn vị · H99.07 · ✓ đang dùng\n', 0])
    expect(await getsIn('lan', 'con trâu đi trước cái cày')).toBe(true)
  })

  test('role, disabling, enabling and another password', async () => {
    expect(run('account', 'role', 'lan', '--role', 'leader').out).toContain('lãnh đạo · H99.07')
    expect(run('account', 'disable', 'lan').out).toContain('✗ đã khóa')
    expect(await getsIn('lan', 'con trâu đi trước cái cày')).toBe(false)
    expect(run('account', 'enable', 'lan').out).toContain('✓ đang dùng')
    const { password } = made.parse(chisoJson(['account', 'password', 'lan', '--data', data]))
    expect(await getsIn('lan', 'con trâu đi trước cái cày')).toBe(false)
    expect(await getsIn('lan', password)).toBe(true)
  })

  test.each([
    [['account', 'add', 'lan', '--role', 'viewer'], 'login-taken'],
    [['account', 'add', 'binh', '--role', 'vua'], 'role-unknown'],
    [['account', 'disable', 'ai.do'], 'account-unknown'],
    [['account', 'disable', 'quan.tri'], 'last-admin'],
    [['token', 'revoke', 'x'], 'token-unknown'],
  ])('%j is refused', (args, reason) => {
    const { out, err, code } = run(...args)
    expect([out, code]).toEqual(['', 2])
    expect(err).toContain(`${reason}: `)
  })

  test('a password that is too short or too long on standard input', () => {
    const args = ['account', 'add', 'binh', '--role', 'viewer', '--stdin', '--data', data]
    expect(chiso(args, { input: '' }).err).toContain('password-length: ')
    expect(chiso(args, { input: 'x'.repeat(3000) }).err).toContain('file-too-large: ')
  })

  test('the list, in both languages', () => {
    expect(run('account', 'list').out).toContain('Trần Thị Lan')
    expect(chiso(['--lang', 'en', 'account', 'list', '--data', data]).out).toContain('administrator')
  })
})

test('in a folder that was told no unit, the province is the top of the list of units', () => {
  const own = join(folder(), 'data')
  const list = file('don-vi.csv', 'Mã đơn vị,Tên đơn vị,Cấp,Đơn vị cha\nH99,Tỉnh,tỉnh,\nH99.01,Sở,sở,H99\n')
  chisoJson(['init', '--data', own])
  chisoJson(['import', list, '--source', 'mau', '--data', own])
  const add = (login: string, ...more: string[]) =>
    made.parse(chisoJson(['account', 'add', login, '--role', 'admin', '--data', own, ...more])).account.unit
  expect([add('tinh'), add('so', '--unit', 'H99.01')]).toEqual(['H99', 'H99.01'])
  const { err, code } = chiso(['account', 'disable', 'tinh', '--data', own])
  expect([err, code]).toEqual([expect.stringContaining('last-admin: '), 2])
})

describe('tokens', () => {
  const issued = z.object({ id: z.number(), token: z.string() })

  test('one is issued, listed without itself, and revoked', async () => {
    const { id, token } = issued.parse(chisoJson(['token', 'add', 'motcua-tinh', '--name', 'máy chủ', '--data', data]))
    const { access } = opened()
    expect(access.tokens.check(token)).toMatchObject({ value: { source: 'motcua-tinh', unit: 'H99' } })
    const listed = run('token', 'list').out
    expect(listed).toContain('motcua-tinh')
    expect(listed).not.toContain(token)
    expect(run('token', 'revoke', String(id)).out).toBe(`Đã thu hồi mã số ${id} của motcua-tinh.\n`)
    await turn() // by another process: with the next turn of the loop
    expect(access.tokens.check(token)).toEqual({ ok: true, value: null })
    access.close()
    expect(run('token', 'list').out).toContain('✗ đã thu hồi')
  })
})

describe('the audit log', () => {
  test('says who did what', () => {
    const { out } = run('audit', 'list')
    for (const word of ['thêm tài khoản', 'khóa tài khoản', 'dòng lệnh', 'cấp mã truy cập', '✗ từ chối'])
      expect(out).toContain(word)
    const page = z.object({ entries: z.array(z.object({ number: z.number() })) })
    const args = ['audit', 'list', '--limit', '2', '--before', '4', '--data', data]
    expect(page.parse(chisoJson(args)).entries.map(({ number }) => number)).toEqual([3, 2])
  })

  test('is whole, until someone changes it', () => {
    expect(run('audit', 'verify').out).toMatch(/^Nhật ký nguyên vẹn: \d+ dòng\. Mắt xích cuối: [0-9a-f]{64}\n$/)
    const db = new DatabaseSync(join(data, 'audit.sqlite'))
    db.exec('DROP TRIGGER entries_stay; DELETE FROM entries WHERE number = 2')
    db.close()
    const { err, code } = run('audit', 'verify')
    expect(err).toContain('audit-gap: ')
    expect(code).toBe(3)
  })
})

test('without a data folder there are no accounts', () => {
  expect(chiso(['account', 'list', '--data', folder()]).err).toContain('data-folder-missing: ')
})

describe('backup', () => {
  test('accounts, tokens and the audit log come back with the ledger', async () => {
    const own = join(folder(), 'data')
    chisoJson(['init', '--data', own, '--unit', 'H99'])
    const { password } = made.parse(chisoJson(['account', 'add', 'an', '--role', 'admin', '--data', own]))
    const { token } = z
      .object({ token: z.string() })
      .parse(chisoJson(['token', 'add', 'mot-cua', '--name', 'máy 1', '--data', own]))
    const backup = join(folder(), 'kept')
    expect(chisoJson(['backup', backup, '--data', own])).toMatchObject({ ledger: { seq: 0 }, audit: { number: 2 } })
    chisoJson(['account', 'password', 'an', '--data', own])
    const restored = chiso(['restore', backup, '--data', own, '--overwrite'])
    expect([restored.code, restored.out]).toEqual([0, expect.stringContaining('nhật ký (3 dòng)')])
    expect(chisoJson(['audit', 'verify', '--data', own])).toMatchObject({ number: 3 })
    const { access } = opened(own)
    expect((await access.signIn('an', password, here)).ok).toBe(true)
    expect(access.tokens.check(token)).toMatchObject({ ok: true, value: { source: 'mot-cua' } })
    access.close()
  })
})
