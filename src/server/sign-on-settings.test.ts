import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { serverSettings } from './settings.ts'
import { readSettings } from './settings-file.ts'
import { signOnSettings } from './sign-on-settings.ts'

const oidc = {
  issuer: 'https://sso.example.vn/realms/tinh',
  clientId: 'chiso',
  roleClaim: 'groups',
  roles: [{ value: 'can-bo', role: 'officer' }],
  unitClaim: 'unit',
} as const
const publicAddress = 'https://chiso.example.vn'

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'chiso-sso-'))
  onTestFinished(() => rmSync(path, { recursive: true }))
  return path
}

test('without an issuer there is no single sign-on', () => {
  expect(signOnSettings(serverSettings.parse({}))).toEqual({ ok: true, value: null })
})

test('the way back is of the address that browsers see; the secret stands in a file of its own', () => {
  const file = join(folder(), 'secret')
  writeFileSync(file, 'khoa-bi-mat\n')
  const read = signOnSettings(serverSettings.parse({ publicAddress, oidc: { ...oidc, clientSecretFile: file } }))
  expect(read).toMatchObject({
    ok: true,
    value: { redirectUri: `${publicAddress}/api/oidc/callback`, clientSecret: 'khoa-bi-mat', algorithm: 'RS256' },
  })
})

test.each(['clientId', 'roleClaim', 'roles', 'unitClaim'] as const)('an issuer without %s is refused', (field) => {
  const read = signOnSettings(serverSettings.parse({ publicAddress, oidc: { ...oidc, [field]: null } }))
  expect(read).toMatchObject({ failures: [{ code: 'setting-invalid', params: { field: `oidc.${field}` } }] })
})

test('so is one without an address, or with a secret that is not there', () => {
  expect(signOnSettings(serverSettings.parse({ oidc }))).toMatchObject({
    failures: [{ params: { field: 'publicAddress' } }],
  })
  const gone = serverSettings.parse({ publicAddress, oidc: { ...oidc, clientSecretFile: join(folder(), 'khong-co') } })
  expect(signOnSettings(gone)).toMatchObject({ failures: [{ params: { field: 'oidc.clientSecretFile' } }] })
})

test('lists and tables stand in the environment as JSON', () => {
  const environment = {
    CHISO_OIDC_ROLES: '[{"value":"can-bo","role":"officer"}]',
    CHISO_OIDC_UNITS: '{"so-nnmt":"H99.06"}',
  }
  expect(readSettings(folder(), environment)).toMatchObject({
    ok: true,
    value: { oidc: { roles: oidc.roles, units: { 'so-nnmt': 'H99.06' } } },
  })
  expect(readSettings(folder(), { CHISO_OIDC_ROLES: '[{"value":"x","role":"vua"}]' })).toMatchObject({ ok: false })
})
