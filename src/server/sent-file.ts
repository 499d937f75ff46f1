import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { Busboy, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy'
import { z } from '@hono/zod-openapi'
import { failure } from '../core/failure.ts'
import { limits } from '../core/limits.ts'
import type { Words } from '../core/words.ts'
import { announcedLength, bodyChunks, hold, inTime, requireType, tooLarge } from './body.ts'
import { safeFileName } from './file-name.ts'
import type { Asking, Parts } from './parts.ts'
import { Refused } from './problem.ts'
import { binary } from './route.ts'

const [plain, form] = ['application/octet-stream', 'multipart/form-data'] as const

/** The body of a route that takes a file: as it is, or as the one field of a form. */
export const fileBody = {
  required: true,
  content: {
    [plain]: { schema: binary },
    [form]: { schema: { type: 'object' as const, properties: { file: binary }, required: ['file'] } },
  },
}

/** The parameter beside it; a form names its file itself. */
export const fileNameQuery = z
  .string()
  .min(1)
  .max(255)
  .optional()
  .openapi({ description: 'Tên tệp; gửi bằng biểu mẫu thì có thể bỏ' })

export type SentFile = {
  readonly name: string
  /** As they arrive, read once. Throws Refused: request-too-large, form-invalid. */
  readonly bytes: AsyncIterable<Uint8Array>
  /** Not read to the end: nothing waits for the rest. */
  readonly drop: () => void
}

/** `named`: the parameter. Throws Refused: media-type-wrong, request-too-large, form-invalid, parameter-invalid. */
export async function sentFile(c: Asking, named: string | undefined, limit: number): Promise<SentFile> {
  const isForm = requireType(c, [plain, form]) === form
  announcedLength(c, isForm ? limit + limits.formFrameBytes : limit)
  if (isForm) return formFile(c, named, limit)
  return { name: requireName(named), bytes: bodyChunks(c, limit), drop: () => undefined }
}

type Laid = { readonly path: string; readonly folder: string }

/** The file on the disk, in a folder of its own that is gone afterwards. Throws Refused: as sentFile, request-timeout. */
export async function withFile<T>(
  c: Asking,
  { installation, settings, load, newId }: Pick<Parts, 'installation' | 'settings' | 'load' | 'newId'>,
  named: string | undefined,
  use: (laid: Laid) => Promise<T>,
): Promise<T> {
  const folder = join(installation.folder, 'uploads', newId())
  const laid = async () => {
    const { name, bytes, drop } = await sentFile(c, named, limits.fileBytes)
    const path = join(folder, safeFileName(name))
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      await pipeline(bytes, createWriteStream(path, { mode: 0o600 }))
    } finally {
      drop()
    }
    return path
  }
  const held = hold(c, load, limits.fileBytes)
  try {
    return await use({ path: await inTime(laid(), settings.limits.receiveSeconds), folder })
  } finally {
    load.free(held)
    await rm(folder, { recursive: true, force: true })
  }
}

function requireName(name: string | undefined): string {
  if (name !== undefined && name !== '') return name
  throw new Refused([failure('parameter-invalid', { field: 'name', reason: { vi: 'cần tên tệp', en: 'a file name' } })])
}

/** Reads on until the file of the form begins. */
async function formFile(c: Asking, named: string | undefined, limit: number): Promise<SentFile> {
  const reader = formReader(c.req.header('content-type') ?? '')
  const begun = new Promise<{ stream: BusboyFileStream; name: string }>((resolve) => {
    reader.once('file', (_field, stream, name) => resolve({ stream: stream.on('error', heard), name }))
  })
  const whole = pipeline(bodyChunks(c, limit + limits.formFrameBytes), reader).catch((error: unknown) => {
    throw error instanceof Refused ? error : formInvalid({ vi: 'biểu mẫu bị cắt', en: 'the form breaks off' })
  })
  whole.catch(() => undefined)
  const found = await Promise.race([begun, whole.then(() => null)])
  if (found === null) throw formInvalid({ vi: 'không có tệp', en: 'there is no file' })
  const { stream, name } = found
  whole.catch((error: unknown) => stream.destroy(error instanceof Error ? error : undefined))
  const drop = () => void reader.destroy()
  try {
    return { name: requireName(named ?? name), bytes: wholeFile(stream, whole, limit), drop }
  } catch (error) {
    drop()
    throw error
  }
}

/** Ends only when the form does, and not with its file: what comes after may say that it was not whole. */
async function* wholeFile(stream: BusboyFileStream, whole: Promise<void>, limit: number): AsyncGenerator<Uint8Array> {
  let size = 0
  for await (const chunk of stream) {
    if (!(chunk instanceof Uint8Array)) throw new Error('a file without encoding comes as bytes')
    size += chunk.length
    if (size > limit) throw tooLarge(limit)
    yield chunk
  }
  await whole
}

/** Whoever reads learns of it as well; an error that nobody hears ends the process. */
const heard = () => undefined

function formReader(type: string): BusboyInstance {
  try {
    const most = { files: 1, fields: 0, parts: 2, headerPairs: 20, headerSize: limits.formFrameBytes }
    const reader = new Busboy({ headers: { 'content-type': type }, limits: most })
    reader.on('error', heard)
    const refuse = () => void reader.destroy(formInvalid({ vi: 'chỉ một tệp', en: 'one file and nothing else' }))
    for (const event of ['filesLimit', 'fieldsLimit', 'partsLimit'] as const) reader.once(event, refuse)
    return reader
  } catch {
    throw formInvalid({ vi: 'thiếu ranh giới', en: 'no boundary' })
  }
}

function formInvalid(reason: Words): Refused {
  return new Refused([failure('form-invalid', { reason })])
}
