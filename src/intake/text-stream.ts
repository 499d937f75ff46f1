import { Refusal } from '../core/failure.ts'
import { limits } from '../core/limits.ts'
import { decodeText } from '../file/text-bytes.ts'

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be'

/** By the byte order mark; UTF-8 without one. */
function encodingOf(head: Uint8Array): Encoding {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  return head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : 'utf-8'
}

/**
 * The text of a file piece by piece, without the byte order mark, NFC. The head is read as a whole first, where an old
 * Vietnamese encoding is recognised and refused by name. Failures: file-empty, text-encoding-legacy, format-damaged,
 * text-has-nul.
 */
export async function* textChunks(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: Decoder | null = null
  for await (const { bytes: part, isHead } of withHead(bytes)) {
    if (isHead) refuseOldEncodings(part)
    decoder ??= new Decoder(encodingOf(part))
    yield decoder.text(part)
  }
  if (decoder !== null) yield decoder.end()
}

/** Decodes strictly, and knows the line it has come to. */
class Decoder {
  readonly #encoding: Encoding
  readonly #decoder
  #line = 1

  constructor(encoding: Encoding) {
    this.#encoding = encoding
    this.#decoder = new TextDecoder(encoding, { fatal: true })
  }

  text(part: Uint8Array): string {
    return this.#checked(() => this.#decoder.decode(part, { stream: true }))
  }

  end(): string {
    return this.#checked(() => this.#decoder.decode())
  }

  #checked(decode: () => string): string {
    const text = this.#decoded(decode).normalize('NFC')
    if (text.includes('\0')) throw new Refusal('text-has-nul', {}, { line: this.#line })
    this.#line += text.split('\n').length - 1
    return text
  }

  #decoded(decode: () => string): string {
    try {
      return decode()
    } catch {
      throw new Refusal('format-damaged', { reason: this.#encoding.toUpperCase() }, { line: this.#line })
    }
  }
}

/** JSON bytes as UTF-8 without a byte order mark, whatever they came as. */
export async function* utf8Chunks(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let decode: ((part: Uint8Array) => string) | null = null
  for await (const chunk of withHead(bytes)) {
    const encoding = chunk.isHead ? encodingOf(chunk.bytes) : null
    if (encoding !== null && encoding !== 'utf-8') {
      const decoder = new TextDecoder(encoding)
      decode = (part) => decoder.decode(part, { stream: true })
    }
    if (decode !== null) yield Buffer.from(decode(chunk.bytes))
    else yield chunk.isHead && isMarked(chunk.bytes) ? chunk.bytes.subarray(3) : chunk.bytes
  }
}

/** UTF-8 with a byte order mark. */
export function isMarked(head: Uint8Array): boolean {
  return head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf
}

type Chunk = { readonly bytes: Uint8Array; readonly isHead: boolean }

/** The first chunks together until they can be judged, then the others as they come. */
async function* withHead(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Chunk> {
  let head: Uint8Array | null = new Uint8Array()
  for await (const chunk of bytes) {
    if (head === null) {
      yield { bytes: chunk, isHead: false }
      continue
    }
    head = head.length === 0 ? chunk : Buffer.concat([head, chunk])
    if (head.length < limits.intakeHeadBytes) continue
    yield { bytes: head, isHead: true }
    head = null
  }
  if (head === null) return
  if (head.length === 0) throw new Refusal('file-empty')
  yield { bytes: head, isHead: true }
}

/** Whole lines only: the last one may end in the middle of a letter. */
function refuseOldEncodings(head: Uint8Array): void {
  const isWide = encodingOf(head) !== 'utf-8'
  const end = head.lastIndexOf(0x0a)
  if (end > 0 && !isWide) decodeText(head.subarray(0, end))
}
