import { getRequestListener } from '@hono/node-server'
import { describe, expect, test } from 'vitest'
import { codesOf, valueOf } from '../../test/crash/scratch.ts'
import { cameBack, type Fault, startFakeIssuer } from '../../test/sign-on/fake-issuer.ts'
import { clientId, clientSecret, redirectUri, startProvider, walk } from '../../test/sign-on/provider.ts'
import { serve } from '../../test/sign-on/server.ts'
import { type OidcSettings, SignOn } from './oidc.ts'

// As in a server, whose adapter puts its own Request and Response in the place of the global ones.
getRequestListener(() => new Response())

const mapping = {
  roleClaim: 'groups',
  roles: [
    { value: 'chiso-lanh-dao', role: 'leader' },
    { value: 'chiso-can-bo', role: 'officer' },
  ],
  unitClaim: 'unit',
  scopes: 'openid profile',
  algorithm: 'RS256',
  units: null,
  allowHttp: false,
} as const

function signOn(issuer: string, more: Partial<OidcSettings> = {}): SignOn {
  return new SignOn({ issuer, clientId, clientSecret, redirectUri, ...mapping, ...more })
}

const lan = { sub: 'u1', name: 'Trần Thị Lan', groups: ['khac', 'chiso-can-bo'], unit: '000.00.07.H99' }

describe('against a running server', () => {
  test('a person comes back with name, role and unit', async () => {
    const issuer = await startProvider(lan)
    const server = signOn(issuer)
    const { url, kept } = valueOf(await server.begin())
    const asked = new URL(url).searchParams
    expect([asked.get('code_challenge_method'), asked.get('state'), asked.get('nonce')]).toEqual([
      'S256',
      kept.state,
      kept.nonce,
    ])
    const back = await walk(url)
    expect(valueOf(await server.finish(back, kept))).toEqual({
      issuer,
      subject: 'u1',
      name: 'Trần Thị Lan',
      role: 'officer',
      unit: 'H99.07',
    })
    // The code is good once, and only for the one who has the verifier.
    expect(codesOf(await server.finish(back, kept))).toEqual(['oidc-refused'])
  })

  test('the address that a proxy shows to the server does not matter', async () => {
    const server = signOn(await startProvider(lan))
    const { url, kept } = valueOf(await server.begin())
    const { search } = new URL(await walk(url))
    expect(valueOf(await server.finish(`http://10.0.0.7:8080/x${search}`, kept)).subject).toBe('u1')
  })

  test('another verifier, another state', async () => {
    const server = signOn(await startProvider(lan))
    const { url, kept } = valueOf(await server.begin())
    const other = valueOf(await server.begin()).kept
    const back = await walk(url)
    expect(codesOf(await server.finish(back, { ...kept, state: other.state }))).toEqual(['oidc-state'])
    expect(codesOf(await server.finish(redirectUri, kept))).toEqual(['oidc-state'])
    expect(codesOf(await server.finish(back, { ...kept, verifier: other.verifier }))).toEqual(['oidc-refused'])
  })

  test('a wrong client secret', async () => {
    const server = signOn(await startProvider(lan), { clientSecret: 'another-secret' })
    const { url, kept } = valueOf(await server.begin())
    expect(codesOf(await server.finish(await walk(url), kept))).toEqual(['oidc-refused'])
  })

  test('a person who said no, or was not let in', async () => {
    const server = signOn(await startProvider(lan))
    const { kept } = valueOf(await server.begin())
    const denied = await server.finish(`${redirectUri}?error=access_denied&state=${kept.state}`, kept)
    // It must say who it is, as it says it does (RFC 9207): an answer without that is none of its.
    expect(codesOf(denied)).toEqual(['oidc-refused'])
  })
})

describe('which role and unit', () => {
  async function claimed(person: Readonly<Record<string, unknown>>, more: Readonly<Record<string, unknown>> = {}) {
    let nonce = ''
    const server = signOn(await startFakeIssuer('none', person, () => nonce), more)
    const { kept } = valueOf(await server.begin())
    nonce = kept.nonce
    return server.finish(cameBack(kept.state), kept)
  }

  test('the first role of the settings that fits', async () => {
    const both = await claimed({ groups: ['chiso-can-bo', 'chiso-lanh-dao'], unit: 'H99' })
    expect(valueOf(both)).toMatchObject({ role: 'leader', unit: 'H99', name: 'u1' })
    expect(valueOf(await claimed({ groups: 'chiso-can-bo', unit: 'H99' })).role).toBe('officer')
  })

  test('none that is known', async () => {
    for (const groups of [undefined, [], ['admin'], 'chiso', 7])
      expect(codesOf(await claimed({ groups, unit: 'H99' }))).toEqual(['oidc-unmapped'])
  })

  test('the unit by a table of the settings', async () => {
    const units = { 'van-phong': 'H99.01' }
    expect(valueOf(await claimed({ groups: 'chiso-can-bo', unit: 'van-phong' }, { units })).unit).toBe('H99.01')
    expect(codesOf(await claimed({ groups: 'chiso-can-bo', unit: 'H99' }, { units }))).toEqual(['oidc-unmapped'])
    expect(codesOf(await claimed({ groups: 'chiso-can-bo' }))).toEqual(['oidc-unmapped'])
    expect(codesOf(await claimed({ groups: 'chiso-can-bo', unit: ['H99.01', 'H99.02'] }))).toEqual(['oidc-unmapped'])
  })
})

const faults: readonly (readonly [Fault, RegExp])[] = [
  ['issuer', /"iss"/],
  ['audience', /"aud"/],
  ['nonce', /"nonce"/],
  ['expired', /"exp"/],
  ['signature', /signature/],
  ['unsigned', /"alg"/],
  ['symmetric', /"alg"/],
]
test.each(faults)('an id token with a wrong %s is refused for that', async (fault, reason) => {
  let nonce = ''
  const server = signOn(await startFakeIssuer(fault, { groups: 'chiso-can-bo', unit: 'H99' }, () => nonce))
  const { kept } = valueOf(await server.begin())
  nonce = kept.nonce
  const answer = await server.finish(cameBack(kept.state), kept)
  expect(answer).toMatchObject({
    failures: [{ code: 'oidc-refused', params: { reason: expect.stringMatching(reason) } }],
  })
})

test('a server that is down is said, and found when it is back', async () => {
  let isUp = false
  const issuer = await serve((origin) => (_, response) => {
    const endpoints = { authorization_endpoint: `${origin}/auth`, token_endpoint: `${origin}/token` }
    response.writeHead(isUp ? 200 : 503, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ issuer: origin, jwks_uri: `${origin}/keys`, ...endpoints }))
  })
  const server = signOn(issuer)
  expect(codesOf(await server.begin())).toEqual(['oidc-unreachable'])
  isUp = true
  expect(valueOf(await server.begin()).url).toContain(`${issuer}/auth?`)
  expect(codesOf(await signOn('http://127.0.0.1:9').begin())).toEqual(['oidc-unreachable'])
})

test('plain http only to this machine, or where the settings say so', async () => {
  expect(codesOf(await signOn('http://sso.invalid').begin())).toEqual(['oidc-insecure'])
  expect(codesOf(await signOn('http://localhost.example.invalid').begin())).toEqual(['oidc-insecure'])
  expect(codesOf(await signOn('http://sso.invalid', { allowHttp: true }).begin())).toEqual(['oidc-unreachable'])
})
