import { existsSync } from 'node:fs'
import { type FileHandle, open, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { failed, refused, type Result } from '../core/failure.ts'
import { parseJson } from '../core/json.ts'
import { decodeText } from '../file/text-bytes.ts'

export function reason(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error)
}

/** All bytes, or null when there are more than `limit`. */
async function upTo(file: FileHandle, limit: number): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of file.createReadStream({ autoClose: false, end: limit })) {
    if (!(chunk instanceof Uint8Array)) throw new Error('a stream without encoding gives bytes')
    size += chunk.length
    if (size > limit) return null
    chunks.push(chunk)
  }
  return new Uint8Array(Buffer.concat(chunks))
}

/** The bytes of a file, refused unread when larger than `limit`. */
export async function readBytes(path: string, limit: number): Promise<Result<Uint8Array>> {
  try {
    await using file = await open(path)
    const stat = await file.stat()
    // A pipe has no size; it is read until the limit.
    const bytes = stat.isFile() && stat.size > limit ? null : await upTo(file, limit)
    if (bytes === null) return failed('file-too-large', { size: stat.size, limit }, { file: path })
    if (bytes.length === 0) return failed('file-empty', {}, { file: path })
    return { ok: true, value: bytes }
  } catch (error) {
    if (reason(error) === 'ENOENT') return failed('file-not-found', {}, { file: path })
    return failed('file-unreadable', { reason: reason(error) }, { file: path })
  }
}

/** One level at a time: `recursive` never comes back from a folder in which nothing can be made, like /proc. */
export async function makeFolder(path: string): Promise<void> {
  if (existsSync(path)) return
  await makeFolder(dirname(path))
  await mkdir(path)
}

/** Writes a whole file or nothing: a half-written report is never left under its name. */
export async function writeBytes(path: string, bytes: Uint8Array): Promise<Result<string>> {
  const draft = `${path}.part`
  try {
    await makeFolder(dirname(resolve(path)))
    await writeFile(draft, bytes)
    await rename(draft, path)
    return { ok: true, value: path }
  } catch (error) {
    // The draft may not even have a folder; the first problem is the one worth saying.
    await rm(draft, { force: true }).catch(() => undefined)
    return failed('file-unwritable', { reason: reason(error) }, { file: path })
  }
}

/** A JSON file, parsed within the limits of size and depth. */
export async function readJsonFile(path: string, limit: number): Promise<Result<unknown>> {
  const bytes = await readBytes(path, limit)
  if (!bytes.ok) return bytes
  try {
    return { ok: true, value: parseJson(decodeText(bytes.value)) }
  } catch (error) {
    return refused(error, path)
  }
}
