import { SaxesParser, type SaxesAttributeNS } from 'saxes'
import { Refusal } from '../core/failure.ts'
import { limits } from '../core/limits.ts'

export type XmlTag = {
  /** The name without its prefix. */
  readonly local: string
  readonly uri: string
  /** An attribute by its name without prefix; undefined where there is none. */
  readonly attribute: (local: string) => string | undefined
}

export type XmlHandler = {
  readonly open: (tag: XmlTag) => void
  readonly close: (tag: XmlTag) => void
  readonly text: (text: string) => void
}

/** What has been met so far in the parts of one container. */
export class XmlCount {
  elements = 0
  characters = 0
}

const chunkBytes = 1 << 16

/**
 * Walks one XML part. No DOCTYPE, so no entity but the five of XML; no more depth than the limit; not well-formed means
 * damaged. The handler may throw to stop early.
 */
export function readXml(part: string, bytes: Uint8Array, handler: XmlHandler, count = new XmlCount()): void {
  const parser = new SaxesParser({ xmlns: true, position: false })
  let depth = 0
  parser.on('error', (error) => {
    throw new Refusal('format-damaged', { reason: `XML, ${error.message}` }, { part })
  })
  parser.on('doctype', () => {
    throw new Refusal('xml-doctype', {}, { part })
  })
  parser.on('opentag', (tag) => {
    if (++depth > limits.depth) throw new Refusal('too-deep', { limit: limits.depth }, { part })
    if (++count.elements > limits.xmlElements) {
      throw new Refusal('xml-too-many-elements', { limit: limits.xmlElements }, { part })
    }
    handler.open(xmlTag(tag))
  })
  parser.on('closetag', (tag) => {
    depth--
    handler.close(xmlTag(tag))
  })
  const read = (text: string): void => {
    handler.text(text)
    count.characters += text.length
    if (count.characters > limits.xmlCharacters) {
      throw new Refusal('xml-too-much-text', { limit: limits.xmlCharacters }, { part })
    }
  }
  parser.on('text', read)
  parser.on('cdata', read)
  for (const chunk of decodeChunks(part, bytes)) parser.write(chunk)
  parser.close()
}

function xmlTag(tag: { local: string; uri: string; attributes: Record<string, SaxesAttributeNS> }): XmlTag {
  return {
    local: tag.local,
    uri: tag.uri,
    attribute: (local) => {
      const plain = tag.attributes[local]
      if (plain) return plain.value
      return Object.values(tag.attributes).find((attribute) => attribute.local === local)?.value
    },
  }
}

/** Office writes UTF-8; XML also allows UTF-16. Piece by piece, so that the text is never whole in memory. */
function* decodeChunks(part: string, bytes: Uint8Array): Generator<string> {
  const mark = (bytes[0] ?? 0) * 256 + (bytes[1] ?? 0)
  const encoding = mark === 0xfffe ? 'utf-16le' : mark === 0xfeff ? 'utf-16be' : 'utf-8'
  const decoder = new TextDecoder(encoding, { fatal: true })
  try {
    for (let at = 0; at < bytes.length; at += chunkBytes) {
      yield decoder.decode(bytes.subarray(at, at + chunkBytes), { stream: true })
    }
    yield decoder.decode()
  } catch (error) {
    if (error instanceof TypeError) throw new Refusal('format-damaged', { reason: encoding.toUpperCase() }, { part })
    throw error
  }
}
