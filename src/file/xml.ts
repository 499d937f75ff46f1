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

/** How much XML may be read, in all parts that are counted together. */
export type XmlBounds = {
  readonly elements: number
  readonly characters: number
  /** See limits.xmlSilentPieces. */
  readonly silentPieces: number
}

/** Of parts that are whole in memory. */
const wholeBounds: XmlBounds = {
  elements: limits.xmlElements,
  characters: limits.xmlCharacters,
  silentPieces: Number.POSITIVE_INFINITY,
}

/** What has been met so far in the parts of one container. */
export class XmlCount {
  elements = 0
  characters = 0
  readonly bounds: XmlBounds

  constructor(bounds = wholeBounds) {
    this.bounds = bounds
  }
}

const chunkBytes = 1 << 16

/** Walks one XML part that is there as a whole. See XmlReader. */
export function readXml(part: string, bytes: Uint8Array, handler: XmlHandler, count = new XmlCount()): void {
  const reader = new XmlReader(part, handler, count)
  reader.write(bytes)
  reader.end()
}

/**
 * Walks one XML part as it comes. No DOCTYPE, so no entity but the five of XML; no more depth than the limit; not
 * well-formed means damaged. The handler may throw to stop early.
 */
export class XmlReader {
  readonly #part: string
  readonly #count: XmlCount
  readonly #parser = new SaxesParser({ xmlns: true, position: false })
  #decoder: InstanceType<typeof TextDecoder> | null = null
  /** Pieces since something ended. */
  #silent = 0

  constructor(part: string, handler: XmlHandler, count: XmlCount) {
    this.#part = part
    this.#count = count
    const { bounds } = count
    let depth = 0
    this.#parser.on('error', (error) => {
      throw new Refusal('format-damaged', { reason: `XML, ${error.message}` }, { part })
    })
    this.#parser.on('doctype', () => {
      throw new Refusal('xml-doctype', {}, { part })
    })
    this.#parser.on('opentag', (tag) => {
      this.#silent = 0
      if (++depth > limits.depth) throw new Refusal('too-deep', { limit: limits.depth }, { part })
      if (++count.elements > bounds.elements) {
        throw new Refusal('xml-too-many-elements', { limit: bounds.elements }, { part })
      }
      handler.open(xmlTag(tag))
    })
    this.#parser.on('closetag', (tag) => {
      this.#silent = 0
      depth--
      handler.close(xmlTag(tag))
    })
    const read = (text: string): void => {
      this.#silent = 0
      handler.text(text)
      count.characters += text.length
      if (count.characters > bounds.characters) {
        throw new Refusal('xml-too-much-text', { limit: bounds.characters }, { part })
      }
    }
    this.#parser.on('text', read)
    this.#parser.on('cdata', read)
  }

  /** Piece by piece, so that the text is never whole in memory. */
  write(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; at += chunkBytes) {
      this.#silent++
      this.#parser.write(this.#decoded(bytes.subarray(at, at + chunkBytes)))
      const { silentPieces } = this.#count.bounds
      if (this.#silent > silentPieces) {
        throw new Refusal('xml-too-much-text', { limit: silentPieces * chunkBytes }, { part: this.#part })
      }
    }
  }

  end(): void {
    this.#parser.write(this.#decoded())
    this.#parser.close()
  }

  /** Office writes UTF-8; XML also allows UTF-16. */
  #decoded(bytes?: Uint8Array): string {
    this.#decoder ??= new TextDecoder(encodingOf(bytes ?? new Uint8Array()), { fatal: true })
    try {
      return this.#decoder.decode(bytes, { stream: bytes !== undefined })
    } catch {
      throw new Refusal('format-damaged', { reason: this.#decoder.encoding.toUpperCase() }, { part: this.#part })
    }
  }
}

function encodingOf(head: Uint8Array): string {
  const mark = (head[0] ?? 0) * 256 + (head[1] ?? 0)
  return mark === 0xfffe ? 'utf-16le' : mark === 0xfeff ? 'utf-16be' : 'utf-8'
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
