import { createHash, type Hash } from 'node:crypto'
import { closeSync, fstatSync, fsyncSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * A file of an engine's memory: a mark, the length of a header, the header as JSON, the buffers, and the SHA-256 of all
 * that. It can be thrown away at any time: whoever cannot use it rebuilds from the ledger.
 */
const mark = Buffer.from('chiso engine 1\n\0', 'latin1')
const hashBytes = 32
/** A header names every unit and procedure that was ever met. */
const headerBytes = 256_000_000
const pieceBytes = 1 << 18

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
export function readSnapshot<T>(file: string, read: ReadHeader<T>): Snapshot<T> | null {
  let descriptor: number
  try {
    descriptor = openSync(file, 'r')
  } catch {
    return null
  }
  try {
    return readOpen(descriptor, read)
  } finally {
    closeSync(descriptor)
  }
}

function readOpen<T>(descriptor: number, read: ReadHeader<T>): Snapshot<T> | null {
  const { size } = fstatSync(descriptor)
  const hash = createHash('sha256')
  const start = Buffer.alloc(mark.length + 8)
  if (
    size < start.length + hashBytes ||
    !readAll(descriptor, start, hash) ||
    !start.subarray(0, mark.length).equals(mark)
  )
    return null
  const length = Number(start.readBigUInt64LE(mark.length))
  if (length > headerBytes || length > size - start.length - hashBytes) return null
  const text = Buffer.alloc(length)
  if (!readAll(descriptor, text, hash)) return null
  const header = read(json(text))
  if (header === null) return null
  const expected = start.length + length + header.sizes.reduce((sum, each) => sum + each, 0) + hashBytes
  if (expected !== size) return null
  const buffers: SharedArrayBuffer[] = []
  for (const bytes of header.sizes) {
    const buffer = new SharedArrayBuffer(bytes)
    if (!readAll(descriptor, new Uint8Array(buffer), hash)) return null
    buffers.push(buffer)
  }
  const written = Buffer.alloc(hashBytes)
  return readAll(descriptor, written) && hash.digest().equals(written) ? { header: header.value, buffers } : null
}

function json(text: Buffer): unknown {
  try {
    return JSON.parse(text.toString('utf8'))
  } catch {
    return null
  }
}

/** Each piece is hashed while the processor still has it in its cache. */
function readAll(descriptor: number, into: Uint8Array, hash?: Hash): boolean {
  for (let at = 0; at < into.length; ) {
    const got = readSync(descriptor, into, at, Math.min(pieceBytes, into.length - at), null)
    if (got === 0) return false
    hash?.update(into.subarray(at, at + got))
    at += got
  }
  return true
}
