import { constants, inflateSync } from 'node:zlib'
import { Refusal } from '../../core/failure.ts'
import { limits } from '../../core/limits.ts'

/**
 * Looks through the raw bytes of a PDF before the PDF library does, and returns a copy that is safe to hand on. It
 * does not follow the file's own tables, which may lie: wherever the library could find a stream, there is the word
 * "stream" in the bytes, so every place with that word is tried. Pictures are put out of reach, for they are never
 * needed; packing that cannot be measured beforehand is refused.
 */
export function guardedPdf(bytes: Uint8Array): Uint8Array {
  const copy = Buffer.from(bytes)
  const raw = copy.toString('latin1')
  refuseNames(raw)
  for (const { index } of raw.matchAll(pictureFilters)) copy.write('/X', index, 'latin1')
  measureStreams(copy, raw)
  return new Uint8Array(copy.buffer, copy.byteOffset, copy.length)
}

/** What may follow a name in PDF. */
const nameEnd = String.raw`(?=[\s\0/<>[\]()%])`
/** A JPEG of a few bytes may declare a picture of gigabytes, and a page may be declared to be a JPEG. */
const pictureFilters = new RegExp(`/(?:DCTDecode|DCT|JPXDecode|JBIG2Decode|CCITTFaxDecode|CCF)${nameEnd}`, 'g')
const refusedFilters = new RegExp(
  `/(LZWDecode|LZW|RunLengthDecode|ASCII85Decode|A85|ASCIIHexDecode|AHx)${nameEnd}|/Filter[^a-z]{0,200}/(RL)${nameEnd}`,
)
const encrypted = new RegExp(`/Encrypt${nameEnd}`)
/** A filter named elsewhere in the file, perhaps inside a packed stream, where it cannot be seen. */
const indirectFilter =
  /\/F(?:ilter)?(?:[\s\0]|%[^\r\n]*[\r\n])*(?:\[[^\]]{0,200}[\s\0[])?(?<!\/F)\d+[\s\0]+\d+[\s\0]+R(?![A-Za-z])/
const escapedName = /\/[A-Za-z#0-9]*#[0-9A-Fa-f]{2}[A-Za-z#0-9]*/g

function refuseNames(raw: string): void {
  // Names may be written with #xx for any letter. Honest programs never do so for these.
  const spelled = [...raw.matchAll(escapedName)].map(([name]) => `${unescaped(name)} `).join('')
  if (encrypted.test(raw) || encrypted.test(spelled)) throw new Refusal('format-encrypted')
  const refused = refusedFilters.exec(raw) ?? refusedFilters.exec(spelled) ?? new RegExp(pictureFilters).exec(spelled)
  if (refused) throw new Refusal('pdf-filter', { filter: refused[1] ?? refused[2] ?? refused[0] })
  if (indirectFilter.test(raw)) throw new Refusal('pdf-filter', { filter: '/Filter n 0 R' })
}

function unescaped(name: string): string {
  return name.replaceAll(/#([0-9A-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}

function measureStreams(copy: Buffer, raw: string): void {
  let total = 0
  let streams = 0
  // The library goes on to the next line after the word, whatever stands between.
  for (const match of raw.matchAll(/(?<!end)stream[^\r\n]*(?:\r\n|\r|\n)/g)) {
    const at = match.index + match[0].length
    if (!isZlib(copy, at)) continue
    if (++streams > limits.pdfStreams) throw new Refusal('pdf-too-complex')
    if (isPicture(raw, match.index)) {
      copy[at] = 0
      continue
    }
    total += unpackedSize(copy.subarray(at), 0)
    if (total > limits.pdfUnpackedBytes) throw new Refusal('archive-too-large', { limit: limits.pdfUnpackedBytes })
  }
}

/** The two bytes every zlib stream begins with, checked as the library checks them. */
function isZlib(bytes: Uint8Array, at: number): boolean {
  const [method, flags] = [bytes[at] ?? 0, bytes[at + 1] ?? 0]
  return (method & 0x0f) === 8 && (method * 256 + flags) % 31 === 0 && (flags & 0x20) === 0
}

/** Only costs a file its text if it lies: a page that calls itself a picture is not unpacked either. */
function isPicture(raw: string, streamWord: number): boolean {
  const dictionary = raw.slice(Math.max(0, streamWord - 1000), streamWord)
  return /\/Subtype\s*\/Image/.test(dictionary.slice(dictionary.lastIndexOf(' obj') + 1))
}

/** Bytes a stream unpacks to, through every layer: a stream may be packed again and again. */
function unpackedSize(packed: Uint8Array, layer: number): number {
  if (layer > 3) throw new Refusal('archive-too-large', { limit: limits.pdfStreamBytes })
  const unpacked = inflated(packed)
  // Broken off in the middle: how much the library would get out of it is unknown, but less than the limit.
  if (unpacked === undefined) return limits.pdfStreamBytes
  return unpacked.length + (isZlib(unpacked, 0) ? unpackedSize(unpacked, layer + 1) : 0)
}

function inflated(packed: Uint8Array): Uint8Array | undefined {
  try {
    return inflateSync(packed, { maxOutputLength: limits.pdfStreamBytes, finishFlush: constants.Z_SYNC_FLUSH })
  } catch (error) {
    if (error instanceof RangeError) throw new Refusal('archive-too-large', { limit: limits.pdfStreamBytes })
    return undefined
  }
}
