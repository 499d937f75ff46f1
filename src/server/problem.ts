import { basename } from 'node:path'
import { z } from '@hono/zod-openapi'
import { type Failure, failureCatalogue, failureText, type Place, placeText, type Result } from '../core/failure.ts'
import { fill, type Language } from '../core/words.ts'

/** Failures on their way to the client: thrown in a route, made an answer in one place. */
export class Refused extends Error {
  readonly failures: readonly [Failure, ...Failure[]]
  /** Further members of the answer (RFC 9457, 3.2). */
  readonly members: Readonly<Record<string, unknown>>

  constructor(failures: readonly Failure[], members: Readonly<Record<string, unknown>> = {}) {
    const [first, ...more] = failures
    if (first === undefined) throw new Error('refused for no reason')
    super(first.code)
    this.failures = [first, ...more]
    this.members = members
  }
}

/** The value, or the failures on their way. Throws Refused. */
export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Refused(result.failures)
  return result.value
}

/** What clients are answered with when something is wrong: RFC 9457, from the catalogue of failures. */
export const problemShape = z
  .object({
    type: z.string().openapi({ example: '/api#not-signed-in' }),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string().openapi({ example: 'not-signed-in' }),
    request: z.string().openapi({ description: 'Mã yêu cầu, để tìm trong nhật ký' }),
    failures: z.array(z.object({ code: z.string(), message: z.string(), place: z.record(z.string(), z.unknown()) })),
  })
  .openapi('Problem')
export type ProblemAnswer = z.infer<typeof problemShape>

type Asked = { readonly language: Language; readonly request: string }

/** The status is that of the first failure. At most 100 are told. */
export function problemResponse({ failures, members }: Refused, { language, request }: Asked): Response {
  const [first] = failures
  const { status } = failureCatalogue[first.code]
  const shown = failures.slice(0, 100).map((item) => shownFailure(item, language))
  const body = {
    type: `/api#${first.code}`,
    title: fill(failureCatalogue[first.code], first.params, language),
    status,
    detail: shown.map(({ where, message }) => [where, message].filter(Boolean).join(': ')).join(' '),
    code: first.code,
    request,
    failures: shown.map(({ code, message, place }) => ({ code, message, place })),
    ...members,
  }
  const headers = {
    'content-type': 'application/problem+json; charset=utf-8',
    'content-language': language,
    ...headersFor(first),
  }
  return new Response(JSON.stringify(body), { status, headers })
}

function shownFailure({ code, params, place }: Failure, language: Language) {
  const shown = shownPlace(place)
  return {
    code,
    message: failureText({ code, params, place: {} }, language),
    place: shown,
    where: placeText(shown, language),
  }
}

/** Clients are not told where files lie on this machine. */
function shownPlace(place: Place): Place {
  return place.file === undefined ? place : { ...place, file: basename(place.file) }
}

/** What HTTP has a header for: when to come back, which methods there are, how to say who one is. */
function headersFor({ code, params }: Failure): Record<string, string> {
  const status: number = failureCatalogue[code].status
  if (status === 401) return { 'www-authenticate': 'Bearer' }
  const { allowed } = params
  if (status === 405 && typeof allowed === 'string') return { allow: allowed }
  if (status !== 503 && status !== 429) return {}
  const after = code === 'server-stopping' ? 30 : params['seconds']
  return { 'retry-after': String(typeof after === 'number' && after > 0 ? Math.min(after, 600) : 5) }
}
