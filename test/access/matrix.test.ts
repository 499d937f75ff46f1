import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { decide, type UnitScope } from '../../src/core/rights/decide.ts'
import { type Action, actions } from '../../src/core/rights/rights.ts'
import { accountRoles, type Role, roles } from '../../src/core/rights/role.ts'
import { openapiOf } from '../../src/server/openapi.ts'
import { dossierOf, type Headers, parents, province, type Province } from './province.ts'

/**
 * Every route × every role × every standing of the unit, on real accounts, against the table of rights. The routes are
 * those of the OpenAPI document; one that this file does not know how to ask is a failure.
 */

/** The tree, from the parents alone: slow and obvious. */
const scope: UnitScope = {
  root: 'H99',
  isWithin: (unit, above) => {
    const parent = parents.get(unit)
    if (parent === undefined) return false
    return unit === above || (parent !== null && scope.isWithin(parent, above))
  },
}

const period = { period: '2026-10' }
const level = { ...period, level: 'commune' }
const file = { name: 'a.json', source: 'mau' }

type Fill = {
  readonly query?: Readonly<Record<string, string>>
  readonly path?: Readonly<Record<string, string>>
  /** What changes something is sent what it does not take: whoever gets so far was let in, and nothing is changed. */
  readonly body?: true
}

/** How each route is asked. */
const fills: Readonly<Record<string, Fill>> = {
  'GET /healthz': {},
  'GET /readyz': {},
  'GET /metrics': {},
  'GET /api/openapi.json': {},
  'GET /api': {},
  'GET /api/trang.css': {},
  'GET /': {},
  'GET /assets/{file}': { path: { file: 'a.js' } },
  'GET /api/installation': {},
  'GET /api/latest': {},
  'POST /api/session': { body: true },
  'GET /api/session': {},
  'DELETE /api/session': { body: true },
  'PUT /api/session/password': { body: true },
  'GET /api/oidc/start': {},
  'GET /api/oidc/callback': {},
  'POST /api/observations': { body: true },
  'POST /api/imports': { query: file, body: true },
  'POST /api/mappings/guess': { query: file, body: true },
  'PUT /api/mappings/{source}': { path: { source: 'mau' }, body: true },
  'POST /api/published': { query: file, body: true },
  'GET /api/imports': {},
  'GET /api/imports/{id}': {},
  'GET /api/imports/{id}/quarantine.csv': {},
  'GET /api/live': {},
  'GET /api/index-sets': {},
  'GET /api/index-sets/{family}/{version}': { path: { family: 'vn-766', version: '2026' } },
  'GET /api/units': {},
  'GET /api/sources': {},
  'GET /api/scorecards/{unit}': { query: period },
  'GET /api/scorecards/{unit}/export': { query: { ...period, format: 'csv' } },
  'GET /api/ranking': { query: level },
  'GET /api/ranking/export': { query: { ...level, format: 'csv' } },
  'GET /api/handling-times/{unit}': { query: period },
  'GET /api/handling-times/{unit}/export': { query: { ...period, format: 'csv' } },
  'GET /api/explanations/{unit}/{indicator}': { query: period, path: { indicator: 'on-time' } },
  'GET /api/explanations/{unit}/{indicator}/export': {
    query: { ...period, format: 'csv' },
    path: { indicator: 'on-time' },
  },
  'GET /api/lists/{unit}/{indicator}': { query: { ...period, side: 'passing' }, path: { indicator: 'on-time' } },
  'GET /api/lists/{unit}/{indicator}/export': {
    query: { ...period, side: 'passing', format: 'csv' },
    path: { indicator: 'on-time' },
  },
  'GET /api/work/{unit}': { query: period },
  'GET /api/work/{unit}/{kind}': { query: period, path: { kind: 'no-result' } },
  'GET /api/work/{unit}/{kind}/export': { query: { ...period, format: 'csv' }, path: { kind: 'no-result' } },
  'GET /api/trends/{unit}': { query: { from: '2026-10', to: '2026-10' } },
  'GET /api/dossiers/{code}': {},
  'GET /api/findings': {},
  'GET /api/findings/export': { query: { format: 'csv' } },
  'POST /api/published/audit': { query: { name: 'a.txt' }, body: true },
  'POST /api/published/word': { query: { name: 'a.txt' }, body: true },
  'GET /api/national': { query: { ...period, level: 'province' } },
  'GET /api/national/export': { query: { ...period, format: 'csv' } },
  'GET /api/compare/{unit}': { query: period },
  'GET /api/accounts': {},
  'POST /api/accounts': { body: true },
  'PUT /api/accounts/{login}/role': { path: { login: 'khong.co' }, body: true },
  'PUT /api/accounts/{login}/password': { path: { login: 'khong.co' }, body: true },
  'PUT /api/accounts/{login}/state': { path: { login: 'khong.co' }, body: true },
  'GET /api/tokens': {},
  'POST /api/tokens': { body: true },
  'DELETE /api/tokens/{id}': { path: { id: '999' } },
  'GET /api/audit': {},
  'GET /api/audit/verify': {},
  'GET /api/system': {},
}

const operation = z.object({ 'x-action': z.string(), 'x-unit': z.string().optional() })
type Route = { readonly name: string; readonly action: string; readonly unit: string | null }

/** Where somebody stands, and units that stand so to it. */
const standings = {
  'H99.01': { own: 'H99.01', below: 'H99.01.01', beside: 'H99.02', above: 'H99', outside: 'H88.01', none: null },
  H99: { own: 'H99', below: 'H99.50.01', outside: 'H88.01', none: null },
} as const satisfies Record<string, Readonly<Record<string, string | null>>>
type Standing = keyof typeof standings

let server: Province
let routes: readonly Route[]
const headers = new Map<string, Headers>()
const imports = new Map<string, string>()

beforeAll(async () => {
  server = await province(afterAll)
  routes = Object.entries(openapiOf(server.app).paths ?? {}).flatMap(([path, item]) =>
    Object.entries(item).map(([method, given]) => {
      const { 'x-action': action, 'x-unit': unit = null } = operation.parse(given)
      return { name: `${method.toUpperCase()} ${path}`, action, unit }
    }),
  )
  for (const unit of ['H99', 'H99.01'] as const) {
    for (const role of accountRoles) headers.set(`${role} ${unit}`, await server.as(role, unit))
    headers.set(`source ${unit}`, server.source(unit))
  }
  for (const unit of [...parents.keys(), 'H88.01']) imports.set(unit, await imported(unit))
}, 60_000)

async function imported(scopeOf: string): Promise<string> {
  const wish = { name: 'a.json', source: 'mau', unit: null, period: null, capturedAt: null, scope: scopeOf }
  const bytes = async function* () {
    yield Buffer.from('[{"MaHoSo":"x"}]')
  }
  const received = await server.parts.imports.receive(wish, bytes())
  if (!received.ok) throw new Error(JSON.stringify(received.failures))
  return received.value.id
}

async function ask({ name, unit: from }: Route, target: string | null, asker: Headers | undefined): Promise<Response> {
  const { query = {}, path = {}, body } = fills[name] ?? {}
  const [method = '', shape = ''] = name.split(' ')
  const known: Record<string, string> = {
    ...path,
    unit: target ?? '',
    code: target === null ? 'khong-co-1' : dossierOf(target),
    ...(from?.startsWith('import:') === true && { id: target === null ? 'khong-co' : (imports.get(target) ?? '') }),
  }
  const filled = shape.replaceAll(/\{(\w+)\}/g, (_, word: string) => encodeURIComponent(known[word] ?? word))
  const search = new URLSearchParams({ ...query, ...(from === 'query:unit' && target !== null && { unit: target }) })
  const sent =
    body === true ? { body: '{', headers: { ...asker, 'content-type': 'text/x-la' } } : { headers: asker ?? {} }
  const answer = await server.app.request(`${filled}?${search.toString()}`, { method, ...sent })
  await answer.body?.cancel()
  return answer
}

/** The units that a route can be asked about by somebody of that standing. */
function targetsOf({ unit: from }: Route, standing: Standing): readonly (string | null)[] {
  if (from === null || from === 'province' || from === 'own') return [null]
  const all = Object.values<string | null>(standings[standing])
  return from.startsWith('path:') ? all.filter((unit) => unit !== null) : all
}

/** What leave is asked for, as docs/api.md has it. */
function unitAsked({ unit: from }: Route, target: string | null, standing: Standing): string {
  if (from === 'own') return standing
  // A dossier that is not there, or of nobody's unit, is one of the province.
  if (from?.startsWith('dossier:') === true && target !== null && !parents.has(target)) return 'H99'
  return target ?? 'H99'
}

const isAction = (name: string): name is Action => actions.some((action) => action === name)

test('every route is known here, and says whom it answers', () => {
  expect(routes.map(({ name }) => name).toSorted()).toEqual(Object.keys(fills).toSorted())
  for (const { action, unit } of routes)
    expect(isAction(action) ? unit !== null : action === 'open' || action === 'signed-in').toBe(true)
})

test('every right is the right of some route', () => {
  const used = new Set(routes.map(({ action }) => action))
  expect(actions.filter((action) => !used.has(action))).toEqual([])
})

const people = (['H99.01', 'H99'] as const).flatMap((standing) => roles.map((role) => [role, standing] as const))

describe.each(people)('%s of %s', (role: Role, standing) => {
  test('is let in where the table of rights says so, and nowhere else', async () => {
    const wrong: string[] = []
    let asked = 0
    const asker = headers.get(`${role} ${standing}`)
    for (const route of routes.filter(({ name }) => name !== 'DELETE /api/session'))
      for (const target of targetsOf(route, standing)) {
        const answer = await ask(route, target, asker)
        const { action } = route
        const may = isAction(action)
          ? decide({ role, unit: standing }, action, unitAsked(route, target, standing), scope).allowed
          : action === 'open' || role !== 'source'
        const refused = isAction(action) ? 403 : 401
        const isRight = may ? isAnswered(route, answer.status) : answer.status === refused
        if (!isRight) wrong.push(`${route.name} of ${target}: ${answer.status}, may: ${may}`)
        asked++
      }
    expect(wrong).toEqual([])
    expect(asked).toBeGreaterThan(80)
  })
})

/** Let in, and asked in a way that the route understands: a question that is refused for its form proves nothing. */
function isAnswered(route: Route, status: number): boolean {
  if (isOpenRefusal(route)) return status !== 500
  return fills[route.name]?.body === true ? status === 415 : status === 200 || status === 404 || status === 503
}

/** Signing in is open to everybody and says 401 or 403 for reasons of its own. */
function isOpenRefusal({ name }: Route): boolean {
  return name === 'POST /api/session' || name.startsWith('GET /api/oidc')
}

describe.each([
  ['nobody', {}],
  ['a session that never was', { cookie: 'chiso-session=khong-co' }],
  ['a token that never was', { authorization: 'Bearer chiso_khong-co' }],
])('%s', (_, asker) => {
  test('is let in where a route is open, and nowhere else', async () => {
    const wrong: string[] = []
    for (const route of routes) {
      const { status } = await ask(route, 'H99', asker)
      const isRight = route.action === 'open' ? status !== 401 || isOpenRefusal(route) : status === 401
      if (!isRight) wrong.push(`${route.name}: ${status}`)
    }
    expect(wrong).toEqual([])
  })
})
