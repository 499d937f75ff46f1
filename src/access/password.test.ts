import { expect, test } from 'vitest'
import { quick } from '../../test/sign-on/scratch.ts'
import { Refusal } from '../core/failure.ts'
import { limits } from '../core/limits.ts'
import { type Cost, derive, newPassword, Passwords, usualCost } from './password.ts'
import { checkPassword } from './password-rules.ts'

function codeOf(password: string, login = 'lan'): string | null {
  try {
    checkPassword(password, login)
    return null
  } catch (error) {
    if (error instanceof Refusal) return error.failure.code
    throw error
  }
}

test('12 to 200 characters, counted as people count them', () => {
  expect(codeOf('mèo con ngủ')).toBe('password-length')
  expect(codeOf('mèo con ngủ!')).toBeNull()
  expect(codeOf('mèo con ngủ'.normalize('NFD'))).toBe('password-length')
  const long = 'Một câu dài. '.repeat(20)
  expect(codeOf(long.slice(0, limits.passwordCharacters.most))).toBeNull()
  expect(codeOf(long.slice(0, limits.passwordCharacters.most + 1))).toBe('password-length')
})

test.each([
  'matkhau123456',
  'Mật khẩu 2026!!',
  'P_a_s_s_w_o_r_d_1234',
  '123456789012',
  '9876543210987',
  'abcdefghijklmnop',
  'aaaabbbbcccc',
  'qwertyuiop[]',
  'AdminAdmin2026',
])('%s is what everybody takes', (password) => {
  expect(codeOf(password)).toBe('password-common')
})

test('nothing is asked of its letters, and other scripts are letters too', () => {
  for (const password of [
    'con trâu đi trước',
    'trungthuc nhan ai',
    '長い文章は覚えやすい合言葉です',
    '8206 1173 5590 2',
  ])
    expect(codeOf(password)).toBeNull()
})

test('not with the login name in it', () => {
  expect(codeOf('toi la tran.lan day', 'tran.lan')).toBe('password-has-login')
  expect(codeOf('toi la TRAN.LAN day', 'tran.lan')).toBe('password-has-login')
  expect(codeOf('an com chua vay ban', 'an')).toBeNull() // two letters are in everything
})

test('the parameters stand with what is kept, and the same password gives another text each time', async () => {
  const passwords = new Passwords({ cost: quick })
  const kept = await passwords.hash('con trâu đi trước')
  expect(kept).toMatch(/^scrypt\$4\$8\$1\$[\w-]{22}\$[\w-]{43}$/)
  expect(await passwords.hash('con trâu đi trước')).not.toBe(kept)
  expect(await passwords.matches('con trâu đi trước', kept)).toBe(true)
  expect(await passwords.matches('con trâu đi trước'.normalize('NFD'), kept)).toBe(true)
  expect(await passwords.matches('con trâu đi sau', kept)).toBe(false)
})

test('what was made with other parameters still counts, and is known to be old', async () => {
  const kept = await new Passwords({ cost: quick }).hash('con trâu đi trước')
  const stronger = new Passwords({ cost: { ...quick, logN: 5 } })
  expect(await stronger.matches('con trâu đi trước', kept)).toBe(true)
  expect([stronger.isOld(kept), new Passwords({ cost: quick }).isOld(kept)]).toEqual([true, false])
})

test('the usual parameters work, within the memory that is allowed', async () => {
  const passwords = new Passwords({})
  expect(await passwords.matches('con trâu đi trước', await passwords.hash('con trâu đi trước'))).toBe(true)
  expect(usualCost).toEqual({ logN: 15, r: 8, p: 3 })
})

test('a damaged row is said, and asks for no great work', async () => {
  const passwords = new Passwords({ cost: quick })
  for (const kept of ['', 'scrypt$60$8$1$AAAAAAAAAAAAAAAAAAAAAA$A', 'bcrypt$4$8$1'])
    await expect(passwords.matches('x', kept)).rejects.toThrow('access-unreadable')
})

test('for nobody the same work is done as for somebody', async () => {
  const costs: Cost[] = []
  const passwords = new Passwords({
    cost: quick,
    derive: (word, salt, cost) => (costs.push(cost), derive(word, salt, cost)),
  })
  const kept = await passwords.hash('con trâu đi trước')
  expect(await passwords.matches('con trâu đi trước', null)).toBe(false)
  expect(await passwords.matches('con trâu đi sau', kept)).toBe(false)
  expect(costs).toEqual([quick, quick, quick])
})

test('a few are checked at once, some wait, and the next is told to come again', async () => {
  const running = { now: 0, most: 0 }
  const passwords = new Passwords({
    derive: async () => {
      running.most = Math.max(running.most, ++running.now)
      await new Promise((resolve) => setTimeout(resolve, 1))
      running.now--
      return new Uint8Array(32)
    },
  })
  const fitting = limits.passwordChecks + limits.passwordQueue
  const all = await Promise.allSettled(Array.from({ length: fitting + 1 }, () => passwords.matches('x', null)))
  expect(running.most).toBe(limits.passwordChecks)
  expect(all.filter(({ status }) => status === 'rejected')).toHaveLength(1)
  expect(all.at(-1)?.status).toBe('rejected')
  expect(await passwords.matches('x', null)).toBe(false)
})

test('a password that is made up obeys the rules and comes from the random bytes', () => {
  expect(newPassword((bytes) => new Uint8Array(bytes).map((_, index) => index * 13))).toBe('2fu9n-3gvap-4hwbq-5ixcr')
  expect(codeOf(newPassword((bytes) => crypto.getRandomValues(new Uint8Array(bytes))))).toBeNull()
})
