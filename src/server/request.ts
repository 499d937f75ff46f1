import type { MiddlewareHandler } from 'hono'
import { routePath } from 'hono/route'
import { failure } from '../core/failure.ts'
import { limits } from '../core/limits.ts'
import { languageOf } from './language.ts'
import type { Asking, Parts, ServerEnv } from './parts.ts'
import { problemResponse, Refused } from './problem.ts'
import { secureHeaders } from './secure-headers.ts'

/** Asked by machines that watch the process: they are answered also when it has too much to do. */
const watched: ReadonlySet<string> = new Set(['/healthz', '/readyz', '/metrics'])
/** Longer than an answer may take: the upload has its own time, the live stream has none. */
const unhurried: ReadonlySet<string> = new Set(['/api/imports', '/api/published', '/api/live'])

/** Around every request: its id, the room it takes, its time, its headers, its line in the log. */
export function aroundRequest(parts: Parts): MiddlewareHandler<ServerEnv> {
  const headers = secureHeaders(parts.isSecure)
  const pass = step(parts)
  return async (c, next) => {
    const start = parts.stopwatch()
    c.set('request', parts.newId())
    c.set('language', languageOf(c.req.header('accept-language')))
    c.set('by', null)
    c.set('problem', null)
    await pass(c, next)
    for (const [name, value] of headers) c.res.headers.set(name, value)
    c.res.headers.set('x-request-id', c.get('request'))
    if (!c.res.headers.has('cache-control')) c.res.headers.set('cache-control', 'no-store')
    // A file whose name holds its hash is the same for everybody.
    if (!c.res.headers.get('cache-control')?.includes('immutable'))
      c.res.headers.append('vary', 'Accept-Language, Cookie, Authorization')
    if (parts.load.isStopping) c.res.headers.set('connection', 'close')
    finish(c, parts, parts.stopwatch() - start)
  }
}

function step({ load, settings }: Parts): MiddlewareHandler<ServerEnv> {
  const { answerSeconds } = settings.limits
  return async (c, next) => {
    if (c.req.url.length > limits.addressCharacters)
      return answer(c, new Refused([failure('address-too-long', { limit: limits.addressCharacters })]))
    if (watched.has(c.req.path)) return next()
    try {
      load.enter()
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      return answer(c, error)
    }
    // A request counts until its work is done, also when its answer was given up before.
    const work = next().finally(() => load.leave())
    if (unhurried.has(c.req.path)) return work
    const isLate = await late(work, answerSeconds)
    if (isLate) answer(c, new Refused([failure('answer-timeout', { seconds: answerSeconds })]))
  }
}

async function late(work: Promise<void>, seconds: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const bell = new Promise<true>((resolve) => {
    timer = setTimeout(() => resolve(true), seconds * 1000)
  })
  try {
    return (await Promise.race([work, bell])) === true
  } finally {
    clearTimeout(timer)
  }
}

function answer(c: Asking, refused: Refused): void {
  c.res = problemOf(c, refused)
}

export function problemOf(c: Asking, refused: Refused): Response {
  c.set('problem', refused.failures[0].code)
  return problemResponse(refused, { language: c.get('language'), request: c.get('request') })
}

function finish(c: Asking, { log, metrics }: Parts, milliseconds: number): void {
  const route = routeOf(c)
  const { status } = c.res
  const { by, problem, request } = c.var
  metrics.request(c.req.method, route, status, milliseconds)
  const line = { request, method: c.req.method, route, status, milliseconds: Math.round(milliseconds), by }
  log.request(problem === null ? line : { ...line, problem })
}

/** As declared: `/api/dossiers/:code`. Whatever is no route is one label, however many addresses are tried. */
function routeOf(c: Asking): string {
  const path = routePath(c, -1)
  return path.includes('*') ? 'none' : path
}
