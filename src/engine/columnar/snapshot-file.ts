import { createHash } from 'node:crypto'
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * A file of an engine's memory: a mark, the length of a header, the header as JSON, the buffers, and the SHA-256 of all
 * that. It can be thrown away at any time: whoever cannot use it rebuilds from the ledger.
 */
const mark = Buffer.from('chiso engine 1\n\0', 'latin1')
const hashBytes = 32
/** A header names every unit and procedure that was ever met. */
const headerBytes = 256_000_000
const pieceBytes = 1 << 24

/** Written beside and moved into place when it is whole and on disk. */
export function writeSnapshot(file: string, header: string, buffers: readonly SharedArrayBuffer[]): void {
  const draft = `${file}.draft`
  const text = Buffer.from(header, 'utf8')
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(text.length))
  try {
    writeWhole(draft, [mark, length, text, ...buffers.map((buffer) => new Uint8Array(buffer))])
    renameSync(draft, file)
  } catch (error) {
    rmSync(draft, { force: true })
    throw error
  }
  syncFolder(dirname(file))
}

function writeWhole(file: string, parts: readonly Uint8Array[]): void {
  const descriptor = openSync(file, 'w')
  try {
    const hash = createHash('sha256')
    for (const part of parts) {
      hash.update(part)
      writeAll(descriptor, part)
    }
    writeAll(descriptor, hash.digest())
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

function writeAll(descriptor: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at, Math.min(pieceBytes, bytes.length - at))
}

function syncFolder(folder: string): void {
  // Windows opens no folders; there the rename is enough.
  if (process.platform === 'win32') return
  const descriptor = openSync(folder, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** What a header says of the buffers behind it; null: it is of another form, or for somebody else. */
export type ReadHeader<T> = (header: unknown) => { readonly value: T; readonly sizes: readonly number[] } | null

export type Snapshot<T> = { readonly header: T; readonly buffers: readonly SharedArrayBuffer[] }

/** Null: there is none, or none that is whole and meant for us. */
export async function readSnapshot<T>(file: string, read: ReadHeader<T>): Promise<Snapshot<T> | null> {
  const handle = await open(file).catch(() => null)
  if (handle === null) return null
  try {
    return await readOpen(handle, read)
  } finally {
    await handle.close()
  }
}

async function readOpen<T>(handle: FileHandle, read: ReadHeader<T>): Promise<Snapshot<T> | null> {
  const { size } = await handle.stat()
  const start = Buffer.alloc(mark.length + 8)
  if (
    size < start.length + hashBytes ||
    !(await readAll(handle, start)) ||
    !start.subarray(0, mark.length).equals(mark)
  )
    return null
  const length = Number(start.readBigUInt64LE(mark.length))
  if (length > headerBytes || length > size - start.length - hashBytes) return null
  const text = Buffer.alloc(length)
  if (!(await readAll(handle, text))) return null
  const header = read(json(text))
  if (header === null) return null
  const expected = start.length + length + header.sizes.reduce((sum, each) => sum + each, 0) + hashBytes
  if (expected !== size) return null
  const buffers = header.sizes.map((bytes) => new SharedArrayBuffer(bytes))
  const written = Buffer.alloc(hashBytes)
  const hash = createHash('sha256').update(start)
  let before: Uint8Array = text
  for (const part of [...buffers.map((buffer) => new Uint8Array(buffer)), written]) {
    const reading = readAll(handle, part)
    // Meanwhile: memory that was never touched is dear, and a thread of the system pays for it.
    hash.update(before)
    if (!(await reading)) return null
    before = part
  }
  return hash.digest().equals(written) ? { header: header.value, buffers } : null
}

function json(text: Buffer): unknown {
  try {
    return JSON.parse(text.toString('utf8'))
  } catch {
    return null
  }
}

/** From where the last reading ended. */
async function readAll(handle: FileHandle, into: Uint8Array): Promise<boolean> {
  for (let at = 0; at < into.length; ) {
    const { bytesRead } = await handle.read(into, at, Math.min(pieceBytes, into.length - at), null)
    if (bytesRead === 0) return false
    at += bytesRead
  }
  return true
}
