import { failure } from '../../core/failure.ts'
import { addMilliseconds } from '../../core/time/instant.ts'
import { cookieHeader, cookieIn, droppedCookie } from '../cookie.ts'
import { patience } from '../kept.ts'
import type { App, Parts } from '../parts.ts'
import { Refused } from '../problem.ts'
import { declared } from '../route.ts'
import { originOf } from './session.ts'

/** Visits of a browser, not calls of a page: they answer with the way on. */
export function oidc(app: App, parts: Parts): void {
  const open = { action: 'open' } as const
  const onward = { 302: { description: 'Đi tiếp' } } as const

  const start = declared(parts, open, {
    method: 'get',
    path: '/api/oidc/start',
    summary: 'Đăng nhập một lần (SSO): bắt đầu',
    responses: onward,
  })
  app.openapi(start, async (c) => {
    const begun = await parts.gate.oidcBegin()
    if (!begun.ok) throw new Refused(begun.failures)
    const until = addMilliseconds(parts.clock(), patience)
    c.header('set-cookie', cookieHeader('oidc', begun.value.kept, parts.isSecure, until))
    return c.redirect(begun.value.redirect, 302)
  })

  const callback = declared(parts, open, {
    method: 'get',
    path: '/api/oidc/callback',
    summary: 'Đăng nhập một lần (SSO): trở về',
    responses: onward,
  })
  app.openapi(callback, async (c) => {
    const kept = cookieIn(c.req.header('cookie'), 'oidc', parts.isSecure)
    if (kept === null) throw new Refused([failure('oidc-state')])
    const { pathname, search } = new URL(c.req.url)
    // The address as the SSO server knows it: behind a proxy ours is another.
    const address = new URL(pathname + search, parts.settings.publicAddress ?? c.req.url)
    const finished = await parts.gate.oidcFinish({ address, kept }, originOf(c, parts))
    if (!finished.ok) throw new Refused(finished.failures)
    const { token, session } = finished.value
    c.header('set-cookie', droppedCookie('oidc', parts.isSecure))
    c.header('set-cookie', cookieHeader('session', token, parts.isSecure, session.expires), { append: true })
    return c.redirect('/', 302)
  })
}
