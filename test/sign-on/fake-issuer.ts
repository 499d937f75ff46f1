import { exportJWK, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose'
import { clientId, redirectUri } from './provider.ts'
import { serve } from './server.ts'

/** What is wrong with the id token that a fake server gives. */
export type Fault = 'none' | 'issuer' | 'audience' | 'nonce' | 'expired' | 'signature' | 'unsigned' | 'symmetric'

/** A server that gives an id token with one fault, to see that each is found. `nonce`: what the client sent. */
export async function startFakeIssuer(fault: Fault, claims: JWTPayload, nonce: () => string): Promise<string> {
  const { publicKey, privateKey } = await generateKeyPair('RS256')
  const key = { ...(await exportJWK(publicKey)), kid: 'one', alg: 'RS256', use: 'sig' }
  const other = await generateKeyPair('RS256')
  return serve((origin) => async (request, response) => {
    const answers: Record<string, () => unknown> = {
      '/.well-known/openid-configuration': () => ({
        issuer: origin,
        authorization_endpoint: `${origin}/auth`,
        token_endpoint: `${origin}/token`,
        jwks_uri: `${origin}/keys`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
      }),
      '/keys': () => ({ keys: [key] }),
      '/token': async () => ({
        access_token: 'opaque',
        token_type: 'Bearer',
        id_token: await idToken(),
      }),
    }
    async function idToken(): Promise<string> {
      const now = Math.floor(Date.now() / 1000)
      const payload = {
        sub: 'u1',
        ...claims,
        iss: fault === 'issuer' ? 'https://elsewhere.example' : origin,
        aud: fault === 'audience' ? 'another-client' : clientId,
        nonce: fault === 'nonce' ? 'another-nonce' : nonce(),
        iat: now - (fault === 'expired' ? 7200 : 0),
        exp: now + (fault === 'expired' ? -3600 : 300),
      }
      if (fault === 'unsigned') return new UnsecuredJWT(payload).encode()
      if (fault === 'symmetric')
        return new SignJWT(payload).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode('a'.repeat(32)))
      const signing = fault === 'signature' ? other.privateKey : privateKey
      return new SignJWT(payload).setProtectedHeader({ alg: 'RS256', kid: 'one' }).sign(signing)
    }
    const answer = await answers[new URL(request.url ?? '/', origin).pathname]?.()
    response.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json' })
    response.end(JSON.stringify(answer ?? {}))
  })
}

/** The browser's way back from a fake server, which shows no page. */
export function cameBack(state: string): string {
  return `${redirectUri}?code=any&state=${encodeURIComponent(state)}`
}
