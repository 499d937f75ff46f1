import { readFileSync } from 'node:fs'
import type { OidcSettings } from '../access/oidc.ts'
import { type Failure, failure, type Result } from '../core/failure.ts'
import type { ServerSettings } from './settings.ts'

export const callbackPath = '/api/oidc/callback'

/**
 * How single sign-on is set; null where it is not. With an issuer the rest has to be there: guessing who is what would let
 * somebody in. Failure: setting-invalid.
 */
export function signOnSettings({ oidc, publicAddress }: ServerSettings): Result<OidcSettings | null> {
  const { issuer, clientId, clientSecretFile, roleClaim, roles, unitClaim, ...rest } = oidc
  if (issuer === null) return { ok: true, value: null }
  const secret = clientSecretFile === null ? null : secretIn(clientSecretFile)
  if (publicAddress === null) return { ok: false, failures: [lacking('publicAddress')] }
  if (clientId === null) return { ok: false, failures: [lacking('oidc.clientId')] }
  if (roleClaim === null) return { ok: false, failures: [lacking('oidc.roleClaim')] }
  if (roles === null || roles.length === 0) return { ok: false, failures: [lacking('oidc.roles')] }
  if (unitClaim === null) return { ok: false, failures: [lacking('oidc.unitClaim')] }
  if (typeof secret === 'object' && secret !== null) return { ok: false, failures: [secret] }
  const redirectUri = `${publicAddress}${callbackPath}`
  const named = { issuer, clientId, clientSecret: secret, redirectUri, roleClaim, roles, unitClaim }
  return { ok: true, value: { ...rest, ...named } }
}

function lacking(field: string): Failure {
  return failure('setting-invalid', {
    field,
    reason: { vi: 'cần có khi dùng SSO (oidc.issuer)', en: 'is needed with single sign-on (oidc.issuer)' },
  })
}

function secretIn(file: string): string | Failure {
  const field = 'oidc.clientSecretFile'
  try {
    const text = readFileSync(file, 'utf8').trim()
    if (text !== '') return text
    return failure('setting-invalid', { field, reason: { vi: 'tệp rỗng', en: 'the file is empty' } }, { file })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '?'
    return failure(
      'setting-invalid',
      { field, reason: { vi: `không đọc được (${code})`, en: `cannot be read (${code})` } },
      { file },
    )
  }
}
