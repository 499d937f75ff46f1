import { OpenAPIHono, type z } from '@hono/zod-openapi'
import { type Failure, failure } from '../core/failure.ts'
import { problemWords } from '../core/problem.ts'
import { registerSecurity } from './openapi.ts'
import type { App, Asking, Parts, Routes, ServerEnv } from './parts.ts'
import { Refused } from './problem.ts'
import { aroundRequest, problemOf } from './request.ts'
import { document } from './routes/document.ts'
import { accounts } from './routes/accounts.ts'
import { audit } from './routes/audit.ts'
import { dossiers } from './routes/dossiers.ts'
import { explanations } from './routes/explanations.ts'
import { handlingTimeRoutes } from './routes/handling-times.ts'
import { findings } from './routes/findings.ts'
import { health } from './routes/health.ts'
import { imports } from './routes/imports.ts'
import { installation } from './routes/installation.ts'
import { indexSets } from './routes/index-sets.ts'
import { listExports } from './routes/list-exports.ts'
import { lists } from './routes/lists.ts'
import { live } from './routes/live.ts'
import { mappings } from './routes/mappings.ts'
import { metrics } from './routes/metrics.ts'
import { observations } from './routes/observations.ts'
import { oidc } from './routes/oidc.ts'
import { published } from './routes/published.ts'
import { reported } from './routes/reported.ts'
import { scoreExports } from './routes/score-exports.ts'
import { scores } from './routes/scores.ts'
import { session } from './routes/session.ts'
import { sources } from './routes/sources.ts'
import { system } from './routes/system.ts'
import { tokens } from './routes/tokens.ts'
import { trends } from './routes/trends.ts'
import { units } from './routes/units.ts'
import { isVisit, web, webPage } from './routes/web.ts'

/** Every file of routes. A new one is added here and nowhere else. */
const all: readonly Routes[] = [
  health,
  metrics,
  document,
  web,
  installation,
  session,
  oidc,
  observations,
  imports,
  mappings,
  live,
  indexSets,
  units,
  sources,
  scores,
  scoreExports,
  explanations,
  handlingTimeRoutes,
  lists,
  listExports,
  trends,
  dossiers,
  findings,
  published,
  reported,
  accounts,
  tokens,
  audit,
  system,
]

/** The API of one installation. It listens nowhere: `app.request()` asks it in a test, serve.ts puts it on a port. */
export function createApp(parts: Parts): App {
  const app: App = new OpenAPIHono<ServerEnv>({
    // Only errors are made into an answer; anything good goes on to the route.
    defaultHook: (result) => {
      if (!result.success) throw new Refused(parameterFailures(result.error, valueIn(result)))
      return undefined
    },
  })
  registerSecurity(app)
  app.use('*', aroundRequest(parts))
  for (const routes of all) routes(app, parts)
  app.onError((error, c) => problemOf(c, refusedBy(error, c, parts)))
  app.notFound((c) => (isVisit(c) ? webPage(c, parts) : problemOf(c, notFound(c, methodsByPath(app)))))
  return app
}

function refusedBy(error: unknown, c: Asking, { log }: Parts): Refused {
  if (error instanceof Refused) return error
  const request = c.get('request')
  log.bug(error, request)
  return new Refused([failure('internal', { request })])
}

function valueIn(result: object): unknown {
  return 'data' in result ? result.data : undefined
}

/** What is wrong with parameters, each named. */
function parameterFailures(error: z.core.$ZodError, value: unknown): readonly Failure[] {
  return error.issues.map((issue) => {
    const input = issue.path.reduce<unknown>((whole, key) => memberOf(whole, key), value)
    const field = issue.path.map(String).join('.') || 'query'
    return failure('parameter-invalid', { field, reason: problemWords(issue, input) })
  })
}

function memberOf(whole: unknown, key: PropertyKey): unknown {
  return typeof whole === 'object' && whole !== null
    ? Object.entries(whole).find(([name]) => name === key)?.[1]
    : undefined
}

type Methods = readonly { readonly shape: RegExp; readonly method: string }[]

function methodsByPath(app: App): Methods {
  return app.routes
    .filter(({ method, path }) => method !== 'ALL' && !path.includes('*'))
    .map(({ method, path }) => ({
      method,
      shape: new RegExp(`^${path.replaceAll(/:\w+/g, '[^/]+').replaceAll('.', '\\.')}$`),
    }))
}

/** An address that is there, asked in a way that it does not take, is another problem than one that is not. */
function notFound(c: Asking, methods: Methods): Refused {
  const allowed = [...new Set(methods.filter(({ shape }) => shape.test(c.req.path)).map(({ method }) => method))]
  if (allowed.length === 0) return new Refused([failure('route-unknown')])
  return new Refused([failure('method-wrong', { method: c.req.method.slice(0, 20), allowed: allowed.join(', ') })])
}
