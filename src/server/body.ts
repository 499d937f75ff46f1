import { failure, failed, Refusal, type Result } from '../core/failure.ts'
import { parseJson } from '../core/json.ts'
import { limits } from '../core/limits.ts'
import { problemWords } from '../core/problem.ts'
import type { z } from '@hono/zod-openapi'
import type { Asking, Parts } from './parts.ts'
import { Refused } from './problem.ts'

type BodyParts = Pick<Parts, 'load' | 'settings'>

/** Throws Refused: media-type-wrong, for a type that is not listed and for bodies that are compressed. */
export function requireType(c: Asking, expected: readonly string[]): string {
  const given = c.req.header('content-type') ?? ''
  const type = given.split(';')[0]?.trim().toLowerCase() ?? ''
  const encoding = c.req.header('content-encoding')
  const isPlain = encoding === undefined || encoding.toLowerCase() === 'identity'
  if (isPlain && expected.includes(type)) return type
  const shown = isPlain ? type : `${type}, ${encoding ?? ''}`
  throw new Refused([failure('media-type-wrong', { given: shown.slice(0, 100), expected: expected.join(', ') })])
}

/** The length that is announced; null when none is. Throws Refused: request-too-large. */
export function announcedLength(c: Asking, limit: number): number | null {
  const text = c.req.header('content-length')
  if (text === undefined || !/^\d{1,15}$/.test(text)) return null
  if (Number(text) > limit) throw tooLarge(limit)
  return Number(text)
}

/**
 * The whole body, at most `limit` bytes. Throws Refused: request-too-large, request-timeout, server-busy. The bytes count
 * as in flight until `use` is done with them.
 */
export async function withBody<T>(
  c: Asking,
  { load, settings }: BodyParts,
  limit: number,
  use: (bytes: Uint8Array) => Promise<T> | T,
): Promise<T> {
  const announced = announcedLength(c, limit)
  const held = hold(c, load, limit)
  try {
    const { receiveSeconds } = settings.limits
    const read = announced === null ? gathered(c, limit) : c.req.arrayBuffer().then((buffer) => new Uint8Array(buffer))
    return await use(await inTime(read, receiveSeconds))
  } finally {
    load.free(held)
  }
}

/** Keeps free what may come, without a length the whole limit: the bytes to be given back. Throws Refused: server-busy. */
export function hold(c: Asking, load: Parts['load'], limit: number): number {
  const held = announcedLength(c, limit + limits.formFrameBytes) ?? limit
  load.hold(held)
  return held
}

/** Chunk by chunk. Throws Refused: request-too-large. */
export async function* bodyChunks(c: Asking, limit: number): AsyncGenerator<Uint8Array> {
  let size = 0
  const { body } = c.req.raw
  if (body === null) return
  for await (const chunk of body) {
    size += chunk.length
    if (size > limit) throw tooLarge(limit)
    yield chunk
  }
}

async function gathered(c: Asking, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of bodyChunks(c, limit)) chunks.push(chunk)
  return new Uint8Array(Buffer.concat(chunks))
}

/** Throws Refused: request-timeout. */
export async function inTime<T>(work: Promise<T>, seconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Refused([failure('request-timeout', { seconds })])), seconds * 1000)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

/** A small JSON body by its schema. Throws Refused: media-type-wrong, request-too-large, those of JSON, json-shape. */
export function jsonBody<T extends z.ZodType>(c: Asking, parts: BodyParts, schema: T): Promise<z.output<T>> {
  requireType(c, ['application/json'])
  return withBody(c, parts, limits.formBytes, (bytes) => {
    const parsed = parsedJson(bytes, schema)
    if (!parsed.ok) throw new Refused(parsed.failures)
    return parsed.value
  })
}

function parsedJson<T extends z.ZodType>(bytes: Uint8Array, schema: T): Result<z.output<T>> {
  let value: unknown
  try {
    value = parseJson(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, failures: [error.failure] }
    return failed('json-invalid', { reason: 'UTF-8' })
  }
  const checked = schema.safeParse(value, { reportInput: true })
  if (checked.success) return { ok: true, value: checked.data }
  const failures = checked.error.issues.map((issue) =>
    failure('json-shape', { field: issue.path.map(String).join('.') || 'body', reason: problemWords(issue) }),
  )
  return { ok: false, failures }
}

export function tooLarge(limit: number): Refused {
  return new Refused([failure('request-too-large', { limit })])
}
