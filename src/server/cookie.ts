import type { Instant } from '../core/time/instant.ts'

/** The cookies of the server: the session, and what a sign-in by SSO has to bring back. */
export type CookieName = 'session' | 'oidc'

/** Over https the name binds the cookie to this host and to https; browsers refuse it otherwise. */
function nameOf(name: CookieName, isSecure: boolean): string {
  return isSecure ? `__Host-chiso-${name}` : `chiso-${name}`
}

/** Null when it is not there, or there twice: a second one can only have been planted. */
export function cookieIn(header: string | undefined, name: CookieName, isSecure: boolean): string | null {
  const wanted = nameOf(name, isSecure)
  const values = (header ?? '').split(';').flatMap((pair) => {
    const at = pair.indexOf('=')
    return at > 0 && pair.slice(0, at).trim() === wanted ? [pair.slice(at + 1).trim()] : []
  })
  const [value] = values
  return values.length === 1 && value !== undefined && /^[\w.~-]{1,512}$/.test(value) ? value : null
}

/** Lax, not Strict: the way back from the SSO server is a visit from another site. */
export function cookieHeader(name: CookieName, value: string, isSecure: boolean, until: Instant | null): string {
  const ends = until === null ? '' : `; Expires=${new Date(until).toUTCString()}`
  return `${nameOf(name, isSecure)}=${value}; Path=/; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}${ends}`
}

export function droppedCookie(name: CookieName, isSecure: boolean): string {
  return `${nameOf(name, isSecure)}=; Path=/; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}; Max-Age=0`
}
