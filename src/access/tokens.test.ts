import { expect, test } from 'vitest'
import { codesOf, valueOf } from '../../test/crash/scratch.ts'
import { console, scratchAccess } from '../../test/sign-on/scratch.ts'

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
  expect(valueOf(access.tokens.list())).toMatchObject([{ id, name: 'máy chủ một cửa', used: clock() - 1000 }])
  const events = valueOf(access.audit.list({ limit: 9 })).map(({ event }) => event)
  valueOf(access.tokens.revoke(console, id)) // again changes nothing
  expect(valueOf(access.audit.list({ limit: 9 })).map(({ event }) => event)).toEqual(events)
  expect(events).toEqual(['token-revoke', 'token-add'])
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
  expect(valueOf(access.tokens.list())).toEqual([])
})

test('there is nothing to revoke where there is no token', () => {
  expect(codesOf(scratchAccess().access.tokens.revoke(console, 7))).toEqual(['token-unknown'])
})
