import type { IncomingMessage, ServerResponse } from 'node:http'
import Provider from 'oidc-provider'
import { onTestFinished, vi } from 'vitest'
import { serve } from './server.ts'

export const clientId = 'chiso'
export const clientSecret = 'a-secret-of-the-tests-only'
export const redirectUri = 'http://127.0.0.1/sign-in/callback'

/** A whole OpenID Connect server, in which everybody is signed in and has consented as `person`. */
export function startProvider(person: Readonly<Record<string, unknown>> & { readonly sub: string }): Promise<string> {
  quietly()
  return serve((issuer) => {
    const provider = new Provider(issuer, {
      clients: [
        {
          client_id: clientId,
          client_secret: clientSecret,
          redirect_uris: [redirectUri],
          token_endpoint_auth_method: 'client_secret_post',
        },
      ],
      claims: { openid: ['sub'], profile: ['name', 'groups', 'unit'] },
      findAccount: (_: unknown, sub: string) => ({ accountId: sub, claims: () => person }),
      cookies: { keys: ['tests'] },
      features: { devInteractions: { enabled: false } },
    })
    const callback = provider.callback()
    return (request, response) => {
      if (request.url?.startsWith('/interaction/') === true) void agree(provider, person.sub, request, response)
      else callback(request, response)
    }
  })
}

/** It warns of what tests want: keys and data that are gone with the process. */
function quietly(): void {
  for (const way of ['info', 'warn'] as const) {
    const silenced = vi.spyOn(console, way).mockImplementation(() => undefined)
    onTestFinished(() => silenced.mockRestore())
  }
}

async function agree(provider: Provider, accountId: string, request: IncomingMessage, response: ServerResponse) {
  const { prompt } = await provider.interactionDetails(request, response)
  if (prompt.name === 'login') return provider.interactionFinished(request, response, { login: { accountId } })
  const grant = new provider.Grant({ accountId, clientId })
  grant.addOIDCScope('openid profile')
  return provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } })
}

/** Follows the redirects from there as a browser does, until they lead back to chiso. */
export async function walk(from: string): Promise<string> {
  const cookies = new Map<string, string>()
  let url = from
  for (let step = 0; step < 10; step++) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(url, { redirect: 'manual', headers: { cookie } })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      cookies.set(name, value)
    }
    const location = response.headers.get('location')
    if (location === null) throw new Error(`${response.status} at ${url}: ${await response.text()}`)
    url = new URL(location, url).href
    if (url.startsWith(redirectUri)) return url
  }
  throw new Error('never came back')
}
