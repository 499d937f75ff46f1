import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { codesOf, valueOf } from '../../test/crash/scratch.ts'
import { console, scratchAccess } from '../../test/sign-on/scratch.ts'
import { authorOf } from './author.ts'

const wanted = { source: 'motcua-tinh', name: 'máy chủ một cửa', unit: 'H99' }

test('a token lets its source in until it is revoked', () => {
  const { access, clock } = scratchAccess()
  const { token, id } = valueOf(access.tokens.issue(console, wanted))
  expect(token).toMatch(/^chiso_[\w-]{43}$/)
  expect(valueOf(access.tokens.check(token))).toEqual({
    kind: 'source',
    role: 'source',
    id,
    source: 'motcua-tinh',
    unit: 'H99',
  })
  clock.forward(1000)
  expect(valueOf(access.tokens.revoke(console, id)).revoked).toBe(clock())
  expect(valueOf(access.tokens.check(token))).toBeNull()
  expect(valueOf(access.tokens.list(console))).toMatchObject([{ id, name: 'máy chủ một cửa', used: clock() - 1000 }])
  const events = valueOf(access.audit.list({ limit: 9 })).map(({ event }) => event)
  valueOf(access.tokens.revoke(console, id)) // again changes nothing
  expect(valueOf(access.audit.list({ limit: 9 })).map(({ event }) => event)).toEqual(events)
  expect(events).toEqual(['token-revoke', 'token-add'])
})

test('a token that another process revokes is over with the next turn of the loop, however often it was asked for', async () => {
  const { access, folder } = scratchAccess()
  const { token, id } = valueOf(access.tokens.issue(console, wanted))
  for (let time = 0; time < 3; time++) expect(valueOf(access.tokens.check(token))?.id).toBe(id)
  valueOf(scratchAccess({}, folder).access.tokens.revoke(console, id))
  await turn()
  expect(valueOf(access.tokens.check(token))).toBeNull()
})

test('when it was last used is kept to the minute', () => {
  const { access, clock } = scratchAccess()
  const { token } = valueOf(access.tokens.issue(console, wanted))
  const used = () => valueOf(access.tokens.list(console))[0]?.used
  valueOf(access.tokens.check(token))
  const first = clock()
  clock.forward(59_000)
  valueOf(access.tokens.check(token))
  expect(used()).toBe(first)
  clock.forward(1_000)
  valueOf(access.tokens.check(token))
  expect(used()).toBe(clock())
})

test('each source has its own, and a source may have two while one replaces the other', () => {
  const { access } = scratchAccess()
  const one = valueOf(access.tokens.issue(console, wanted))
  const two = valueOf(access.tokens.issue(console, wanted))
  valueOf(access.tokens.revoke(console, one.id))
  expect(valueOf(access.tokens.check(two.token))?.id).toBe(two.id)
})

test('what is no token opens nothing', () => {
  const { access } = scratchAccess()
  const { token } = valueOf(access.tokens.issue(console, wanted))
  for (const wrong of ['', 'chiso_', token.slice(6), `${token} `, token.toUpperCase(), "' OR 1=1 --"])
    expect(valueOf(access.tokens.check(wrong))).toBeNull()
})

test.each([
  [{ source: 'Một cửa' }, 'source-invalid'],
  [{ source: '../x' }, 'source-invalid'],
  [{ name: '' }, 'name-invalid'],
  [{ unit: '?' }, 'unit-code-invalid'],
])('%j is refused', (wrong, code) => {
  const { access } = scratchAccess()
  expect(codesOf(access.tokens.issue(console, { ...wanted, ...wrong }))).toEqual([code])
  expect(valueOf(access.tokens.list(console))).toEqual([])
})

test('there is nothing to revoke where there is no token', () => {
  expect(codesOf(scratchAccess().access.tokens.revoke(console, 7))).toEqual(['token-unknown'])
})

test('an administrator of one department issues and revokes those of the department', () => {
  const { tokens } = scratchAccess().access
  const scope = { root: 'H99', isWithin: (unit: string, of: string) => unit === of || unit.startsWith(`${of}.`) }
  const who = { kind: 'account', id: 9, login: 'so', name: 'Sở', role: 'admin', unit: 'H99.07' } as const
  const by = authorOf(who, 'manage-tokens', scope, null)
  const { id } = valueOf(tokens.issue(console, wanted))
  expect(codesOf(tokens.issue(by, wanted))).toEqual(['not-allowed-unit'])
  expect(codesOf(tokens.revoke(by, id))).toEqual(['not-allowed-unit'])
  const own = valueOf(tokens.issue(by, { ...wanted, unit: 'H99.07' }))
  expect(valueOf(tokens.list(by)).map((token) => token.id)).toEqual([own.id])
  expect(codesOf(tokens.revoke(by, own.id))).toEqual([])
})
