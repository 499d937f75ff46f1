import type { Language } from '../../src/core/words.ts'
import type { ProblemAnswer } from '../../src/server/problem.ts'

/** What the server said was wrong; `status` 0: it could not be reached. */
export class ApiProblem extends Error {
  readonly status: number
  readonly code: string
  readonly request: string | null
  /** Each failure with its message, as the server says them. */
  readonly failures: readonly { readonly code: string; readonly message: string }[]

  constructor(status: number, code: string, message: string, more: Partial<ProblemAnswer> = {}) {
    super(message)
    this.status = status
    this.code = code
    this.request = more.request ?? null
    this.failures = more.failures ?? []
  }

  get isOffline(): boolean {
    return this.status === 0
  }
}

export type Query = Readonly<Record<string, string | number | undefined>>

export type Asking = {
  readonly language: Language
  readonly query?: Query
  readonly signal?: AbortSignal
}

export type Sending = Asking & {
  readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** A file goes as it is; anything else as JSON. */
  readonly body?: Blob | object
  readonly csrf?: string
}

/** An answer of JSON. Throws ApiProblem. The type is that of the route, which the server checks it against. */
export async function ask<T>(path: string, { language, query = {}, signal }: Asking): Promise<T> {
  const answer = await reach(address(path, query), { headers: said(language), ...(signal && { signal }) })
  const body: T = await answer.json()
  return body
}

/** Changes something. Throws ApiProblem. */
export async function send<T>(path: string, { language, query = {}, method, body, csrf }: Sending): Promise<T> {
  const answer = await reach(address(path, query), { method, ...sentBody({ language, body, csrf }) })
  const read: T = answer.status === 204 ? undefined : await answer.json()
  return read
}

/** Sends something and gets a file back. Throws ApiProblem. */
export async function sendForFile(path: string, { language, query = {}, method, body, csrf }: Sending): Promise<Blob> {
  const answer = await reach(address(path, query), { method, ...sentBody({ language, body, csrf }) })
  return answer.blob()
}

export type Fetched =
  | { readonly ok: true; readonly name: string; readonly content: Blob }
  | { readonly ok: false; readonly problem: ApiProblem }

/** A file that the server makes, under the name that it gives it, in the language of the page. */
export async function fetchFile(path: string, { language, query = {} }: Asking): Promise<Fetched> {
  try {
    const answer = await reach(address(path, query), { headers: { 'accept-language': language } })
    const name = /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? 'chiso'
    return { ok: true, name, content: await answer.blob() }
  } catch (error) {
    if (error instanceof ApiProblem) return { ok: false, problem: error }
    throw error
  }
}

/** The address of an answer, for links that download it. */
export function address(path: string, query: Query): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, String(value)]],
  )
  return pairs.length === 0 ? path : `${path}?${new URLSearchParams(pairs).toString()}`
}

type Sent = Pick<Sending, 'language'> & { readonly body: Sending['body']; readonly csrf: string | undefined }

function sentBody({ language, body, csrf }: Sent): Pick<RequestInit, 'headers' | 'body'> {
  const isFile = body instanceof Blob
  const headers = {
    ...said(language),
    ...(csrf !== undefined && { 'x-csrf': csrf }),
    ...(body !== undefined && { 'content-type': isFile ? 'application/octet-stream' : 'application/json' }),
  }
  return { headers, body: body === undefined ? null : isFile ? body : JSON.stringify(body) }
}

function said(language: Language): Record<string, string> {
  return { 'accept-language': language, accept: 'application/json' }
}

async function reach(path: string, init: RequestInit): Promise<Response> {
  let answer: Response
  try {
    answer = await fetch(path, { ...init, credentials: 'same-origin' })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new ApiProblem(0, 'offline', 'offline')
  }
  if (answer.ok) return answer
  throw await problemIn(answer)
}

async function problemIn(answer: Response): Promise<ApiProblem> {
  try {
    const body: ProblemAnswer = await answer.json()
    return new ApiProblem(answer.status, body.code, body.detail || body.title, body)
  } catch {
    return new ApiProblem(answer.status, `http-${answer.status}`, answer.statusText)
  }
}
