import { constants, crc32, createInflateRaw, inflateRawSync } from 'node:zlib'
import { Refusal } from '../core/failure.ts'
import { limits } from '../core/limits.ts'

/** A zip container whose directory has been checked. Parts are unpacked one at a time, in memory, never to disk. */
export type Archive = {
  readonly names: ReadonlySet<string>
  /** The part, unpacked; undefined where there is none of that name. */
  readonly part: (name: string) => Uint8Array | undefined
  /** The part, unpacked as it is asked for, so that its size is not needed in memory. */
  readonly stream: (name: string) => AsyncIterable<Uint8Array> | undefined
}

type Entry = {
  readonly name: string
  readonly flags: number
  readonly method: number
  readonly crc: number
  readonly packed: number
  readonly unpacked: number
  readonly offset: number
}

/**
 * Opens an Office container: no encrypted part, no embedded archive, no more parts or bytes than the limits say. `most`:
 * bytes of all parts together, for who streams them; a part that is unpacked as a whole has the usual limit.
 */
export function openArchive(bytes: Uint8Array, most: number = limits.unpackedBytes): Archive {
  const entries = new Map(readDirectory(bytes, most).map((entry) => [entry.name, entry]))
  for (const entry of entries.values()) refuseNested(bytes, entry)
  return {
    names: new Set(entries.keys()),
    part: (name) => {
      const entry = entries.get(name)
      if (entry && entry.unpacked > limits.unpackedBytes) throw tooLarge(limits.unpackedBytes, name)
      return entry && unpack(bytes, entry)
    },
    stream: (name) => {
      const entry = entries.get(name)
      return entry && streamed(bytes, entry)
    },
  }
}

/** Names of the parts, for telling formats apart. Checks the directory but for sizes, unpacks nothing. */
export function archiveNames(bytes: Uint8Array): readonly string[] {
  return readDirectory(bytes, Number.POSITIVE_INFINITY).map((entry) => entry.name)
}

const endSignature = 0x06054b50
const entrySignature = 0x02014b50
const localSignature = 0x04034b50
/** Flag bits of a zip entry: 0 encrypted, 6 strong encryption, 13 masked headers. */
const encryptedFlags = 0x0001 | 0x0040 | 0x2000
/** A zip64 field stands here; no file within limits.fileBytes needs one. */
const elsewhere = 0xffffffff

function tooLarge(limit: number, part: string): Refusal {
  return new Refusal('archive-too-large', { limit }, { part })
}

function damaged(reason: string, part?: string): Refusal {
  return new Refusal('format-damaged', { reason }, part === undefined ? {} : { part })
}

/**
 * The central directory alone says what the container holds: a local header that tells another story is not believed,
 * and a name may stand only once, so that no two readers can see two different files.
 */
function readDirectory(bytes: Uint8Array, most: number): readonly Entry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = findEnd(view)
  const count = view.getUint16(end + 10, true)
  if (count > limits.archiveEntries) throw new Refusal('archive-too-many-parts', { limit: limits.archiveEntries })
  const entries: Entry[] = []
  const seen = new Set<string>()
  let total = 0
  let at = view.getUint32(end + 16, true)
  for (let index = 0; index < count; index++) {
    if (at + 46 > end || view.getUint32(at, true) !== entrySignature) throw damaged('zip directory')
    const nameEnd = at + 46 + view.getUint16(at + 28, true)
    const entry = readEntry(view, at, decodeName(bytes.subarray(at + 46, nameEnd)))
    if (seen.has(entry.name)) throw damaged('zip name twice', entry.name)
    seen.add(entry.name)
    total += entry.unpacked
    if (total > most) throw tooLarge(most, entry.name)
    entries.push(entry)
    at = nameEnd + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return entries
}

function findEnd(view: DataView): number {
  const lowest = Math.max(0, view.byteLength - 22 - 0xffff)
  for (let at = view.byteLength - 22; at >= lowest; at--) {
    if (view.getUint32(at, true) === endSignature) return at
  }
  throw damaged('zip directory missing')
}

function readEntry(view: DataView, at: number, name: string): Entry {
  const entry = {
    name,
    flags: view.getUint16(at + 8, true),
    method: view.getUint16(at + 10, true),
    crc: view.getUint32(at + 16, true),
    packed: view.getUint32(at + 20, true),
    unpacked: view.getUint32(at + 24, true),
    offset: view.getUint32(at + 42, true),
  }
  if (entry.flags & encryptedFlags) throw new Refusal('format-encrypted', {}, { part: name })
  if ([entry.packed, entry.unpacked, entry.offset].includes(elsewhere)) throw damaged('zip64', name)
  if (entry.method !== 0 && entry.method !== 8) throw damaged(`zip method ${entry.method}`, name)
  return entry
}

function decodeName(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes)
}

function packedBytes(bytes: Uint8Array, entry: Entry): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const at = entry.offset
  if (at + 30 > bytes.length || view.getUint32(at, true) !== localSignature) throw damaged('zip part', entry.name)
  if (view.getUint16(at + 6, true) & encryptedFlags) throw new Refusal('format-encrypted', {}, { part: entry.name })
  const start = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true)
  if (start + entry.packed > bytes.length) throw damaged('zip part cut off', entry.name)
  return bytes.subarray(start, start + entry.packed)
}

/** Unpacks no more than the directory declares: a header that lies about the size is a bomb and stops there. */
function unpack(bytes: Uint8Array, entry: Entry): Uint8Array {
  const packed = packedBytes(bytes, entry)
  const content = entry.method === 0 ? packed : inflate(packed, entry)
  if (content.length !== entry.unpacked) throw damaged('zip part size', entry.name)
  if (crc32(content) !== entry.crc) throw damaged('zip checksum', entry.name)
  return content
}

function inflate(packed: Uint8Array, entry: Entry): Uint8Array {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.unpacked), chunkSize: 1 << 18 })
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge(limits.unpackedBytes, entry.name)
    throw damaged('deflate', entry.name)
  }
}

/** The same checks as for a whole part, those of size and checksum at the end or as soon as they fail. */
async function* streamed(bytes: Uint8Array, entry: Entry): AsyncGenerator<Uint8Array> {
  const packed = packedBytes(bytes, entry)
  let [size, sum] = [0, 0]
  for await (const chunk of entry.method === 0 ? [packed] : inflated(packed, entry)) {
    size += chunk.length
    if (size > entry.unpacked) throw damaged('zip part size', entry.name)
    sum = crc32(chunk, sum)
    yield chunk
  }
  if (size !== entry.unpacked) throw damaged('zip part size', entry.name)
  if (sum !== entry.crc) throw damaged('zip checksum', entry.name)
}

async function* inflated(packed: Uint8Array, entry: Entry): AsyncGenerator<Uint8Array> {
  const stream = createInflateRaw({ chunkSize: 1 << 16 })
  stream.end(packed)
  try {
    for await (const chunk of stream) if (chunk instanceof Uint8Array) yield chunk
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw damaged('deflate', entry.name)
  }
}

/** Pictures are never unpacked, and some (.emz, .wmz) are gzip by nature. */
const picture = /\/media\/[^/]+\.(png|jpe?g|gif|bmp|tiff?|svg|webp|emf|wmf|emz|wmz|wdp)$/i
const archiveMagics = [
  [0x50, 0x4b, 0x03, 0x04],
  [0x37, 0x7a, 0xbc, 0xaf],
  [0x52, 0x61, 0x72, 0x21],
  [0x1f, 0x8b, 0x08],
]
const oleMagic = [0xd0, 0xcf, 0x11, 0xe0]

function refuseNested(bytes: Uint8Array, entry: Entry): void {
  if (picture.test(entry.name) || entry.packed === 0) return
  const start = firstBytes(packedBytes(bytes, entry), entry.method)
  const nested =
    archiveMagics.some((magic) => startsWith(start, magic)) ||
    (/\/embeddings\//i.test(entry.name) && startsWith(start, oleMagic))
  if (nested) throw new Refusal('archive-nested', {}, { part: entry.name })
}

function firstBytes(packed: Uint8Array, method: number): Uint8Array {
  if (method === 0) return packed.subarray(0, 8)
  try {
    // 256 packed bytes unpack to a quarter of a megabyte at most.
    return inflateRawSync(packed.subarray(0, 256), { finishFlush: constants.Z_SYNC_FLUSH })
  } catch {
    return new Uint8Array()
  }
}

/** Whether the bytes begin with a magic number. */
export function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte)
}
