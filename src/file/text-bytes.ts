import { Refusal, type Place } from '../core/failure.ts'
import { legacyEncodingOf, refuseLegacyText } from './legacy-text.ts'

/** The text of a .txt or JSON file, NFC. UTF-8, or UTF-16 with a byte order mark; anything else is refused by name. */
export function decodeText(bytes: Uint8Array): string {
  const text = decode(bytes).normalize('NFC')
  const nul = text.indexOf('\0')
  if (nul >= 0) throw new Refusal('text-has-nul', {}, placeOf(text, nul))
  if (!/[\u00a1-\u00ff]/.test(text)) return text
  for (const [index, line] of text.split('\n').entries()) refuseLegacyText(line, { line: index + 1 })
  return text
}

function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeUtf16(bytes, 'utf-16le')
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeUtf16(bytes, 'utf-16be')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw undecodable(bytes)
  }
}

function decodeUtf16(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    throw new Refusal('format-damaged', { reason: encoding.toUpperCase() })
  }
}

/** Why bytes are not UTF-8: an old Vietnamese encoding, some other one, or good UTF-8 with a few bad bytes. */
function undecodable(bytes: Uint8Array): Refusal {
  const loose = new TextDecoder('utf-8').decode(bytes)
  const place = placeOf(loose, loose.indexOf('\ufffd'))
  const latin1 = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 100_000)).toString('latin1')
  const nul = loose.indexOf('\0')
  if (nul >= 0) return new Refusal('text-has-nul', {}, placeOf(loose, nul))
  const bad = loose.match(/\ufffd/g)?.length ?? 0
  const good = loose.match(/[\u0080-\ufffc]/g)?.length ?? 0
  if (good > bad) return new Refusal('format-damaged', { reason: 'UTF-8' }, place)
  return new Refusal('text-encoding-legacy', { encoding: legacyEncodingOf(latin1) ?? '8-bit' }, place)
}

function placeOf(text: string, offset: number): Place {
  const before = text.slice(0, Math.max(0, offset))
  const lineStart = before.lastIndexOf('\n') + 1
  return { line: before.split('\n').length, column: before.length - lineStart + 1 }
}
