import * as client from 'openid-client'
import { z } from 'zod'
import { type Failure, failure, Refusal, type Result } from '../core/failure.ts'
import type { AccountRole } from '../core/rights/role.ts'
import { unitCode } from '../core/unit/code.ts'
import type { Claims } from './accounts.ts'

/** What the server signs with. Anything else is refused, `none` above all. */
export const signOnAlgorithms = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'Ed25519',
] as const

/** How to sign in through a single sign-on server (OpenID Connect). docs/van-hanh/dang-nhap-sso.md explains each entry. */
export type OidcSettings = {
  readonly issuer: string
  readonly clientId: string
  /** Null: a public client. */
  readonly clientSecret: string | null
  /** Where the browser comes back to: the address of chiso as browsers see it. */
  readonly redirectUri: string
  readonly scopes: string
  readonly algorithm: (typeof signOnAlgorithms)[number]
  /** The claim that holds a person's role or groups, and which value means what; the first that fits counts. */
  readonly roleClaim: string
  readonly roles: readonly { readonly value: string; readonly role: AccountRole }[]
  /** The claim that holds a person's unit: its code, or a value that `units` turns into one. */
  readonly unitClaim: string
  readonly units: Readonly<Record<string, string>> | null
  /** Plain http to a server that is not on this machine: for a closed network without certificates, if it must be. */
  readonly allowHttp: boolean
}

/** What the browser's session must keep, unseen by others, between going there and coming back. */
export type KeptSignOn = { readonly state: string; readonly nonce: string; readonly verifier: string }

const seconds = 10

/** Authorisation code flow with PKCE, state and nonce; the signature of the id token is checked as well. */
export class SignOn {
  readonly #settings: OidcSettings
  #server: Promise<client.Configuration> | null = null

  constructor(settings: OidcSettings) {
    this.#settings = settings
  }

  /** The address to send the browser to. Failures: oidc-insecure, oidc-unreachable, oidc-refused. */
  begin(): Promise<Result<{ url: string; kept: KeptSignOn }>> {
    return answered(async () => {
      const server = await this.#discovered()
      const kept = {
        state: client.randomState(),
        nonce: client.randomNonce(),
        verifier: client.randomPKCECodeVerifier(),
      }
      const url = client.buildAuthorizationUrl(server, {
        redirect_uri: this.#settings.redirectUri,
        scope: this.#settings.scopes,
        state: kept.state,
        nonce: kept.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(kept.verifier),
        code_challenge_method: 'S256',
      })
      return { url: url.href, kept }
    })
  }

  /** Who came back. Failures: oidc-state, oidc-refused, oidc-unmapped, oidc-unreachable, oidc-insecure. */
  finish(callbackUrl: string, { state, nonce, verifier }: KeptSignOn): Promise<Result<Claims>> {
    return answered(async () => {
      // Behind a proxy the server sees another address than the browser: only the query is taken from it.
      const url = new URL(this.#settings.redirectUri)
      url.search = new URL(callbackUrl, url).search
      if (url.searchParams.get('state') !== state) throw new Refusal('oidc-state')
      const server = await this.#discovered()
      const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true }
      const tokens = await client.authorizationCodeGrant(server, url, checks)
      const token = tokens.claims()
      if (token === undefined) throw new Refusal('oidc-refused', { reason: 'no id_token' })
      const { roleClaim, unitClaim } = this.#settings
      const isWhole = token[roleClaim] !== undefined && token[unitClaim] !== undefined
      // Many servers put only the subject into the token and the rest behind an address of their own.
      const more = isWhole || server.serverMetadata().userinfo_endpoint === undefined
      const info = more ? {} : await client.fetchUserInfo(server, tokens.access_token, token.sub)
      return claimsOf({ ...info, ...token }, this.#settings)
    })
  }

  /** Asked once; again after a failure, so that a server which was down is found when it is back. */
  #discovered(): Promise<client.Configuration> {
    this.#server ??= discover(this.#settings).catch((error: unknown) => {
      this.#server = null
      throw error
    })
    return this.#server
  }
}

async function discover({ issuer, clientId, clientSecret, algorithm, allowHttp }: OidcSettings) {
  const server = new URL(issuer)
  const isPlain = server.protocol !== 'https:'
  if (isPlain && !allowHttp && !isLoopback(server)) throw new Refusal('oidc-insecure', { issuer })
  return client.discovery(
    server,
    clientId,
    { id_token_signed_response_alg: algorithm },
    clientSecret === null ? client.None() : client.ClientSecretPost(clientSecret),
    {
      timeout: seconds,
      // Without the first the id token is believed because of the connection alone.
      execute: [client.enableNonRepudiationChecks, ...(isPlain ? [client.allowInsecureRequests] : [])],
    },
  )
}

function isLoopback({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname)
}

const person = z.looseObject({
  iss: z.string(),
  sub: z.string().min(1),
  name: z.string().optional(),
  preferred_username: z.string().optional(),
})
const values = z.union([z.string().transform((value) => [value]), z.array(z.string())]).catch([])

function claimsOf(all: unknown, settings: OidcSettings): Claims {
  const claims = person.safeParse(all)
  if (!claims.success) throw new Refusal('oidc-refused', { reason: claims.error.issues[0]?.path.join('.') ?? 'claims' })
  const { iss: issuer, sub: subject, name, preferred_username: login } = claims.data
  return {
    issuer,
    subject,
    name: name ?? login ?? subject,
    role: roleIn(values.parse(claims.data[settings.roleClaim]), settings),
    unit: unitIn(values.parse(claims.data[settings.unitClaim]), settings),
  }
}

function roleIn(found: readonly string[], { roleClaim, roles }: OidcSettings): AccountRole {
  const role = roles.find(({ value }) => found.includes(value))?.role
  if (role === undefined) throw new Refusal('oidc-unmapped', { what: { vi: 'vai trò', en: 'role' }, claim: roleClaim })
  return role
}

/** Two units are no unit: whose dossiers would be shown? */
function unitIn(found: readonly string[], { unitClaim, units }: OidcSettings): string {
  const [value] = found
  const unit = value === undefined || found.length > 1 ? undefined : units === null ? value : ownOf(units, value)
  if (unit === undefined || unit === '')
    throw new Refusal('oidc-unmapped', { what: { vi: 'đơn vị', en: 'unit' }, claim: unitClaim })
  return unitCode(unit)
}

/** Whatever a stranger calls himself, `constructor` is no unit. */
function ownOf(table: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined
}

async function answered<T>(run: () => Promise<T>): Promise<Result<T>> {
  try {
    return { ok: true, value: await run() }
  } catch (error) {
    return { ok: false, failures: [failureOf(error)] }
  }
}

/** The server did not answer, or not as one: it may do so later. */
const unreachable = new Set([
  'OAUTH_TIMEOUT',
  'OAUTH_ABORT',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_RESPONSE_IS_NOT_JSON',
  'OAUTH_PARSE_ERROR',
])

function failureOf(error: unknown): Failure {
  if (error instanceof Refusal) return error.failure
  if (error instanceof TypeError && error.message === 'fetch failed')
    return failure('oidc-unreachable', { reason: codeOf(error.cause) })
  if (error instanceof client.AuthorizationResponseError || error instanceof client.ResponseBodyError)
    return failure('oidc-refused', { reason: error.error.slice(0, 100) })
  if (!(error instanceof client.ClientError)) throw error
  const reason = innermost(error).slice(0, 200)
  return failure(unreachable.has(error.code ?? '') ? 'oidc-unreachable' : 'oidc-refused', { reason })
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : 'network'
}

/** The library wraps the error that says which value was wrong. */
function innermost(error: Error): string {
  return error.cause instanceof Error ? innermost(error.cause) : error.message
}
