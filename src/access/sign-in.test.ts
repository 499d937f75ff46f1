import { describe, expect, test } from 'vitest'
import { codesOf, valueOf } from '../../test/crash/scratch.ts'
import { console, here, password, quick, scratchAccess, withPeople } from '../../test/sign-on/scratch.ts'
import type { Claims } from './accounts.ts'
import { derive } from './password.ts'

const minutes = 60_000
const hours = 60 * minutes

describe('by login name and password', () => {
  test('right: a session with a CSRF token, and an entry in the audit log', async () => {
    const { access } = await withPeople()
    const { session, subject } = valueOf(await access.signIn('Lan', password, here))
    expect(subject).toMatchObject({ kind: 'account', login: 'lan', role: 'officer', unit: 'H99.07' })
    expect(valueOf(access.sessions.of(session.token))).toEqual({
      subject,
      csrf: session.csrf,
      expires: session.expires,
    })
    expect(session.csrf).not.toBe(session.token)
    expect(valueOf(access.audit.list({ limit: 1 }))).toMatchObject([
      { event: 'sign-in', outcome: 'done', actorName: 'lan', address: '10.0.0.7' },
    ])
  })

  test('wrong, unknown and disabled are one answer', async () => {
    const { access } = await withPeople()
    valueOf(access.accounts.disable(console, 'lan'))
    const answers = [
      await access.signIn('quan.tri', 'con trâu đi sau cái cày', here),
      await access.signIn('ai.do', password, here),
      await access.signIn('lan', password, here),
    ]
    for (const answer of answers)
      expect(answer).toEqual({ ok: false, failures: [{ code: 'sign-in-refused', params: {}, place: {} }] })
  })

  test('and they are the same work: one key is derived in each, with the same parameters', async () => {
    const work: string[] = []
    const scratch = scratchAccess({
      derive: (word, salt, cost) => {
        work.push(`${salt.length} ${JSON.stringify(cost)}`)
        return derive(word, salt, cost)
      },
    })
    const { access } = await withPeople(scratch)
    valueOf(access.accounts.disable(console, 'lan'))
    work.length = 0
    for (const login of ['quan.tri', 'ai.do', 'lan', '']) await access.signIn(login, 'con trâu đi sau', here)
    expect(work).toEqual(Array.from({ length: 4 }, () => `16 ${JSON.stringify(quick)}`))
  })

  test('a failed sign-in is recorded, without what was typed where that is no known name', async () => {
    const { access } = await withPeople()
    await access.signIn('lan', 'con trâu đi sau', here)
    await access.signIn('mật khẩu gõ nhầm ô', 'x', here)
    const entries = valueOf(access.audit.list({ limit: 2 }))
    expect(entries).toMatchObject([
      { event: 'sign-in', outcome: 'refused', actor: 'nobody', actorName: null },
      { event: 'sign-in', outcome: 'refused', actor: 'account', actorName: 'lan' },
    ])
    expect(JSON.stringify(entries)).not.toContain('gõ nhầm')
  })

  test('guessing is slowed down, for names that do not exist as well', async () => {
    const { access, clock } = await withPeople()
    for (const login of ['lan', 'ai.do']) {
      const tries: string[] = []
      for (let i = 0; i < 7; i++) tries.push(...codesOf(await access.signIn(login, 'con trâu đi sau', here)))
      expect(tries).toEqual([
        ...Array.from({ length: 5 }, () => 'sign-in-refused'),
        'sign-in-throttled',
        'sign-in-throttled',
      ])
    }
    expect(codesOf(await access.signIn('lan', password, here))).toEqual(['sign-in-throttled'])
    clock.forward(1000)
    expect(codesOf(await access.signIn('lan', password, here))).toEqual([])
  })

  test('a hundred guesses at once are five', async () => {
    const { access } = await withPeople()
    const guesses = Array.from({ length: 100 }, () => access.signIn('lan', 'con trâu đi sau', here))
    const codes = (await Promise.all(guesses)).flatMap(codesOf)
    expect(codes.filter((code) => code === 'sign-in-refused')).toHaveLength(5)
  })

  test('an account that is disabled while its password is being checked does not get in', async () => {
    const disabling = { run: () => {} }
    const scratch = scratchAccess({
      derive: (word, salt, cost) => {
        disabling.run()
        return derive(word, salt, cost)
      },
    })
    const { access } = await withPeople(scratch)
    disabling.run = () => void access.accounts.disable(console, 'lan')
    expect(codesOf(await access.signIn('lan', password, here))).toEqual(['sign-in-refused'])
  })

  test('what was kept with older parameters is made anew', async () => {
    const { folder } = await withPeople()
    const { access } = scratchAccess({ cost: { ...quick, logN: 5 } }, folder)
    expect(codesOf(await access.signIn('lan', password, here))).toEqual([])
    expect(access.accounts.find('lan')?.password).toMatch(/^scrypt\$5\$/)
    expect(codesOf(await access.signIn('lan', password, here))).toEqual([])
  })
})

describe('the own password', () => {
  const next = 'cái cày đi sau con trâu'

  test('is changed with the old one; every session ends and a new one begins', async () => {
    const { access } = await withPeople()
    const first = valueOf(await access.signIn('lan', password, here))
    const { session } = valueOf(await access.changePassword(first.subject, password, next, here))
    expect(valueOf(access.sessions.of(first.session.token))).toBeNull()
    expect(valueOf(access.sessions.of(session.token))?.subject.login).toBe('lan')
    expect(codesOf(await access.signIn('lan', next, here))).toEqual([])
  })

  test('is not changed without it, and guessing is slowed down', async () => {
    const { access } = await withPeople()
    const { subject, session } = valueOf(await access.signIn('lan', password, here))
    const guess = () => access.changePassword(subject, 'con trâu đi sau', next, here)
    for (let i = 0; i < 5; i++) expect(codesOf(await guess())).toEqual(['sign-in-refused'])
    expect(codesOf(await guess())).toEqual(['sign-in-throttled'])
    expect(valueOf(access.sessions.of(session.token))).not.toBeNull()
  })

  test('obeys the rules, and stays what it was when it does not', async () => {
    const { access } = await withPeople()
    const { subject } = valueOf(await access.signIn('lan', password, here))
    expect(codesOf(await access.changePassword(subject, password, 'matkhau123456', here))).toEqual(['password-common'])
    expect(codesOf(await access.signIn('lan', password, here))).toEqual([])
  })
})

describe('sessions', () => {
  async function signedIn() {
    const scratch = await withPeople()
    const { session, subject } = valueOf(await scratch.access.signIn('lan', password, here))
    const isOpen = () => valueOf(scratch.access.sessions.of(session.token)) !== null
    return { ...scratch, token: session.token, subject, isOpen }
  }

  test('end after half an hour without a request, to the millisecond', async () => {
    const { clock, isOpen } = await signedIn()
    for (let i = 0; i < 3; i++) {
      clock.forward(30 * minutes)
      expect(isOpen()).toBe(true)
    }
    clock.forward(30 * minutes + 1)
    expect(isOpen()).toBe(false)
  })

  test('end after twelve hours whatever happens', async () => {
    const { clock, isOpen } = await signedIn()
    for (let i = 0; i < 36; i++) {
      clock.forward(20 * minutes)
      expect(isOpen()).toBe(true)
    }
    clock.forward(1)
    expect(isOpen()).toBe(false)
  })

  test('have the limits that the settings say', async () => {
    const { access, clock } = await withPeople(scratchAccess({ sessions: { idleMinutes: 5, hours: 1 } }))
    const { session } = valueOf(await access.signIn('lan', password, here))
    expect(session.expires).toBe(clock() + hours)
    clock.forward(5 * minutes + 1)
    expect(valueOf(access.sessions.of(session.token))).toBeNull()
  })

  test('a sign-in takes no token along: the old session ends, another begins', async () => {
    const { access, token, isOpen } = await signedIn()
    const again = valueOf(await access.signIn('lan', password, { ...here, replacing: token }))
    expect(again.session.token).not.toBe(token)
    expect(isOpen()).toBe(false)
    const planted = 'A'.repeat(43)
    const third = valueOf(await access.signIn('lan', password, { ...here, replacing: planted }))
    expect(third.session.token).not.toBe(planted)
    expect(valueOf(access.sessions.of(planted))).toBeNull()
  })

  test('a token is worth nothing after signing out, and others stay', async () => {
    const { access, token, subject, isOpen } = await signedIn()
    const other = valueOf(await access.signIn('lan', password, here)).session
    valueOf(access.signOut(token, subject, here.address))
    expect(isOpen()).toBe(false)
    expect(valueOf(access.sessions.of(other.token))).not.toBeNull()
    expect(valueOf(access.audit.list({ limit: 1 }))).toMatchObject([{ event: 'sign-out', actorName: 'lan' }])
    valueOf(access.sessions.endAll(subject.id))
    expect(valueOf(access.sessions.of(other.token))).toBeNull()
  })

  test('a change of rights acts on the next request', async () => {
    const { access, token, isOpen } = await signedIn()
    valueOf(access.accounts.setRole(console, 'lan', { role: 'viewer', unit: 'H99.08' }))
    expect(valueOf(access.sessions.of(token))?.subject).toMatchObject({ role: 'viewer', unit: 'H99.08' })
    valueOf(access.accounts.disable(console, 'lan'))
    expect(isOpen()).toBe(false)
    valueOf(access.accounts.enable(console, 'lan'))
    expect(isOpen()).toBe(false)
  })

  test('another password ends them', async () => {
    const { access, isOpen } = await signedIn()
    valueOf(await access.accounts.setPassword(console, 'lan', 'cái cày đi sau con trâu'))
    expect(isOpen()).toBe(false)
    expect(codesOf(await access.signIn('lan', password, here))).toEqual(['sign-in-refused'])
    expect(codesOf(await access.signIn('lan', 'cái cày đi sau con trâu', here))).toEqual([])
  })

  test('go with their account', async () => {
    const { access, isOpen } = await signedIn()
    valueOf(access.accounts.delete(console, 'lan'))
    expect(isOpen()).toBe(false)
  })
})

describe('by single sign-on', () => {
  const claims: Claims = {
    issuer: 'https://sso.example',
    subject: 'u1',
    name: 'Trần Thị Lan',
    role: 'officer',
    unit: 'H99.07',
  }

  test('the first time makes an account, every other brings it up to date', async () => {
    const { access } = await withPeople()
    const first = valueOf(await access.signInByClaims(claims, here)).subject
    expect(first).toMatchObject({ role: 'officer', unit: 'H99.07', name: 'Trần Thị Lan' })
    const again = valueOf(await access.signInByClaims({ ...claims, role: 'leader', name: 'Trần Lan' }, here)).subject
    expect(again).toEqual({ ...first, role: 'leader', name: 'Trần Lan' })
    const other = valueOf(await access.signInByClaims({ ...claims, issuer: 'https://other.example' }, here)).subject
    expect(other.id).not.toBe(first.id)
    const events = valueOf(access.audit.list({ limit: 6 })).map(({ event, actor }) => `${actor} ${event}`)
    expect(events.toReversed()).toEqual([
      'sign-on account-add',
      'account sign-in',
      'sign-on account-role',
      'account sign-in',
      'sign-on account-add',
      'account sign-in',
    ])
  })

  test('such an account has no password here, and its rights are not ours to set', async () => {
    const { access } = await withPeople()
    const { login } = valueOf(await access.signInByClaims(claims, here)).subject
    expect(codesOf(await access.signIn(login, password, here))).toEqual(['sign-in-refused'])
    expect(codesOf(await access.accounts.setPassword(console, login, password))).toEqual(['account-of-sign-on'])
    expect(codesOf(access.accounts.setRole(console, login, { role: 'admin', unit: 'H99' }))).toEqual([
      'account-of-sign-on',
    ])
  })

  test('the last administrator is the last administrator, whatever they sign in by', async () => {
    const { access } = scratchAccess()
    const { login } = valueOf(await access.signInByClaims({ ...claims, role: 'admin', unit: 'H99' }, here)).subject
    expect(codesOf(access.accounts.disable(console, login))).toEqual(['last-admin'])
    expect(valueOf(await access.signInByClaims(claims, here)).subject.role).toBe('officer')
    expect(valueOf(await access.accounts.ensureFirstAdmin('H99'))?.login).toBe('admin')
  })

  test('a disabled account stays disabled, whatever the server says', async () => {
    const { access } = await withPeople()
    const { login } = valueOf(await access.signInByClaims(claims, here)).subject
    valueOf(access.accounts.disable(console, login))
    expect(codesOf(await access.signInByClaims(claims, here))).toEqual(['sign-in-refused'])
    expect(codesOf(await access.signInByClaims({ ...claims, role: 'leader' }, here))).toEqual(['sign-in-refused'])
  })
})
